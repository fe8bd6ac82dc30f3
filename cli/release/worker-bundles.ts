/**
 * Both Workers of a release, small enough to be kept in the repository: their bundles as wrangler uploads them, compressed,
 * and which Durable Object classes they have. The next version is tried beside them before it is merged. A release alone
 * renews them: what is kept is always the last one, whatever was merged since.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { transformSync } from "esbuild";
import * as v from "valibot";
import { node24, root, run, tool } from "../set-up.mjs";
import type { Role } from "../system/servers.ts";

export const KEPT_RELEASE = "test/fixtures/release";
const CONFIGS: Readonly<Record<Role, string>> = {
  carrier: "worker/carrier-server/wrangler.toml",
  synchronous: "wrangler.toml",
};
const ROLES: readonly Role[] = ["carrier", "synchronous"];

const Kept = v.object({
  version: v.string(),
  /** what it was built of */
  commit: v.string(),
  classes: v.object({ carrier: v.array(v.string()), synchronous: v.array(v.string()) }),
});
export type Kept = v.InferOutput<typeof Kept>;

export interface KeptRelease extends Kept {
  /** the module of each Worker */
  readonly modules: Readonly<Record<Role, Buffer>>;
}

/** @param folder for the bundles, each in one of its own */
export async function bundleBoth(folder: string): Promise<Record<Role, Buffer>> {
  const bundle = async (role: Role) => {
    const out = join(folder, role);
    // The top of the configuration, which is what its tests run: nothing of an environment is in the code.
    const args = [
      "deploy",
      "--dry-run",
      "--env=",
      "--outdir",
      out,
      "--config",
      join(root, CONFIGS[role]),
    ];
    const env = { CI: "true", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
    const words = [tool("wrangler", "bin/wrangler.js"), ...args];
    await run(`bundle ${role}`, node24(), words, { silent: true, required: true, env });
    return readFileSync(join(out, "index.js"));
  };
  return { carrier: await bundle("carrier"), synchronous: await bundle("synchronous") };
}

export function classesNow(): Kept["classes"] {
  const of = (role: Role) => {
    const toml = readFileSync(join(root, CONFIGS[role]), "utf8");
    const bound = toml.matchAll(
      /^\[\[durable_objects\.bindings\]\]\nname = "\w+"\nclass_name = "(\w+)"/gm,
    );
    return [...bound].map(([, name]) => name ?? "");
  };
  return { carrier: of("carrier"), synchronous: of("synchronous") };
}

/** @param top of the checkout that takes them */
export async function keepRelease(
  top: string,
  version: string,
  modules: Readonly<Record<Role, Buffer>>,
): Promise<void> {
  const folder = join(top, KEPT_RELEASE);
  mkdirSync(folder, { recursive: true });
  const commit = execFileSync("git", ["rev-parse", "--short=8", "HEAD"], {
    cwd: top,
    encoding: "utf8",
  }).trim();
  const kept: Kept = { version, commit, classes: classesNow() };
  writeFileSync(join(folder, "release.json"), `${JSON.stringify(kept, null, 2)}\n`);
  for (const role of ROLES) {
    // The same program: its names stay, since they stand in what it logs.
    const { code } = transformSync(modules[role].toString("utf8"), {
      ...{ minifyWhitespace: true, format: "esm", target: "esnext", legalComments: "none" },
      charset: "utf8",
    });
    const bytes = Buffer.from(code);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(folder, `${role}-server.js.br`), brotliCompressSync(bytes, { params }));
  }
}

/** @param top of a checkout */
export function readKeptRelease(top: string): KeptRelease {
  const folder = join(top, KEPT_RELEASE);
  const kept = v.parse(Kept, JSON.parse(readFileSync(join(folder, "release.json"), "utf8")));
  const module = (role: Role) =>
    brotliDecompressSync(readFileSync(join(folder, `${role}-server.js.br`)));
  return { ...kept, modules: { carrier: module("carrier"), synchronous: module("synchronous") } };
}
