/**
 * The carrier's keys as anyone may read them at either server: nothing in them is believed but by the root's certificate
 * that each carries, under the root that the reader pins [RG16].
 */

import * as v from "valibot";
import { SignedEncryptionKeyCertificate } from "../account/step-up.ts";
import { listUpTo } from "../bounds.ts";
import { PUBLISHED_KEYS_MAX } from "../limits.ts";
import { PublicKey } from "./signature.ts";
import { KeyId, SignedKeyCertificate } from "./signed-objects.ts";

/** JWKS (RFC 7517, RFC 8037) of the signing and encryption keys. */
export const Jwks = v.object({
  keys: listUpTo(
    PUBLISHED_KEYS_MAX,
    v.variant("use", [
      v.object({
        kty: v.literal("OKP"),
        crv: v.literal("Ed25519"),
        use: v.literal("sig"),
        alg: v.literal("EdDSA"),
        kid: KeyId,
        x: PublicKey,
        warifu_certificate: SignedKeyCertificate,
      }),
      /** PINs are encrypted to it [SU18] */
      v.object({
        kty: v.literal("OKP"),
        crv: v.literal("X25519"),
        use: v.literal("enc"),
        alg: v.literal("ECDH-ES"),
        kid: KeyId,
        x: PublicKey,
        warifu_certificate: SignedEncryptionKeyCertificate,
      }),
    ]),
  ),
});
export type Jwks = v.InferOutput<typeof Jwks>;
