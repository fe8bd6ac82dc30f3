/**
 * Receipts: the carrier's signature over an outcome. Made before the turn for the verdict that is
 * expected, since signing awaits and a turn may not; the turn takes it only if the verdict is that one.
 */

import * as v from "valibot";
import { assert } from "../../../protocol/assert.ts";
import { CaptureId, RefundId } from "../../../protocol/ids.ts";
import { sign } from "../../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Deployment } from "../deployment.ts";
import type { Verdict } from "./confirm/decide-confirm.ts";
import type { VerifiedConfirm } from "./confirm/verify-confirm.ts";
import type { OrderEffect } from "./order/decide-order.ts";
import type { VerifiedOrder } from "./order/verify-order.ts";

const OrderId = v.union([CaptureId, RefundId]);
type Signer = Pick<Deployment, "trust" | "signing">;

/** @param time ms since the epoch: the `now` that the verdict was reached with */
export function signReceipt(
  request: VerifiedConfirm,
  verdict: Verdict,
  time: number,
  deployment: Signer,
): Promise<SignedReceipt> {
  const { trade, attempt, register, amount, currency, offer, holdUntil, disclosure } = request;
  const decided = { trade, attempt, register, amount, currency, outcome: verdict.kind };
  const code = verdict.kind === "refused" ? { code: verdict.code } : {};
  const held =
    verdict.kind === "authorized" && holdUntil !== undefined ? { hold_until: holdUntil } : {};
  // Who didn't pay gives nothing.
  const given = verdict.kind === "refused" || disclosure === undefined ? {} : { disclosure };
  return signed({ ...decided, ...code, ...held, ...given, offer, time }, deployment);
}

/** Of a capture, a void or a refund. @param time as above */
export function signOrderReceipt(
  request: VerifiedOrder,
  { kind, amount, paid }: Pick<OrderEffect, "kind" | "amount" | "paid">,
  time: number,
  deployment: Signer,
): Promise<SignedReceipt> {
  const { trade, attempt, register, id } = request;
  const { currency, receipt } = paid;
  const { offer } = receipt.payload;
  const order = request.kind === "void" ? {} : { order: v.parse(OrderId, id) };
  const done = { trade, attempt, register, amount, currency, outcome: kind, ...order };
  return signed({ ...done, offer, time }, deployment);
}

type Decided = Omit<Receipt, "typ" | "iss" | "aud" | "mode" | "kid">;

async function signed(decided: Decided, { trust, signing }: Signer): Promise<SignedReceipt> {
  const { time } = decided;
  const { not_before, not_after } = signing.certificate.payload;
  assert(time >= not_before && time <= not_after, "[SG8] the signing key is certified for now");
  const receipt: Receipt = {
    typ: "warifu/receipt/1",
    iss: trust.realm,
    aud: decided.register,
    mode: trust.mode,
    kid: signing.kid,
    ...decided,
  };
  return { ...(await sign(receipt, signing.key)), certificate: signing.certificate };
}
