// Captures, voids and refunds at the fake synchronous server: signed orders in, receipts out, one answer per key.

import type { TradeId } from "../../protocol/ids.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import { type Envelope, type Signed, verify } from "../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt, SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { CaptureView, RefundView } from "../../protocol/trade/order-messages.ts";
import {
  type Capture,
  captureIdOf,
  type Refund,
  refundIdOf,
  type SignedCapture,
  type SignedRefund,
  type SignedVoidHold,
} from "../../protocol/trade/orders.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import type { Realm } from "./builders/realm.ts";

export interface FakeOrdered {
  readonly id: TradeId;
  readonly terms: SignedTerms;
  status: TradeStatus;
  captured: number;
  refunded: number;
  readonly orders: Map<
    string,
    { readonly signature: string; readonly view: CaptureView | RefundView | null }
  >;
}

type AnyOrder = SignedCapture | SignedRefund | SignedVoidHold;
type MakeReceipt = (trade: FakeOrdered, overrides: Partial<Receipt>) => Promise<SignedReceipt>;

/** What is answered: a view, null for the trade itself, or a problem. */
export type OrderOutcome = { readonly view: unknown } | { readonly problem: ProblemCode };

/** @param status of the answer: `pending` leaves everything as it is */
export async function takeOrder(
  realm: Realm,
  trade: FakeOrdered,
  { order, status }: { order: AnyOrder; status: "done" | "pending" },
  makeReceipt: MakeReceipt,
): Promise<OrderOutcome> {
  const { typ, key } = order.payload;
  const expected = { typ, iss: realm.register, aud: realm.realm, mode: realm.mode };
  const refused = await verify(order as Signed<Envelope>, expected, realm.registerKey.publicKey);
  if (refused) return { problem: refused };
  const known = trade.orders.get(`${typ} ${key}`);
  if (known && known.signature !== order.signature) return { problem: "idempotency_key_reused" };
  if (known && status === "done") return { view: known.view };
  const view = await decide(trade, order, status, makeReceipt);
  if ("problem" in view) return view;
  if (status === "done") trade.orders.set(`${typ} ${key}`, { signature: order.signature, ...view });
  return view;
}

type Decided =
  | { readonly view: CaptureView | RefundView | null }
  | { readonly problem: ProblemCode };

async function decide(
  trade: FakeOrdered,
  { payload }: AnyOrder,
  status: "done" | "pending",
  makeReceipt: MakeReceipt,
): Promise<Decided> {
  if (payload.typ === "warifu/refund/1") return refund(trade, payload, status, makeReceipt);
  if (trade.status !== "authorized") return { problem: "hold_ended" };
  if (payload.typ === "warifu/capture/1") return capture(trade, payload, status, makeReceipt);
  if (status === "done") trade.status = trade.captured > 0 ? "completed" : "voided";
  return { view: null };
}

async function capture(
  trade: FakeOrdered,
  { amount, currency, last, key }: Capture,
  status: "done" | "pending",
  makeReceipt: MakeReceipt,
): Promise<Decided> {
  const held = trade.terms.payload.amount;
  if (trade.captured + amount > held) return { problem: "over_hold" };
  const id = await captureIdOf(trade.id, key);
  const asked = { id, object: "capture", trade: trade.id, amount, currency, last } as const;
  if (status === "pending") return { view: { ...asked, status, created: 0 } };
  trade.captured += amount;
  if (last || trade.captured === held) trade.status = "completed";
  const receipt = await makeReceipt(trade, { outcome: "captured", amount, order: id });
  return { view: { ...asked, status, fee: 0, receipt, created: 0 } };
}

async function refund(
  trade: FakeOrdered,
  { amount, currency, key }: Refund,
  status: "done" | "pending",
  makeReceipt: MakeReceipt,
): Promise<Decided> {
  const taken = trade.status === "settled" ? trade.terms.payload.amount : trade.captured;
  if (taken === 0) return { problem: "trade_not_paid" };
  if (trade.refunded + amount > taken) return { problem: "over_captured" };
  const id = await refundIdOf(trade.id, key);
  const asked = { id, object: "refund", trade: trade.id, amount, currency } as const;
  if (status === "pending") return { view: { ...asked, status, created: 0 } };
  trade.refunded += amount;
  const receipt = await makeReceipt(trade, { outcome: "refunded", amount, order: id });
  return { view: { ...asked, status, fee_returned: 0, receipt, created: 0 } };
}
