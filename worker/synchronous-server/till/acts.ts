/**
 * What can be done to a trade at its till: each act is decided in one synchronous turn, by transition()
 * and nothing else [TR1]. Acts read and stage through the turn; they never await, write or look at a clock.
 */

import { assert } from "../../../protocol/assert.ts";
import type { PayerTag, TradeId } from "../../../protocol/ids.ts";
import { CLAIM_MS, TRADE_LIFETIME_MAX_MS } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { canonicalBytes, type Hash } from "../../../protocol/signing/signature.ts";
import { type AttemptOutcome, type TradeEvent, transition } from "../../../protocol/trade/trade.ts";
import {
  type Asked,
  type AskedRecord,
  deadlineOf,
  isAsked,
  newRecord,
  type TradeRecord,
} from "./trade-record.ts";
import type { TillTurn } from "./turn.ts";

type Acted<T> = Result<T, Refusal>;

/** [MS3] The same key again. @returns undefined when the till doesn't know the trade */
export function repeatCreate(
  record: TradeRecord | undefined,
  asked: Asked,
): Acted<AskedRecord> | undefined {
  if (!record) return undefined;
  if (!isAsked(record)) return ok({ ...record, asked });
  return isSameTerms(record.asked, asked)
    ? ok(record)
    : err(refusal("idempotency_key_reused", { param: "Idempotency-Key" }));
}

