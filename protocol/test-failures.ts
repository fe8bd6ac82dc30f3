/**
 * What a test carrier does when it is asked to, by the amount of a trade or an order: data, and the one look-up. In live
 * mode the look-up finds nothing, whatever the amount: there is no other way to these rows [TT4].
 */

import type { Mode } from "./ids.ts";
import type { ProblemCode, RefusedOutcomeCode } from "./problem.ts";

/**
 * `refused`: a recorded outcome. `step_up`: decided only with a passkey or a PIN. `slow`: decided after a while.
 * `lost`: decided at once, and the answer is lost. `away`: nothing is decided for a while. Then it settles.
 */
export type FailureKind =
  | { readonly kind: "refused"; readonly code: RefusedOutcomeCode }
  | { readonly kind: "step_up" | "slow" | "lost" | "away" };

interface Named {
  /** minor units, of any currency */
  readonly amount: number;
  readonly name: string;
  /** for people */
  readonly what: string;
}

export type NamedFailure = Named & FailureKind;
export type NamedOrderRefusal = Named & {
  readonly order: "capture" | "void" | "refund";
  readonly code: ProblemCode;
};

/** How long the slow carrier takes, and how long after the confirmation its answers are lost, or it is away, ms. */
export const SLOW_MS = 4_000;
export const LOST_MS = 3_000;
export const AWAY_MS = 6_000;

export const NAMED_FAILURES: readonly NamedFailure[] = [
  {
    ...{ amount: 7001, name: "insufficient_funds", kind: "refused", code: "insufficient_funds" },
    what: "the payer has too little money: the trade stays open until its deadline, for another try",
  },
  {
    ...{ amount: 7002, name: "account_frozen", kind: "refused", code: "account_frozen" },
    what: "the payer's account is frozen",
  },
  {
    ...{ amount: 7003, name: "over_limit", kind: "refused", code: "over_day_limit" },
    what: "more than the payer may spend in a day",
  },
  {
    ...{ amount: 7004, name: "too_late", kind: "refused", code: "too_late" },
    what: "the confirmation comes after the deadline",
  },
  {
    ...{ amount: 7005, name: "step_up", kind: "step_up" },
    what: "one click isn't enough: the wallet asks for a passkey or a PIN, then it settles",
  },
  {
    ...{ amount: 7006, name: "slow", kind: "slow" },
    what: "it settles after 4 s",
  },
  {
    ...{ amount: 7007, name: "lost_answer", kind: "lost" },
    what: "it settles at once, and the payer's answer is lost for 3 s: the shop knows first",
  },
  {
    ...{ amount: 7008, name: "carrier_away", kind: "away" },
    what: "the carrier answers nothing for 6 s, then it settles",
  },
];

export const NAMED_ORDER_REFUSALS: readonly NamedOrderRefusal[] = [
  {
    ...{ amount: 7021, name: "capture_refused", order: "capture", code: "over_hold" },
    what: "a capture of this is refused by the carrier",
  },
  {
    ...{ amount: 7022, name: "void_refused", order: "void", code: "hold_ended" },
    what: "the void of a trade held for this is refused by the carrier",
  },
  {
    ...{ amount: 7023, name: "refund_refused", order: "refund", code: "over_captured" },
    what: "a refund of this is refused by the carrier, and the money is back in the balance",
  },
];

/** @param amount of the trade, minor units */
export function namedFailureOf(mode: Mode, amount: number): NamedFailure | undefined {
  return mode === "test" ? NAMED_FAILURES.find((one) => one.amount === amount) : undefined;
}

/** @param amount of the order; of a void, that of the trade that was held */
export function namedOrderRefusalOf(
  mode: Mode,
  order: NamedOrderRefusal["order"],
  amount: number,
): NamedOrderRefusal | undefined {
  if (mode !== "test") return undefined;
  return NAMED_ORDER_REFUSALS.find((one) => one.order === order && one.amount === amount);
}
