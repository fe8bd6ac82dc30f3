/**
 * The command: `npm run simulate -- --seed N --trades M [--faults "kind,kind"] [--mutant NAME] [--mutants]
 * [--trace] [--report=FILE]`. Runs worlds of at most a thousand trades, seeds counting up from N, and prints what
 * went wrong in them and what held. A failing world is shrunk. Exit code 1 when anything failed.
 */

import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { checkMutant } from "./loader.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import { inParallel, runWorld, runWorlds, type Verdict } from "./run-world.ts";
import { FAULT_KINDS, type FaultKind } from "./runtime/faults.ts";
import { shrink } from "./shrink.ts";
import { INVARIANTS } from "./witness.ts";
import type { Order } from "./world-thread.ts";

const WORLD_TRADES_MAX = 1_000;
const WORLDS_A_THREAD = 10;
const MUTANT_TRADES = 200;
const MUTANT_SEEDS = 12;
const WIDTH = Math.min(4, availableParallelism());

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    trades: { type: "string", default: "2000" },
    faults: { type: "string" },
    mutant: { type: "string" },
    mutants: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    report: { type: "string" },
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
  const worlds = Math.ceil(trades / WORLD_TRADES_MAX);
  return Array.from({ length: worlds }, (_, at) => ({
    seed: seed + at,
    trades: Math.min(WORLD_TRADES_MAX, trades - at * WORLD_TRADES_MAX),
    faults: faultKinds(),
    trace: values.trace,
    mutant,
  }));
}

function inGroups<T>(all: readonly T[], size: number): T[][] {
  const groups = Math.ceil(all.length / size);
  return Array.from({ length: groups }, (_, at) => all.slice(at * size, (at + 1) * size));
}

function sum(counts: readonly (Readonly<Record<string, number>> | undefined)[], name: string) {
  return counts.reduce((total, one) => total + (one?.[name] ?? 0), 0);
}

function printTotals(verdicts: readonly Verdict[], seconds: number): void {
  const trades = verdicts.reduce((total, one) => total + one.trades, 0);
  const settled = verdicts.reduce((total, one) => total + (one.settled ?? 0), 0);
  const faults = verdicts.map((one) => one.faults as Record<string, number> | undefined);
  const all = FAULT_KINDS.reduce((total, kind) => total + sum(faults, kind), 0);
  console.log(`${trades} trades in ${verdicts.length} worlds, ${settled} settled`);
  console.log(`${all} faults:`);
  for (const kind of FAULT_KINDS) console.log(`  ${String(sum(faults, kind)).padStart(8)} ${kind}`);
  const checked = verdicts.map((one) => one.checked as Record<string, number> | undefined);
  console.log("invariants, and how often each was looked at:");
  for (const invariant of INVARIANTS) {
    const broken = verdicts
      .flatMap((one) => one.violations)
      .filter((v) => v.invariant === invariant);
    const word = broken.length > 0 ? `BROKEN ${broken.length} times` : "held";
    console.log(`  ${String(sum(checked, invariant)).padStart(8)} ${word.padEnd(6)} ${invariant}`);
  }
  const digest = hash("sha256", verdicts.map((one) => one.hash).join()).slice(0, 16);
  const { user, system } = process.cpuUsage();
  const busy = ((user + system) / 1e6).toFixed(1);
  console.log(`trace ${digest}`);
  console.log(`${seconds.toFixed(1)} s by the wall clock, ${busy} s of processor time`);
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
  console.log("again, with every line:");
  console.log(
    `npm run simulate -- --seed ${found.seed} --trades ${found.trades}${mutated} --trace --faults "${found.faults.join(",")}"`,
  );
}

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
    const order = { seed: seed + at, trades: MUTANT_TRADES, faults: faultKinds(), trace: false };
    const verdict = await runWorld({ ...order, mutant: mutant.name });
    if (verdict.violations.length > 0 && (await isClean(order))) return { mutant, caught: verdict };
  }
  return { mutant };
}

async function huntAll(seed: number) {
  const began = performance.now();
  const hunts = await inParallel(MUTANTS, WIDTH, (mutant) => hunt(mutant, seed));
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

const seed = Number(values.seed);
const trades = Number(values.trades);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(trades) || seed < 0 || trades < 0)
  throw new Error("--seed and --trades take whole numbers");
const counts = [];
if (trades > 0) counts.push(await simulate(seed, trades, values.mutant));
if (values.mutants) counts.push(await huntAll(seed));
const passed = counts.reduce((total, one) => total + one.passed, 0);
const failed = counts.reduce((total, one) => total + one.failed, 0);
if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failed, skipped: 0 }));
process.exitCode = failed > 0 ? 1 : 0;
