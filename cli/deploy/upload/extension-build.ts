/** The wallet for an environment, for both browsers: built once for what it pins and the code it is of. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { buildExtension } from "../../system/builds.ts";
import type { Environment, EnvironmentName } from "../environment/environments.ts";
import type { Told } from "../steps.ts";
import { deployFolder } from "./bundles.ts";

export const BROWSERS = ["chrome", "firefox"] as const;

export interface WalletBuild {
  readonly name: EnvironmentName;
  readonly environment: Environment;
  readonly rootKey: PublicKey;
  /** git's hash of what it is built of */
  readonly tree: string;
}

/** @returns the folders to load or to pack, by browser */
export async function buildWallets(asked: WalletBuild): Promise<Told<string[]>> {
  const { name, environment, rootKey, tree } = asked;
  const out = deployFolder(name);
  const pins = { origin: environment.origin, rootKey, mode: environment.mode };
  const note = join(out, "wallet.json");
  const folders = BROWSERS.map((browser) => join(out, `${browser}-mv3`));
  const wanted = JSON.stringify({ ...pins, tree });
  const standing = existsSync(note) && readFileSync(note, "utf8") === wanted;
  if (standing && folders.every((folder) => existsSync(join(folder, "manifest.json"))))
    return { said: `as built before, pinned to ${rootKey}`, value: folders };
  for (const browser of BROWSERS)
    await buildExtension({ ...pins, welcome: true, silent: true }, out, browser);
  writeFileSync(note, wanted);
  return { said: `built for ${BROWSERS.join(" and ")}, pinned to ${rootKey}`, value: folders };
}
