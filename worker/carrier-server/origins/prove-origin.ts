/**
 * Fetching the proof of one origin [RG6], [RG7]: over https, from a public name whose every address is public, without
 * following a redirect, within a size and a time. How it reaches the network is passed in. It answers with a failure's
 * name and never with what stood there.
 * What is sent is one GET without credentials, and what comes back is only compared.
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
import { type OutboundNetwork, placeRefusal } from "../../http/outbound/public-place.ts";
import { readText } from "../../http/outbound/read-text.ts";

export type Proof = Result<null, ProofFailure>;

export async function proveOrigin(
  origin: string,
  expected: ProvenKey,
  network: OutboundNetwork,
): Promise<Proof> {
  const url = new URL(WELL_KNOWN_PATH, origin);
  const signal = AbortSignal.timeout(network.limitMs ?? PROOF_MS);
  try {
    const refused = await placeRefusal(url, network, signal);
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
