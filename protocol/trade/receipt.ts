/**
 * Verifying a receipt offline, under the pinned root alone. Every expectation is required: a receipt of
 * another order, amount or mode is a real receipt, and still not this one's. Rules [SG7], [SG8].
 */

import type { Mode, RegisterId, TradeId } from "../ids.ts";
import { err, ok, type Result } from "../result.ts";
import { verify } from "../signing/signature.ts";
import type { Receipt, SignedReceipt } from "../signing/signed-objects.ts";
import type { Trust } from "./offer.ts";

export interface ExpectedReceipt {
  readonly register: RegisterId;
  readonly trade: TradeId;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  readonly mode: Mode;
  readonly outcome: Receipt["outcome"];
  /** of `captured` and `refunded`: the id of the capture or refund. Other receipts have none */
  readonly order?: string;
}

export const RECEIPT_REFUSALS = [
  "wrong_mode",
  "uncertified_key",
  "bad_signature",
  "key_out_of_period",
  "wrong_register",
  "wrong_trade",
  "wrong_amount",
  "wrong_currency",
  "wrong_outcome",
  "wrong_order",
] as const;
export type ReceiptRefusal = (typeof RECEIPT_REFUSALS)[number];

/** Checks in the order of RECEIPT_REFUSALS; the first that fails is the answer. No clock: a receipt never expires. */
export async function verifyReceipt(
  receipt: SignedReceipt,
  expected: ExpectedReceipt,
  trust: Omit<Trust, "mode">,
): Promise<Result<Receipt, ReceiptRefusal>> {
  const { payload, certificate } = receipt;
  if (payload.mode !== expected.mode || certificate.payload.mode !== expected.mode)
    return err("wrong_mode");
  const carrier = { iss: trust.realm, mode: expected.mode };
  const keyExpected = { typ: "warifu/key-certificate/1", aud: "everyone", ...carrier };
  if (certificate.payload.kid !== payload.kid) return err("uncertified_key");
  if (await verify(certificate, keyExpected, trust.rootKey)) return err("uncertified_key");
  const expectedEnvelope = { typ: "warifu/receipt/1", aud: payload.register, ...carrier };
  if (await verify(receipt, expectedEnvelope, certificate.payload.key)) return err("bad_signature");
  const { not_before, not_after } = certificate.payload;
  if (payload.time < not_before || payload.time > not_after) return err("key_out_of_period");
  if (payload.register !== expected.register) return err("wrong_register");
  if (payload.trade !== expected.trade) return err("wrong_trade");
  if (payload.amount !== expected.amount) return err("wrong_amount");
  if (payload.currency !== expected.currency) return err("wrong_currency");
  if (payload.outcome !== expected.outcome) return err("wrong_outcome");
  if (payload.order !== expected.order) return err("wrong_order");
  return ok(payload);
}
