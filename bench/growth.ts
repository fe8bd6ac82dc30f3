/**
 * `npm run bench:growth`: our servers with nothing stored beside the same servers with millions of settled trades, a
 * million accounts, ten thousand registers, in interleaved rounds: speed, by ratios inside each round, and the size of
 * the files. What is stored is made once and kept; `--drop` removes it.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { type GrownSet, growthPicture, growthTable, judgeGrowth } from "./growth/growth-report.ts";
import { playSet } from "./growth/part.ts";
import type { GrowthPart } from "./growth/part-figures.ts";
import { booksOf, bytesIn, dropSets, EMPTY, type SetPlan, storedSets } from "./growth/sets.ts";
import { buildWorkers } from "./ours/build-workers.ts";
import { describeMachine } from "./report/machine-text.ts";
import { printed, save } from "./report/saved.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    trades: { type: "string", default: "1500" },
    /** a hundredth of everything, once: a look whether it works */
    quick: { type: "boolean", default: false },
    /** names of sets, parted by commas */
    only: { type: "string", default: "" },
    /** only makes what is to be stored */
    fill: { type: "boolean", default: false },
    drop: { type: "boolean", default: false },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);

interface Planned extends SetPlan {
  readonly atLeast?: number;
}
const MILLION = values.quick ? 10_000 : 1_000_000;
const PLANS: readonly Planned[] = [
  EMPTY,
  { name: "1 M trades", trades: MILLION },
  { name: "3 M trades", trades: 3 * MILLION, atLeast: 0.9 },
  // Each pays once: as many as all rounds have trades.
  { name: "1 M accounts", payers: MILLION / 100, accounts: MILLION, atLeast: 0.8 },
  { name: "10 k registers", registers: MILLION / 100 },
];
/** A part is played so often before it is taken as it is, marked. */
const TRIES = 2;

if (values.drop) {
  dropSets();
  say("what was stored is gone");
  process.exit(0);
}
const chosen = values.only.split(",").filter((name) => name !== "");
const plans = PLANS.filter(
  ({ name }) => chosen.length === 0 || name === EMPTY.name || chosen.includes(name),
);
const folder = mkdtempSync(join(tmpdir(), "warifu-growth-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const kind = values.quick ? "quick" : "whole";
const making = { built: await buildWorkers(folder), kind, say };
const sets = await storedSets(plans, making);
if (values.fill) process.exit(0);

const parts = new Map<string, GrowthPart[]>(plans.map(({ name }) => [name, []]));
const [rounds, trades] = values.quick ? [1, 200] : [Number(values.rounds), Number(values.trades)];
for (let round = 0; round < rounds; round++) {
  // The order turns, as the machine may.
  for (let turn = 0; turn < sets.length; turn++) {
    const set = sets[(turn + round) % sets.length];
    if (!set) continue;
    const part = await playQuietly(set, round);
    parts.get(set.plan.name)?.push(part);
    const { perSecond } = part.many.confirm;
    const others = part.taken ? "; others took the machine" : "";
    say(
      `round ${round + 1} of ${rounds}, ${set.plan.name}: ${Math.round(perSecond)} confirms/s${others}`,
    );
  }
  // Kept after each round: what was measured is there, whatever comes.
  report();
}
const balanced = sets.every(({ folder: own, plan }) => {
  const { settled, credited, sumOfPostings } = booksOf(own);
  say(`${plan.name}: ${settled} settled, ${credited} credited, Σ postings ${sumOfPostings}`);
  return settled === credited && sumOfPostings === 0;
});
console.info(`\n${printed(report())}`);
process.exit(balanced ? 0 : 1);

async function playQuietly(set: (typeof sets)[number], round: number): Promise<GrowthPart> {
  for (let attempt = 1; ; attempt++) {
    const part = await playSet(set, making, { round, trades });
    if (!part.taken || attempt >= TRIES) return part;
  }
}

function report() {
  const grown = sets.map(({ plan, folder: own }): GrownSet => {
    const { atLeast } = plans.find(({ name }) => name === plan.name) ?? {};
    const sizes = bytesIn(own);
    const played = parts.get(plan.name) ?? [];
    return {
      name: plan.name,
      parts: played,
      ...sizes,
      ...(atLeast === undefined ? {} : { atLeast }),
    };
  });
  const taken = grown.flatMap((set) => set.parts).filter((part) => part.taken).length;
  const saved = {
    kind: "growth",
    machine: describeMachine(undefined, began),
    took: `${parts.get(EMPTY.name)?.length} rounds of ${trades} trades`,
    sections: [
      { title: "Speed and files", text: growthTable(grown) },
      {
        title: "Whether it can be believed",
        text: `Parts kept although others took the machine: ${taken}.`,
      },
    ],
    ...{ judged: judgeGrowth(grown), pictures: [growthPicture(grown)], figures: grown },
  } as const;
  save(values.quick ? folder : values.out, saved);
  return saved;
}
