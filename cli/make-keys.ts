/**
 * `npm run keys`: makes, rotates and keeps the keys of a deployment, in folders that only this user reads. Nothing that
 * is there is written over but by `rotate`, whose two files are put in their places whole. docs/key-ceremony.md says
 * when each word is used, and where.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import type { Mode } from "../protocol/ids.ts";
import { fromBase64Url, toBase64Url } from "../protocol/signing/encoding.ts";
import { publicKeyOfSeed, realmOf } from "../protocol/signing/signature.ts";
import { commandNamed } from "./command-named.ts";
import {
  type DeploymentKeys,
  type KeyPair,
  makeKeyPair,
  makeKeys,
  makeServerKeys,
} from "./keys.ts";
import { joinValues } from "./option-values.ts";
import { ROTATED, type Rotated, rotateKeys } from "./rotate-keys.ts";
import { combineShares, splitSecret } from "./shares.ts";

const USAGE = `npm run keys -- --mode test|live --out FOLDER
                             all keys of a deployment at once: root.json, synchronous.json, carrier.json
npm run keys -- root --out FOLDER                  the root alone, for a ceremony
npm run keys -- show --root FILE                   its public key and realm: what is pinned
npm run keys -- split --root FILE --shares N --needed M --out FOLDER
npm run keys -- combine SHARE … --public KEY --out FOLDER
                             the root again, from M shares; only the one with this public key
npm run keys -- servers --root FILE --mode test|live --out FOLDER
                             the secrets of both servers, certified by the root
npm run keys -- rotate --root FILE --mode test|live --keys FOLDER [--only ${ROTATED.join("|")} …]
                             the next keys, with those before them still accepted; then deploy`;

const OPTIONS = {
  mode: { type: "string", default: "test" },
  out: { type: "string" },
  root: { type: "string" },
  keys: { type: "string" },
  shares: { type: "string" },
  needed: { type: "string" },
  public: { type: "string" },
  only: { type: "string", multiple: true },
} as const;
type Values = ReturnType<typeof readWords>["values"];

const ShareFile = v.strictObject({
  share: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
  needed: v.number(),
  of: v.string(),
  value: v.string(),
});

const COMMANDS: Readonly<
  Record<string, (values: Values, words: readonly string[]) => Promise<void>>
> = {
  all: async (values) => {
    const keys = await makeKeys({ mode: modeOf(values), now: Date.now() });
    writeNew(folderOf(values), { ...keys });
    console.log(`Root key (public, pinned by wallets and SDKs): ${keys.root.publicKey}`);
    console.log(
      "Move root.json to where no server is. Then: npm run deploy -- --env … --keys FOLDER",
    );
  },
  root: async (values) => {
    const root = await makeKeyPair();
    writeNew(folderOf(values), { root });
    console.log(`Root key (public, pinned by wallets and SDKs): ${root.publicKey}`);
  },
  show: async (values) => {
    const { publicKey } = await rootIn(values);
    console.log(`Root key: ${publicKey}\nRealm: ${await realmOf(publicKey)}`);
  },
  split: async (values) => split(values),
  combine: async (values, words) => combine(values, words),
  servers: async (values) => {
    const { synchronous, carrier } = await makeServerKeys(await rootIn(values), {
      ...{ mode: modeOf(values), now: Date.now() },
    });
    writeNew(folderOf(values), { synchronous, carrier });
    console.log("The servers' secrets are made. Then: npm run deploy -- --env … --keys FOLDER");
  },
  rotate: async (values) => rotate(values),
};

async function split(values: Values): Promise<void> {
  const { seed, publicKey } = await rootIn(values);
  const [shares, needed] = [Number(values.shares), Number(values.needed)];
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const parts = splitSecret(bytesOf(seed), { shares, needed, random });
  const files = parts.map(({ number, bytes }) => {
    const content = { share: number, needed, of: publicKey, value: toBase64Url(bytes) };
    return [`share-${number}`, content] as const;
  });
  writeNew(folderOf(values), Object.fromEntries(files));
  console.log(`${shares} shares of ${publicKey}; any ${needed} restore it.`);
}

async function combine(values: Values, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => v.parse(ShareFile, read(path)));
  const needed = Math.max(2, ...files.map((file) => file.needed));
  if (files.length < needed) throw new Error(`${needed} shares are needed`);
  const shares = files.map(({ share, value }) => ({ number: share, bytes: bytesOf(value) }));
  const seed = toBase64Url(combineShares(shares));
  const publicKey = await publicKeyOfSeed(seed);
  if (publicKey !== values.public)
    throw new Error("these shares don't make the root with that public key");
  writeNew(folderOf(values), { root: { seed, publicKey } satisfies KeyPair });
  console.log(`Restored: ${publicKey}`);
}

async function rotate(values: Values): Promise<void> {
  const folder = values.keys;
  if (folder === undefined)
    throw new Error("--keys is missing: the folder of the servers' secrets");
  const only = (values.only ?? ROTATED).map((name) => {
    if (v.is(v.picklist(ROTATED), name)) return name satisfies Rotated;
    throw new Error(`not a kind of key: ${name}; one of ${ROTATED.join(", ")}`);
  });
  const [synchronous, carrier] = ["synchronous", "carrier"].map((name) =>
    v.parse(v.record(v.string(), v.string()), read(join(folder, `${name}.json`))),
  );
  const root = await rootIn(values);
  if (carrier?.ROOT_KEY !== root.publicKey) throw new Error("that root isn't this deployment's");
  const keys = { root, synchronous, carrier } as DeploymentKeys;
  const next = await rotateKeys(keys, { mode: modeOf(values), now: Date.now(), only });
  // The carrier's first: with its new file and the other's old one, everything is still accepted.
  for (const [name, content] of [
    ["carrier", next.carrier],
    ["synchronous", next.synchronous],
  ] as const) {
    const path = join(folder, `${name}.json`);
    write(`${path}.next`, content);
    renameSync(`${path}.next`, path);
  }
  console.log(`New: ${only.join(", ")}. Then: npm run deploy -- --env … --keys ${folder}`);
}

async function rootIn({ root }: Values): Promise<KeyPair> {
  if (root === undefined) throw new Error("--root is missing: the file of the root");
  const { seed } = v.parse(v.object({ seed: v.string() }), read(root));
  return { seed, publicKey: await publicKeyOfSeed(seed) };
}

function modeOf({ mode }: Values): Mode {
  if (mode === "test" || mode === "live") return mode;
  throw new Error(`--mode is test or live, not ${mode}`);
}

function folderOf({ out }: Values): string {
  if (out === undefined) throw new Error("--out is missing: the folder for what is made");
  return out;
}

function read(path: string): unknown {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  return JSON.parse(readFileSync(path, "utf8"));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(text);
  if (bytes?.length === 32) return bytes;
  throw new Error("a key has 32 bytes");
}

function writeNew(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(files))
    if (existsSync(join(folder, `${name}.json`)))
      throw new Error(`${name}.json is in that folder already; it is not written over`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files)) write(join(folder, `${name}.json`), content);
}

function write(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

/** Runs the command. @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readWords(words);
    const [name = "all", ...rest] = positionals;
    const run = commandNamed(COMMANDS, name);
    await run(values, rest);
    return 0;
  } catch (error) {
    console.error(`keys: ${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
