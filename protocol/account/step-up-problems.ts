/**
 * What a terminal is told when a step-up is asked for or didn't count: beside the problem's own members, and for the
 * terminal alone.
 */

import * as v from "valibot";
import { Left } from "../messages.ts";
import { Problem } from "../problem.ts";
import { Time } from "../signing/signed-objects.ts";
import { StepUpMethods } from "./step-up.ts";

/** [LE79] What asks for a step-up: the amount, what was paid by one click since the last, the first payment there; a change of the account. */
export const StepUpReason = v.picklist(["amount", "cumulative", "first_payment", "change"]);
export type StepUpReason = v.InferOutput<typeof StepUpReason>;

/** Nothing was decided: 403, `step_up_required`, of kind `not_yet`. `left`: what one click would let through, of a payment. */
export const StepUpProblem = v.object({
  ...Problem.entries,
  reason: StepUpReason,
  left: v.exactOptional(Left),
  methods: StepUpMethods,
});
export type StepUpProblem = v.InferOutput<typeof StepUpProblem>;

/** Nothing was decided: 403, `wrong_pin` or `pin_blocked`. `next_at`: until then no try is taken. */
export const PinProblem = v.object({
  ...Problem.entries,
  tries_left: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  next_at: v.exactOptional(Time),
});
export type PinProblem = v.InferOutput<typeof PinProblem>;
