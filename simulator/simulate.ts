/**
 * The command: `npm run simulate -- --seed N --trades M [--world-trades W] [--faults "kind,kind"] [--mutant NAME] [--mutants]
 * [--trace] [--report=FILE] [--workerd [--kills K]] [--full-disk]`. Runs worlds of at most W trades, 500 unless told, seeds counting up from N, and prints what
 * went wrong in them and what held. A failing world is shrunk. Exit code 1 when anything failed.
 */

import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { huntAll } from "./hunt.ts";
import { inParallel } from "./in-parallel.ts";
import { runWorlds, type Verdict } from "./run-world.ts";
import { FAULT_KINDS, type FaultKind } from "./runtime/faults.ts";
import { shrink } from "./shrink.ts";
import { printCounts, printTotals } from "./totals.ts";
import { INVARIANTS } from "./witness.ts";
import type { Order } from "./world-thread.ts";

/** A longer world has longer outages and older trades; a shorter one is quicker. */
const WORLD_TRADES = 500;
const WORLDS_A_THREAD = 20;
const WIDTH = Math.min(4, availableParallelism());

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    trades: { type: "string", default: "2000" },
    "world-trades": { type: "string", default: String(WORLD_TRADES) },
    faults: { type: "string" },
    mutant: { type: "string" },
    mutants: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    report: { type: "string" },
    "full-disk": { type: "boolean", default: false },
    workerd: { type: "boolean", default: false },
    kills: { type: "string", default: "3" },
  },
});

function faultKinds(): readonly FaultKind[] {
  if (values.faults === undefined) return FAULT_KINDS;
  const wanted = values.faults.split(",").filter((kind) => kind !== "");
  const unknown = wanted.find((kind) => !FAULT_KINDS.includes(kind as FaultKind));
  if (unknown !== undefined)
    throw new Error(`no fault is called ${unknown}: ${FAULT_KINDS.join(", ")}`);
  return wanted as FaultKind[];
}

function worldsOf(seed: number, trades: number, mutant: string | undefined): Order[] {
  const worlds = Math.ceil(trades / worldTrades);
  return Array.from({ length: worlds }, (_, at) => ({
    seed: seed + at,
    trades: Math.min(worldTrades, trades - at * worldTrades),
    faults: faultKinds(),
    trace: values.trace,
    mutant,
  }));
}

function inGroups<T>(all: readonly T[], size: number): T[][] {
  const groups = Math.ceil(all.length / size);
  return Array.from({ length: groups }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** @returns passed and failed, an invariant of the whole run each */
async function simulate(seed: number, trades: number, mutant: string | undefined) {
  const began = performance.now();
  const orders = worldsOf(seed, trades, mutant);
  const size = Math.min(WORLDS_A_THREAD, Math.ceil(orders.length / WIDTH));
  const verdicts = (await inParallel(inGroups(orders, size), WIDTH, runWorlds)).flat();
  printTotals(verdicts, (performance.now() - began) / 1000);
  if (values.trace) for (const { lines } of verdicts) console.log(lines?.join("\n"));
  const failing = verdicts.find(({ violations }) => violations.length > 0);
  if (failing) await printFailure(failing, mutant);
  const broken = new Set(verdicts.flatMap((one) => one.violations).map((one) => one.invariant));
  return { passed: INVARIANTS.length - broken.size, failed: broken.size };
}

const TRACE_LINES_MAX = 120;

/** Up to where it first broke: the whole trace if it is short, else the lines of the trades that are named. */
function storyOf({ lines: all = [], violations }: Verdict): readonly string[] {
  const broke = all.findIndex((line) => line.includes(" BROKEN: "));
  const lines = broke < 0 ? all : all.slice(0, broke + 1);
  if (lines.length <= TRACE_LINES_MAX) return lines;
  const named = new Set(violations.flatMap(({ detail }) => detail.match(/\bt\d+\b/g) ?? []));
  const ofThem = lines.filter((line) => line.match(/\bt\d+\b/g)?.some((name) => named.has(name)));
  return (ofThem.length > 0 ? ofThem : lines).slice(-TRACE_LINES_MAX);
}

async function printFailure({ seed, trades, violations }: Verdict, mutant: string | undefined) {
  const [first] = violations;
  if (!first) return;
  console.log(`\nseed ${seed}, ${trades} trades: ${first.invariant}: ${first.detail}`);
  const order = { seed, trades, faults: faultKinds(), trace: false, mutant };
  const small = await shrink(order, first.invariant);
  const { order: found, verdict } = small;
  console.log(storyOf(verdict).join("\n"));
  for (const { invariant, detail } of verdict.violations) console.log(`${invariant}: ${detail}`);
  const mutated = mutant === undefined ? "" : ` --mutant ${mutant}`;
  const large = found.trades > WORLD_TRADES ? ` --world-trades ${found.trades}` : "";
  console.log("again, with every line:");
  console.log(
    `npm run simulate -- --seed ${found.seed} --trades ${found.trades}${large}${mutated} --trace --faults "${found.faults.join(",")}"`,
  );
}

const seed = Number(values.seed);
const trades = Number(values.trades);
const worldTrades = Number(values["world-trades"]);
if (!Number.isSafeInteger(worldTrades) || worldTrades < 1)
  throw new Error("--world-trades takes a whole number from 1");
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(trades) || seed < 0 || trades < 0)
  throw new Error("--seed and --trades take whole numbers");
/** The same scripts at the real Workers. */
async function simulateLive() {
  const { playLive } = await import("./live/play-live.ts");
  const event = (line: string) => values.trace && console.log(line);
  return report(() => playLive({ seed, trades, kills: Number(values.kills), event }));
}

async function fillDisk() {
  const { drillFullDisk } = await import("./live/full-disk.ts");
  return report(() => drillFullDisk(seed, (line) => console.log(line)));
}

async function report(play: () => Promise<Verdict>) {
  const began = performance.now();
  const verdict = await play();
  printCounts([verdict], (performance.now() - began) / 1000);
  for (const { invariant, detail } of verdict.violations) console.log(`${invariant}: ${detail}`);
  const broken = new Set(verdict.violations.map(({ invariant }) => invariant));
  return { passed: INVARIANTS.length - broken.size, failed: broken.size };
}

const counts = [];
if (values["full-disk"]) counts.push(await fillDisk());
else if (values.workerd) counts.push(await simulateLive());
else if (trades > 0) counts.push(await simulate(seed, trades, values.mutant));
if (values.mutants) counts.push(await huntAll(seed, WIDTH));
const passed = counts.reduce((total, one) => total + one.passed, 0);
const failed = counts.reduce((total, one) => total + one.failed, 0);
if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failed, skipped: 0 }));
process.exitCode = failed > 0 ? 1 : 0;
