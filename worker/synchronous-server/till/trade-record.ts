/**
 * A trade as its till keeps it, and what each party may see of it. Views are made here and nowhere else,
 * so that shop, page and terminal can't disagree [TR13], [MS6].
 */

import { assert } from "../../../protocol/assert.ts";
import type { SealedDisclosure } from "../../../protocol/disclosure/disclosure.ts";
import { modeOf, parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import { HOLD_END_WAIT_MS } from "../../../protocol/limits.ts";
import type { PageStatus, TradeView } from "../../../protocol/messages.ts";
import { choiceOf, isListed, type OfferTerms } from "../../../protocol/price-list/listed-terms.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Metadata } from "../../../protocol/trade/metadata.ts";
import { madeAt } from "../../../protocol/trade/place.ts";
import { newTrade, type Trade } from "../../../protocol/trade/trade.ts";
import { tradeStatus } from "../../../protocol/words.ts";

/** What the shop asked, and under which certificate. */
export interface Asked {
  readonly terms: OfferTerms;
  /** hash of the register's certificate */
  readonly certificate: Hash;
  /** offerHash() of the whole */
  readonly offer: Hash;
}

export interface TradeRecord {
  readonly id: TradeId;
  readonly trade: Trade;
  /** undefined: cancelled before its row was stored [MS4] */
  readonly asked: Asked | undefined;
  /** number of the sale at its till, once settled */
  readonly sale: number | undefined;
  /** minor units given back so far */
  readonly refunded: number;
  /** ms since the epoch */
  readonly created: number;
  readonly updated: number;
}

export type AskedRecord = TradeRecord & { readonly asked: Asked };

/** @param now ms since the epoch */
export function newRecord(id: TradeId, asked: Asked, now: number): AskedRecord {
  return { id, trade: newTrade(), asked, sale: undefined, refunded: 0, created: now, updated: now };
}

export function isAsked(record: TradeRecord | undefined): record is AskedRecord {
  return record?.asked !== undefined;
}

/** Money has moved: nothing the till decides can end it any more. */
export function isPaid({ trade }: TradeRecord): boolean {
  return ["settled", "authorized", "completed"].includes(trade.state);
}

/** What the shop took of the payer's money, before refunds: minor units. */
export function capturedOf({ trade, asked }: TradeRecord): number {
  if (trade.state === "settled") return asked?.terms.payload.amount ?? 0;
  return trade.state === "authorized" || trade.state === "completed" ? trade.captured : 0;
}

/** The signed deadline, ms since the epoch. A trade without terms is over: its deadline is past. */
export function deadlineOf({ asked }: TradeRecord): number {
  return asked?.terms.payload.deadline ?? 0;
}

/** When time alone will change the trade: ms since the epoch, undefined for never. */
export function nextTickOf(record: TradeRecord): number | undefined {
  const { trade } = record;
  if (trade.state === "open") return deadlineOf(record);
  if (trade.state === "claimed") return trade.claim.until;
  if (trade.state === "authorized") return holdEndOf(record) + HOLD_END_WAIT_MS;
  return trade.state === "ending" ? record.updated : undefined;
}

/** When the hold ends by itself, as the register signed it: ms since the epoch. */
function holdEndOf({ asked }: TradeRecord): number {
  return asked?.terms.payload.hold_until ?? 0;
}

/** What stands beside a trade's row, for its shop alone. */
export interface Beside {
  /** what the payer gave, if it has come */
  readonly disclosure?: SealedDisclosure | undefined;
  /** the shop's own notes, if there are any */
  readonly metadata?: Metadata | undefined;
}

export function tradeViewOf(record: AskedRecord, { disclosure, metadata }: Beside = {}): TradeView {
  const { id, trade, asked, sale, refunded } = record;
  const { register, till } = parseTradeId(id);
  const { amount, currency, items, deadline, reference, capture, hold_until, asks } =
    asked.terms.payload;
  const status = tradeStatus(trade.state);
  return {
    id,
    object: "trade",
    mode: modeOf(id),
    register,
    status,
    amount,
    currency,
    items,
    ...(reference === undefined ? {} : { reference }),
    created: madeAt(id, record.created),
    deadline,
    ...(asks === undefined ? {} : { asks }),
    ...(isListed(asked.terms) ? { listed: choiceOf(asked.terms) } : {}),
    capture,
    ...(hold_until === undefined ? {} : { hold_until }),
    ...(isPaid(record) ? { captured: capturedOf(record), refunded } : {}),
    // [MS6] A claim shows nowhere; the payer's tag appears with an outcome.
    ...("claim" in trade && status !== "open" ? { payer_tag: trade.claim.payer } : {}),
    ...(sale === undefined ? {} : { sale: { till, number: sale } }),
    ...settledView(record),
    ...receiptOf(record),
    ...(disclosure === undefined ? {} : { disclosure }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(trade.state === "settled" ? chargedView(trade, amount) : {}),
    // The shop's own cancel is under way; how it ends the branch decides [TR5].
    ...(trade.state === "ending" && trade.reason === "cancelled" ? { ending: true } : {}),
  };
}

/** What a shop sees of a trade that it asks for. */
export function shopViewOf(
  record: TradeRecord | undefined,
  beside: Beside,
): Result<TradeView, Refusal> {
  if (!record) return err(refusal("trade_not_found"));
  // Cancelled before its row was stored: nothing more is known of it [MS4].
  return isAsked(record) ? ok(tradeViewOf(record, beside)) : err(refusal("trade_cancelled"));
}

function chargedView({ fee = 0 }: Trade & { state: "settled" }, amount: number) {
  return { fee, net: amount - fee };
}

export function pageStatusOf(record: TradeRecord): PageStatus {
  const { id, trade } = record;
  return {
    trade: id,
    status: tradeStatus(trade.state),
    deadline: deadlineOf(record),
    ...receiptOf(record),
    ...(record.refunded > 0 ? { refunded: record.refunded } : {}),
  };
}

/** When the payer's account decided: the time in the receipt. */
function settledView(record: TradeRecord): Pick<TradeView, "settled"> {
  const { receipt } = receiptOf(record);
  return receipt ? { settled: receipt.payload.time } : {};
}

/** Of the payment or of the hold. A hold that was given up has nothing to show. */
export function receiptOf({ trade }: TradeRecord): Pick<PageStatus, "receipt"> {
  const paid = trade.state === "settled" || trade.state === "authorized";
  return paid || trade.state === "completed" ? { receipt: trade.receipt } : {};
}

/** Pair assertion before storing and after loading: only a cancelled trade may have no terms. */
export function assertSound(record: TradeRecord): void {
  assert(record.asked || record.trade.state === "cancelled", "[MS4] a trade has its terms");
  assert(
    (record.sale !== undefined) === (record.trade.state === "settled"),
    "[LE10] exactly the settled trades are numbered",
  );
}
