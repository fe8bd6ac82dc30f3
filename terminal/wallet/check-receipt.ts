/**
 * Whether a receipt is the one for what was confirmed here: this attempt of this trade, at this register,
 * for this amount, under the pinned root. "Paid" is shown for no other.
 */

import type { Receipt, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { offerHash } from "../../protocol/trade/offer.ts";
import { verifyReceipt } from "../../protocol/trade/receipt.ts";
import type { Context } from "./context.ts";
import type { Confirming } from "./trade-record.ts";

export async function receiptHolds(
  { trust }: Context,
  { trade, offer, attempt }: Pick<Confirming, "trade" | "offer" | "attempt">,
  receipt: SignedReceipt,
  outcome: Receipt["outcome"],
): Promise<boolean> {
  const { iss: register, amount, currency } = offer.terms.payload;
  const expected = { register, trade, amount, currency, mode: trust.mode, outcome };
  const verified = await verifyReceipt(receipt, expected, trust);
  if (!verified.ok) return false;
  return verified.value.attempt === attempt && verified.value.offer === (await offerHash(offer));
}
