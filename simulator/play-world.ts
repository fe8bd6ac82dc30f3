/**
 * One world from its beginning to its verdict: trades under faults, then healing, then the checks. In two
 * worlds of four one of the two nets under a decided attempt is cut (outbox, or the till's question), and the
 * other must do without it [LE9].
 */

import { startChaos } from "./chaos.ts";
import { checkDecidedReached } from "./checks/decided-reached.ts";
import { checkStored } from "./checks/stored.ts";
import { Door } from "./parties/door.ts";
import { Operator } from "./parties/operator.ts";
import { BRANCHES, Payer, sendUntilAnswered } from "./parties/payer.ts";
import { Shop } from "./parties/shop.ts";
import { type Parties, startsWithNext, TradeScript } from "./parties/trade-script.ts";
import type { FaultKind } from "./runtime/faults.ts";
import type { Invariant, Violation } from "./witness.ts";
import { World, type WorldOptions } from "./world.ts";
import { styleOf } from "./world-style.ts";

export interface WorldResult {
  readonly seed: number;
  readonly trades: number;
  /** of the whole trace */
  readonly hash: string;
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly checked: Readonly<Partial<Record<Invariant, number>>>;
  readonly settled: number;
  /** tasks that ran */
  readonly tasks: number;
  readonly lines: readonly string[];
}

const CUTS = [undefined, undefined, "outcome", "credit"] as const;
const BETWEEN_TRADES_MS = 250;
/** Longer than a claim, its back-off and the outbox's. */
const ONE_NET_MS = 10 * 60_000;
const TRIES_AFTER_HEALING = 30;
const TASKS_BASE = 30_000;
const TASKS_PER_TRADE = 100;
const QUIET_WITHIN_MS = 3 * 24 * 60 * 60_000;

export async function playWorld(options: WorldOptions): Promise<WorldResult> {
  const world = new World(options);
  const { agenda, faults, network, witness } = world;
  const parties = await agenda.finish(openParties(world));
  const operator = new Operator(world, parties.payers);
  await agenda.finish(operator.setLimits());
  const cut = CUTS[options.seed % CUTS.length];
  if (cut) network.cut.add(cut);
  faults.begin();
  startChaos(world, parties.shops);
  void operator.work();
  await agenda.finish(playTrades(parties));
  faults.heal();
  await agenda.run({ until: agenda.now + ONE_NET_MS });
  checkDecidedReached(world);
  network.cut.clear();
  await agenda.finish(resumeWallets(parties));
  const most = agenda.ran + TASKS_BASE + TASKS_PER_TRADE * options.trades;
  await agenda.run({ until: agenda.now + QUIET_WITHIN_MS, enough: () => agenda.ran > most });
  witness.expect("nothing is stuck", agenda.ran <= most, () => "the world doesn't come to rest");
  const settled = checkStored(world);
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
    tasks: agenda.ran,
    lines: world.trace.lines,
  };
}

async function openParties(world: World): Promise<Parties> {
  await world.deploy();
  const { trades, seed } = world.options;
  const shops: Shop[] = [];
  for (let number = 0; number < 3; number++) shops.push(await Shop.open(world, number));
  const payers: Payer[] = [];
  const many = BRANCHES + Math.min(60, Math.ceil(trades / styleOf(seed).tradesPerPayer));
  for (let number = 0; number < many; number++) payers.push(await Payer.open(world, number));
  return { world, door: new Door(world), shops, payers };
}

async function playTrades(parties: Parties): Promise<void> {
  const { agenda, random, options } = parties.world;
  const playing: Promise<void>[] = [];
  for (let index = 0; index < options.trades; index++) {
    playing.push(new TradeScript(index, parties).play());
    if (!startsWithNext(options.seed, index))
      await agenda.wait(random.between(0, 2 * BETWEEN_TRADES_MS));
  }
  await Promise.all(playing);
}

/** Wallets go on where they stopped: what was stored is sent until there is an answer. */
async function resumeWallets({ world, door }: Parties): Promise<void> {
  const open = world.witness.sent.filter(({ answer }) => answer === undefined);
  const heard = await Promise.all(
    open.map((sent) => sendUntilAnswered(world, door, sent, TRIES_AFTER_HEALING)),
  );
  for (const [at, sent] of open.entries())
    world.witness.expect("nothing is stuck", heard[at] === true, () => `${sent.name}: no answer`);
}

/** Every confirmation once more: the same answer, and nothing is written. */
async function repeatEverything({ world, door }: Parties): Promise<void> {
  const written = () =>
    world
      .objectsOf("branch")
      .map(({ disk }) => disk.rows<{ n: number }>("SELECT total_changes() AS n")[0]?.n ?? 0);
  const before = written();
  for (const sent of world.witness.sent) {
    const heard = await sendUntilAnswered(world, door, sent, TRIES_AFTER_HEALING);
    world.witness.expect("nothing is stuck", heard, () => `${sent.name}: no answer again`);
    if (!heard) break;
  }
  const after = written();
  const same = before.every((rows, at) => rows === after[at]);
  world.witness.expect("a repeat writes nothing", same, () => `${before} rows, then ${after}`);
}
