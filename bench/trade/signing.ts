/** Signs as shops and terminals do, by Node's own crypto in one go: load is made before it is measured, and quickly. */

import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import {
  canonicalBytes,
  type Envelope,
  type SignatureText,
  type Signed,
} from "../../protocol/signing/signature.ts";

/** RFC 8410 §7: the fixed head of a PKCS#8 Ed25519 key, before its 32-byte seed. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** @param seed base64url of the 32-byte Ed25519 seed */
export function signingKey(seed: string): KeyObject {
  const der = Buffer.concat([PKCS8_HEAD, Buffer.from(seed, "base64url")]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

export function signed<T extends Envelope>(payload: T, key: KeyObject): Signed<T> {
  const signature = sign(null, canonicalBytes(payload), key);
  return { payload, signature: toBase64Url(signature) as SignatureText };
}
