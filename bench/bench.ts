/**
 * `npm run bench`: our system beside what a team would write instead, on this machine, in one run. Prints one table,
 * and saves every number as JSON. What is measured, and how to read it, stands in bench/README.md.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { installPeers } from "./install-peers.ts";
import type { Run } from "./report/report.ts";
import { printed, save } from "./report/saved.ts";
import { writeDocument } from "./report/write-document.ts";
import type { Round, RoundOptions } from "./rounds.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    trades: { type: "string", default: "1500" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "500" },
    rate: { type: "string", default: "300" },
    /** writes the document too, from this run and from what the other benches saved */
    docs: { type: "boolean", default: false },
    /** only that, from what was saved */
    "only-docs": { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});

const began = Date.now();
const say = (line: string) => console.info(`[${seconds()}] ${line}`);

const DOCS = join(root, "docs");
if (values["only-docs"]) {
  say(`written: ${writeDocument(DOCS, values.out)}`);
  process.exit(0);
}

await installPeers();
// Only now: what they import may just have been installed.
const { setStage } = await import("./stage.ts");
const { measureLimits, prepareTpcB } = await import("./limits/limits.ts");
const { countTrades } = await import("./cost/count-trades.ts");
const { startInsideWorkerd } = await import("./limits/inside-workerd.ts");
const { describeMachine } = await import("./report/machine-text.ts");
const { playRound, playTrades } = await import("./rounds.ts");
const { report } = await import("./report/report.ts");

const rounds = values.quick ? 1 : Number(values.rounds);
const tries = values.quick ? 1 : 3;
const trades = values.quick ? 60 : Number(values.trades);
const [shops, payers] = values.quick ? [4, 40] : [Number(values.shops), Number(values.payers)];
const sizes = [
  { connections: 1, trades: Math.ceil(trades / 6) },
  { connections: 8, trades: Math.ceil(trades / 2) },
  { connections: 32, trades },
];

const stage = await setStage({ shops, payers, peers: true, say });
say("counting what our servers would be billed for");
const cost = await countCost(stage.built);
const inside = await startInsideWorkerd(stage.folder);
const turns = { shop: 0, payer: 0 };
const options: RoundOptions = {
  ...{ cast: stage.cast, turns, sizes, tries, say },
  warming: { connections: 32, trades: 4 * shops },
  whole: { connections: 32, trades: Math.ceil(trades / 4) },
  openPerSecond: Number(values.rate),
};
if (stage.postgres) await prepareTpcB(stage.postgres);
say("warming up");
for (const entry of stage.entries)
  await playTrades(entry, { connections: 8, trades: Math.ceil(trades / 4) }, options);

const played: Round[] = [];
const limits: Awaited<ReturnType<typeof measureLimits>>[] = [];
const trade = await stage.ours.someTrade(stage.cast);
for (let number = 0; number < rounds; number++) {
  say(`round ${number + 1} of ${rounds}`);
  limits.push(await measureLimits(stage.folder, stage.ours, trade, { ...stage, inside }));
  played.push(await playRound(stage.entries, number, options));
}

inside.stop();
await stage.stop();
const books = await Promise.all(
  stage.contenders.map(async (one) => ({ name: one.name, ...(await one.books()) })),
);
await stage.close();
const machine = describeMachine(stage.postgres?.version, began);
const run: Run = { rounds: played, limits, books, entries: stage.entries, sizes, machine, cost };
const { saved, sound } = report(run);
console.info(`\n${printed(saved)}`);
const path = save(values.out, saved);
say(`every number is in ${path}`);
if (values.docs) say(`written: ${writeDocument(DOCS, values.out)}`);
process.exit(sound ? 0 : 1);

/** Servers of their own, which count: the others are measured as they are deployed. */
async function countCost(built: Parameters<typeof setStage>[0]["built"]) {
  const own = {
    shops: 10,
    payers: values.quick ? 64 : 320,
    peers: false,
    front: "counting",
  } as const;
  const counting = await setStage({ ...own, ...(built ? { built } : {}), say });
  const loads = await countTrades(
    counting,
    // Each of them pays once, as shoppers do.
    values.quick ? { alone: 1, together: 64, tailMs: 1_500 } : { alone: 8, together: 320 },
  );
  await counting.stop();
  await counting.close();
  return loads;
}

function seconds(): string {
  return `${((Date.now() - began) / 1_000).toFixed(0)} s`;
}
