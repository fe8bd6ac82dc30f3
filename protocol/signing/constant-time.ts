/**
 * Comparing secrets, MACs and hashes of secrets: in a time that doesn't depend on where they differ [RQ14]. What WebCrypto
 * verifies itself (HMAC, AEAD) needs none of this; everything else that is compared with a secret comes here.
 */

import { toUtf8 } from "./encoding.ts";

/** The lengths are no secret: they are those of a hash. */
export function areEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

export function areEqualTexts(a: string, b: string): boolean {
  return areEqualBytes(toUtf8(a), toUtf8(b));
}
