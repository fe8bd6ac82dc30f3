/**
 * Messages about orders: captures, voids and refunds of a trade, register server ↦ synchronous server.
 * Requests are strict, answers are open, as in messages.ts.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { CaptureId, RefundId, TradeId } from "../ids.ts";
import { ORDERS_PER_TRADE_MAX } from "../limits.ts";
import { Amount, Currency, MinorUnits } from "../money/money.ts";
import { SignedReceipt, Time } from "../signing/signed-objects.ts";
import { SignedCapture, SignedRefund, SignedVoidHold } from "./orders.ts";

/** POST /v1/trades/:trade/captures, with `Idempotency-Key` equal to the order's key. */
export const CaptureTrade = v.strictObject({ order: SignedCapture });
export type CaptureTrade = v.InferOutput<typeof CaptureTrade>;

/** POST /v1/trades/:trade/void. Answered with the trade. */
export const VoidTrade = v.strictObject({ order: SignedVoidHold });
export type VoidTrade = v.InferOutput<typeof VoidTrade>;

/** POST /v1/trades/:trade/refunds. */
export const RefundTrade = v.strictObject({ order: SignedRefund });
export type RefundTrade = v.InferOutput<typeof RefundTrade>;

/** `pending`: the carrier has not answered yet; it will be asked until it does. Ask again, or send the same again. */
export const OrderStatus = v.picklist(["pending", "done", "refused"]);

/** Answer to a capture; an element of GET /v1/trades/:trade/captures. */
export const CaptureView = v.object({
  id: CaptureId,
  object: v.literal("capture"),
  trade: TradeId,
  amount: Amount,
  currency: Currency,
  last: v.boolean(),
  status: OrderStatus,
  /** what the carrier kept of it, minor units; once done */
  fee: v.exactOptional(MinorUnits),
  /** once done: its gapless number among the sales of its till */
  sale: v.exactOptional(v.object({ till: v.number(), number: v.number() })),
  /** once done: outcome `captured` */
  receipt: v.exactOptional(SignedReceipt),
  /** why, once refused */
  code: v.exactOptional(textUpTo(60)),
  created: Time,
});
export type CaptureView = v.InferOutput<typeof CaptureView>;

/** Answer to a refund; an element of GET /v1/trades/:trade/refunds. Never says to whom. */
export const RefundView = v.object({
  id: RefundId,
  object: v.literal("refund"),
  trade: TradeId,
  amount: Amount,
  currency: Currency,
  status: OrderStatus,
  /** what the carrier gave back of its fee, minor units; once done */
  fee_returned: v.exactOptional(MinorUnits),
  /** once done: outcome `refunded` */
  receipt: v.exactOptional(SignedReceipt),
  code: v.exactOptional(textUpTo(60)),
  created: Time,
});
export type RefundView = v.InferOutput<typeof RefundView>;

export const CaptureList = v.object({
  captures: listUpTo(ORDERS_PER_TRADE_MAX, CaptureView),
});
export type CaptureList = v.InferOutput<typeof CaptureList>;
export const RefundList = v.object({
  refunds: listUpTo(ORDERS_PER_TRADE_MAX, RefundView),
});
export type RefundList = v.InferOutput<typeof RefundList>;
