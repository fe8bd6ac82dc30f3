/**
 * The trade as its till sees it: a union keyed by `state`, one transition table, one pure function.
 * Till shells store what transition() returns and do nothing else to a trade. Rules [TR1] to [TR14].
 *
 * From `claimed` nothing ends without the branch: cancel, decline, release and expiry only set `ending`,
 * and the branch's answer (an `outcome` event) ends it. Only from `open` may the till decide alone.
 */

import { assert, InvariantError } from "../assert.ts";
import type { PayerTag } from "../ids.ts";
import { ATTEMPTS_MAX } from "../limits.ts";
import type { ProblemCode, RefusedOutcomeCode } from "../problem.ts";
import type { Hash } from "../signing/signature.ts";
import type { SignedReceipt } from "../signing/signed-objects.ts";
import { capture, captureLate, endHold, endVoidedHold } from "./hold.ts";

/** A claim binds the trade to one account for a short time. */
export interface TradeClaim {
  readonly payer: PayerTag;
  /** commitment to the account: the hash of its sealed reference */
  readonly account: Hash;
  /** the sealed account reference itself; leaves the till only towards the carrier */
  readonly sealed: string;
  /** ms since the epoch */
  readonly until: number;
}

export type EndingReason = "cancelled" | "declined" | "expired" | "released";

interface Claimed {
  readonly attempt: number;
  readonly claim: TradeClaim;
}

/** Money has moved or is held: the receipt of the attempt that did it. */
interface Paid extends Claimed {
  readonly receipt: SignedReceipt;
}

export type Trade =
  | { readonly state: "open"; readonly attempt: number; readonly refused?: RefusedOutcomeCode }
  | ({ readonly state: "claimed" } & Claimed)
  | ({ readonly state: "ending"; readonly reason: EndingReason } & Claimed)
  /** `fee`: minor units that the carrier kept; absent where it kept none */
  | ({ readonly state: "settled"; readonly fee?: number } & Paid)
  /** `held`: the whole hold, `captured`: what was taken of it so far; minor units */
  | ({ readonly state: "authorized"; readonly held: number; readonly captured: number } & Paid)
  | ({ readonly state: "completed"; readonly captured: number } & Paid)
  | ({ readonly state: "voided" } & Paid)
  | { readonly state: "cancelled" | "declined" | "expired"; readonly at: number };

export type TradeState = Trade["state"];

/** What the branch decided about one attempt. Absent never comes back: the branch records a void instead. */
export type AttemptOutcome =
  | { readonly kind: "settled"; readonly receipt: SignedReceipt; readonly fee?: number }
  | { readonly kind: "authorized"; readonly receipt: SignedReceipt }
  | { readonly kind: "refused"; readonly code: RefusedOutcomeCode }
  | { readonly kind: "void" };

export type TradeEvent =
  | { readonly type: "claim"; readonly claim: TradeClaim }
  | { readonly type: "cancel" }
  | { readonly type: "decline"; readonly payer: PayerTag }
  | { readonly type: "tick" }
  | { readonly type: "outcome"; readonly attempt: number; readonly outcome: AttemptOutcome }
  | { readonly type: "captured"; readonly amount: number; readonly last: boolean }
  /** `captured`: all that the branch let be taken of the hold, minor units */
  | { readonly type: "hold-ended"; readonly captured: number };

export type TradeEventType = TradeEvent["type"];

/** `trade` is what to store (the same object when nothing changed); `refusal` is what to answer, if the event was refused. */
export interface Transition {
  readonly trade: Trade;
  readonly refusal?: ProblemCode;
}

export function newTrade(): Trade {
  return { state: "open", attempt: 1 };
}

