// kill -9 of both servers' process groups again and again while shoppers pay: no acknowledged outcome is
// lost, nothing is settled twice, and everything ends by itself. WARIFU_KILL_ROUNDS=20 for the long run.

import { test as base } from "@playwright/test";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { TradeView } from "../../register-server/index.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";
import { aScriptedTerminal, type ScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { expect } from "../support/scenario/story.ts";
import { startWorld, type World } from "../support/scenario/world.ts";

const ROUNDS = Number(process.env.WARIFU_KILL_ROUNDS ?? 3);
const SHOPPERS = 4;
/** outcomes between two kills */
const OUTCOMES_A_ROUND = 10;
const PRICE = 100;

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

/** Creates through the SDK until the servers are there again: the same key, so the same trade. */
async function create({ counter }: World, idempotencyKey: string): Promise<TradeView> {
  const request = { amount: PRICE, currency: "JPY", items: [] };
  for (;;) {
    try {
      return await counter.warifu.createTrade(request, { idempotencyKey });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** [MS4] A create that was lost in the moment after its answer is repeated by the shop, and is the same trade. */
async function buyOne(world: World, terminal: ScriptedTerminal): Promise<Bought> {
  const idempotencyKey = world.counter.warifu.newIdempotencyKey();
  for (;;) {
    const { id, register } = await create(world, idempotencyKey);
    const trade = id as TradeId;
    const record = await terminal.buy(trade, register as RegisterId, world.counter.origin());
    if (!(record.state === "unusable" && record.code === "trade_not_found"))
      return { trade, record };
  }
}

async function shopUntil(
  world: World,
  terminal: ScriptedTerminal,
  stop: AbortSignal,
  done: (bought: Bought) => void,
) {
  while (!stop.aborted) done(await buyOne(world, terminal));
}

test("[LE5] killed again and again under load: no answer is lost, nothing is paid twice", async ({
  world,
}) => {
  test.setTimeout(120_000 + ROUNDS * 60_000);
  const { counter, proxy, keys, servers } = world;
  const options = { origin: proxy.origin, rootKey: keys.root.publicKey };
  const terminals = await Promise.all(
    Array.from({ length: SHOPPERS }, () => aScriptedTerminal(options)),
  );
  const stop = new AbortController();
  const bought: Bought[] = [];
  const shopping = terminals.map((terminal) =>
    shopUntil(world, terminal, stop.signal, (one) => bought.push(one)),
  );
  for (let round = 1; round <= ROUNDS; round++) {
    await expect
      .poll(() => bought.length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(round * OUTCOMES_A_ROUND);
    await Promise.all([servers.kill("synchronous"), servers.kill("carrier")]);
    await Promise.all([servers.start("carrier"), servers.start("synchronous")]);
  }
  stop.abort();
  await Promise.all(shopping);

  const settled = bought.flatMap(({ record }) => (record.state === "settled" ? [record] : []));
  const views = new Map<string, TradeView>();
  for (const { trade } of bought) {
    await expect
      .poll(async () => (await counter.warifu.getTrade(trade)).status, { timeout: 60_000 })
      .not.toBe("open");
    views.set(trade, await counter.warifu.getTrade(trade));
  }
  // The receipt the terminal was given is the one the shop gets, to the byte.
  for (const { trade, receipt } of settled) expect(views.get(trade)?.receipt).toEqual(receipt);
  const paid = [...views.values()].filter(({ status }) => status === "settled");
  expect(paid.length).toBe(settled.length);
  const balances = await Promise.all(terminals.map((terminal) => terminal.balance("JPY")));
  const spent = SHOPPERS * 50_000 - balances.reduce((sum, balance) => sum + balance, 0);
  expect(spent).toBe(paid.length * PRICE);
  // [LE10] sale numbers have no gap at any till.
  const tills = Map.groupBy(paid, ({ sale }) => sale?.till);
  for (const [till, sales] of tills) {
    const numbers = sales.map(({ sale }) => sale?.number ?? 0).sort((a, b) => a - b);
    expect(numbers, `till ${till}`).toEqual(numbers.map((_, index) => index + 1));
  }
  console.info(
    `${ROUNDS} kills, ${bought.length} outcomes, ${settled.length} settled, 0 lost, 0 twice`,
  );
});
