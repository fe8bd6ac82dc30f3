/**
 * `npm run register -- origins`, `rotate-key`, `well-known`: who a register is, changed by whoever holds its WARIFU_KEY
 * with the signing key in it. The next key stands in its file before anything is asked, so that no crash can lose it.
 */

import { parseArgs } from "node:util";
import { OPENING_KEYS_MAX } from "../protocol/limits.ts";
import { createWarifu, type Warifu } from "../register-server/create-warifu.ts";
import { encryptionKeyOf, makeOpeningKey } from "../register-server/disclosure/opening-keys.ts";
import { type KeyParts, keyFor, parseKey } from "../register-server/key.ts";
import { commandNamed } from "./command-named.ts";
import { makeKeyPair } from "./keys.ts";
import { joinValues } from "./option-values.ts";
import { untilProven } from "./until-proven.ts";
import { assertTakesKey, type Env, warifuKeyOf, writeWarifuKey } from "./warifu-key.ts";

export const IDENTITY_USAGE = `npm run register -- origins --name NAME --origin ORIGIN [--origin ORIGIN …]
                                       all its origins from now on, each proven first; its name as it is
npm run register -- well-known [--next FILE]
                                       what /.well-known/warifu.json has to say, with the next key's too
npm run register -- encryption-key --write FILE
                                       another key for what shoppers give (asks), in a WARIFU_KEY of its own;
                                       \`origins\` with that file names it in the certificate
npm run register -- rotate-key --write FILE | --next FILE [--former-for HOURS]
                                       another signing key, in a WARIFU_KEY of its own; each origin names it first;
                                       the key before it may sign new things for HOURS (24), or 0 if it was stolen
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name
  --wait SECONDS             how long the origins are looked at again (600)`;

const OPTIONS = {
  "warifu-key-file": { type: "string" },
  name: { type: "string" },
  origin: { type: "string", multiple: true },
  write: { type: "string" },
  next: { type: "string" },
  "former-for": { type: "string", default: "24" },
  wait: { type: "string", default: "600" },
} as const;
type Values = ReturnType<typeof readWords>["values"];

interface Asked {
  readonly warifu: Warifu;
  /** the text of WARIFU_KEY */
  readonly key: string;
  readonly values: Values;
  readonly say: (text: string) => void;
}

const COMMANDS: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
  origins: ({ warifu, values, say }) => {
    const { name, origin: origins } = values;
    if (name === undefined) throw new Error("--name is missing: the register's name as it is");
    if (origins === undefined) throw new Error("--origin is missing: all there are from now on");
    return untilProven(() => warifu.setOrigins(name, origins), { ...patienceOf(values), say });
  },
  "well-known": async ({ warifu, values: { next } }) =>
    warifu.wellKnown(...(next === undefined ? [] : [warifuKeyOf(next, undefined)])),
  "rotate-key": (asked) => rotateKey(asked),
  "encryption-key": (asked) => makeOpening(asked),
};

export function isIdentityCommand(words: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, words[0] ?? "");
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runIdentityCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = readWords(words);
  const [name = ""] = positionals;
  const run = commandNamed(COMMANDS, name);
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  const warifu = createWarifu({ key, fetch: fetchAnswer });
  return run({ warifu, key, values, say: (text) => console.error(text) });
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

async function rotateKey({ warifu, key, values, say }: Asked): Promise<unknown> {
  const { write, next: file } = values;
  if ((write === undefined) === (file === undefined))
    throw new Error("--write FILE for a new key, or --next FILE to go on with one");
  const formerForMs = wholeNumber("--former-for", values["former-for"]) * 60 * 60_000;
  const next = write === undefined ? warifuKeyOf(file, undefined) : await nextKey(key, write);
  say("Each origin has to answer /.well-known/warifu.json with both keys:");
  say(JSON.stringify(await warifu.wellKnown(next)));
  const change = () => warifu.changeRegisterKey(next, { formerForMs });
  const { register, certificate } = await untilProven(change, { ...patienceOf(values), say });
  return { register, key: certificate.payload.key, former_for_hours: formerForMs / 3_600_000 };
}

/** The same register and API key with another signing key, in its file for this user alone. */
async function nextKey(key: string, path: string): Promise<string> {
  assertTakesKey(path);
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  if (parts.value.seed === undefined) throw new Error("this WARIFU_KEY has no signing key in it");
  const { seed } = await makeKeyPair();
  const opens = await openingKeysAfter(parts.value);
  const next = keyFor({ ...parts.value, seed, opening_keys: opens });
  writeWarifuKey(path, next);
  return next;
}

/** A new one in front: what was given before is opened by those behind it. */
async function openingKeysAfter({ opening_keys: before = [] }: KeyParts): Promise<string[]> {
  return [await makeOpeningKey(), ...before].slice(0, OPENING_KEYS_MAX);
}

/** The same WARIFU_KEY with another key for what shoppers give, which takes effect with `origins`. */
async function makeOpening({ key, values: { write } }: Asked): Promise<unknown> {
  if (write === undefined)
    throw new Error("--write FILE for the WARIFU_KEY with the new key in it");
  assertTakesKey(write);
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  const opens = await openingKeysAfter(parts.value);
  writeWarifuKey(write, keyFor({ ...parts.value, opening_keys: opens }));
  return { encryption_key: encryptionKeyOf(opens[0] ?? ""), takes_effect: "with `origins`" };
}

function patienceOf({ wait }: Values): { patienceMs: number } {
  return { patienceMs: wholeNumber("--wait", wait) * 1_000 };
}

function wholeNumber(word: string, text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new Error(`${word} is a whole number, not ${text}`);
}
