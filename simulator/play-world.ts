/**
 * One world from its beginning to its verdict: trades under faults, then healing, then the checks. In two
 * worlds of four one of the two nets under a decided attempt is cut (outbox, or the till's question), and the
 * other must do without it [LE9].
 */

import type { RegisterId } from "../protocol/ids.ts";
import type { Currency } from "../protocol/money/money.ts";
import { startChaos } from "./chaos.ts";
import { checkDecidedReached } from "./checks/decided-reached.ts";
import { availableIn, refundableOf } from "./checks/paid-out.ts";
import { checkPayouts, type PaidOut } from "./checks/payouts.ts";
import { checkStored } from "./checks/stored.ts";
import { BankClerk } from "./parties/bank-clerk.ts";
import { BRANCHES } from "./parties/branches.ts";
import { Cashier } from "./parties/cashier.ts";
import { Door } from "./parties/door.ts";
import { refundOnceMore } from "./parties/last-refunds.ts";
import { Operator } from "./parties/operator.ts";
import { Payer } from "./parties/payer.ts";
import { PayoutDoor } from "./parties/payout-door.ts";
import { playTrades, repeatConfirms, resumeWallets } from "./parties/play-trades.ts";
import type { Parties } from "./parties/ports.ts";
import { Shop } from "./parties/shop.ts";
import type { FaultKind } from "./runtime/faults.ts";
import type { Invariant, Violation } from "./witness.ts";
import { World, type WorldOptions } from "./world.ts";

export interface WorldResult {
  readonly seed: number;
  readonly trades: number;
  /** of the whole trace */
  readonly hash: string;
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly checked: Readonly<Partial<Record<Invariant, number>>>;
  readonly settled: number;
  readonly paidOut: PaidOut;
  /** tasks that ran */
  readonly tasks: number;
  readonly lines: readonly string[];
}

const CUTS = [undefined, undefined, "outcome", "credit"] as const;
/** Longer than a claim, its back-off and the outbox's. */
const ONE_NET_MS = 10 * 60_000;
const TASKS_BASE = 30_000;
const TASKS_PER_TRADE = 100;
const QUIET_WITHIN_MS = 3 * 24 * 60 * 60_000;

interface SimulatedParties extends Parties<Payer, Shop> {
  readonly world: World;
  readonly door: Door;
  readonly orders: Door;
  readonly cashier: Cashier<Shop>;
  readonly clerk: BankClerk<Shop>;
}

export async function playWorld(options: WorldOptions): Promise<WorldResult> {
  const world = new World(options);
  const { agenda, faults, network, witness } = world;
  const parties = await agenda.finish(openParties(world));
  const operator = new Operator(world, parties.door, parties.payers);
  await agenda.finish(operator.setLimits());
  const { cashier, clerk } = parties;
  await agenda.finish(Promise.all([cashier.open(), clerk.open()]));
  const cut = CUTS[options.seed % CUTS.length];
  if (cut) network.cut.add(cut);
  faults.begin();
  startChaos(world, parties.shops);
  for (const one of [operator, cashier, clerk]) void one.work();
  await agenda.finish(playTrades(parties));
  faults.heal();
  await agenda.run({ until: agenda.now + ONE_NET_MS });
  checkDecidedReached(world);
  network.cut.clear();
  await agenda.finish(resumeWallets(parties));
  await comeToRest(world);
  await agenda.finish(settleUp(parties));
  await comeToRest(world);
  const settled = checkStored(world);
  const paidOut = checkPayouts(world);
  await agenda.finish(repeatEverything(parties));
  for (const broken of new Set(world.platform.broken))
    witness.expect("the shells find no invariant broken", false, () => broken);
  const { violations, checked } = witness;
  return {
    seed: options.seed,
    trades: options.trades,
    hash: world.trace.digest(),
    violations,
    faults: Object.fromEntries(faults.counts),
    checked: Object.fromEntries(checked),
    settled,
    paidOut,
    tasks: agenda.ran,
    lines: world.trace.lines,
  };
}

async function openParties(world: World): Promise<SimulatedParties> {
  await world.deploy();
  const { trades } = world.options;
  const shops: Shop[] = [];
  for (let number = 0; number < 3; number++) shops.push(await Shop.open(world, number));
  const payers: Payer[] = [];
  const many = BRANCHES + Math.min(60, Math.ceil(trades / world.style.tradesPerPayer));
  for (let number = 0; number < many; number++) payers.push(await Payer.open(world, number));
  const door = new Door(world);
  const payoutDoor = new PayoutDoor(world);
  const cashier = new Cashier(world, payoutDoor, shops);
  const clerk = new BankClerk(world, payoutDoor, shops);
  return { world, door, orders: door, shops, payers, cashier, clerk };
}

/** Until nothing is left to do within days; schedules go on for ever. */
async function comeToRest({ agenda, witness, options }: World): Promise<void> {
  const most = agenda.ran + TASKS_BASE + TASKS_PER_TRADE * options.trades;
  await agenda.run({ until: agenda.now + QUIET_WITHIN_MS, enough: () => agenda.ran > most });
  witness.expect("nothing is stuck", agenda.ran <= most, () => "the world doesn't come to rest");
}

/** What can be refunded is, the rest is paid out, and the bank is told. */
async function settleUp({ world, orders, shops, cashier, clerk }: SimulatedParties): Promise<void> {
  const available = (...of: [RegisterId, Currency]) => availableIn(world, ...of);
  await refundOnceMore({ world, orders, shops }, refundableOf(world), available);
  await cashier.payOutAll();
  await clerk.sendAll();
  await cashier.lookAtAll();
}

/** Every confirmation once more: the same answer, and nothing is written. */
async function repeatEverything(parties: SimulatedParties): Promise<void> {
  const { world } = parties;
  const written = () =>
    world
      .objectsOf("branch")
      .map(({ disk }) => disk.rows<{ n: number }>("SELECT total_changes() AS n")[0]?.n ?? 0);
  const before = written();
  await repeatConfirms(parties);
  const after = written();
  const same = before.every((rows, at) => rows === after[at]);
  world.witness.expect("a repeat writes nothing", same, () => `${before} rows, then ${after}`);
}
