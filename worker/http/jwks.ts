/**
 * The carrier's public keys as both servers publish them, each with the root's certificate: what it says is believed
 * only by that, under the root that the reader pins [RG16]. A secret has no way in here.
 */

import type { SignedEncryptionKeyCertificate } from "../../protocol/account/step-up.ts";
import type { Jwks } from "../../protocol/signing/published-keys.ts";
import type { SignedKeyCertificate } from "../../protocol/signing/signed-objects.ts";

export type PublishedCertificate = SignedKeyCertificate | SignedEncryptionKeyCertificate;

export function jwksOf(certificates: readonly PublishedCertificate[]): Jwks {
  return { keys: certificates.map(jwkOf) };
}

function jwkOf(certificate: PublishedCertificate): Jwks["keys"][number] {
  const { kid, key: x } = certificate.payload;
  if (isForEncryption(certificate)) {
    const use = { crv: "X25519", use: "enc", alg: "ECDH-ES" } as const;
    return { kty: "OKP", ...use, kid, x, warifu_certificate: certificate };
  }
  const use = { crv: "Ed25519", use: "sig", alg: "EdDSA" } as const;
  return { kty: "OKP", ...use, kid, x, warifu_certificate: certificate };
}

function isForEncryption(
  certificate: PublishedCertificate,
): certificate is SignedEncryptionKeyCertificate {
  return certificate.payload.use === "encrypt";
}
