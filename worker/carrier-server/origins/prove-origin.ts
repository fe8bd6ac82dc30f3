/**
 * Fetching the proof of one origin [RG6], [RG7]: over https, from a public name whose every address is public, without
 * following a redirect, within a size and a time. How it reaches the network is passed in. It answers with a failure's
 * name and never with what stood there.
 *
 * Trade-off: a name may lead elsewhere a moment after it was resolved. What is sent is one GET without credentials, what
 * comes back is only compared, and a Worker's fetch reaches no private network; where ours runs otherwise, its network
 * has to see to that.
 */

import * as v from "valibot";
import { PROOF_BYTES_MAX, PROOF_MS } from "../../../protocol/limits.ts";
import {
  namesKey,
  type ProofFailure,
  type ProvenKey,
  WELL_KNOWN_PATH,
  WellKnown,
} from "../../../protocol/register/origin-proof.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { isPublicAddress, isPublicName } from "./public-address.ts";

export interface ProofNetwork {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** every address of a name, none for a name that there isn't */
  readonly resolve: (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** development alone: origins on this machine, over http */
  readonly local: boolean;
  /** limit of one proof, ms; PROOF_MS if left out */
  readonly limitMs?: number;
}

export type Proof = Result<null, ProofFailure>;

export async function proveOrigin(
  origin: string,
  expected: ProvenKey,
  network: ProofNetwork,
): Promise<Proof> {
  const url = new URL(WELL_KNOWN_PATH, origin);
  const signal = AbortSignal.timeout(network.limitMs ?? PROOF_MS);
  try {
    const isHere = network.local && isLoopback(url.hostname);
    if (!isHere && !(await isPublicPlace(url, network, signal))) return err("address_refused");
    const response = await network.fetch(url, {
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal,
    });
    return await read(response, expected, signal);
  } catch {
    return err("unreachable");
  }
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/.test(hostname);
}

async function isPublicPlace(url: URL, { resolve }: ProofNetwork, signal: AbortSignal) {
  if (url.protocol !== "https:" || !isPublicName(url.hostname)) return false;
  const addresses = await resolve(url.hostname, signal);
  // A name without addresses isn't there: that is the fetch's to find.
  return addresses.every(isPublicAddress);
}

async function read(response: Response, expected: ProvenKey, signal: AbortSignal): Promise<Proof> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return err("not_found");
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    await response.body?.cancel();
    return err("wrong_type");
  }
  const text = await textOf(response, signal);
  if (text === undefined) return err("too_large");
  const wellKnown = v.safeParse(WellKnown, parsed(text));
  if (!wellKnown.success) return err("malformed");
  return namesKey(wellKnown.output, expected) ? ok(null) : err("key_not_named");
}

/** @returns undefined for more than there may be. @throws when the time is over */
async function textOf({ body }: Response, signal: AbortSignal): Promise<string | undefined> {
  const reader = body?.getReader();
  if (!reader) return "";
  // A body may go on for ever without a fetch being asked to end it.
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the time is over")));
  });
  over.catch(() => undefined);
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), over]);
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > PROOF_BYTES_MAX) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Not awaited: what never answers must not be waited for here either.
    reader.cancel().catch(() => undefined);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
