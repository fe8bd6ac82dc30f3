/**
 * verifyReceipt: whether this receipt is the one of this order, offline, under the carrier's pinned root.
 * The receipt may come from anywhere, the shopper's page included. Every expectation is required: take
 * them from the order you stored, never from the receipt or the page.
 */

import * as v from "valibot";
import { type Receipt, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { verifyReceipt as verifyUnderRoot } from "../../protocol/trade/receipt.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

export interface ReceiptExpectations {
  readonly register: string;
  /** the trade you stored for the order */
  readonly trade: string;
  /** minor units */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  readonly mode: string;
  readonly outcome: "settled" | "authorized" | "captured" | "voided" | "refunded" | "refused";
  /** of `captured` and `refunded`: the id of the capture or refund, whose amount is then the one to expect */
  readonly order?: string;
}

const REFUSALS = {
  wrong_mode: "it was made in another mode",
  uncertified_key: "its key isn't certified by the carrier's root",
  bad_signature: "its signature doesn't hold",
  key_out_of_period: "its key didn't sign at that time",
  wrong_register: "it is another register's",
  wrong_trade: "it is another trade's",
  wrong_amount: "it is over another amount",
  wrong_currency: "it is in another currency",
  wrong_outcome: "it says another outcome",
  wrong_order: "it is another capture's or refund's",
} as const;

/** @throws WarifuError `receipt_…`; the receipt is worth nothing for this order then */
export async function verifyReceipt(
  identity: Identity,
  receipt: unknown,
  expected: ReceiptExpectations,
): Promise<Receipt> {
  const parsed = v.safeParse(SignedReceipt, receipt);
  if (!parsed.success) {
    const param = v.getDotPath(parsed.issues[0]) ?? "";
    throw new WarifuError("receipt_malformed", "that isn't a receipt", { param });
  }
  const trust = { rootKey: identity.rootKey, realm: await identity.realm };
  // Compared as texts: what isn't an id equals none.
  const verified = await verifyUnderRoot(parsed.output, expected as never, trust);
  if (verified.ok) return verified.value;
  throw new WarifuError(`receipt_${verified.error}`, REFUSALS[verified.error]);
}
