/** The keys of a system on this machine: made once, kept in its folder for this user alone, so that the next start goes on where one ended. */

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DeploymentKeys, makeEncryptionKeys, makeKeys } from "../keys.ts";

/** @param folder made if it isn't there */
export async function keptKeys(folder: string): Promise<DeploymentKeys> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "keys.json");
  const now = Date.now();
  if (!existsSync(path))
    writeSecret(path, JSON.stringify(await makeKeys({ mode: "test", now }), null, 2));
  const keys = JSON.parse(readFileSync(path, "utf8")) as DeploymentKeys;
  if (keys.carrier.ENCRYPTION_KEYS) return keys;
  // Kept from before there were PINs.
  const ENCRYPTION_KEYS = await makeEncryptionKeys(keys.root, "test", now);
  const added = { ...keys, carrier: { ...keys.carrier, ENCRYPTION_KEYS } };
  writeSecret(path, JSON.stringify(added, null, 2));
  return added;
}

export function writeSecret(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o600);
}
