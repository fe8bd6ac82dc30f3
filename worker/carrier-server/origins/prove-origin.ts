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
import { readText } from "./read-text.ts";

export interface ProofNetwork {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** every address of a name, none for a name that there isn't. @throws where nobody says which */
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
    const refused = isHere ? undefined : await placeRefusal(url, network, signal);
    if (refused) return err(refused);
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

/** [RG19] Without an address that is public nothing is fetched: another look-up may find another one. */
async function placeRefusal(
  url: URL,
  { resolve }: ProofNetwork,
  signal: AbortSignal,
): Promise<ProofFailure | undefined> {
  if (url.protocol !== "https:" || !isPublicName(url.hostname)) return "address_refused";
  const addresses = await resolve(url.hostname, signal).catch(() => undefined);
  if (!addresses) return "unresolved";
  if (addresses.length === 0) return "unreachable";
  return addresses.every(isPublicAddress) ? undefined : "address_refused";
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
  const text = await readText(response, PROOF_BYTES_MAX, signal);
  if (text === undefined) return err("too_large");
  const wellKnown = v.safeParse(WellKnown, parsed(text));
  if (!wellKnown.success) return err("malformed");
  return namesKey(wellKnown.output, expected) ? ok(null) : err("key_not_named");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
