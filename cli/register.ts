/**
 * `npm run register`: makes a register and prints its id and its one secret, once. The operator's key comes
 * from a file or the environment, never from the command line, where other users could read it.
 *
 *   npm run register -- --name "Kami paper goods" --origin http://127.0.0.1:3000 --write shop.env
 *
 * Beside a system that `npm start` runs, its kept keys are taken where none are named: on this machine's own
 * addresses only, so that a development key can't go to a real carrier.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Mode } from "../protocol/ids.ts";
import { checkoutTag } from "../register-server/index.ts";
import { isKeysCommand, KEYS_USAGE, runKeysCommand } from "./register-keys.ts";
import { isPayoutCommand, PAYOUTS_USAGE, runPayoutCommand } from "./register-payouts.ts";
import { type RegisterShopOptions, registerShop } from "./register-shop.ts";
import { root } from "./set-up.mjs";
import { assertTakesKey, writeWarifuKey } from "./warifu-key.ts";

export { type RegisteredShop, type RegisterShopOptions, registerShop } from "./register-shop.ts";

const USAGE = `npm run register -- --name NAME --origin ORIGIN [--origin ORIGIN …]
  --server URL               the synchronous server (http://localhost:8787)
  --carrier URL              the carrier server (http://localhost:8788)
  --mode test|live           (test)
  --root-key KEY             the carrier's root key, or WARIFU_ROOT_KEY
  --operator-key-file FILE   the operator's key, or WARIFU_OPERATOR_KEY
  --write FILE               append WARIFU_KEY=… to FILE (mode 600) instead of printing it
The keys of a system that npm start made are found by themselves.

${KEYS_USAGE}

${PAYOUTS_USAGE}`;

export interface RegisterCommand extends RegisterShopOptions {
  /** file to append the secret to */
  readonly write?: string;
}

/** @throws Error with one sentence for whoever typed the command */
export function readCommand(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RegisterCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      name: { type: "string" },
      origin: { type: "string", multiple: true },
      server: { type: "string", default: "http://localhost:8787" },
      carrier: { type: "string", default: "http://localhost:8788" },
      mode: { type: "string", default: "test" },
      "root-key": { type: "string" },
      "operator-key-file": { type: "string" },
      write: { type: "string" },
    },
  });
  const { name, origin: origins, server, carrier, write } = values;
  if (!name) throw new Error("--name is missing: what shoppers will read");
  if (!origins) throw new Error("--origin is missing: where the shop's pages are");
  for (const url of [server, carrier])
    if (!URL.canParse(url)) throw new Error(`not an address: ${url}`);
  const rootKey = values["root-key"] ?? env.WARIFU_ROOT_KEY;
  if (!rootKey) throw new Error("--root-key or WARIFU_ROOT_KEY is missing");
  const operatorKey = operatorKeyOf(values["operator-key-file"], env.WARIFU_OPERATOR_KEY);
  const base = {
    name,
    origins,
    server,
    carrier,
    rootKey,
    operatorKey,
    mode: modeNamed(values.mode),
  };
  if (write === undefined) return base;
  assertTakesKey(write);
  return { ...base, write };
}

export function operatorKeyOf(file: string | undefined, fromEnv: string | undefined): string {
  if (file !== undefined && !existsSync(file)) throw new Error(`there is no file ${file}`);
  const key = file === undefined ? fromEnv : readFileSync(file, "utf8");
  if (!key?.trim()) throw new Error("--operator-key-file or WARIFU_OPERATOR_KEY is missing");
  return key.trim();
}

function modeNamed(text: string): Mode {
  if (text === "test" || text === "live") return text;
  throw new Error(`--mode is test or live, not ${text}`);
}

/** Runs the command. @returns the exit code */
export async function main(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  if (words.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  try {
    const run = runOf(words);
    if (run) {
      console.log(JSON.stringify(await run(words, env), null, 2));
      return 0;
    }
    const command = readCommand(words, { ...developmentKeys(words), ...env });
    const { register, key } = await registerShop(command);
    console.log(register);
    if (command.write === undefined) console.log(`WARIFU_KEY=${key}`);
    else writeWarifuKey(command.write, key);
    // For people: not among the lines above, which programs read.
    console.info(`\nIn the checkout page:\n${checkoutTag({ origin: command.server, register })}`);
    return 0;
  } catch (error) {
    console.error(`register: ${error instanceof Error ? error.message : error}`);
    console.error(`\n${USAGE}`);
    return 1;
  }
}

/** A command of a register that there is: its words come without a dash before them. */
function runOf(words: readonly string[]) {
  if (isPayoutCommand(words)) return runPayoutCommand;
  return isKeysCommand(words) ? runKeysCommand : undefined;
}

/**
 * What `npm start` kept, as the environment variables that would name it; nothing when a server elsewhere is
 * named, so that a development key never leaves this machine.
 */
export function developmentKeys(
  words: readonly string[],
  path = join(root, ".warifu", "keys.json"),
): Readonly<Record<string, string>> {
  const servers = words.filter((_, at) => /^--(server|carrier)$/.test(words[at - 1] ?? ""));
  if (!servers.every(isAddressHere) || !existsSync(path)) return {};
  const { root: rootKeys, carrier } = JSON.parse(readFileSync(path, "utf8"));
  return { WARIFU_ROOT_KEY: rootKeys.publicKey, WARIFU_OPERATOR_KEY: carrier.OPERATOR_KEY };
}

export function isAddressHere(text: string): boolean {
  return (
    URL.canParse(text) && /^(localhost|127\.0\.0\.1|.+\.localhost)$/.test(new URL(text).hostname)
  );
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env);
