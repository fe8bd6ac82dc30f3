/**
 * `npm run bench:profile`: where the CPU of each step goes at our servers, by what it was for and by who asked for it, in
 * each process. To be asked when a bar isn't met. Its speeds are not to be compared with other runs': being watched costs.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { measureStep } from "./measure/measure-step.ts";
import { OURS_HTTP, OURS_SOCKETS } from "./names.ts";
import { sectionOf } from "./profile/profile-text.ts";
import { NAMING_FLAGS, watchCpu } from "./profile/watch-cpu.ts";
import { describeMachine } from "./report/machine-text.ts";
import { printed, type Saved, type Section, save } from "./report/saved.ts";
import { playTrades, type StepName } from "./rounds.ts";
import { setStage } from "./stage.ts";
import { pidsOf } from "./trade/contender.ts";
import { claimStep, confirmStep, createStep, type Step } from "./trade/trades.ts";

const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "32" },
    trades: { type: "string", default: "3000" },
    shops: { type: "string", default: "100" },
    payers: { type: "string", default: "500" },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);

const stage = await setStage({
  shops: Number(values.shops),
  payers: Number(values.payers),
  peers: false,
  v8Flags: NAMING_FLAGS,
  say,
});
const { cast, ours } = stage;
const turns = { shop: 0, payer: 0 };
const load = { connections: Number(values.connections) };
mkdirSync(values.out, { recursive: true });
const samples = join(values.out, "perf.data");
const sections: Section[] = [];

say("warming up");
const warming = { connections: 32, trades: 1_500 };
for (const [name, confirms] of [[OURS_HTTP, "http"] as const, [OURS_SOCKETS, "sockets"] as const])
  await playTrades({ name, contender: ours, confirms }, warming, { cast, turns });
for (const on of ["sockets", "http"] as const) {
  const watched = on === "sockets";
  const creating = await createStep(ours, cast, turns, Number(values.trades), load);
  await play("create", creating, watched ? "create" : undefined);
  const claiming = await claimStep(ours, cast, creating.done(), load);
  await play("claim", claiming, watched ? "claim" : undefined);
  const confirming = await confirmStep(ours, cast, claiming.done(), load, on);
  await play("confirm", confirming, watched ? "confirm, WebSocket" : "confirm, HTTP");
}
await stage.stop();
await stage.close();
const saved: Saved = {
  kind: "profile",
  machine: describeMachine(undefined, began),
  took: `${values.trades} trades, ${values.connections} at once`,
  ...{ sections, judged: [], pictures: [], figures: {} },
};
console.info(`\n${printed(saved)}`);
say(`saved: ${save(values.out, saved)}`);
process.exit(0);

/** @param name of what is to be watched */
async function play(step: StepName, prepared: Step<unknown>, name?: string): Promise<void> {
  say(name ?? step);
  const watch = name === undefined ? undefined : await watchCpu(pidsOf(ours), samples);
  const did = await measureStep(ours, prepared, step === "claim" ? 0 : ours.storedLaterMs);
  await watch?.end();
  if (name !== undefined)
    sections.push(sectionOf({ name, samples, processes: ours.processes(), did }));
}
