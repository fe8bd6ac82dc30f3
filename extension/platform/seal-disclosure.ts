/**
 * What a shopper gives to a shop, encrypted to the key that the shop's certificate names (JWE, ECDH-ES over P-256 and
 * A256GCM): neither server can read it [DI5]. The certificate was verified under the pinned root before it came here.
 */

import { CompactEncrypt } from "jose";
import type { EncryptionKey } from "../../protocol/disclosure/asks.ts";
import {
  type DisclosureContent,
  disclosureBytes,
  type SealedDisclosure,
} from "../../protocol/disclosure/disclosure.ts";
import {
  disputeTextBytes,
  type PayerText,
  type SealedText,
} from "../../protocol/dispute/dispute-text.ts";
import { fromBase64Url } from "../../protocol/signing/encoding.ts";

/** @throws where the key isn't a point of the curve */
export async function sealDisclosure(
  key: EncryptionKey,
  content: DisclosureContent,
): Promise<SealedDisclosure> {
  return (await sealToShop(key, disclosureBytes(content))) as SealedDisclosure;
}

/** @returns a compact JWE @throws as above */
export async function sealToShop(
  key: EncryptionKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const point = fromBase64Url(key) ?? new Uint8Array();
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const publicKey = await crypto.subtle.importKey("raw", point, curve, true, []);
  return new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM" })
    .encrypt(publicKey);
}

/** What he says to a shop in a dispute [DP9]. @throws as above */
export async function sealText(key: EncryptionKey, content: PayerText): Promise<SealedText> {
  return (await sealToShop(key, disputeTextBytes(content))) as SealedText;
}
