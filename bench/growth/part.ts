/**
 * One stored set in one round: its servers are started anew, so that no account is in a branch's memory but those that
 * the warming up needed, and trades are made, many at once and one at a time.
 */

import { CpuMeter, isTaken } from "../measure/machine.ts";
import { untilRest } from "../measure/measure-step.ts";
import { CARRIER_PROCESS, OURS_HTTP } from "../names.ts";
import { Ours, trustOf } from "../ours/ours.ts";
import { startWorkerdServers } from "../ours/start-servers.ts";
import { playTrades } from "../rounds.ts";
import { pidsOf } from "../trade/contender.ts";
import type { Cast } from "../trade/trades.ts";
import type { GrowthPart } from "./part-figures.ts";
import { castOf } from "./saved-cast.ts";
import { castIn, type Making, type StoredSet } from "./sets.ts";

const MANY = 32;
const WARMING_TRADES = 600;
const WARMING_PAYERS = 100;
const WARMING_SHOPS = 50;
/** After a start the branch's first alarm reads every account. */
const REST_WITHIN_MS = 120_000;

export async function playSet(
  set: StoredSet,
  { built }: Making,
  { round, trades }: { round: number; trades: number },
): Promise<GrowthPart> {
  const saved = castIn(set);
  const { keys } = saved;
  const start = async () => {
    const servers = await startWorkerdServers({ folder: set.folder, built, keys });
    return new Ours(OURS_HTTP, servers);
  };
  const { warming, measured } = partsOf(castOf(saved, await trustOf(keys)), round, trades);
  // Credentials are read from accounts, and stay good while the servers that gave them are started anew.
  const before = await start();
  await before.refresh([...warming.payers, ...measured.payers]);
  await before.stop();
  const ours = await start();
  try {
    const entry = { name: OURS_HTTP, contender: ours, confirms: "http" } as const;
    const carrier = new CpuMeter(() => ours.processes()[CARRIER_PROCESS] ?? []);
    const turns = { shop: 0, payer: 0 };
    await playTrades(
      entry,
      { connections: MANY, trades: WARMING_TRADES },
      { cast: warming, turns },
    );
    await untilRest(new CpuMeter(() => pidsOf(ours)), REST_WITHIN_MS, FIRST_ALARM_MS);
    const startCpuMs = carrier.spent();
    const options = { cast: measured, turns: { shop: 0, payer: 0 } };
    const many = await playTrades(entry, { connections: MANY, trades }, options);
    const serial = await playTrades(entry, { connections: 1, trades: serialOf(trades) }, options);
    const all = [many, serial].flatMap((steps) => Object.values(steps));
    const failed = all.flatMap(({ errors }) => Object.keys(errors));
    if (failed.length > 0) throw new Error(`${set.plan.name}: ${failed[0]}`);
    return { many, serial, startCpuMs, taken: all.some((one) => isTaken(one.foreignCores)) };
  } finally {
    await ours.stop();
  }
}

/** It comes a second after the first trade, and by then it looks like rest. */
const FIRST_ALARM_MS = 1_500;

function serialOf(trades: number): number {
  return Math.ceil(trades / 8);
}

/** Other shops and payers in each round, where there are enough: the first ones are for warming up. */
function partsOf({ shops, payers }: Cast, round: number, trades: number) {
  const warming = { shops: shops.slice(0, WARMING_SHOPS), payers: payers.slice(0, WARMING_PAYERS) };
  const needed = trades + serialOf(trades);
  const turned = <T>(all: readonly T[]) => {
    const others = all.slice(WARMING_PAYERS);
    const from = others.length > needed ? (round * needed) % (others.length - needed) : 0;
    return others.slice(from, from + needed);
  };
  const measured = {
    shops: shops.length > WARMING_PAYERS ? turned(shops) : shops,
    payers: turned(payers),
  };
  return { warming, measured };
}
