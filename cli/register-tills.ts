/** `npm run register -- tills NUMBER`: how many tills a register has from now on, for whoever holds its WARIFU_KEY. */

import { parseArgs } from "node:util";
import { createWarifu } from "../register-server/create-warifu.ts";
import { joinValues } from "./option-values.ts";
import { type Env, warifuKeyOf } from "./warifu-key.ts";

export const TILLS_USAGE = `npm run register -- tills NUMBER
                             spreads its trades over so many tills from now on
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name`;

const OPTIONS = { "warifu-key-file": { type: "string" } } as const;

export function isTillsCommand(words: readonly string[]): boolean {
  return words[0] === "tills";
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runTillsCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = parseArgs({
    ...{ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true },
  });
  const [, number = ""] = positionals;
  if (!/^[1-9]\d{0,3}$/.test(number)) throw new Error("how many tills are there to be?");
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  return createWarifu({ key, fetch: fetchAnswer }).setTills(Number(number));
}
