/**
 * Whether both servers are there and whom one expected: each in good health, in the environment's mode, with keys that the
 * root has certified, heard through the other one too, and with the scripts that were built. Reads alone: nothing is left.
 */

import { createHash } from "node:crypto";
import * as v from "valibot";
import type { Mode } from "../../../protocol/ids.ts";
import { CHECKOUT_INTEGRITY, CHECKOUT_PATH } from "../../../protocol/page/checkout-script.ts";
import { Jwks } from "../../../protocol/signing/published-keys.ts";
import {
  type Envelope,
  type PublicKey,
  realmOf,
  verify,
} from "../../../protocol/signing/signature.ts";
import type { Environment } from "../environment/environments.ts";

/** A new address is known everywhere after a while: certificates and names take their time. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 2_000;
const ASK_MS = 20_000;

const Health = v.object({ status: v.literal("ok"), role: v.string(), mode: v.string() });

export interface Probe {
  readonly environment: Pick<Environment, "origin" | "carrier" | "mode">;
  readonly rootKey: PublicKey;
  readonly patienceMs?: number;
}

/** @returns what is good, in words @throws Error that says what isn't */
export async function probeServers({
  environment,
  rootKey,
  patienceMs = PATIENCE_MS,
}: Probe): Promise<string> {
  const { origin, carrier, mode } = environment;
  const until = Date.now() + patienceMs;
  await healthy(origin, "synchronous-server", mode, until);
  await healthy(carrier, "carrier-server", mode, until);
  // The synchronous server asks the carrier for them: so the binding is proven too.
  const heard = await certifiedKeys(origin, rootKey, mode, until);
  const own = await certifiedKeys(carrier, rootKey, mode, until);
  if (heard.join() !== own.join())
    throw new Error(`${origin} reaches another carrier than the one at ${carrier}`);
  await builtScript(origin, until);
  return `both in good health, ${own.length} keys certified by the root, checkout.js as built`;
}

async function healthy(at: string, role: string, mode: Mode, until: number): Promise<void> {
  await tried(until, async () => {
    const answer = await get(`${at}/health`);
    const health = v.safeParse(Health, await answer.json().catch(() => undefined));
    if (!health.success) throw new Error(`${at} is not in good health (HTTP ${answer.status})`);
    if (health.output.role !== role) throw new Error(`at ${at} is the ${health.output.role}`);
    if (health.output.mode !== mode) throw new Error(`${at} is in ${health.output.mode} mode`);
  });
}

async function certifiedKeys(
  at: string,
  rootKey: PublicKey,
  mode: Mode,
  until: number,
): Promise<string[]> {
  const iss = await realmOf(rootKey);
  return tried(until, async () => {
    const answer = await get(`${at}/.well-known/jwks.json`);
    const jwks = v.safeParse(Jwks, await answer.json().catch(() => undefined));
    if (!jwks.success) throw new Error(`${at} publishes no keys (HTTP ${answer.status})`);
    const expected = { typ: "warifu/key-certificate/1", iss, aud: "everyone", mode };
    for (const { warifu_certificate: certificate } of jwks.output.keys)
      if (await verify<Envelope>(certificate, expected, rootKey))
        throw new Error(`${at} has a key that this root has not certified`);
    return jwks.output.keys.map(({ kid }) => kid).sort();
  });
}

async function builtScript(origin: string, until: number): Promise<void> {
  await tried(until, async () => {
    const answer = await get(`${origin}${CHECKOUT_PATH}`);
    const hash = createHash("sha384").update(Buffer.from(await answer.arrayBuffer()));
    if (`sha384-${hash.digest("base64")}` !== CHECKOUT_INTEGRITY)
      throw new Error(`${origin}${CHECKOUT_PATH} isn't what was built (HTTP ${answer.status})`);
  });
}

async function tried<T>(until: number, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() + AGAIN_MS > until) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MS);
      });
    }
  }
}

async function get(url: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(ASK_MS) });
  } catch (cause) {
    throw new Error(`nothing answers at ${new URL(url).origin}`, { cause });
  }
}
