/**
 * A PIN encrypted to the carrier's certified key (JWE, ECDH-ES over X25519 and A256GCM): whoever relays it can't
 * read it. The certificate was verified under the pinned root before it came here.
 */

import { CompactEncrypt } from "jose";
import type { EncryptionKeyCertificate, PinContent } from "../../protocol/account/step-up.ts";
import { fromBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";

export async function sealPin(
  { kid, key }: Pick<EncryptionKeyCertificate, "kid" | "key">,
  content: PinContent,
): Promise<string> {
  const bytes = fromBase64Url(key) ?? new Uint8Array();
  const publicKey = await crypto.subtle.importKey("raw", bytes, "X25519", true, []);
  return new CompactEncrypt(toUtf8(JSON.stringify(content)))
    .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", kid })
    .encrypt(publicKey);
}
