/**
 * An order of the register as its till keeps it: a capture, a void or a refund, with what became of it. Stored
 * as pending before the branch is asked, and never again pending once it is answered [TR19].
 */

import { assert } from "../../../../protocol/assert.ts";
import {
  type CaptureId,
  parseTradeId,
  type RefundId,
  type TradeId,
} from "../../../../protocol/ids.ts";
import type { ProblemCode } from "../../../../protocol/problem.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type {
  CaptureList,
  CaptureView,
  RefundList,
  RefundView,
} from "../../../../protocol/trade/order-messages.ts";
import type {
  SignedCapture,
  SignedRefund,
  SignedVoidHold,
} from "../../../../protocol/trade/orders.ts";

export type SignedOrder = SignedCapture | SignedVoidHold | SignedRefund;

/** What the register ordered. */
export type Ordered =
  | { readonly kind: "capture"; readonly id: CaptureId; readonly order: SignedCapture }
  | { readonly kind: "void"; readonly order: SignedVoidHold }
  | { readonly kind: "refund"; readonly id: RefundId; readonly order: SignedRefund };

export type OrderKind = Ordered["kind"];

export type OrderState =
  | { readonly status: "pending" }
  | {
      readonly status: "done";
      readonly receipt: SignedReceipt;
      /** minor units that the carrier kept of a capture, or gave back with a refund */
      readonly fee: number;
      /** of a capture: its number among the till's sales [TR20] */
      readonly sale?: number;
    }
  /** by the branch, for good [TR24] */
  | { readonly status: "refused"; readonly code: ProblemCode };

interface Kept {
  readonly state: OrderState;
  /** ms since the epoch */
  readonly created: number;
  readonly updated: number;
}

export type OrderRecord = Ordered & Kept;
export type OrderOf<K extends OrderKind> = Extract<OrderRecord, { kind: K }>;

/** Names an order at its till: trade, kind and idempotency key. */
export type OrderName = string & { readonly brand: "OrderName" };

export function orderName(trade: TradeId, kind: OrderKind, key: string): OrderName {
  return `${trade} ${kind} ${key}` as OrderName;
}

export function nameOf({ kind, order }: Ordered): OrderName {
  return orderName(order.payload.trade, kind, order.payload.key);
}

export function isPending({ state }: OrderRecord): boolean {
  return state.status === "pending";
}

/** Money that this order takes or gives back, or may yet: minor units. */
export function amountAt(order: OrderRecord): number {
  if (order.kind === "void" || order.state.status === "refused") return 0;
  return order.order.payload.amount;
}

export function captureViewOf({ id, order, state, created }: OrderOf<"capture">): CaptureView {
  const { trade, amount, currency, last } = order.payload;
  const { till } = parseTradeId(trade);
  const done = state.status === "done" ? { fee: state.fee, receipt: state.receipt } : {};
  const sale = state.status === "done" && state.sale ? { sale: { till, number: state.sale } } : {};
  const refused = state.status === "refused" ? { code: state.code } : {};
  const { status } = state;
  return {
    id,
    object: "capture",
    trade,
    amount,
    currency,
    last,
    status,
    ...done,
    ...sale,
    ...refused,
    created,
  };
}

/** Never says to whom [MS10]. */
export function refundViewOf({ id, order, state, created }: OrderOf<"refund">): RefundView {
  const { trade, amount, currency } = order.payload;
  const done = state.status === "done" ? { fee_returned: state.fee, receipt: state.receipt } : {};
  const refused = state.status === "refused" ? { code: state.code } : {};
  const { status } = state;
  return { id, object: "refund", trade, amount, currency, status, ...done, ...refused, created };
}

export function captureListOf(orders: readonly OrderRecord[]): CaptureList {
  return { captures: orders.filter((one) => one.kind === "capture").map(captureViewOf) };
}

export function refundListOf(orders: readonly OrderRecord[]): RefundList {
  return { refunds: orders.filter((one) => one.kind === "refund").map(refundViewOf) };
}

/** Pair assertion before storing and after loading. */
export function assertSoundOrder({ kind, state }: OrderRecord): void {
  const isSale = kind === "capture" && state.status === "done";
  const numbered = state.status === "done" && state.sale !== undefined;
  assert(isSale === numbered, "[TR20] exactly the captures that are done are numbered");
}
