/**
 * `npm run bench:wallet`: how fast the wallet opens and pays in a real browser, and what it weighs, beside other
 * wallets. Prints its tables and saves every figure as JSON. How to read it stands in bench/README.md.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cli/set-up.mjs";
import { cpuOfTree, foreignCores, isTaken, machineTime } from "./measure/machine.ts";
import { walletBars } from "./wallet/report/bars.ts";
import { printed } from "./wallet/report/print.ts";
import type { WalletResult } from "./wallet/report/result.ts";
import { Sampler } from "./wallet/samples.ts";
import { countClicks } from "./wallet/scenes/clicks.ts";
import { playWalletRound } from "./wallet/scenes/round.ts";
import { weigh } from "./wallet/scenes/weigh.ts";
import { setWalletStage } from "./wallet/stage.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    out: { type: "string", default: join(root, ".output", "bench") },
  },
});
const rounds = Number(values.rounds);
const began = Date.now();
const say = (line: string) =>
  console.info(`[${((Date.now() - began) / 1_000).toFixed(0)} s] ${line}`);

const stage = await setWalletStage(say);
const tab = await stage.pinned.newTab("about:blank");
say("counting clicks");
const clicks = await countClicks(stage);
say("warming up");
await playWalletRound(stage, tab, 0);
const sampler = new Sampler();
let disturbed = 0;
for (let number = 0; number < rounds; number++) {
  if (number % 5 === 0) say(`round ${number + 1} of ${rounds}`);
  const [before, startedAt] = [machineTime(), Date.now()];
  const cpu = cpuOfTree(process.pid);
  for (const timed of await playWalletRound(stage, tab, number)) sampler.add(timed);
  const foreign = foreignCores(
    before,
    machineTime(),
    cpuOfTree(process.pid) - cpu,
    Date.now() - startedAt,
  );
  if (isTaken(foreign)) disturbed += 1;
}
say("weighing");
const weighed = await weigh(stage, tab);
const timings = sampler.timings();
const result: WalletResult = {
  version: 1,
  at: new Date().toISOString(),
  browser: await stage.pinned.version(),
  cores: availableParallelism(),
  rounds,
  disturbed,
  timings,
  ...weighed,
  clicks,
  bars: walletBars(timings, weighed.footprint, clicks),
};
await stage.close();
console.info(`\n${printed(result)}`);
mkdirSync(values.out, { recursive: true });
const path = join(values.out, "wallet.json");
writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
say(`every figure is in ${path}`);
process.exit(0);
