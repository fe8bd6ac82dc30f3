/** Both Workers and the assets as wrangler would upload them, built and hashed: what is there already needs no upload. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../set-up.mjs";
import type { Role } from "../../system/servers.ts";
import { wrangler } from "../cloudflare/wrangler.ts";
import { blocksOf } from "../environment/environment-sections.ts";
import { CONFIG, type EnvironmentName } from "../environment/environments.ts";

const ROLES: readonly Role[] = ["carrier", "synchronous"];

/** Where everything of an environment's deployment is built. */
export function deployFolder(name: EnvironmentName): string {
  return join(root, ".output", "deploy", name);
}

export interface Bundle {
  /** of the module, as uploaded */
  readonly bytes: number;
  /** tag of the last migration of Durable Object classes */
  readonly objects: string;
}

/** Bundles by `wrangler deploy --dry-run`, which checks the configuration too, and uploads nothing. */
export async function bundleWorkers(name: EnvironmentName): Promise<Record<Role, Bundle>> {
  const bundle = async (role: Role): Promise<Bundle> => {
    const out = join(deployFolder(name), role);
    const args = ["deploy", "--dry-run", "--env", name, "--config", join(root, CONFIG[role])];
    await wrangler([...args, "--outdir", out], `npx wrangler ${args.join(" ")}`);
    return { bytes: statSync(join(out, "index.js")).size, objects: lastMigration(role) };
  };
  return { carrier: await bundle("carrier"), synchronous: await bundle("synchronous") };
}

function lastMigration(role: Role): string {
  const toml = readFileSync(join(root, CONFIG[role]), "utf8");
  const tags = [...toml.matchAll(/^\[\[migrations\]\]\ntag = "(\S+)"/gm)].map(([, tag]) => tag);
  return tags.at(-1) ?? "none";
}

/** One hash over all that is deployed but the secrets: both bundles, the assets, what is configured for this environment. */
export function codeHash(name: EnvironmentName): string {
  const hash = createHash("sha256");
  for (const role of ROLES) {
    for (const file of filesIn(join(deployFolder(name), role)).filter(isUploaded))
      hash.update(file.slice(root.length)).update(readFileSync(file));
    hash.update(configured(readFileSync(join(root, CONFIG[role]), "utf8"), name));
  }
  const assets = join(root, ".output", "assets");
  for (const file of filesIn(assets))
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

/** wrangler puts a page for the reader and a map beside the module. */
function isUploaded(path: string): boolean {
  return path.endsWith(".js") || path.endsWith(".wasm");
}

/** Without comments, and without the other environments. */
function configured(toml: string, name: EnvironmentName): string {
  const own = blocksOf(toml).filter(
    (block) => !/^env\./.test(block.name) || block.name.split(".")[1] === name,
  );
  return JSON.stringify(own);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}
