// kill -9 of both servers' process groups again and again while shoppers pay and a shop captures, voids, refunds and is
// paid out: no acknowledged answer is lost, nothing is done twice, and everything ends by itself.
// WARIFU_KILL_ROUNDS=20 for the long run.

import { test as base } from "@playwright/test";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { ShopEntry, TradeView } from "../../register-server/index.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";
import { checkJournal } from "../support/accounting/check-journal.ts";
import { operator } from "../support/scenario/operator.ts";
import {
  type Acknowledged,
  type Kind,
  PersistentShop,
} from "../support/scenario/persistent-shop.ts";
import { finalAnswers } from "../support/scenario/same-answers.ts";
import { aScriptedTerminal, type ScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { expect } from "../support/scenario/story.ts";
import { startWorld, type World } from "../support/scenario/world.ts";

const ROUNDS = Number(process.env.WARIFU_KILL_ROUNDS ?? 3);
const SHOPPERS = 4;
/** purchases between two kills */
const OUTCOMES_A_ROUND = 10;
const PRICE = 100;
/** More than all refunds that may still be waiting for money when the last payout has taken all there was. */
const LAST_PRICE = 5_000;
const OPENING = 50_000;
const IBAN = "FR1420041010050500013M02606";
const BETWEEN_PAYOUTS_MS = 300;

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

interface Bought {
  readonly trade: TradeId;
  readonly record: TradeRecord;
}

/** Its create was lost, or servers were away for longer than a claim lasts [TM1]: the shopper presses again. */
function mayBeTriedAgain(record: TradeRecord): boolean {
  if (record.state === "unusable") return record.code === "trade_not_found";
  return record.state === "refused" && record.code === "attempt_void";
}

/** What goes on while servers are killed. */
class Load {
  readonly shop: PersistentShop;
  readonly terminals: readonly ScriptedTerminal[];
  readonly bought: Bought[] = [];
  /** what the shop orders of trades that were paid: nobody waits for it before the next purchase */
  readonly orders: Promise<void>[] = [];
  readonly #world: World;

  constructor(world: World, terminals: readonly ScriptedTerminal[]) {
    this.#world = world;
    this.terminals = terminals;
    this.shop = new PersistentShop(world.counter.warifu);
  }

  async shopUntil(terminal: ScriptedTerminal, stop: AbortSignal): Promise<void> {
    for (let number = 0; !stop.aborted; number++) {
      const hold = number % 4 !== 0;
      const one = await this.buy(terminal, PRICE, hold ? "later" : "now");
      this.orders.push(this.#order(one.trade, number % 4));
    }
  }

  /** [MS4] A create that was lost in the moment after its answer is repeated, and is the same trade. */
  async buy(terminal: ScriptedTerminal, amount: number, capture: "now" | "later"): Promise<Bought> {
    const { counter } = this.#world;
    const created = await this.shop.create({ amount, capture });
    for (;;) {
      const { id, register } = await created.again();
      const trade = id as TradeId;
      const record = await terminal.buy(trade, register as RegisterId, counter.origin());
      if (mayBeTriedAgain(record)) continue;
      this.bought.push({ trade, record });
      return { trade, record };
    }
  }

  async payOutUntil(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.shop.payOut();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_PAYOUTS_MS));
    }
  }

  async #order(trade: TradeId, kind: number): Promise<void> {
    const { shop } = this;
    await shop.untilPaid(trade);
    if (kind === 0) await Promise.all([shop.refund(trade, 10), shop.refund(trade, 5)]);
    if (kind === 1) {
      await shop.capture(trade, 60);
      await shop.capture(trade, 25, true);
      await shop.refund(trade, 10);
    }
    if (kind === 2) await shop.voidHold(trade);
    if (kind === 3) await shop.capture(trade, PRICE);
  }
}

