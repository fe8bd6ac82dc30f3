/**
 * What the till decides of an order, in one synchronous turn: whether it may be asked of the branch, and what
 * the branch's answer makes of trade and balance. The documented order of checks [MS11]; the first that fails
 * is the answer, and writes nothing.
 */

import { assert } from "../../../../protocol/assert.ts";
import { ORDERS_PER_TRADE_MAX } from "../../../../protocol/limits.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { canonicalBytes } from "../../../../protocol/signing/signature.ts";
import { balanceOf } from "../count/sums.ts";
import { type AskedRecord, capturedOf, isAsked } from "../trade-record.ts";
import type { TillTurn } from "../turn.ts";
import { amountAt, type Ordered, type OrderRecord } from "./order-record.ts";

export interface Placed {
  readonly order: OrderRecord;
  /** it was here before */
  readonly replayed: boolean;
}

/** `missing`: minor units that the till lacks for a refund. */
export interface Misplaced extends Refusal {
  readonly missing?: number;
}

/** [TR19] Stored as pending, before anyone is asked; a refund's money leaves the balance with it [TR22]. */
export function placeOrder(
  turn: TillTurn,
  ordered: Ordered,
  now: number,
): Result<Placed, Misplaced> {
  const known = turn.readOrder(ordered);
  if (known) {
    return isSameOrder(known, ordered)
      ? ok({ order: known, replayed: true })
      : err(refusal("idempotency_key_reused", { param: "Idempotency-Key" }));
  }
  const { trade } = ordered.order.payload;
  const record = turn.read(trade);
  if (!isAsked(record)) return err(refusal(record ? "trade_not_paid" : "trade_not_found"));
  const code = orderRefusal(record, ordered, turn.ordersLike(ordered));
  if (code) return err(refusal(code));
  if (ordered.kind === "refund") {
    const { amount, currency } = ordered.order.payload;
    const missing = amount - balanceOf(turn.sums, currency);
    if (missing > 0) return err({ ...refusal("refund_unfunded"), missing });
    const { id: ref } = ordered;
    const sale = turn.sums.lastSale;
    turn.stageBooking({
      kind: "refund",
      ref,
      trade,
      currency,
      amount: -amount,
      fee: 0,
      sale,
      at: now,
    });
  }
  const order: OrderRecord = {
    ...ordered,
    state: { status: "pending" },
    created: now,
    updated: now,
  };
  turn.stageOrder(order);
  return ok({ order, replayed: false });
}

// Their payloads, as with terms: a signature may be made again.
function isSameOrder(a: Ordered, b: Ordered): boolean {
  const [left, right] = [canonicalBytes(a.order.payload), canonicalBytes(b.order.payload)];
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** @param others orders of the same kind and trade */
function orderRefusal(
  record: AskedRecord,
  ordered: Ordered,
  others: readonly OrderRecord[],
): ProblemCode | undefined {
  const { state } = record.trade;
  if (capturedOf(record) === 0 && state !== "authorized" && state !== "voided")
    return "trade_not_paid";
  const taken = others.reduce((sum, order) => sum + amountAt(order), 0);
  if (ordered.kind === "refund") {
    if (state === "voided") return "trade_not_paid";
    return amountRefusal(record, ordered, capturedOf(record) - taken, "over_captured", others);
  }
  if (state === "settled") return "hold_missing";
  if (record.trade.state !== "authorized") return "hold_ended";
  if (ordered.kind === "void") return countRefusal(others);
  return amountRefusal(record, ordered, record.trade.held - taken, "over_hold", others);
}

function amountRefusal(
  { asked }: AskedRecord,
  { order: { payload } }: Exclude<Ordered, { kind: "void" }>,
  left: number,
  over: ProblemCode,
  others: readonly OrderRecord[],
): ProblemCode | undefined {
  if (payload.currency !== asked.terms.payload.currency) return "order_mismatch";
  return payload.amount > left ? over : countRefusal(others);
}

function countRefusal(others: readonly OrderRecord[]): ProblemCode | undefined {
  return others.length >= ORDERS_PER_TRADE_MAX ? "too_many_orders" : undefined;
}

/** The balance that an order's currency is in. */
export function currencyOf({ asked }: AskedRecord): Currency {
  return asked.terms.payload.currency;
}

/** A pending order as it stands in this turn, with its trade. @returns undefined once it is answered */
export function pendingIn(
  turn: TillTurn,
  ordered: Ordered,
): { order: OrderRecord; record: AskedRecord } | undefined {
  const order = turn.readOrder(ordered);
  assert(order, "[TR19] an order is stored before it is asked");
  if (order.state.status !== "pending") return undefined;
  const record = turn.read(order.order.payload.trade);
  assert(isAsked(record), "[TR19] an order is of a trade that was paid");
  return { order, record };
}
