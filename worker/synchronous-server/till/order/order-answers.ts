/**
 * What the branch's answer to an order makes of the order, its trade and the till's balance, in one turn and
 * one commit [TR20], [TR22]. An answer that can't be true throws, and the order stays pending.
 */

import { assert } from "../../../../protocol/assert.ts";
import type { ProblemCode } from "../../../../protocol/problem.ts";
import type { Receipt, SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import { type TradeEvent, transition } from "../../../../protocol/trade/trade.ts";
import type { Captured, HoldVoided, Refunded } from "../../../carrier-server/carrier.ts";
import { takeRefundNews } from "../dispute/dispute-acts.ts";
import { type AskedRecord, capturedOf, deadlineOf } from "../trade-record.ts";
import type { TillTurn } from "../turn.ts";
import { currencyOf, pendingIn } from "./order-acts.ts";
import type { OrderOf, OrderRecord, OrderState } from "./order-record.ts";

export type OrderAnswer =
  | { readonly kind: "capture"; readonly value: Captured }
  | { readonly kind: "void"; readonly value: HoldVoided }
  | { readonly kind: "refund"; readonly value: Refunded }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/** Idempotent: an order that was answered before stays as it is. @throws InvariantError */
export function takeAnswer(
  turn: TillTurn,
  asked: OrderRecord,
  answer: OrderAnswer,
  now: number,
): OrderRecord {
  const pending = pendingIn(turn, asked);
  if (!pending) return turn.readOrder(asked) ?? asked;
  const { order, record } = pending;
  const done = (state: OrderState) => {
    const after = { ...order, state, updated: now };
    turn.stageOrder(after);
    return after;
  };
  if (answer.kind === "refused") {
    if (order.kind === "refund") giveBack(turn, order, now);
    return done({ status: "refused", code: answer.code });
  }
  assert(answer.kind === order.kind, "[TR19] an answer is to what was asked");
  assertReceiptOf(order, record, answer.value.receipt);
  if (answer.kind === "capture") {
    const sale = takeCapture(turn, order as OrderOf<"capture">, record, answer.value, now);
    return done({ status: "done", receipt: answer.value.receipt, fee: answer.value.fee, sale });
  }
  if (answer.kind === "void") {
    const { captured } = answer.value;
    turn.stage(advanced(record, { type: "hold-ended", captured }, now));
    return done({ status: "done", receipt: answer.value.receipt, fee: 0 });
  }
  takeRefund(turn, order as OrderOf<"refund">, record, answer.value, now);
  return done({
    status: "done",
    receipt: answer.value.receipt,
    fee: answer.value.feeReturned,
  });
}

/** [TR20] Takes the till's next number, and the balance what the fee left. @returns the number */
function takeCapture(
  turn: TillTurn,
  { id: ref, order }: OrderOf<"capture">,
  record: AskedRecord,
  { receipt, fee, ended }: Captured,
  now: number,
): number {
  const { amount, currency } = order.payload;
  assert(fee >= 0 && fee <= amount, "[LE40] a fee is no more than the amount");
  const after = advanced(record, { type: "captured", amount, last: ended }, now);
  const net = { currency, amount: amount - fee, fee, sale: turn.sums.lastSale };
  turn.stageBooking({ kind: "capture", ref, trade: record.id, ...net, at: now });
  const sale = turn.numberSale();
  turn.count(receipt);
  turn.stage(after);
  return sale;
}

function takeRefund(
  turn: TillTurn,
  { id: ref, order }: OrderOf<"refund">,
  record: AskedRecord,
  { receipt, feeReturned }: Refunded,
  now: number,
): void {
  const { amount, currency } = order.payload;
  const all = record.refunded + amount;
  assert(all <= capturedOf(record), "[TR21] refunds never exceed what was captured");
  assert(feeReturned >= 0 && feeReturned <= amount, "[LE40] a fee is no more than the amount");
  if (feeReturned > 0) {
    const returned = { currency, amount: feeReturned, fee: -feeReturned, sale: turn.sums.lastSale };
    turn.stageBooking({ kind: "refund_fee", ref, trade: record.id, ...returned, at: now });
  }
  turn.count(receipt);
  turn.stage({ ...record, refunded: all, updated: now });
  takeRefundNews(turn, record.id, { id: ref, receipt, refunded: all }, now);
}

/** [TR22] The branch refused a refund: its money is the till's again. */
function giveBack(turn: TillTurn, { id: ref, order }: OrderOf<"refund">, now: number): void {
  const { trade, currency, amount } = order.payload;
  const sale = turn.sums.lastSale;
  turn.stageBooking({
    kind: "refund_refused",
    ref,
    trade,
    currency,
    amount,
    fee: 0,
    sale,
    at: now,
  });
}

function advanced(record: AskedRecord, event: TradeEvent, now: number): AskedRecord {
  const { trade } = transition(record.trade, event, now, deadlineOf(record));
  return { ...record, trade, updated: now };
}

const OUTCOMES: Record<OrderRecord["kind"], Receipt["outcome"]> = {
  capture: "captured",
  void: "voided",
  refund: "refunded",
};

/** Pair assertion: the branch has checked it too, from the other side. */
function assertReceiptOf(
  order: OrderRecord,
  record: AskedRecord,
  { payload }: SignedReceipt,
): void {
  const { id, trade, asked } = record;
  const attempt = "attempt" in trade ? trade.attempt : 0;
  assert(payload.trade === id && payload.attempt === attempt, "[TR19] a receipt is of its trade");
  assert(payload.outcome === OUTCOMES[order.kind], "[TR19] a receipt says what was ordered");
  assert(
    payload.offer === asked.offer && payload.currency === currencyOf(record),
    "[TR19] a receipt is of what was asked",
  );
  if (order.kind === "void") return;
  const { amount } = order.order.payload;
  const isOfOrder = payload.order === order.id && payload.amount === amount;
  assert(isOfOrder, "[TR19] a receipt is of its order");
}
