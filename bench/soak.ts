/**
 * `npm run bench:soak`: trades at our servers for ten minutes, and what both servers have in memory meanwhile, each time
 * after V8 has collected all garbage. Few shops, so that what SQLite keeps in memory of each till's file is full soon.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { heapBytes } from "./measure/heap.ts";
import { residentBytes } from "./measure/memory.ts";
import type { Sample } from "./measure/slope.ts";
import { OURS_SOCKETS } from "./names.ts";
import { FRONT_PATH } from "./ours/front-module.ts";
import { describeMachine } from "./report/machine-text.ts";
import { printed, type Saved, save } from "./report/saved.ts";
import { number } from "./report/table.ts";
import { playTrades } from "./rounds.ts";
import { judgeSoak, SOAK_RULE, soakPicture, soakTable } from "./soak/soak-report.ts";
import { setStage } from "./stage.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    shops: { type: "string", default: "10" },
    payers: { type: "string", default: "500" },
    /** half a minute: a look whether it works */
    quick: { type: "boolean", default: false },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const BATCH = 500;
const SAMPLE_EVERY_MS = 10_000;

const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);
const [shops, payers] = [Number(values.shops), Number(values.payers)];
const stage = await setStage({ shops, payers, peers: false, front: "collecting", say });
const { cast, ours, servers } = stage;
const entry = { name: OURS_SOCKETS, contender: ours, confirms: "sockets" } as const;
const turns = { shop: 0, payer: 0 };
const memories: Record<string, Sample[]> = {};
const heaps: Record<string, Sample[]> = {};
const minutes = values.quick ? 0.6 : Number(values.minutes);
const [from, until] = [Date.now(), Date.now() + minutes * 60_000];
let [settled, failed, sampledAt] = [0, 0, 0];
while (Date.now() < until) {
  const steps = await playTrades(entry, { connections: 8, trades: BATCH }, { cast, turns });
  const errors = Object.values(steps).flatMap((step) => Object.values(step.errors));
  failed += errors.reduce((sum, count) => sum + count, 0);
  settled += BATCH;
  if (Date.now() - sampledAt < SAMPLE_EVERY_MS) continue;
  sampledAt = Date.now();
  await sample();
}
await stage.stop();
const books = await ours.books();
const sound = failed === 0 && books.settled === books.credited && books.sumOfPostings === 0;
const bar = judgeSoak(memories);
const saved: Saved = {
  kind: "soak",
  machine: describeMachine(undefined, began),
  took: `${minutes} minutes, ${number(settled)} trades`,
  sections: [
    { title: "Memory", text: `${soakTable(memories)}\n\n${SOAK_RULE}` },
    { title: "Of it, what JavaScript holds", text: soakTable(heaps) },
    {
      title: "Whether it can be believed",
      text: [
        `${number(settled)} trades in ${minutes} minutes, ${failed} requests failed.`,
        `Books: ${books.settled} settled, ${books.credited} credited, Σ postings ${books.sumOfPostings}.`,
      ].join("\n"),
    },
  ],
  judged: [bar],
  pictures: [soakPicture(memories)],
  figures: { memories, heaps, books },
};
save(values.quick ? stage.folder : values.out, saved);
console.info(`\n${printed(saved)}`);
await stage.close();
process.exit(sound && (bar.met || values.quick) ? 0 : 1);

async function sample(): Promise<void> {
  const { origin, carrierOrigin, inspectors, pids } = servers;
  await Promise.all([origin, carrierOrigin].map((door) => fetch(`${door}${FRONT_PATH}`)));
  const at = Date.now() - from;
  const note = (all: Record<string, Sample[]>, name: string, value: number) => {
    all[name] = [...(all[name] ?? []), { at, value }];
  };
  const shown: string[] = [];
  for (const [name, of] of Object.entries(ours.processes())) {
    const resident = residentBytes(of);
    note(memories, name, resident);
    const role = of.includes(pids.carrier) ? "carrier" : "synchronous";
    if (inspectors) note(heaps, name, await heapBytes(inspectors[role]));
    shown.push(`${name} ${number(resident / 2 ** 20)} MiB`);
  }
  say(`${number(settled)} trades, ${shown.join(", ")}`);
}
