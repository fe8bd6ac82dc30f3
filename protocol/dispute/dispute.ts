/**
 * A dispute as its till sees it: a union keyed by `state`, one transition table, one pure function [DP1]. No money moves
 * by it: where the payer gets his back, a refund of the register's own has moved it, and its receipt closes the dispute.
 */

import type { RefundId } from "../ids.ts";
import { DISPUTE_ANSWER_MS, DISPUTE_CONTESTED_MS } from "../limits.ts";
import type { ProblemCode } from "../problem.ts";
import type { SignedReceipt } from "../signing/signed-objects.ts";

/** All times in ms since the epoch. */
export type Dispute =
  /** the shop has `until` then to accept or contest */
  | { readonly state: "open"; readonly until: number }
  /** the two have `until` then to agree */
  | { readonly state: "contested"; readonly until: number }
  /** the operator is to decide */
  | { readonly state: "escalated"; readonly contested: boolean }
  /** he has, for the payer: the register is to refund */
  | { readonly state: "upheld"; readonly at: number }
  | {
      readonly state: "refunded";
      readonly at: number;
      readonly refund: RefundId;
      readonly receipt: SignedReceipt;
    }
  | { readonly state: "withdrawn"; readonly at: number }
  /** he has, for the shop */
  | { readonly state: "won"; readonly at: number };

export type DisputeState = Dispute["state"];
export type Ruling = "upheld" | "won";

export type DisputeEvent =
  /** a message, the payer's or the shop's */
  | { readonly type: "say" }
  /** by the shop */
  | { readonly type: "contest" }
  /** by the payer */
  | { readonly type: "withdraw" }
  | { readonly type: "tick" }
  /** a refund has its receipt; `left`: minor units of what the dispute asks for that are still to come */
  | {
      readonly type: "refund";
      readonly refund: RefundId;
      readonly receipt: SignedReceipt;
      readonly left: number;
    }
  /** by the operator */
  | { readonly type: "decide"; readonly ruling: Ruling };

export type DisputeEventType = DisputeEvent["type"];

/** `dispute` is what to store (the same object when nothing changed); `refusal` what to answer, if the event was refused. */
export interface DisputeTransition {
  readonly dispute: Dispute;
  readonly refusal?: ProblemCode;
}

type Arm<S extends DisputeState> = Extract<Dispute, { state: S }>;
type EventOf<T extends DisputeEventType> = Extract<DisputeEvent, { type: T }>;
type Rule<S extends DisputeState, T extends DisputeEventType> = (
  dispute: Arm<S>,
  event: EventOf<T>,
  now: number,
) => DisputeTransition;
type Table = {
  readonly [S in DisputeState]: { readonly [T in DisputeEventType]: Rule<S, T> };
};

const stay = (dispute: Dispute): DisputeTransition => ({ dispute });
const refuse =
  (refusal: ProblemCode) =>
  (dispute: Dispute): DisputeTransition => ({ dispute, refusal });

/** @param now ms since the epoch */
export function newDispute(now: number): Dispute {
  return { state: "open", until: now + DISPUTE_ANSWER_MS };
}

/** [DP6] The receipt of the refund that makes up all that is asked for, and nothing else, closes it. */
const takeRefund = (
  dispute: Dispute,
  { refund, receipt, left }: EventOf<"refund">,
  now: number,
): DisputeTransition =>
  left > 0 ? stay(dispute) : { dispute: { state: "refunded", at: now, refund, receipt } };

const withdraw = (_: Dispute, __: unknown, now: number): DisputeTransition => ({
  dispute: { state: "withdrawn", at: now },
});

/** [DP7] Silence decides nothing: it brings the operator in. */
const escalate = (
  dispute: Arm<"open" | "contested">,
  _: unknown,
  now: number,
): DisputeTransition =>
  now < dispute.until
    ? stay(dispute)
    : { dispute: { state: "escalated", contested: dispute.state === "contested" } };

/** Who decided so before is answered; another word comes too late. */
const repeated = (dispute: Arm<Ruling>, { ruling }: EventOf<"decide">): DisputeTransition =>
  ruling === dispute.state ? stay(dispute) : { dispute, refusal: "dispute_closed" };

const running = {
  say: stay,
  withdraw,
  refund: takeRefund,
};

const over = {
  say: refuse("dispute_closed"),
  contest: refuse("dispute_closed"),
  withdraw: refuse("dispute_closed"),
  tick: stay,
  refund: stay,
  decide: refuse("dispute_closed"),
};

/** [DP1] The one transition table: every state × event pair stands here. */
const TABLE: Table = {
  open: {
    ...running,
    contest: (_, __, now) => ({
      dispute: { state: "contested", until: now + DISPUTE_CONTESTED_MS },
    }),
    tick: escalate,
    decide: refuse("dispute_not_escalated"),
  },
  contested: {
    ...running,
    contest: stay,
    tick: escalate,
    decide: refuse("dispute_not_escalated"),
  },
  escalated: {
    ...running,
    contest: (dispute) => stay(dispute.contested ? dispute : { ...dispute, contested: true }),
    tick: stay,
    decide: (_, { ruling }, now) => ({ dispute: { state: ruling, at: now } }),
  },
  upheld: { ...running, contest: refuse("dispute_closed"), tick: stay, decide: repeated },
  refunded: over,
  withdrawn: { ...over, withdraw: stay },
  won: { ...over, decide: repeated },
};

/** [DP1] The only way a dispute changes. @param now ms since the epoch */
export function disputeTransition(
  dispute: Dispute,
  event: DisputeEvent,
  now: number,
): DisputeTransition {
  const rule = TABLE[dispute.state][event.type] as Rule<DisputeState, DisputeEventType>;
  return rule(dispute as never, event as never, now);
}

export const DISPUTE_STATES = Object.keys(TABLE) as DisputeState[];
export const DISPUTE_EVENTS = Object.keys(TABLE.open) as DisputeEventType[];

/** Nothing can change it any more. */
export function isClosed(state: DisputeState): boolean {
  return state === "refunded" || state === "withdrawn" || state === "won";
}

/** When time alone changes it: ms since the epoch, undefined for never. */
export function disputeDue(dispute: Dispute): number | undefined {
  return "until" in dispute ? dispute.until : undefined;
}
