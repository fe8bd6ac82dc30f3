/**
 * The grant's two bindings, made by the synchronous server and checked by the branch: the MAC under the
 * key both share, and the commitment to the one account. Both sides use these, so that they can't differ [SG4].
 */

import type { MacGrant } from "../messages.ts";
import { toBase64Url, toUtf8 } from "../signing/encoding.ts";
import {
  canonicalBytes,
  type Hash,
  keyedHash,
  sha256,
  verifyKeyedHash,
} from "../signing/signature.ts";
import type { Grant } from "../signing/signed-objects.ts";

/** What a grant says of its account: the SHA-256 of the sealed account reference's text. */
export function accountCommitment(sealed: string): Promise<Hash> {
  return sha256(toUtf8(sealed));
}

/** @param key the first of importHmacKeys(GRANT_KEY) */
export async function macGrant(payload: Grant, key: CryptoKey): Promise<MacGrant> {
  return { payload, mac: toBase64Url(await keyedHash(key, canonicalBytes(payload))) };
}

/** @param keys the one of now, and those that made grants before it [RG17] */
export async function grantHolds(
  { payload, mac }: MacGrant,
  ...keys: readonly CryptoKey[]
): Promise<boolean> {
  const bytes = canonicalBytes(payload);
  for (const key of keys) if (await verifyKeyedHash(key, mac, bytes)) return true;
  return false;
}