export type Arm<S extends TradeState> = Extract<Trade, { state: S }>;
export type EventOf<T extends TradeEventType> = Extract<TradeEvent, { type: T }>;
type Rule<S extends TradeState, T extends TradeEventType> = (
  trade: Arm<S>,
  event: EventOf<T>,
  clock: { readonly now: number; readonly deadline: number },
) => Transition;
type Table = { readonly [S in TradeState]: { readonly [T in TradeEventType]: Rule<S, T> } };

const stay = (trade: Trade): Transition => ({ trade });
const refuse =
  (code: ProblemCode) =>
  (trade: Trade): Transition => ({ trade, refusal: code });
const bug = (invariant: string) => (): never => {
  throw new InvariantError(invariant);
};

const noHold = {
  captured: bug("[TR12] a capture needs a hold"),
  "hold-ended": bug("[TR12] only a hold can end"),
};

/** [TR11] A late word about an attempt that is over changes nothing, unless it says settled: then money moved twice. */
const staleOutcome = (trade: Trade, event: EventOf<"outcome">): Transition => {
  const paid = event.outcome.kind === "settled" || event.outcome.kind === "authorized";
  assert(!paid, "[TR11] no attempt is settled after the trade ended without it");
  return stay(trade);
};

/** [TR9] The same settled outcome again is the same outcome; a second settled attempt is a double settlement. */
const repeatedOutcome = (
  trade: Arm<"settled" | "authorized" | "completed" | "voided">,
  event: EventOf<"outcome">,
): Transition => {
  if (event.attempt !== trade.attempt) return staleOutcome(trade, event);
  assert(
    event.outcome.kind !== "void" && event.outcome.kind !== "refused",
    "[TR9] a settled attempt stays settled",
  );
  // Another receipt for the same attempt is another account's debit: a grant must have leaked.
  const same = event.outcome.receipt.signature === trade.receipt.signature;
  assert(same, "[TR9] a settled attempt has one receipt");
  return stay(trade);
};

const ended = (code: ProblemCode) => ({
  claim: refuse(code),
  cancel: stay,
  decline: stay,
  tick: stay,
  outcome: staleOutcome,
  ...noHold,
});

const paid = {
  claim: refuse("trade_settled"),
  cancel: refuse("trade_settled"),
  decline: refuse("trade_settled"),
  tick: stay,
  outcome: repeatedOutcome,
};

/** [TR1] The one transition table: every state × event pair stands here. */
const TABLE: Table = {
  open: {
    claim: claimOpen,
    cancel: (_, __, { now }) => ({ trade: { state: "cancelled", at: now } }),
    decline: (_, __, { now }) => ({ trade: { state: "declined", at: now } }),
    tick: (trade, _, { now, deadline }) =>
      now < deadline ? stay(trade) : { trade: { state: "expired", at: now } },
    outcome: (trade, event) => {
      assert(
        event.attempt < trade.attempt,
        "[TR10] no outcome of an attempt that was never claimed",
      );
      return staleOutcome(trade, event);
    },
    ...noHold,
  },
  claimed: {
    claim: claimClaimed,
    cancel: (trade) => ({ trade: { ...trade, state: "ending", reason: "cancelled" } }),
    decline: (trade, { payer }) =>
      payer === trade.claim.payer
        ? { trade: { ...trade, state: "ending", reason: "declined" } }
        : { trade, refusal: "claimed_by_another" },
    tick: tickClaimed,
    outcome: resolve,
    ...noHold,
  },
  ending: {
    claim: (trade, { claim }) => ({
      trade,
      refusal: claim.payer === trade.claim.payer ? "trade_ending" : "claimed_by_another",
    }),
    cancel: (trade) => stay(promote(trade, "cancelled")),
    decline: (trade, { payer }) =>
      payer === trade.claim.payer
        ? stay(promote(trade, "declined"))
        : { trade, refusal: "claimed_by_another" },
    tick: (trade, _, { now, deadline }) =>
      now < deadline ? stay(trade) : stay(promote(trade, "expired")),
    outcome: resolve,
    ...noHold,
  },
  settled: { ...paid, ...noHold },
  authorized: {
    ...paid,
    captured: capture,
    "hold-ended": endHold,
  },
  completed: { ...paid, captured: captureLate, "hold-ended": stay },
  voided: {
    ...paid,
    claim: refuse("trade_voided"),
    cancel: stay,
    decline: stay,
    captured: bug("[TR12] the hold is gone"),
    "hold-ended": endVoidedHold,
  },
  cancelled: ended("trade_cancelled"),
  declined: ended("trade_declined"),
  expired: ended("trade_expired"),
};