// Their payloads: a signature may be made again, and another one of the same terms says nothing else.
function isSameTerms(a: Asked, b: Asked): boolean {
  const [left, right] = [canonicalBytes(a.terms.payload), canonicalBytes(b.terms.payload)];
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

export interface ClaimQuestion {
  readonly trade: TradeId;
  /** the hash of the offer that the shopper saw */
  readonly offer: Hash;
  readonly payer: PayerTag;
  /** accountCommitment(sealed) */
  readonly account: Hash;
  readonly sealed: string;
}

/** What the grant is made of. */
export interface ClaimTaken {
  readonly attempt: number;
  readonly offer: Hash;
  readonly account: Hash;
  readonly sealed: string;
  readonly until: number;
}

/** @param remade the verified terms of a trade whose row was lost [MS4] */
export function takeClaim(
  turn: TillTurn,
  { trade: id, offer, payer, account, sealed }: ClaimQuestion,
  remade: Asked | undefined,
  now: number,
): Acted<ClaimTaken> {
  const record = claimable(turn, id, remade, now);
  if (!record) return err(refusal("trade_not_found"));
  if (record.asked.offer !== offer) return err(refusal("offer_mismatch"));
  if (record.asked.terms.payload.deadline > now + TRADE_LIFETIME_MAX_MS)
    return err(refusal("deadline_out_of_range"));
  const claim = { payer, account, sealed, until: now + CLAIM_MS };
  const acted = act(turn, record, { type: "claim", claim }, now);
  if (!acted.ok) return acted;
  const { trade } = acted.value;
  assert(trade.state === "claimed", "[TR2] a claim that is not refused binds the trade");
  const { claim: taken, attempt } = trade;
  return ok({
    attempt,
    offer,
    account: taken.account,
    sealed: taken.sealed,
    until: taken.until,
  });
}

function claimable(
  turn: TillTurn,
  id: TradeId,
  remade: Asked | undefined,
  now: number,
): AskedRecord | undefined {
  const record = turn.read(id);
  if (isAsked(record)) return record;
  if (!remade) return undefined;
  return record ? { ...record, asked: remade } : newRecord(id, remade, now);
}

export interface Cancelled {
  readonly record: TradeRecord;
  /** the shop had cancelled it before */
  readonly replayed: boolean;
}

/** [MS4] A cancel that finds no trade records the cancellation: the id authenticates itself. */
export function cancelTrade(turn: TillTurn, id: TradeId, now: number): Acted<Cancelled> {
  const record = turn.read(id);
  if (record) {
    const acted = act(turn, record, { type: "cancel" }, now);
    return acted.ok ? ok({ record: acted.value, replayed: acted.value === record }) : acted;
  }
  const trade = { state: "cancelled", at: now } as const;
  const tombstone = {
    id,
    trade,
    asked: undefined,
    sale: undefined,
    refunded: 0,
    created: now,
    updated: now,
  };
  turn.stage(tombstone);
  return ok({ record: tombstone, replayed: false });
}

export function declineTrade(
  turn: TillTurn,
  id: TradeId,
  payer: PayerTag,
  now: number,
): Acted<TradeRecord> {
  const record = turn.read(id);
  if (!record) return err(refusal("trade_not_found"));
  return act(turn, record, { type: "decline", payer }, now);
}

/** [TR6] What time alone does. A trade that is gone or over stays as it is. */
export function tickTrade(turn: TillTurn, id: TradeId, now: number): TradeRecord | undefined {
  const record = turn.read(id);
  if (!record) return undefined;
  const acted = act(turn, record, { type: "tick" }, now);
  return acted.ok ? acted.value : record;
}

/** [TR8] [LE9] What the branch decided. Idempotent by trade and attempt. @throws InvariantError when it can't be */
export function takeOutcome(
  turn: TillTurn,
  id: TradeId,
  attempt: number,
  outcome: AttemptOutcome,
  now: number,
): TradeRecord {
  const record = turn.read(id);
  assert(isAsked(record), "[LE9] an outcome is of a trade that was claimed");
  if (outcome.kind === "settled" || outcome.kind === "authorized")
    assertReceiptOf(record, attempt, outcome);
  const event = { type: "outcome", attempt, outcome } as const;
  const { trade } = transition(record.trade, event, now, deadlineOf(record));
  if (trade === record.trade) return record;
  const after = { ...record, trade, updated: now };
  const { amount, currency } = record.asked.terms.payload;
  if (trade.state === "settled") turn.stageSale(after, amount - (trade.fee ?? 0), currency);
  else turn.stage(after);
  return turn.read(id) ?? after;
}

/**
 * The branch's news that a hold is over [TR17]. Idempotent.
 * @param captured all that was captured of it, minor units
 * @returns undefined when the till has yet to hear of the hold itself
 */
export function takeHoldEnd(
  turn: TillTurn,
  id: TradeId,
  attempt: number,
  captured: number,
  now: number,
): TradeRecord | undefined {
  const record = turn.read(id);
  assert(isAsked(record), "[LE9] an outcome is of a trade that was claimed");
  const { trade } = record;
  if (!("receipt" in trade)) return undefined;
  assert(trade.attempt === attempt, "[TR12] a hold ends where it was made");
  const event = { type: "hold-ended", captured } as const;
  const acted = act(turn, record, event, now);
  assert(acted.ok, "[TR12] the end of a hold can't be refused");
  return acted.value;
}

/** Pair assertion: the branch has checked it too, from the other side. */
function assertReceiptOf(
  { id, asked }: AskedRecord,
  attempt: number,
  outcome: AttemptOutcome & { kind: "settled" | "authorized" },
): void {
  const { kind, receipt } = outcome;
  const { payload } = receipt;
  const { amount, currency, capture, hold_until } = asked.terms.payload;
  assert(payload.trade === id && payload.attempt === attempt, "[LE9] a receipt is of its attempt");
  assert(payload.outcome === kind, "[LE9] a receipt says what was decided");
  const fits = (capture === "later") === (kind === "authorized");
  assert(fits && payload.hold_until === hold_until, "[TR15] the terms say whether money is held");
  assert(
    payload.amount === amount && payload.currency === currency && payload.offer === asked.offer,
    "[LE9] a receipt is of what was asked",
  );
  const { fee = 0 } = kind === "settled" ? outcome : {};
  assert(fee >= 0 && fee <= amount, "[LE40] a fee is no more than the amount");
}

/** Stages what transition() says, when it says something new. */
function act(
  turn: TillTurn,
  record: TradeRecord,
  event: TradeEvent,
  now: number,
): Acted<TradeRecord> {
  const { trade, refusal: code } = transition(record.trade, event, now, deadlineOf(record));
  const after = trade === record.trade ? record : { ...record, trade, updated: now };
  if (after !== record) turn.stage(after);
  return code === undefined ? ok(after) : err(refusal(code));
}
