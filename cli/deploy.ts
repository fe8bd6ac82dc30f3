/**
 * `npm run deploy -- --origin https://pay.example --keys FOLDER [--mode live] [--dry-run]`: puts both
 * Workers up with wrangler, in the order their two-way binding needs, and builds the extension for them.
 *
 * Each Worker binds the other, and neither can be deployed before the one it binds exists. So on the first
 * deployment the carrier goes up without its binding, then the synchronous server, then the carrier again; later
 * the carrier goes first, so that it takes what a new key makes before anything is made with it.
 * --dry-run bundles and checks everything and uploads nothing. Secrets go by file, never by argument.
 */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureGenerated, node24, root, run, tool } from "./set-up.mjs";
import { buildAssets, buildExtension } from "./system/builds.ts";

const CARRIER = "worker/carrier-server/wrangler.toml";
const CARRIER_FIRST = "worker/carrier-server/wrangler.first.toml";
const SYNCHRONOUS = "wrangler.toml";
const SYNCHRONOUS_NAME = "warifu-synchronous-server";

export interface DeployOptions {
  readonly origin: string;
  readonly mode: string;
  /** folder of `npm run keys` */
  readonly keys: string;
  readonly dryRun: boolean;
}

export async function deploy({ origin, mode, keys, dryRun }: DeployOptions): Promise<void> {
  const rootKey = readRootKey(keys);
  await ensureGenerated();
  await buildAssets();
  const vars = [`MODE:${mode}`, "TEST_CLOCK:off"];
  const host = new URL(origin).hostname;
  const carrierVars = [...vars, `PASSKEY_HOST:${host}`, "LOCAL_ORIGINS:off"];
  const common = { keys, dryRun };
  const isFirst = dryRun || !(await isDeployed(SYNCHRONOUS_NAME));
  // Before the other one begins to use a new key, the carrier has to take what is made with it.
  if (!isFirst) await upload("carrier server", CARRIER, "carrier", carrierVars, common);
  else {
    writeFileSync(
      join(root, CARRIER_FIRST),
      withoutServices(readFileSync(join(root, CARRIER), "utf8")),
    );
    try {
      await upload("carrier server, not bound yet", CARRIER_FIRST, "carrier", carrierVars, common);
    } finally {
      rmSync(join(root, CARRIER_FIRST));
    }
  }
  await upload(
    "synchronous server",
    SYNCHRONOUS,
    "synchronous",
    [...vars, `ORIGIN:${origin}`, "LOCAL_ORIGINS:off"],
    common,
  );
  if (isFirst) await upload("carrier server", CARRIER, "carrier", carrierVars, common);
  const extension = await buildExtension(
    { origin, rootKey, mode, welcome: true },
    join(root, ".output", "deploy"),
  );
  console.log(`\nExtension for ${origin}, pinned to ${rootKey}:\n  ${extension}`);
  if (!dryRun)
    console.log(
      `Next: npm run register -- --server ${origin} --carrier <the carrier's URL> --name … --origin …`,
    );
}

async function upload(
  name: string,
  config: string,
  role: string,
  vars: string[],
  { keys, dryRun }: { keys: string; dryRun: boolean },
): Promise<void> {
  const args = [
    tool("wrangler", "bin/wrangler.js"),
    "deploy",
    "--config",
    config,
    "--secrets-file",
    join(keys, `${role}.json`),
    ...vars.flatMap((entry) => ["--var", entry]),
    ...(dryRun ? ["--dry-run", "--outdir", join(root, ".output", "deploy", role)] : []),
  ];
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  await run(`deploy: ${name}${dryRun ? " (dry run)" : ""}`, node24(), args, {
    required: true,
    quiet: dryRun,
    env,
  });
}

async function isDeployed(name: string): Promise<boolean> {
  const args = [
    tool("wrangler", "bin/wrangler.js"),
    "deployments",
    "list",
    "--name",
    name,
    "--json",
  ];
  const { ok, output } = await run(`is ${name} there?`, node24(), args, { quiet: true });
  // Not logged in, or no network, is not "not there".
  if (!ok && !/10007|does not exist|not found/i.test(output))
    throw new Error("wrangler can't list deployments");
  return ok;
}

/** The same configuration without its service bindings. */
export function withoutServices(toml: string): string {
  return toml.replaceAll(/^\[\[services\]\]\n(?:(?!\[).*\n?)*/gm, "");
}

function readRootKey(keys: string): string {
  const path = join(keys, "synchronous.json");
  if (!existsSync(path))
    throw new Error("There are no keys in that folder: npm run keys -- --out FOLDER");
  return (JSON.parse(readFileSync(path, "utf8")) as { ROOT_KEY: string }).ROOT_KEY;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      origin: { type: "string" },
      keys: { type: "string" },
      mode: { type: "string", default: "live" },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const { origin, keys, mode } = values;
  if (!origin || !keys || !URL.canParse(origin) || !["test", "live"].includes(mode)) {
    console.error(
      "usage: npm run deploy -- --origin https://pay.example --keys FOLDER [--mode test|live] [--dry-run]",
    );
    process.exit(2);
  }
  await deploy({ origin: new URL(origin).origin, mode, keys, dryRun: values["dry-run"] });
}