/**
 * [TR1] The only way a trade changes.
 * @param deadline the signed deadline of the terms, ms since the epoch
 * @param now ms since the epoch
 * @throws InvariantError for an event that can't come while money is safe: the object stops before it writes
 */
export function transition(
  trade: Trade,
  event: TradeEvent,
  now: number,
  deadline: number,
): Transition {
  const rule = TABLE[trade.state][event.type] as Rule<TradeState, TradeEventType>;
  return rule(trade as never, event as never, { now, deadline });
}

export const TRADE_STATES = Object.keys(TABLE) as TradeState[];
export const TRADE_EVENTS = Object.keys(TABLE.open) as TradeEventType[];

function claimOpen(
  trade: Arm<"open">,
  { claim }: EventOf<"claim">,
  { now, deadline }: { now: number; deadline: number },
): Transition {
  if (now >= deadline) return { trade: { state: "expired", at: now }, refusal: "trade_expired" };
  if (trade.attempt > ATTEMPTS_MAX) return { trade, refusal: "attempts_exhausted" };
  return { trade: { state: "claimed", attempt: trade.attempt, claim } };
}

/** [TR4] The same payer again gets the claim he has; another one is refused. */
function claimClaimed(trade: Arm<"claimed">, { claim }: EventOf<"claim">): Transition {
  return claim.payer === trade.claim.payer ? stay(trade) : { trade, refusal: "claimed_by_another" };
}

/** [TR6] A claim that was not confirmed, or whose trade is past its deadline, asks the branch. */
function tickClaimed(
  trade: Arm<"claimed">,
  _: EventOf<"tick">,
  { now, deadline }: { now: number; deadline: number },
): Transition {
  if (now < trade.claim.until) return stay(trade);
  return { trade: { ...trade, state: "ending", reason: now < deadline ? "released" : "expired" } };
}

/** [TR7] A release gives way to any reason that ends the trade for good; the first of those stays. */
function promote(trade: Arm<"ending">, reason: EndingReason): Trade {
  return trade.reason === "released" ? { ...trade, reason } : trade;
}

/** [TR8] What the branch says is taken, settled included, whatever the till was about to do. */
function resolve(
  trade: Arm<"claimed" | "ending">,
  event: EventOf<"outcome">,
  { now, deadline }: { now: number; deadline: number },
): Transition {
  assert(event.attempt <= trade.attempt, "[TR10] no outcome of an attempt that was never claimed");
  if (event.attempt < trade.attempt) return staleOutcome(trade, event);
  const { attempt, claim } = trade;
  const { outcome } = event;
  if (outcome.kind === "settled") {
    const { receipt, fee } = outcome;
    const charged = fee === undefined ? {} : { fee };
    return { trade: { state: "settled", attempt, claim, receipt, ...charged } };
  }
  if (outcome.kind === "authorized") {
    const { receipt } = outcome;
    const held = receipt.payload.amount;
    return { trade: { state: "authorized", attempt, claim, receipt, held, captured: 0 } };
  }
  const reason = trade.state === "ending" ? trade.reason : "released";
  if (reason !== "released") return { trade: { state: reason, at: now } };
  if (now >= deadline) return { trade: { state: "expired", at: now } };
  const refused = outcome.kind === "refused" ? { refused: outcome.code } : {};
  return { trade: { state: "open", attempt: attempt + 1, ...refused } };
}
