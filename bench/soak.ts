/**
 * `npm run bench:soak`: trades at our servers for ten minutes, and what both servers have in memory meanwhile. What
 * grows is what is held: garbage is left out by comparing the least of the last third with the least of the middle one.
 */

import { parseArgs } from "node:util";
import { growthOf, residentBytes } from "./measure/memory.ts";
import { OURS_SOCKETS } from "./names.ts";
import { number } from "./report/table.ts";
import { playTrades } from "./rounds.ts";
import { setStage } from "./stage.ts";
import { pidsOf } from "./trade/contender.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "500" },
  },
});
/** Some of V8's own coming and going is left. */
const GROWTH_MAX_MIB = 32;
const BATCH = 500;
const MIB = 2 ** 20;

const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);
const [shops, payers] = [Number(values.shops), Number(values.payers)];
const stage = await setStage({ shops, payers, peers: false, say });
const { cast, ours } = stage;
const entry = { name: OURS_SOCKETS, contender: ours, confirms: "sockets" } as const;
const turns = { shop: 0, payer: 0 };
const samples: number[] = [];
const until = Date.now() + Number(values.minutes) * 60_000;
let [settled, failed] = [0, 0];
let toldAt = 0;
while (Date.now() < until) {
  const steps = await playTrades(entry, { connections: 8, trades: BATCH }, { cast, turns });
  const errors = Object.values(steps).flatMap((step) => Object.values(step.errors));
  failed += errors.reduce((sum, count) => sum + count, 0);
  settled += BATCH;
  samples.push(residentBytes(pidsOf(ours)));
  if (Date.now() - toldAt < 10_000) continue;
  toldAt = Date.now();
  say(`${number(settled)} trades, ${number((samples.at(-1) ?? 0) / MIB)} MiB`);
}
const growth = growthOf(samples) / MIB;
console.info(`\n${number(settled)} trades, ${failed} requests failed.`);
const [least, most] = [Math.min(...samples), Math.max(...samples)].map((one) => number(one / MIB));
console.info(
  `Memory of both servers: ${least} to ${most} MiB; held more by the end: ${number(growth, 1)} MiB`,
);
console.info(`(bar: none; up to ${GROWTH_MAX_MIB} MiB is taken for the runtime's own)`);
await stage.stop();
const { settled: stored, credited, sumOfPostings } = await ours.books();
console.info(`books: ${stored} settled, ${credited} credited, Σ postings ${sumOfPostings}`);
await stage.close();
const sound = failed === 0 && stored === credited && sumOfPostings === 0;
process.exit(sound && growth <= GROWTH_MAX_MIB ? 0 : 1);
