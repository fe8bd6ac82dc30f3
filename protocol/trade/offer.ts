/**
 * The offer: terms + trade id + the register's certificate. What the shopper sees is exactly what is
 * signed. verifyOffer checks it from the pinned root down, without a clock; offerPeriodRefusal adds the
 * clock, apart, since a recorded outcome must be answered long after a certificate has run out [SG6].
 */

import * as v from "valibot";
import { parseTradeId, TradeId } from "../ids.ts";
import { OfferTerms, termsRefusal } from "../price-list/listed-terms.ts";
import type { ProblemCode } from "../problem.ts";
import { toUtf8 } from "../signing/encoding.ts";
import { canonicalText, type Hash, type PublicKey, sha256, verify } from "../signing/signature.ts";
import {
  SignedKeyCertificate,
  SignedRegisterCertificate,
  type Terms,
} from "../signing/signed-objects.ts";

export const Offer = v.strictObject({
  trade: TradeId,
  terms: OfferTerms,
  certificate: SignedRegisterCertificate,
  /** the root's certificate of the carrier key that signed `certificate`; not part of the hash, since it may be renewed */
  chain: SignedKeyCertificate,
});
export type Offer = v.InferOutput<typeof Offer>;

/** The hash that grant, confirmation and receipt name [SG5]: of the RFC 8785 bytes of these with `typ: warifu/offer/1`. */
export function offerHash({ trade, terms, certificate }: Omit<Offer, "chain">): Promise<Hash> {
  // Its members stand in the order of their names.
  const certified = `"certificate":${certificateText(certificate)}`;
  const asked = `"terms":${canonicalText(terms)},"trade":${JSON.stringify(trade)}`;
  return sha256(toUtf8(`{${certified},${asked},"typ":"warifu/offer/1"}`));
}

/** A till offers all its trades under one certificate, which is the longest part by far. */
const certificateTexts = new WeakMap<SignedRegisterCertificate, string>();

function certificateText(certificate: SignedRegisterCertificate): string {
  const known = certificateTexts.get(certificate);
  if (known !== undefined) return known;
  const text = canonicalText(certificate);
  certificateTexts.set(certificate, text);
  return text;
}

/** What a verifier pins: the carrier's root key, and what follows from it. */
export interface Trust {
  readonly rootKey: PublicKey;
  /** realmOf(rootKey) */
  readonly realm: string;
  readonly mode: "test" | "live";
}

/**
 * The documented order of checks [SG5]; the first that fails is the answer.
 * @returns the problem's code, or undefined for an offer that holds
 */
export async function verifyOffer(offer: Offer, trust: Trust): Promise<ProblemCode | undefined> {
  const { terms, certificate, trade } = offer;
  if (terms.payload.mode !== trust.mode || certificate.payload.mode !== trust.mode)
    return "wrong_mode";
  if (parseTradeId(trade).mode !== trust.mode) return "wrong_mode";
  if (!(await isCertified(offer, trust))) return "register_uncertified";
  const { register, key } = certificate.payload;
  if (terms.payload.iss !== register || parseTradeId(trade).register !== register)
    return "wrong_register";
  return termsRefusal(terms, { register, key, realm: trust.realm, mode: trust.mode });
}

/** The same certificates come with every trade of a register: remember those that held, as they were written. */
const certified = new Set<string>();
const CERTIFIED_MAX = 2_000;

/** [SG5] Whether the root certified the carrier's key, and that key the register. Says nothing of periods. */
export async function isCertified(
  { certificate, chain }: Pick<Offer, "certificate" | "chain">,
  trust: Trust,
): Promise<boolean> {
  // The whole text and no hash of it: no two certificates have the same, and hashing costs more than remembering.
  const seen = JSON.stringify([trust.realm, certificate, chain]);
  if (certified.has(seen)) return true;
  const carrier = { iss: trust.realm, aud: "everyone", mode: trust.mode };
  const chainRefused = await verify(
    chain,
    { typ: "warifu/key-certificate/1", ...carrier },
    trust.rootKey,
  );
  if (chainRefused || certificate.payload.kid !== chain.payload.kid) return false;
  const expected = { typ: "warifu/register-certificate/1", ...carrier };
  if (await verify(certificate, expected, chain.payload.key)) return false;
  if (certified.size >= CERTIFIED_MAX) certified.clear();
  certified.add(seen);
  return true;
}

/** @param now ms since the epoch */
export function offerPeriodRefusal(offer: Offer, now: number): ProblemCode | undefined {
  return periodRefusal(offer.certificate.payload, now);
}

/** The same, for who kept only the period of the register's certificate. */
export function periodRefusal(
  { not_before, not_after }: { readonly not_before: number; readonly not_after: number },
  now: number,
): ProblemCode | undefined {
  return now < not_before || now > not_after ? "certificate_expired" : undefined;
}

/** What a confirmed trade with these terms becomes, and what its receipt then says [LE20]. */
export function paidOutcome({ capture }: Pick<Terms, "capture">): "settled" | "authorized" {
  return capture === "later" ? "authorized" : "settled";
}

/** [ID6] A page may start trades of the register only from one of its proven origins. */
export function isProvenOrigin(offer: Offer, origin: string): boolean {
  return offer.certificate.payload.origins.some((proven) => proven.origin === origin);
}

/** The shop's address as its certificate proves it: the page's own, or its first where the page is one of ours [PG16]. */
export function provenOriginOf(offer: Offer, page: string): string {
  const { origins } = offer.certificate.payload;
  return isProvenOrigin(offer, page) ? page : (origins[0]?.origin ?? page);
}
