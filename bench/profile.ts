/**
 * `npm run bench:profile`: where the CPU of a step goes at our servers, by what it was for, in each process. To be asked
 * when a bar isn't met. Its speeds are not to be compared with other runs': being watched costs.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { measureStep } from "./measure/measure-step.ts";
import { OURS_HTTP, OURS_SOCKETS } from "./names.ts";
import { callShares, NOBODY } from "./profile/call-shares.ts";
import { classesIn } from "./profile/cpu-classes.ts";
import { NAMING_FLAGS, reportOf, stacksIn, watchCpu } from "./profile/watch-cpu.ts";
import { number, tableOf } from "./report/table.ts";
import { playTrades, type StepName } from "./rounds.ts";
import { setStage } from "./stage.ts";
import { pidsOf } from "./trade/contender.ts";
import { claimStep, confirmStep, createStep, type Step } from "./trade/trades.ts";

const { values } = parseArgs({
  options: {
    step: { type: "string", default: "confirm" },
    on: { type: "string", default: "sockets" },
    connections: { type: "string", default: "32" },
    trades: { type: "string", default: "3000" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "500" },
    /** every function, too */
    functions: { type: "boolean", default: false },
    /** our own functions, each with all that it calls */
    calls: { type: "boolean", default: false },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const FUNCTIONS_SHOWN = 40;
const CALLS_SHOWN = 60;

const stage = await setStage({
  shops: Number(values.shops),
  payers: Number(values.payers),
  peers: false,
  v8Flags: NAMING_FLAGS,
  say: (line) => console.info(line),
});
const { cast, ours } = stage;
const turns = { shop: 0, payer: 0 };
const on = values.on === "http" ? "http" : "sockets";
const name = on === "http" ? OURS_HTTP : OURS_SOCKETS;
const load = { connections: Number(values.connections) };
mkdirSync(values.out, { recursive: true });
const samples = join(values.out, "perf.data");

console.info("warming up");
const warming = { connections: 32, trades: 1_500 };
await playTrades({ name, contender: ours, confirms: on }, warming, { cast, turns });
const creating = await createStep(ours, cast, turns, Number(values.trades), load);
await play("create", creating);
const claiming = await claimStep(ours, cast, creating.done(), load);
await play("claim", claiming);
await play("confirm", await confirmStep(ours, cast, claiming.done(), load, on));
await stage.stop();
await stage.close();
process.exit(0);

async function play(step: StepName, prepared: Step<unknown>): Promise<void> {
  const watch = step === values.step ? await watchCpu(pidsOf(ours), samples) : undefined;
  const later = step === "claim" ? 0 : ours.storedLaterMs;
  const did = await measureStep(ours, prepared, later);
  await watch?.end();
  console.info(
    `${step}: ${number(did.perSecond)}/s, p50 ${number(did.p50Ms, 2)} ms, ${number(did.cpuMicros)} µs of CPU`,
  );
  if (!watch) return;
  const rows = Object.entries(ours.processes()).flatMap(([process, [pid = 0]]) => {
    const cost = did.processes?.[process]?.cpuMicros ?? 0;
    const report = reportOf(pid, samples);
    if (values.functions) console.info(`\n${process}\n${functionsIn(report)}`);
    if (values.calls) console.info(`\n${callsIn(process, pid, cost)}`);
    return classesIn(report).map(({ name: what, share }) => [
      ...[process, what, `${number(share * 100)} %`, number(share * cost)],
    ]);
  });
  console.info(`\n${tableOf(["process", "CPU for", "of it", `µs per ${step}`], rows)}\n`);
}

function callsIn(process: string, pid: number, cost: number): string {
  const shares = callShares(stacksIn(samples), pid);
  const shown = [...shares.slice(0, CALLS_SHOWN), ...shares.filter(({ name }) => name === NOBODY)];
  const rows = shown.map(({ name, share }) => [
    ...[name, `${number(share * 100, 1)} %`, number(share * cost)],
  ]);
  return tableOf([`${process}: with all it calls`, "of it", `µs per ${values.step}`], rows);
}

function functionsIn(report: string): string {
  const lines = report.split("\n").filter((line) => /^\s*\d/.test(line));
  return lines.slice(0, FUNCTIONS_SHOWN).join("\n");
}
