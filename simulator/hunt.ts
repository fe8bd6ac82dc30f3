/** Looks for every planted bug, in world after world, and prints which was caught by what. */

import { inParallel } from "./in-parallel.ts";
import { checkMutant } from "./loader.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { MUTANTS } from "./mutants.ts";
import { runWorld, type Verdict } from "./run-world.ts";
import { FAULT_KINDS } from "./runtime/faults.ts";
import type { Order } from "./world-thread.ts";

const MUTANT_TRADES = 200;
/** Some bugs need a rare turn of events: a loan asked for twice, and the first answer late. */
const MUTANT_SEEDS = 60;

interface Hunt {
  readonly mutant: Mutant;
  readonly caught?: Verdict;
}

const clean = new Map<number, Promise<boolean>>();

/** Whether the same world holds without the planted bug: else it shows nothing. */
function isClean(order: Order): Promise<boolean> {
  const known = clean.get(order.seed);
  if (known) return known;
  const played = runWorld(order).then(({ violations }) => violations.length === 0);
  clean.set(order.seed, played);
  return played;
}

async function hunt(mutant: Mutant, seed: number): Promise<Hunt> {
  checkMutant(mutant);
  for (let at = 0; at < MUTANT_SEEDS; at++) {
    const order = { seed: seed + at, trades: MUTANT_TRADES, faults: FAULT_KINDS, trace: false };
    const verdict = await runWorld({ ...order, mutant: mutant.name });
    if (verdict.violations.length > 0 && (await isClean(order))) return { mutant, caught: verdict };
  }
  return { mutant };
}

/** @returns passed and failed, a mutant each */
export async function huntAll(seed: number, width: number) {
  const began = performance.now();
  const hunts = await inParallel(MUTANTS, width, (mutant) => hunt(mutant, seed));
  console.log("\nmutant | caught by | seed | trades");
  for (const { mutant, caught } of hunts) {
    const by = [...new Set(caught?.violations.map(({ invariant }) => invariant))];
    const found = caught ? [by.slice(0, 2).join("; "), caught.seed, caught.trades] : ["SURVIVED"];
    console.log([mutant.name, ...found].join(" | "));
  }
  const passed = hunts.filter(({ caught }) => caught).length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${passed} of ${hunts.length} mutants caught, ${seconds} s`);
  return { passed, failed: hunts.length - passed };
}
