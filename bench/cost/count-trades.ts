/**
 * What our servers would be billed for, counted by themselves while shoppers pay: each trade is created, its offer read,
 * a page of the shop waits for it, it is claimed, confirmed on a money socket opened for it, credited, and told to the
 * page. In two loads: a million trades spread evenly over a month, each alone, and 32 at a time.
 */

import { setTimeout as sleep } from "node:timers/promises";
import { closedLoop } from "../load/drive.ts";
import { HttpLane, requestBytes } from "../load/http-lane.ts";
import { CpuMeter } from "../measure/machine.ts";
import { FRONT_PATH } from "../ours/front-module.ts";
import type { Stage } from "../stage.ts";
import { pidsOf } from "../trade/contender.ts";
import { claimStep, confirmStep, createStep, type Step, type Turns } from "../trade/trades.ts";
import { usageOf } from "./bill.ts";
import { type ByClass, type CountedLoad, NOTHING, since, sumOf } from "./counts.ts";

/** A million in a month of 30 days. */
const EVENLY_MS = 2_592;
const HANDS = 32;
export const EVENLY = "spread over a month";
export const TOGETHER = `${HANDS} at once`;
/** The carrier compares its count with the tills' ten seconds after the last trade; what alarms write is billed too. */
const TAIL_MS = 12_500;

export interface CountOptions {
  readonly alone: number;
  readonly together: number;
  readonly tailMs?: number;
}

/** @param stage of counted servers, without peers */
export async function countTrades(
  stage: Stage,
  { alone, together, tailMs = TAIL_MS }: CountOptions,
): Promise<CountedLoad[]> {
  const turns: Turns = { shop: 0, payer: 0 };
  const evenly = async () => {
    for (let trade = 0; trade < alone; trade++) {
      const next = sleep(EVENLY_MS);
      await payOne(stage, turns);
      await next;
    }
  };
  const busily = async () => {
    const hands = Array.from({ length: HANDS }, (_, hand) => hand);
    const { errors } = await closedLoop(hands, together, () => payOne(stage, turns));
    const [failed] = Object.keys(errors);
    if (failed !== undefined) throw new Error(failed);
  };
  // What the setting up left to be done is no trade's.
  await sleep(tailMs);
  const spread = await counted(stage, EVENLY, alone, evenly, tailMs);
  const busy = await counted(stage, TOGETHER, together, busily, tailMs);
  // What a trade leaves is the same in both, and of a few trades files say only whole pages.
  const { storedGbMonths } = busy.usage;
  return [{ ...spread, usage: { ...spread.usage, storedGbMonths } }, busy];
}

async function counted(
  { ours, servers }: Stage,
  says: string,
  trades: number,
  act: () => Promise<void>,
  tailMs: number,
): Promise<CountedLoad> {
  const before = await readCounts(servers);
  const cpu = new CpuMeter(() => pidsOf(ours));
  await act();
  await sleep(tailMs);
  const cpuMs = cpu.spent();
  const byClass = since(before, await readCounts(servers));
  const { storedBytes } = sumOf(Object.values(byClass));
  const usage = usageOf(sumOf(Object.values(byClass)), { trades, cpuMs, storedBytes });
  return { says, trades, usage, byClass };
}

async function payOne({ ours, cast }: Stage, turns: Turns): Promise<void> {
  const load = { connections: 1 };
  const [offered] = await doneOf(await createStep(ours, cast, turns, 1, load));
  if (!offered) throw new Error("a trade is made");
  const { trade } = offered.offer;
  const lane = await HttpLane.open(ours.port);
  await lane.send(requestBytes("GET", `${ours.origin}/v1/trades/${trade}/offer`));
  lane.close();
  const page = await ours.openPage(trade);
  const claimed = await doneOf(await claimStep(ours, cast, [offered], load));
  await ours.openSockets(claimed);
  await doneOf(await confirmStep(ours, cast, claimed, load, "sockets"));
  await page.settled;
  page.close();
}

async function doneOf<T>(step: Step<T>): Promise<T[]> {
  const { errors } = await step.run();
  step.close();
  const [failed] = Object.keys(errors);
  if (failed !== undefined) throw new Error(failed);
  return step.done();
}

async function readCounts({ origin, carrierOrigin }: Stage["servers"]): Promise<ByClass> {
  const [shops, carrier] = await Promise.all(
    [origin, carrierOrigin].map(async (door) => {
      const answer = await fetch(`${door}${FRONT_PATH}`);
      return (await answer.json()) as ByClass;
    }),
  );
  const { door: carrierDoor = NOTHING, ...objects } = carrier ?? {};
  const { door = NOTHING, ...others } = shops ?? {};
  return { ...objects, ...others, door: sumOf([door, carrierDoor]) };
}
