/** Signed objects that count only just now [TM7]: that this key signed it, for this realm and mode, a moment ago. */

import { REQUEST_SKEW_MS } from "../../protocol/limits.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import {
  type Envelope,
  type PublicKey,
  type Signed,
  verify,
} from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";

/** @param key who must have signed @param now ms since the epoch @returns undefined for one that holds */
export async function freshSignatureRefusal<T extends Envelope & { readonly time: number }>(
  signed: Signed<T>,
  typ: T["typ"],
  key: PublicKey,
  { realm, mode }: Trust,
  now: number,
): Promise<Refusal | undefined> {
  const code = await verify(signed, { typ, iss: key, aud: realm, mode }, key);
  if (code) return refusal(code);
  return Math.abs(signed.payload.time - now) <= REQUEST_SKEW_MS
    ? undefined
    : refusal("stale_request");
}
