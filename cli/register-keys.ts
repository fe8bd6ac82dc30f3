/**
 * `npm run register -- keys`, `key`, `revoke`: a register's API keys from the command line, for whoever holds its
 * WARIFU_KEY with a full key in it. A new key is printed once, as a WARIFU_KEY of its own.
 */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { ApiKeyScope } from "../protocol/register/api-keys.ts";
import { createWarifu, type Warifu } from "../register-server/create-warifu.ts";
import { keyFor, parseKey } from "../register-server/key.ts";
import { commandNamed } from "./command-named.ts";
import { joinValues } from "./option-values.ts";
import { assertTakesKey, type Env, warifuKeyOf, writeWarifuKey } from "./warifu-key.ts";

export const KEYS_USAGE = `npm run register -- keys               its API keys: names, what each may do, when last used
npm run register -- key NAME --scope SCOPE [--scope SCOPE …] [--write FILE]
                                       another one: read, create, capture, refund, payouts, or full; shown once
npm run register -- revoke KEY         refused everywhere once this is answered
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name`;

const OPTIONS = {
  "warifu-key-file": { type: "string" },
  scope: { type: "string", multiple: true },
  write: { type: "string" },
} as const;

/** What signs: terms, captures, refunds, and other keys. The others work without the register's signing key. */
const SIGNS: readonly ApiKeyScope[] = ["create", "capture", "refund", "full"];

interface Asked {
  readonly warifu: Warifu;
  /** the text of WARIFU_KEY */
  readonly key: string;
  readonly scopes: readonly string[];
  readonly write: string | undefined;
}

const COMMANDS: Readonly<Record<string, (words: readonly string[], asked: Asked) => unknown>> = {
  keys: async (_, { warifu }) => ({ keys: await warifu.listApiKeys() }),
  key: ([name], asked) => createKey(name, asked),
  revoke: ([key], { warifu }) => {
    if (key === undefined) throw new Error("the key is missing: its id, as `keys` shows it");
    return warifu.revokeApiKey(key);
  },
};

export function isKeysCommand(words: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, words[0] ?? "");
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runKeysCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = parseArgs({
    ...{ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true },
  });
  const [name = "", ...rest] = positionals;
  const run = commandNamed(COMMANDS, name);
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  const warifu = createWarifu({ key, fetch: fetchAnswer });
  return run(rest, { warifu, key, scopes: values.scope ?? [], write: values.write });
}

async function createKey(
  name: string | undefined,
  { warifu, key, scopes: texts, write }: Asked,
): Promise<unknown> {
  if (name === undefined) throw new Error("the name is missing: what the key is for");
  if (texts.length === 0) throw new Error("--scope is missing: what the key may do");
  const scopes = texts.map((text) => {
    if (v.is(ApiKeyScope, text)) return text;
    throw new Error(`not a scope: ${text}; one of ${ApiKeyScope.options.join(", ")}`);
  });
  if (write !== undefined) assertTakesKey(write);
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  const { secret, ...view } = await warifu.createApiKey({ name, scopes });
  const { seed, ...others } = parts.value;
  const signing = seed !== undefined && scopes.some((scope) => SIGNS.includes(scope));
  const made = keyFor({ ...others, api_key: secret, ...(signing ? { seed } : {}) });
  if (write === undefined) return { ...view, warifu_key: made };
  writeWarifuKey(write, made);
  return view;
}