/** @returns how many calls of each kind had no answer yet when servers were killed, in all rounds */
async function killAgainAndAgain({ servers }: World, load: Load): Promise<Record<Kind, number>> {
  const met = { create: 0, capture: 0, void: 0, refund: 0, payout: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    await expect
      .poll(() => load.bought.length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(round * OUTCOMES_A_ROUND);
    for (const kind of Object.keys(met) as Kind[]) met[kind] += load.shop.underWay[kind];
    await Promise.all([servers.kill("synchronous"), servers.kill("carrier")]);
    await Promise.all([servers.start("carrier"), servers.start("synchronous")]);
  }
  return met;
}

async function playAndKill(world: World, load: Load): Promise<Record<Kind, number>> {
  const stop = new AbortController();
  const shopping = load.terminals.map((terminal) => load.shopUntil(terminal, stop.signal));
  const paying = load.payOutUntil(stop.signal);
  const met = await killAgainAndAgain(world, load);
  stop.abort();
  await Promise.all([...shopping, paying]);
  const [first] = load.terminals;
  if (first) await load.buy(first, LAST_PRICE, "now");
  await Promise.all(load.orders);
  return met;
}

/** By trade, once each has ended by itself. */
async function endedTrades({ counter: { warifu } }: World, { bought }: Load) {
  const views = new Map<string, TradeView>();
  for (const { trade } of bought) {
    const view = async () => {
      const now = await warifu.getTrade(trade);
      views.set(trade, now);
      return now.status;
    };
    await expect.poll(view, { timeout: 60_000 }).not.toMatch(/^(open|authorized)$/);
  }
  return views;
}

/** Every request that was ever answered for good is made once more: the same bytes, and nothing is done again. */
async function expectTheSameAgain(world: World, { shop, terminals }: Load): Promise<number> {
  const { proxy, counter } = world;
  const before = finalAnswers(proxy.passed);
  for (const { body } of before.filter((one) => one.path === "/v1/confirmations")) {
    const { iss } = JSON.parse(body).confirmation.payload;
    const terminal = terminals.find(({ publicKey }) => publicKey === iss);
    // [PR4] An answer that decides nothing says: send the same again.
    await expect.poll(() => terminal?.confirmAgain(body), { timeout: 60_000 }).toBe(200);
  }
  const kept = [shop.creates, shop.captures, shop.voids, shop.refunds, shop.payouts];
  for (const { kind, answer, again } of kept.flat() as Acknowledged<{ id: string }>[]) {
    const repeated = await again();
    if (kind === "create") expect(repeated.id).toBe(answer.id);
    else expect(repeated, kind).toEqual(answer);
  }
  const after = finalAnswers(proxy.passed);
  expect(after.length).toBe(before.length);
  for (const { path, answers } of after) {
    expect(answers.length, `${path} was repeated`).toBeGreaterThan(1);
    expect([...new Set(answers)], path).toHaveLength(1);
  }
  expect((await counter.warifu.listPayouts({ limit: 500 })).payouts.length).toBe(
    shop.payouts.length,
  );
  return before.length;
}

/** What every payout contains, each entry once. */
async function entriesOf({ counter: { warifu } }: World, { shop }: Load): Promise<ShopEntry[]> {
  const all: ShopEntry[] = [];
  for (const { answer } of shop.payouts) {
    if (answer.status !== "ordered") continue;
    const { entries } = await warifu.listPayoutEntries(answer.id, { limit: 500 });
    const sum = entries.reduce((total, { net }) => total + net, 0);
    expect(sum, answer.id).toBe(answer.amount);
    all.push(...entries);
  }
  return all;
}

/** Every page of the shop's own journal. */
async function journalOf({ counter: { warifu } }: World): Promise<ShopEntry[]> {
  const all: ShopEntry[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const page = await warifu.listJournal({ limit: 500, ...(cursor === "" ? {} : { cursor }) });
    all.push(...page.entries);
    cursor = page.next;
  }
  return all;
}

/** Of sales, captures and refunds: what moves within the register is none of them. */
function namesOf(entries: readonly ShopEntry[]): string[] {
  return entries
    .filter(({ kind }) => ["sale", "capture", "refund"].includes(kind))
    .map(({ kind, till, sale, ref }) => `${kind} ${till} ${sale ?? ref}`);
}

const sumOf = (amounts: readonly (number | undefined)[]) =>
  amounts.reduce((sum: number, amount) => sum + (amount ?? 0), 0);

test("[LE5] [LE25] [LE54] killed again and again under load: no answer is lost, nothing is done twice", async ({
  world,
}) => {
  test.setTimeout(120_000 + ROUNDS * 25_000);
  const { counter, proxy, keys } = world;
  await counter.warifu.setPayoutAccount({ iban: IBAN, holder: "Counter" });
  const options = { origin: proxy.origin, rootKey: keys.root.publicKey };
  const opening = Array.from({ length: SHOPPERS }, () => aScriptedTerminal(options));
  const load = new Load(world, await Promise.all(opening));
  const { shop, bought } = load;
  const met = await playAndKill(world, load);
  const views = await endedTrades(world, load);
  await shop.payOut();

  // The receipt the terminal was given is the one the shop gets, to the byte; a trade that was voided has none.
  const paid = bought.flatMap(({ record }) => (record.state === "settled" ? [record] : []));
  const trades = [...views.values()];
  const voided = trades.filter(({ status }) => status === "voided");
  const receipts = new Map(paid.map(({ trade, receipt }) => [trade as string, receipt]));
  for (const { id, status, receipt } of trades)
    if (status !== "voided") expect(receipt).toEqual(receipts.get(id));
  expect(trades.filter(({ receipt }) => receipt).length + voided.length).toBe(paid.length);

  // Each capture and refund once, and nothing else: what the shop asked is what left the payers' accounts.
  const captured = sumOf(trades.map((trade) => trade.captured));
  const refunded = sumOf(trades.map((trade) => trade.refunded));
  const settled = trades.filter(({ capture }) => capture !== "later");
  const askedOf = (all: readonly Acknowledged<{ amount: number }>[]) =>
    sumOf(all.map(({ answer }) => answer.amount));
  expect(captured).toBe(sumOf(settled.map(({ amount }) => amount)) + askedOf(shop.captures));
  expect(refunded).toBe(askedOf(shop.refunds));
  expect(voided.length).toBe(shop.voids.length);
  const balances = await Promise.all(load.terminals.map((terminal) => terminal.balance("JPY")));
  expect(SHOPPERS * OPENING - sumOf(balances)).toBe(captured - refunded);

  // [LE10] Sales of both kinds are numbered without a gap at any till.
  const sales = [...settled, ...shop.captures.map(({ answer }) => answer)].map(({ sale }) => sale);
  for (const [till, sold] of Map.groupBy(sales, (sale) => sale?.till)) {
    const numbers = sold.map((sale) => sale?.number ?? 0).sort((a, b) => a - b);
    expect(numbers, `till ${till}`).toEqual(numbers.map((_, index) => index + 1));
  }

  // [LE54] All of it was paid out, no sale or refund in two payouts, and each once in the shop's journal.
  const ordered = shop.payouts.filter(({ answer }) => answer.status === "ordered");
  expect(askedOf(ordered as Acknowledged<{ amount: number }>[])).toBe(captured - refunded);
  const paidOut = namesOf(await entriesOf(world, load));
  expect(new Set(paidOut).size).toBe(paidOut.length);
  const journal = namesOf(await journalOf(world));
  expect(new Set(journal).size).toBe(journal.length);
  expect(journal.length).toBe(sales.length + shop.refunds.length);
  // What a till was lent and refunded may be in none: there was nothing to give.
  expect(paidOut.filter((name) => !journal.includes(name))).toEqual([]);

  const repeated = await expectTheSameAgain(world, load);
  operator(world, "payouts", "file", "JPY");
  const carrier = checkJournal(operator(world, "export", "--all"));
  expect([...carrier.balances.values()].reduce((sum, one) => sum + one, 0n)).toBe(0n);
  expect(carrier.trades.length).toBe(paid.length);
  const kinds = Object.entries(met).map(([kind, count]) => `${count} ${kind}s`);
  console.info(
    `${ROUNDS} kills, ${bought.length} trades, ${paid.length} paid or held, ${shop.captures.length} captures, ` +
      `${shop.voids.length} voids, ${shop.refunds.length} refunds, ${ordered.length} payouts; when servers were killed, ` +
      `${kinds.join(", ")} were under way; ${repeated} answers the same again, 0 lost, 0 twice`,
  );
});
