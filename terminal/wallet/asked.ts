/**
 * What the carrier asked the shopper to prove himself for, as the terminal keeps it: why, by what, and what became of
 * the last proof. Types, and how an answer becomes one. Never a PIN.
 */

import type { StepUpMethods } from "../../protocol/account/step-up.ts";
import type { StepUpProblem } from "../../protocol/account/step-up-problems.ts";
import type { Left } from "../../protocol/messages.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { Hash } from "../../protocol/signing/signature.ts";

/** Why the last proof didn't count. */
export interface Unproven {
  readonly code: ProblemCode;
  readonly triesLeft?: number;
  /** until then no PIN is tried, ms since the epoch */
  readonly nextAt?: number;
}

export interface Asked {
  readonly reason: StepUpProblem["reason"];
  readonly methods: StepUpMethods;
  /** what one click would have been enough for */
  readonly left?: Left;
  /** hash of what is to be proven for: a passkey's challenge, and what a PIN is bound to */
  readonly purpose: Hash;
  readonly unproven?: Unproven;
}

/** What a refusal says beside its code, where it is about a step-up. */
export interface StepUpSaid {
  readonly stepUp?: Pick<Asked, "reason" | "methods">;
  readonly pin?: Omit<Unproven, "code">;
}

/** Codes that a proof is answered with, and another proof may follow. */
const UNPROVEN: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "wrong_pin",
  "pin_blocked",
  "passkey_refused",
  "step_up_mismatch",
]);

/** @param before what was asked when this proof was given @returns undefined for an answer that asks for nothing, or where there is nothing to prove with */
export function askedAgain(
  { code, left, stepUp, pin }: { code: ProblemCode; left?: Left } & StepUpSaid,
  before: Asked | undefined,
  purpose: Hash,
): Asked | undefined {
  if (stepUp) {
    const { methods, reason } = stepUp;
    const any = methods.passkeys.length > 0 || methods.pin.state !== "none";
    return any ? { reason, methods, purpose, ...(left ? { left } : {}) } : undefined;
  }
  if (!before || !UNPROVEN.has(code)) return undefined;
  const state = pin?.triesLeft === 0 ? "locked" : before.methods.pin.state;
  const wait = pin?.nextAt === undefined ? {} : { next_at: pin.nextAt };
  const methods = pin ? { ...before.methods, pin: { state, ...wait } } : before.methods;
  return { ...before, methods, unproven: { code, ...pin } };
}
