/**
 * Making a trade again whose row was lost before it was flushed [MS4]: from the offer in the claim, which
 * the register signed for exactly this trade's key. The id was made by us, so the create was answered.
 */

import { isListed } from "../../../protocol/price-list/listed-terms.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, hashOf } from "../../../protocol/signing/signature.ts";
import { type Offer, periodRefusal, verifyOffer } from "../../../protocol/trade/offer.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Deployment } from "../deployment.ts";
import type { TillDesk } from "./desk.ts";
import type { Asked } from "./trade-record.ts";

/** @param offerHash of this very offer */
export async function askedFromOffer(
  desk: TillDesk,
  { trust, identity }: Deployment,
  offer: Offer,
  offerHash: Hash,
): Promise<Result<Asked, Refusal>> {
  if (!desk.config) return err(refusal("trade_not_found"));
  const code = await verifyOffer(offer, trust);
  if (code) return err(refusal(code, { param: "/offer" }));
  // One signature, one trade [MS2]: other terms of the same register don't fit this id.
  const owner = isListed(offer.terms) ? "anybody" : "shop";
  if (!(await identity.isOfKey(offer.trade, offer.terms.payload.key, owner)))
    return err(refusal("offer_mismatch"));
  const certificate = await hashOf(offer.certificate);
  if (!desk.knowsCertificate(certificate)) return err(refusal("offer_mismatch"));
  const late = periodRefusal(offer.certificate.payload, clockNow());
  return late ? err(refusal(late)) : ok({ terms: offer.terms, certificate, offer: offerHash });
}
