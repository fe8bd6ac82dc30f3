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
import { WELL_KNOWN_PATH } from "../protocol/register/origin-proof.ts";
import { createWarifu } from "../register-server/create-warifu.ts";
import { checkoutTag } from "../register-server/index.ts";
import { jurisdictionNamed } from "./operator-acts.ts";
import { joinValues } from "./option-values.ts";
import { IDENTITY_USAGE, isIdentityCommand, runIdentityCommand } from "./register-identity.ts";
import { isKeysCommand, KEYS_USAGE, runKeysCommand } from "./register-keys.ts";
import { isLostKeyCommand, LOST_KEY_USAGE, runLostKeyCommand } from "./register-lost-key.ts";
import { isPayoutCommand, PAYOUTS_USAGE, runPayoutCommand } from "./register-payouts.ts";
import {
  isPriceListCommand,
  PRICE_LISTS_USAGE,
  runPriceListCommand,
} from "./register-price-lists.ts";
import { isReportCommand, REPORTS_USAGE, runReportCommand } from "./register-reports.ts";
import {
  prepareShop,
  type RegisteredShop,
  type RegisterShopOptions,
  registerShop,
} from "./register-shop.ts";
import { isTillsCommand, runTillsCommand, TILLS_USAGE } from "./register-tills.ts";
import { root } from "./set-up.mjs";
import { untilProven } from "./until-proven.ts";
import { assertTakesKey, warifuKeyOf, writeWarifuKey } from "./warifu-key.ts";

export { type RegisteredShop, type RegisterShopOptions, registerShop } from "./register-shop.ts";

const USAGE = `npm run register -- --name NAME --origin ORIGIN [--origin ORIGIN …]
                             makes a register; each origin has to serve /.well-known/warifu.json meanwhile
  --server URL               the synchronous server (http://localhost:8787)
  --carrier URL              the carrier server (http://localhost:8788)
  --mode test|live           (test)
  --jurisdiction eu|us       its trades, books and events are stored there alone, for ever
  --root-key KEY             the carrier's root key, or WARIFU_ROOT_KEY
  --operator-key-file FILE   the operator's key, or WARIFU_OPERATOR_KEY
  --write FILE               append WARIFU_KEY=… to FILE (mode 600) instead of printing it, before it is certified,
                             so that the shop can serve the proof with it
  --warifu-key-file FILE     goes on with the WARIFU_KEY in FILE, after an attempt that ended
  --wait SECONDS             how long the origins are looked at again (600)
  --vouched                  in development: no proof, the operator's word stands for it
The keys of a system that npm start made are found by themselves.

${IDENTITY_USAGE}

${LOST_KEY_USAGE}

${KEYS_USAGE}

${PRICE_LISTS_USAGE}

${TILLS_USAGE}

${PAYOUTS_USAGE}

${REPORTS_USAGE}`;

export interface RegisterCommand extends RegisterShopOptions {
  /** file to append the secret to */
  readonly write?: string;
  readonly waitMs: number;
}

const OPTIONS = {
  name: { type: "string" },
  origin: { type: "string", multiple: true },
  server: { type: "string", default: "http://localhost:8787" },
  carrier: { type: "string", default: "http://localhost:8788" },
  mode: { type: "string", default: "test" },
  jurisdiction: { type: "string" },
  "root-key": { type: "string" },
  "operator-key-file": { type: "string" },
  write: { type: "string" },
  "warifu-key-file": { type: "string" },
  wait: { type: "string", default: "600" },
  vouched: { type: "boolean", default: false },
} as const;

/** @throws Error with one sentence for whoever typed the command */
export function readCommand(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RegisterCommand {
  const { values } = parseArgs({
    args: joinValues(words, OPTIONS),
    options: OPTIONS,
  });
  const { name, origin: origins, server, carrier, write } = values;
  if (!name) throw new Error("--name is missing: what shoppers will read");
  if (!origins) throw new Error("--origin is missing: where the shop's pages are");
  for (const url of [server, carrier])
    if (!URL.canParse(url)) throw new Error(`not an address: ${url}`);
  const rootKey = values["root-key"] ?? env.WARIFU_ROOT_KEY;
  if (!rootKey) throw new Error("--root-key or WARIFU_ROOT_KEY is missing");
  const operatorKey = operatorKeyOf(values["operator-key-file"], env.WARIFU_OPERATOR_KEY);
  const known = values["warifu-key-file"];
  const jurisdiction = jurisdictionNamed(values.jurisdiction);
  const base = {
    name,
    origins,
    server,
    carrier,
    rootKey,
    operatorKey,
    mode: modeNamed(values.mode),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    waitMs: secondsNamed(values.wait) * 1_000,
    ...(values.vouched ? { vouched: true } : {}),
    ...(known === undefined ? {} : { key: warifuKeyOf(known, undefined) }),
  };
  if (write === undefined) return base;
  assertTakesKey(write);
  return { ...base, write };
}

function secondsNamed(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new Error(`--wait is a number of seconds, not ${text}`);
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
      const answer = await run(words, env);
      if (typeof answer === "string") process.stdout.write(answer);
      else console.log(JSON.stringify(answer, null, 2));
      return 0;
    }
    const command = readCommand(words, { ...developmentKeys(words), ...env });
    await makeRegister(command);
    return 0;
  } catch (error) {
    console.error(`register: ${error instanceof Error ? error.message : error}`);
    console.error(`\n${USAGE}`);
    return 1;
  }
}

/** The secret stands in its file before anything is asked: the shop serves its proof with it. */
async function makeRegister(command: RegisterCommand): Promise<void> {
  const { register, key } =
    command.key === undefined ? await prepareShop(command) : await knownShop(command.key);
  const printed = command.write === undefined && command.key === undefined;
  if (command.write !== undefined) writeWarifuKey(command.write, key);
  if (!command.vouched) {
    console.error(`Each origin answers GET ${WELL_KNOWN_PATH} with this, as application/json`);
    console.error("(the SDK's wellKnown() makes it from WARIFU_KEY):");
    console.error(JSON.stringify(await createWarifu({ key }).wellKnown()));
    if (printed) console.error(`WARIFU_KEY=${key}`);
  }
  const origins = { patienceMs: command.waitMs, say: (text: string) => console.error(text) };
  await untilProven(() => registerShop({ ...command, key }), origins);
  console.log(register);
  if (printed) console.log(`WARIFU_KEY=${key}`);
  // For people: not among the lines above, which programs read.
  console.info(`\nIn the checkout page:\n${checkoutTag({ origin: command.server, register })}`);
}

async function knownShop(key: string): Promise<RegisteredShop> {
  const { register } = createWarifu({ key });
  return { register, key };
}

/** A command of a register that there is: its words come without a dash before them. */
function runOf(words: readonly string[]) {
  if (isPayoutCommand(words)) return runPayoutCommand;
  if (isPriceListCommand(words)) return runPriceListCommand;
  if (isIdentityCommand(words)) return runIdentityCommand;
  if (isLostKeyCommand(words)) return runLostKeyCommand;
  if (isReportCommand(words)) return runReportCommand;
  if (isTillsCommand(words)) return runTillsCommand;
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
