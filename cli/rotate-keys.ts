/**
 * The next keys of a deployment, in one go: each list gets a new key in front, which signs, seals and MACs from then on,
 * and keeps those before it, which go on being accepted. So nothing that was made under a former key stops verifying.
 * Pure but for randomness; the root stays, and so does the key of the trade ids, which would lose every trade.
 */

import type { Mode } from "../protocol/ids.ts";
import {
  certifySigningKey,
  type DeploymentKeys,
  makeEncryptionKeys,
  makeKeyPair,
  randomSecret,
} from "./keys.ts";

export const ROTATED = ["signing", "encryption", "sealing", "grant", "credential"] as const;
export type Rotated = (typeof ROTATED)[number];

interface KeyRow {
  readonly seed?: string;
  readonly certificate?: unknown;
  readonly kid?: string;
  readonly key?: string;
}

/** @param now ms since the epoch */
export async function rotateKeys(
  { root, synchronous, carrier }: DeploymentKeys,
  { mode, now, only = ROTATED }: { mode: Mode; now: number; only?: readonly Rotated[] },
): Promise<DeploymentKeys> {
  const next = { synchronous: { ...synchronous }, carrier: { ...carrier } };
  if (only.includes("signing")) {
    const pair = await makeKeyPair();
    const certificate = await certifySigningKey(root, pair, mode, now);
    // A retired key signs nothing any more; its certificate stays for ever, as what it signed does.
    const retired = rowsOf(carrier.SIGNING_KEYS).map((row) => ({ certificate: row.certificate }));
    next.carrier.SIGNING_KEYS = JSON.stringify([{ seed: pair.seed, certificate }, ...retired]);
  }
  if (only.includes("encryption")) {
    const made = rowsOf(await makeEncryptionKeys(root, mode, now));
    // What is on its way to the former key is still opened; what is older was answered long ago.
    const [former] = rowsOf(carrier.ENCRYPTION_KEYS ?? "[]");
    next.carrier.ENCRYPTION_KEYS = JSON.stringify([...made, ...(former ? [former] : [])]);
  }
  if (only.includes("sealing")) {
    const rows = rowsOf(carrier.SEALING_KEYS);
    const kid = `${Math.max(0, ...rows.map((row) => Number(row.kid) || 0)) + 1}`;
    next.carrier.SEALING_KEYS = JSON.stringify([{ kid, key: randomSecret() }, ...rows]);
  }
  if (only.includes("grant")) {
    const keys = `${randomSecret()} ${carrier.GRANT_KEY}`;
    next.carrier.GRANT_KEY = keys;
    next.synchronous.GRANT_KEY = keys;
  }
  // Terminals get another credential by themselves, within one request.
  if (only.includes("credential")) next.synchronous.CREDENTIAL_KEY = randomSecret();
  return { root, ...next };
}

function rowsOf(text: string | undefined): KeyRow[] {
  return JSON.parse(text ?? "[]");
}
