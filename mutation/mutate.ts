/**
 * `npm run mutate`: changes the ledger's pure files in thousands of small ways, one at a time, and shows which
 * of them no test notices. Prints them and the score; fails if it is too low (score.ts).
 *
 *   npm run mutate                          all of them, going on where an earlier run stopped (README.md)
 *   npm run mutate -- --fresh               all of them, as if there had been none
 *   npm run mutate -- protocol/money/money.ts     these files alone
 */

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { FILES, strykerOptions } from "./options.ts";
import { scoresOf, shortcomings, table } from "./score.ts";

/** Where it is, what stood there, and what no test noticed in its place. Lines and columns are counted from 1. */
function described({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const { start, end } = location;
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, end.column - 1);
  lines[0] = (lines[0] ?? "").slice(start.column - 1);
  const one = (text: string) => text.replace(/\s+/g, " ").trim();
  const what = `${mutatorName}${status === "NoCoverage" ? ", not reached" : ""}`;
  const change = `${one(lines.join("\n"))}  →  ${one(replacement ?? "")}`;
  return `${fileName}:${start.line}:${start.column} ${what}\n    ${change}`;
}

async function main(words: readonly string[]): Promise<void> {
  const fresh = words.includes("--fresh");
  const named = words.filter((word) => word !== "--fresh");
  const files = named.length > 0 ? named : FILES;
  const began = performance.now();
  const results = await new Stryker(strykerOptions(files, fresh)).runMutationTest();
  // What was found in other files before is remembered, and handed out too.
  const mutants = results
    .map((one) => ({ ...one, fileName: relative(".", one.fileName) }))
    .filter(({ fileName }) => files.includes(fileName));
  const missed = mutants.filter(({ status }) => ["Survived", "NoCoverage"].includes(status));
  for (const one of missed) console.log(described(one));
  const broken = mutants.filter(({ status }) => status.endsWith("Error"));
  const scores = scoresOf(files, mutants);
  console.log(`\n${table(scores)}\n`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`${mutants.length} mutants, ${broken.length} of them broken, in ${minutes} min`);
  const low = shortcomings(scores);
  for (const line of low) console.log(line);
  if (low.length > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
