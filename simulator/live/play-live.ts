/**
 * One live world from its beginning to its verdict: trades under faults and kills, then a day passes, then the
 * disks are read by the same checks as in the simulated world; at last every confirmation once more, at servers
 * that were killed and started again.
 */

import type { Role } from "../../cli/system/servers.ts";
import { parseTradeId, type TradeId } from "../../protocol/ids.ts";
import { TILLS_DEFAULT } from "../../protocol/limits.ts";
import { isRetryable, type Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import { checkStored } from "../checks/stored.ts";
import { inParallel } from "../in-parallel.ts";
import { Operator } from "../parties/operator.ts";
import { playTrades, repeatConfirms, resumeWallets } from "../parties/play-trades.ts";
import type { Parties } from "../parties/ports.ts";
import type { Verdict } from "../run-world.ts";
import { LivePayer } from "./live-payer.ts";
import { LiveShop } from "./live-shop.ts";
import { type LiveOptions, LiveWorld } from "./live-world.ts";

/** More would only queue at the two Workers. */
const HANDS = 48;
const DAY_MS = 25 * 60 * 60_000;
const QUIET_WITHIN_MS = 90_000;
const LOOK_AGAIN_MS = 300;
const BOTH: readonly Role[] = ["carrier", "synchronous"];
const KILLED: readonly (readonly Role[])[] = [BOTH, ["synchronous"], ["carrier"]];

export interface LiveParties extends Parties<LivePayer, LiveShop> {
  readonly world: LiveWorld;
}

export async function playLive(options: LiveOptions): Promise<Verdict> {
  const world = await LiveWorld.start(options);
  try {
    return verdictOf(world, await play(world));
  } finally {
    await world.close();
  }
}

export function verdictOf({ options, witness, faults }: LiveWorld, settled: number): Verdict {
  return {
    seed: options.seed,
    trades: options.trades,
    violations: witness.violations,
    checked: Object.fromEntries(witness.checked),
    faults: Object.fromEntries(faults.counts),
    settled,
  };
}

async function play(world: LiveWorld): Promise<number> {
  const { faults, agenda, options } = world;
  const parties = await openParties(world);
  const operator = new Operator(world, world.door, parties.payers);
  await operator.setLimits();
  void agenda.run();
  faults.begin();
  const operating = operator.work();
  const others = [killServers(world), growMaps(parties)];
  await playTrades(parties, HANDS);
  faults.heal();
  options.event("healed");
  await Promise.all([operating, ...others]);
  return endAndCheck(parties);
}

/** A day passes, everything ends, and what is stored is checked; then the same once more. @returns settled trades */
export async function endAndCheck(parties: LiveParties): Promise<number> {
  const { world } = parties;
  const { agenda, witness, options } = world;
  await resumeWallets(parties);
  await agenda.jump(DAY_MS);
  await createAgain(parties);
  await untilAllEnded(parties);
  await untilTold(world);
  await world.kill(BOTH);
  const settled = checkStored(world);
  const before = storedRows(world);
  await world.start(BOTH);
  options.event("everything once more");
  await repeatConfirms(parties, HANDS);
  await world.kill(BOTH);
  const changed = () => "the branches' rows are not the same";
  witness.expect("a repeat writes nothing", storedRows(world) === before, changed);
  return settled;
}

export async function openParties(world: LiveWorld): Promise<LiveParties> {
  const { servers, trust, at, post, options, style } = world;
  const registering = {
    ...{ server: servers.origin, carrier: servers.carrierOrigin, operatorKey: at.operatorKey },
    ...{ rootKey: trust.rootKey, mode: trust.mode },
  };
  const shops = await Promise.all([1, 2, 3].map((one) => LiveShop.open(registering, one)));
  const many = 4 + Math.ceil(options.trades / style.tradesPerPayer);
  const numbers = Array.from({ length: many }, (_, number) => number);
  const opening = { stage: world, trust, post };
  const payers = await inParallel(numbers, 8, (number) => LivePayer.open(opening, number));
  return { world, door: world.door, shops, payers };
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

/** What was asked for and never answered may be stored all the same: the same create says so. */
async function createAgain({ world, shops, door }: LiveParties): Promise<void> {
  const asked = shops.flatMap((shop) => [...shop.asked.values()].map((one) => ({ shop, ...one })));
  await inParallel(asked, HANDS, async ({ shop, name, terms }) => {
    const view = await untilDecided(() => door.create(name, shop, terms));
    if (!view.ok) return;
    const { id, status } = view.value;
    world.names.set(id, name);
    world.witness.tradeMade({ name, id, key: `${shop.register} ${terms.payload.key}` });
    world.witness.told(name, id, status);
  });
}

/** A day later every trade has ended, whoever looks. */
async function untilAllEnded({ world, shops, door }: LiveParties): Promise<void> {
  const { witness, names } = world;
  const until = Date.now() + QUIET_WITHIN_MS;
  await inParallel([...names], HANDS, async ([id, name]) => {
    const status = await untilEnded(id, until);
    witness.expect("nothing is stuck", status !== "open", () => `${name} is ${status}`);
    if (status !== undefined) witness.told(name, id, status);
  });

  async function untilEnded(id: TradeId, limit: number): Promise<string | undefined> {
    const shop = shops.find(({ register }) => register === parseTradeId(id).register);
    if (!shop) return undefined;
    for (;;) {
      const view = await untilAnswered(() => door.get("", shop, id));
      if (!view.ok && isRetryable(view.error.code) && Date.now() < limit) {
        await soon();
        continue;
      }
      // Cancelled before its row was stored: nothing more is known of it [MS4].
      if (!view.ok) return view.error.code === "trade_cancelled" ? "cancelled" : view.error.code;
      if (view.value.status !== "open" || Date.now() > limit) return view.value.status;
      await soon();
    }
  }
}

/** Until no branch has anything left to tell, by its own alarm. */
async function untilTold(world: LiveWorld): Promise<void> {
  const until = Date.now() + QUIET_WITHIN_MS;
  const left = () =>
    world
      .objectsOf("branch")
      .flatMap(({ disk }) => disk.rows("SELECT 1 FROM accounts WHERE outbox <> '[]'")).length;
  while (left() > 0 && Date.now() < until) await soon(1_000);
}

/** What must not change any more: outcomes, transfers, acts and balances. */
function storedRows(world: LiveWorld): string {
  const queries = [
    "SELECT * FROM outcomes ORDER BY trade, attempt",
    "SELECT * FROM transfers ORDER BY id",
    "SELECT * FROM operator_acts ORDER BY number",
    "SELECT id, status, balances, spent FROM accounts ORDER BY id",
  ];
  const branches = world.objectsOf("branch");
  return JSON.stringify(branches.map(({ disk }) => queries.map((query) => disk.rows(query))));
}

type Asked<T> = () => Promise<T>;

/** An answer for good; servers that are away are waited for. */
async function untilAnswered<T extends { readonly ok: boolean }>(ask: Asked<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    await soon();
  }
}

/** An answer that is not "send it again". */
async function untilDecided<T extends Result<unknown, Refusal>>(ask: Asked<T>): Promise<T> {
  for (;;) {
    const answer = await untilAnswered(ask);
    if (answer.ok || !isRetryable(answer.error.code)) return answer;
    await soon();
  }
}

async function untilOk<T extends { readonly ok: boolean }>(ask: Asked<T>): Promise<void> {
  while (!(await untilAnswered(ask)).ok) await soon();
}

export function soon(ms = LOOK_AGAIN_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
