/**
 * `npm run model`: checks every property of the model in every state it can reach, shows that what must be
 * possible is, and seeds every fault, each of which must be found. Fails if one of these fails.
 *
 *   npm run model                        all of it
 *   npm run model -- void_not_recorded   one property, witness or fault, and the story of what was found
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Case, SECTIONS, type Section } from "./cases.ts";
import { ensureSpin, type Found, type Search, Spin } from "./spin.ts";

// Each compiles, then searches with some hundred megabytes.
const AT_ONCE = 2;

const count = { passed: 0, failed: 0, skipped: 0 };

/** Runs every search once, some at a time, and promises what each found under its name. */
function runAll(spin: Spin, wanted: readonly Search[]): Map<string, Promise<Found>> {
  const results = new Map<string, Promise<Found>>();
  const queue: (() => Promise<void>)[] = [];
  for (const asked of wanted) {
    if (results.has(asked.name)) continue;
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    promise.catch(() => {}); // whoever waits for it is told; it must not end the process before
    results.set(asked.name, promise);
    queue.push(() => spin.search(asked).then(resolve, reject));
  }
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await next();
  };
  for (let worker = 0; worker < AT_ONCE; worker += 1) void work();
  return results;
}

/** Prints a row, and what was found where it should not have been, or where it was asked for alone. */
async function show(
  { good, bad }: Section,
  { id, says, wanted }: Case,
  found: Promise<Found> | undefined,
  alone: boolean,
): Promise<void> {
  try {
    const { violated, states, story } = (await found) ?? {
      violated: !wanted,
      states: 0,
      story: [],
    };
    const passed = violated === wanted;
    count[passed ? "passed" : "failed"] += 1;
    // One search looks at several properties and stops at the first that is violated.
    const other = story.at(-1)?.startsWith("violated: ") && story.at(-1) !== `violated: ${id}`;
    if (!passed && other) return console.log(row("UNCHECKED", id, "", says));
    const size = violated ? `${story.length} steps` : `${states.toLocaleString("en")} states`;
    console.log(row(passed ? good : bad, id, size, says));
    if (!passed || alone) for (const line of story) console.log(`    ${line}`);
  } catch (error) {
    count.failed += 1;
    console.log(row("FAILED", id, "", says));
    console.log(error);
  }
}

function row(word: string, id: string, size: string, says: string): string {
  return `  ${word.padEnd(10)} ${id.padEnd(28)} ${size.padStart(14)}  ${says}`;
}

/** @param only the id of one case; all of them if left out */
async function check(folder: string, only: string | undefined): Promise<void> {
  const sections = SECTIONS.map((section) => ({
    ...section,
    cases: section.cases.filter(({ id }) => only === undefined || id === only),
  })).filter(({ cases }) => cases.length > 0);
  if (sections.length === 0) throw new Error(`there is no ${only} in model/faults.ts`);
  const searches = sections.flatMap(({ cases }) => cases.map(({ asked }) => asked));
  const results = runAll(new Spin(folder), searches);
  for (const section of sections) {
    console.log(`\n${section.title}`);
    for (const one of section.cases) {
      await show(section, one, results.get(one.asked.name), only !== undefined);
    }
  }
}

async function main(words: readonly string[]): Promise<void> {
  const report = words.find((word) => word.startsWith("--report="))?.slice("--report=".length);
  const only = words.find((word) => !word.startsWith("--"));
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "warifu-model-"));
  try {
    await ensureSpin();
    await check(folder, only);
  } catch (error) {
    count.failed += 1;
    console.error(error instanceof Error ? error.message : error);
  }
  rmSync(folder, { recursive: true, force: true });
  if (report) writeFileSync(report, JSON.stringify(count));
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`\nmodel: ${count.passed} passed, ${count.failed} failed in ${seconds} s`);
  process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
}

await main(process.argv.slice(2));
