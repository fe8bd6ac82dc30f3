/**
 * The till as the model has it, and what protocol/trade/trade.ts makes of it: transition() itself is asked, so that
 * the model has no table of its own.
 *
 * Holds are not modelled: no authorized, completed or voided.
 */

import { assert, InvariantError } from "../protocol/assert.ts";
import type { PayerTag } from "../protocol/ids.ts";
import { ATTEMPTS_MAX } from "../protocol/limits.ts";
import type { Hash } from "../protocol/signing/signature.ts";
import type { SignedReceipt } from "../protocol/signing/signed-objects.ts";
import {
  type AttemptOutcome,
  type EndingReason,
  TRADE_EVENTS,
  TRADE_STATES,
  type Trade,
  type TradeClaim,
  type TradeEvent,
  type TradeEventType,
  type TradeState,
  transition,
} from "../protocol/trade/trade.ts";

/** The model's last attempt. Its attempts are the last ones of trade.ts, so that the limit is in the model too. */
export const MODEL_ATTEMPTS = 3;
const EARLIER_ATTEMPTS = ATTEMPTS_MAX - MODEL_ATTEMPTS;

const HOLD_EVENTS = ["captured", "hold-ended"] as const;
const HOLDS = ["authorized", "completed", "voided"] as const;
export type State = Exclude<TradeState, (typeof HOLDS)[number]>;
export type Payer = "A" | "B";

export const STATES = TRADE_STATES.filter(isModelled);
export const EVENTS = TRADE_EVENTS.filter(
  (type): type is Happening["type"] => !HOLD_EVENTS.some((hold) => hold === type),
);
export const REASONS: readonly EndingReason[] = ["cancelled", "declined", "expired", "released"];

/** A till of the model: what its Promela variables hold. */
export interface Till {
  readonly state: State;
  /** 0 where the trade ended unpaid */
  readonly attempt: number;
  /** whose claim it holds */
  readonly claimant?: Payer | undefined;
  /** why it is ending */
  readonly reason?: EndingReason | undefined;
}

/** An event of the model, with what its time means to the till. */
export interface Happening {
  readonly type: Exclude<TradeEventType, (typeof HOLD_EVENTS)[number]>;
  readonly payer: Payer;
  readonly attempt: number;
  readonly kind: "settled" | "refused" | "void";
  /** the deadline is past */
  readonly late: boolean;
  /** the claim's time is past */
  readonly lapsed: boolean;
}

const DEADLINE = 1_000;
const EARLY = 500;

const claimOf = (payer: Payer, until: number): TradeClaim => ({
  payer: payer as string as PayerTag,
  account: payer as string as Hash,
  sealed: payer,
  until,
});

const receipt = {} as SignedReceipt;

function tradeOf(till: Till, until: number): Trade {
  const { state, claimant = "A", reason = "released" } = till;
  const attempt = till.attempt + EARLIER_ATTEMPTS;
  const claim = claimOf(claimant, until);
  if (state === "open") return { state, attempt };
  if (state === "claimed") return { state, attempt, claim };
  if (state === "ending") return { state, attempt, claim, reason };
  if (state === "settled") return { state, attempt, claim, receipt };
  return { state, at: 0 };
}

function eventOf(event: Happening): TradeEvent {
  const { type, payer, kind } = event;
  const outcomes: Record<Happening["kind"], AttemptOutcome> = {
    settled: { kind: "settled", receipt },
    refused: { kind: "refused", code: "insufficient_funds" },
    void: { kind: "void" },
  };
  if (type === "claim") return { type, claim: claimOf(payer, DEADLINE) };
  if (type === "decline") return { type, payer: payer as string as PayerTag };
  if (type === "outcome")
    return { type, attempt: event.attempt + EARLIER_ATTEMPTS, outcome: outcomes[kind] };
  return { type };
}

function tillOf(trade: Trade): Till {
  assert(isModelled(trade.state), "no event of the model makes a hold");
  return {
    state: trade.state,
    attempt: "attempt" in trade ? trade.attempt - EARLIER_ATTEMPTS : 0,
    claimant: "claim" in trade ? (trade.claim.sealed as Payer) : undefined,
    reason: "reason" in trade ? trade.reason : undefined,
  };
}

function isModelled(state: TradeState): state is State {
  return !HOLDS.some((hold) => hold === state);
}

/** What protocol/trade/trade.ts makes of it. */
export function askProtocol(till: Till, event: Happening): Till | "impossible" {
  const now = event.late ? DEADLINE : EARLY;
  const trade = tradeOf(till, event.lapsed ? now : now + 1);
  try {
    return tillOf(transition(trade, eventOf(event), now, DEADLINE).trade);
  } catch (error) {
    if (error instanceof InvariantError) return "impossible";
    throw error;
  }
}
