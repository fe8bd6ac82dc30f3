/**
 * Orders: what a register asks of money that was already decided. A capture takes from a hold, a void gives
 * a hold up, a refund gives back. Each is signed by the register's key, so that nobody between the shop and
 * the payer's branch can invent one; its idempotency key makes its id, so that a repeat is the same order.
 */

import * as v from "valibot";
import { assert } from "../assert.ts";
import {
  type CaptureId,
  captureIdFrom,
  Mode,
  modeOf,
  type RefundId,
  RegisterId,
  refundIdFrom,
  TradeId,
} from "../ids.ts";
import { Amount, Currency } from "../money/money.ts";
import { fromBase64Url } from "../signing/encoding.ts";
import { canonicalBytes, sha256, signedSchema } from "../signing/signature.ts";
import { IdempotencyKey, Realm } from "../signing/signed-objects.ts";

/** What every order starts with after its type: who orders, of whom, and about which trade. */
const ENVELOPE = {
  iss: RegisterId,
  aud: Realm,
  mode: Mode,
  trade: TradeId,
  key: IdempotencyKey,
};

/** Register → till, branch: take this much of the hold. With `last` what is left of it goes back to the payer. */
export const Capture = v.strictObject({
  typ: v.literal("warifu/capture/1"),
  ...ENVELOPE,
  amount: Amount,
  currency: Currency,
  last: v.boolean(),
});
export type Capture = v.InferOutput<typeof Capture>;
export const SignedCapture = signedSchema(Capture);
export type SignedCapture = v.InferOutput<typeof SignedCapture>;

/** Register → till, branch: what is left of the hold goes back to the payer. */
export const VoidHold = v.strictObject({
  typ: v.literal("warifu/void/1"),
  ...ENVELOPE,
});
export type VoidHold = v.InferOutput<typeof VoidHold>;
export const SignedVoidHold = signedSchema(VoidHold);
export type SignedVoidHold = v.InferOutput<typeof SignedVoidHold>;

/** Register → till, branch: give this much of what was captured back to whoever paid. */
export const Refund = v.strictObject({
  typ: v.literal("warifu/refund/1"),
  ...ENVELOPE,
  amount: Amount,
  currency: Currency,
});
export type Refund = v.InferOutput<typeof Refund>;
export const SignedRefund = signedSchema(Refund);
export type SignedRefund = v.InferOutput<typeof SignedRefund>;

/** [ID7] The same trade and key are the same capture for ever. */
export async function captureIdOf(trade: TradeId, key: string): Promise<CaptureId> {
  return captureIdFrom(modeOf(trade), await orderBytes("capture", trade, key));
}

export async function refundIdOf(trade: TradeId, key: string): Promise<RefundId> {
  return refundIdFrom(modeOf(trade), await orderBytes("refund", trade, key));
}

async function orderBytes(kind: string, trade: TradeId, key: string): Promise<Uint8Array> {
  const digest = fromBase64Url(
    await sha256(canonicalBytes({ typ: "warifu/order/1", kind, trade, key })),
  );
  assert(digest, "a SHA-256 decodes");
  return digest.subarray(0, 16);
}
