// Requests as a terminal signs them: honest unless overridden, and signed by whoever is named.

import type { KeyPair } from "../../../cli/keys.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, signBytes } from "../../../protocol/signing/signature.ts";
import { type RequestKey, signRequest } from "../../../protocol/signing/signed-requests.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";

export interface SentRequest {
  readonly method: string;
  /** absolute */
  readonly url: string;
  readonly body: string;
}

export async function aRequestKey({ publicKey, seed }: KeyPair): Promise<RequestKey> {
  const secret = await importSigningSeed(seed);
  return { publicKey, signBytes: (bytes) => signBytes(bytes, secret) };
}

/** @param now ms since the epoch @returns the three headers of it */
export async function aSignature(
  device: KeyPair,
  { method, url, body }: SentRequest,
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Promise<Record<string, string>> {
  const request = { method, url, body: toUtf8(body) };
  return { ...(await signRequest(request, await aRequestKey(device), trust, now)) };
}
