/** A step of getting to know the wallet: what this is, how to protect the account, and where to try it. */

import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import { TOUR_STEPS, type TourStep } from "../../../wallet/tour.ts";
import type { Progress } from "../../parts/steps.tsx";
import { type SecurityState, securityState } from "../security/state.ts";

interface Step {
  readonly status: "tour";
  readonly progress: Progress;
}

export type TourState =
  | (Step & { readonly step: "welcome" })
  | (Step & {
      readonly step: "language";
      /** in the wallet; without it, it speaks the browser's */
      readonly chosen?: string;
    })
  | (Step & {
      readonly step: "protect";
      /** what the account is protected by already */
      readonly by?: "passkey" | "pin";
      readonly pinPossible: boolean;
      readonly busy: boolean;
      readonly failed?: SecurityState["failed"];
    })
  | (Step & {
      readonly step: "try";
      /** address of a shop to try it at */
      readonly demoShop?: string;
      /** whether to be told by messages: not answered yet */
      readonly asksToTell: boolean;
    });

export function progressOf(step: TourStep): Progress {
  return { position: TOUR_STEPS.indexOf(step) + 1, count: TOUR_STEPS.length };
}

/** Before there is an account. */
export function firstStepState(step: "welcome" | "language", chosen?: string): TourState {
  const head = { status: "tour", progress: progressOf(step) } as const;
  return { ...head, step, ...(chosen === undefined ? {} : { chosen }) };
}

export function tourState(
  step: "protect" | "try",
  profile: Enrolled,
  {
    demoShop,
    notices,
  }: {
    /** empty where the system names none */
    readonly demoShop: string;
    readonly notices: Stored["notices"];
  },
): TourState {
  const head = { status: "tour", progress: progressOf(step) } as const;
  if (step === "try")
    return {
      ...{ ...head, step, asksToTell: notices?.shown === undefined },
      ...(demoShop === "" ? {} : { demoShop }),
    };
  const { passkeys, pin, pinPossible, busy, failed } = securityState(profile);
  const registering = profile.task?.state === "registering";
  return {
    ...{ ...head, step, pinPossible, busy: busy || registering },
    ...(passkeys.length > 0
      ? { by: "passkey" as const }
      : pin === "none"
        ? {}
        : { by: "pin" as const }),
    ...(failed ? { failed } : {}),
  };
}
