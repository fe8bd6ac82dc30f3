/**
 * Checking a payment's receipt, step by step, so that its owner can be told what holds: from the root key that this build
 * is pinned to down to this very order. Needs no connection and no clock. Rules [SG5], [SG7], [SG8].
 */

import { toBase32Hex } from "../../../protocol/signing/encoding.ts";
import { canonicalBytes } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { isCertified, offerHash, type Trust, verifyOffer } from "../../../protocol/trade/offer.ts";
import { type ReceiptRefusal, verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { Settled } from "../trade-record.ts";

/** In the order in which they are looked at; the first that fails is the last that is. */
export const RECEIPT_STEPS = [
  /** its key is certified by the pinned root */
  "carrier",
  /** its signature holds */
  "sealed",
  /** the key was valid then */
  "period",
  /** it names this trade, attempt, amount and offer */
  "same",
  /** the carrier certified the register */
  "shop",
  /** the register signed the terms */
  "order",
  /** what came after it holds too; only where something did */
  "later",
] as const;
export type ReceiptStep = (typeof RECEIPT_STEPS)[number];

export interface CheckedStep {
  readonly step: ReceiptStep;
  readonly is: "holds" | "fails" | "unknown";
}

export interface ReceiptCheck {
  readonly holds: boolean;
  readonly steps: readonly CheckedStep[];
  /** of the receipt, for two people to compare: 80 bits in groups of four */
  readonly fingerprint: string;
}

type Checked = Pick<Settled, "offer" | "receipt" | "attempt" | "trade" | "after">;

export async function checkReceipt(record: Checked, trust: Trust): Promise<ReceiptCheck> {
  const failed = await failedStep(record, trust);
  const later = (record.after?.receipts.length ?? 0) > 0;
  const looked = RECEIPT_STEPS.filter((step) => later || step !== "later");
  const end = failed === undefined ? looked.length : looked.indexOf(failed);
  const steps = looked.map((step, at): CheckedStep => {
    if (at < end) return { step, is: "holds" };
    return { step, is: at === end ? "fails" : "unknown" };
  });
  return {
    holds: failed === undefined,
    steps,
    fingerprint: await fingerprintOf(record.receipt),
  };
}

async function failedStep(record: Checked, trust: Trust): Promise<ReceiptStep | undefined> {
  const { offer, after } = record;
  const { amount, capture } = offer.terms.payload;
  const outcome = capture === "later" ? "authorized" : "settled";
  const own = await refusalOf(record, record.receipt, { amount, outcome }, trust);
  if (own) return own;
  if (!(await isCertified(offer, trust))) return "shop";
  if (await verifyOffer(offer, trust)) return "order";
  for (const receipt of after?.receipts ?? [])
    if (!(await isOfPayment(record, receipt, trust))) return "later";
  return undefined;
}

/** Whether a receipt of a capture, a refund or a given-up hold is of this payment, and genuine. */
export async function isOfPayment(
  record: Omit<Checked, "receipt" | "after">,
  receipt: SignedReceipt,
  trust: Trust,
): Promise<boolean> {
  const { outcome, amount, order } = receipt.payload;
  if (outcome !== "captured" && outcome !== "refunded" && outcome !== "voided") return false;
  const named = order === undefined ? {} : { order };
  return !(await refusalOf(record, receipt, { amount, outcome, ...named }, trust));
}

async function refusalOf(
  { offer, trade, attempt }: Omit<Checked, "receipt" | "after">,
  receipt: SignedReceipt,
  said: Pick<Parameters<typeof verifyReceipt>[1], "amount" | "outcome" | "order">,
  trust: Trust,
): Promise<ReceiptStep | undefined> {
  const { iss: register, currency } = offer.terms.payload;
  const expected = { register, trade, currency, mode: trust.mode, ...said };
  const verified = await verifyReceipt(receipt, expected, trust);
  if (!verified.ok) return STEP_OF[verified.error];
  const { payload } = receipt;
  const isSame = payload.attempt === attempt && payload.offer === (await offerHash(offer));
  return isSame ? undefined : "same";
}

const STEP_OF: Readonly<Record<ReceiptRefusal, ReceiptStep>> = {
  wrong_mode: "carrier",
  uncertified_key: "carrier",
  bad_signature: "sealed",
  key_out_of_period: "period",
  wrong_register: "same",
  wrong_trade: "same",
  wrong_amount: "same",
  wrong_currency: "same",
  wrong_outcome: "same",
  wrong_order: "same",
};

async function fingerprintOf(receipt: SignedReceipt): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", canonicalBytes(receipt));
  const text = toBase32Hex(new Uint8Array(digest).slice(0, 10)).toUpperCase();
  return text.match(/.{4}/g)?.join(" ") ?? text;
}
