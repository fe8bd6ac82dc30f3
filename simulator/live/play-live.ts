/**
 * One live world from its beginning to its verdict: trades and orders under faults and kills, then all that
 * end-world.ts says.
 */

import type { Role } from "../../cli/system/servers.ts";
import { TILLS_DEFAULT } from "../../protocol/limits.ts";
import { Operator } from "../parties/operator.ts";
import { playTrades } from "../parties/play-trades.ts";
import type { Verdict } from "../run-world.ts";
import { type Ended, endAndCheck } from "./end-world.ts";
import { HANDS, type LiveParties, openParties } from "./live-parties.ts";
import { type LiveOptions, LiveWorld } from "./live-world.ts";
import { soon, untilOk } from "./patience.ts";

const BOTH: readonly Role[] = ["carrier", "synchronous"];
const KILLED: readonly (readonly Role[])[] = [BOTH, ["synchronous"], ["carrier"]];

export async function playLive(options: LiveOptions): Promise<Verdict> {
  const world = await LiveWorld.start(options);
  try {
    return verdictOf(world, await play(world));
  } finally {
    await world.close();
  }
}

export function verdictOf({ options, witness, faults }: LiveWorld, ended: Ended): Verdict {
  return {
    seed: options.seed,
    trades: options.trades,
    violations: witness.violations,
    checked: Object.fromEntries(witness.checked),
    faults: Object.fromEntries(faults.counts),
    ...ended,
  };
}

async function play(world: LiveWorld): Promise<Ended> {
  const { faults, agenda, options } = world;
  const parties = await openParties(world);
  const operator = new Operator(world, world.door, parties.payers);
  const { cashier, clerk } = parties;
  await Promise.all([operator.setLimits(), cashier.open(), clerk.open()]);
  void agenda.run();
  faults.begin();
  const operating = [operator, cashier, clerk].map((one) => one.work());
  const others = [killServers(world), growMaps(parties)];
  await playTrades(parties, HANDS);
  faults.heal();
  options.event("healed");
  await Promise.all([...operating, ...others]);
  return endAndCheck(parties);
}

/** Evenly over the play. */
async function killServers(world: LiveWorld): Promise<void> {
  const { options, names, faults, random } = world;
  for (let kill = 1; kill <= options.kills; kill++) {
    const due = (options.trades * kill) / (options.kills + 2);
    while (!faults.isHealed && names.size < due) await soon();
    if (faults.isHealed) return;
    const roles = KILLED[random.below(KILLED.length)] ?? BOTH;
    options.event(`${roles.join(" and ")} killed`);
    faults.counts.set("kill", (faults.counts.get("kill") ?? 0) + 1);
    await world.killAndStart(roles);
  }
}

async function growMaps({ world, shops }: LiveParties): Promise<void> {
  const { options, names, faults, random, door } = world;
  for (let change = 1; change <= shops.length; change++) {
    const due = (options.trades * change) / (shops.length + 2);
    while (!faults.isHealed && names.size < due) await soon();
    const shop = random.pick(shops);
    const tills = shop.nextTills(TILLS_DEFAULT);
    if (faults.isHealed || tills === undefined) return;
    faults.counts.set("change till map", (faults.counts.get("change till map") ?? 0) + 1);
    await untilOk(() => door.growMap(shop, tills));
  }
}
