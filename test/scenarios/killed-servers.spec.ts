// kill -9 of both servers' whole process groups in mid-trade: after they are back, every trade ends right.

import { test as base } from "@playwright/test";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { finalAnswers } from "../support/scenario/same-answers.ts";
import { aShopper, untilHeard } from "../support/scenario/shopper.ts";
import { expect } from "../support/scenario/story.ts";
import { startWorld, type World } from "../support/scenario/world.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;

/** These stories kill their servers: a world of their own. */
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

test.describe.configure({ timeout: 120_000 });

async function killBoth({ servers }: World): Promise<void> {
  await Promise.all([servers.kill("synchronous"), servers.kill("carrier")]);
}

async function startBoth({ servers }: World): Promise<void> {
  await Promise.all([servers.start("carrier"), servers.start("synchronous")]);
}

test("[PR4] both servers die between claim and confirm: the confirm is sent again and settles", async ({
  world,
}) => {
  const shopper = await aShopper(world);
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = world.proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  await pay(sheet);
  await confirm.met;
  await killBoth(world);
  confirm.release();
  await expect(sheet.getByRole("heading", { name: "Checking" })).toBeVisible();
  await startBoth(world);
  world.proxy.calm();
  await untilPaid(sheet);
  const { id } = world.counter.trades.at(-1) ?? { id: "" };
  await expect.poll(async () => (await world.counter.warifu.getTrade(id)).status).toBe("settled");
  expect(await shopper.balance()).toBe("¥48,800");
  await shopper.close();
});

test("[LE9] both servers die right after the branch decided: the outbox credits the shop, the same receipt comes back", async ({
  world,
}) => {
  const shopper = await aShopper(world);
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = world.proxy.arm(CONFIRM, { kind: "lose-answer" }, { times: 0 });
  await pay(sheet);
  await confirm.met;
  await killBoth(world);
  await startBoth(world);
  const { id } = world.counter.trades.at(-1) ?? { id: "" };
  // Nobody asks the branch again: its own alarm tells the till.
  await expect
    .poll(async () => (await world.counter.warifu.getTrade(id)).status, { timeout: 20_000 })
    .toBe("settled");
  world.proxy.calm();
  await untilPaid(sheet);
  // While a server is still coming up it answers "not yet": only what was decided carries a receipt.
  const decided = finalAnswers(world.proxy.passed).filter(({ body }) => body.includes(id));
  const receipts = decided
    .flatMap(({ answers }) => answers)
    .map((answer) => JSON.stringify(JSON.parse(answer).receipt));
  expect(receipts.length).toBeGreaterThan(0);
  const view = await world.counter.warifu.getTrade(id);
  expect(new Set([...receipts, JSON.stringify(view.receipt)]).size).toBe(1);
  expect(await shopper.balance()).toBe("¥48,800");
  await shopper.close();
});

test("[TR5] both servers die after a claim that is never confirmed: the trade is released, and can be paid", async ({
  world,
}) => {
  const shopper = await aShopper(world);
  const { counter, proxy } = world;
  await world.moveClock(-50_000);
  const trade = await counter.createTrade();
  const url = `${counter.origin()}/given?trade=${trade.id}`;
  const sheet = await shopper.press(await shopper.visit(url));
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = proxy.arm(CONFIRM, { kind: "hold" }, { times: 1 });
  await pay(sheet);
  await confirm.met;
  await killBoth(world);
  await shopper.close();
  confirm.release();
  proxy.calm();
  await startBoth(world);
  await world.moveClock(20_000);
  const other = await aShopper(world);
  const page = await other.visit(url);
  const theirs = await other.press(page);
  await pay(theirs);
  await untilPaid(theirs);
  await untilHeard(page, "settled");
  await world.moveClock(0);
  await other.close();
});

test("[MS4] the synchronous server dies right after a create: the same key gives the same trade", async ({
  world,
}) => {
  const { warifu } = world.counter;
  const idempotencyKey = warifu.newIdempotencyKey();
  const request = { amount: 700, currency: "JPY", items: [] };
  const { id } = await warifu.createTrade(request, { idempotencyKey });
  await world.servers.kill("synchronous");
  await world.servers.start("synchronous");
  const again = await warifu.createTrade(request, { idempotencyKey });
  expect(again.id).toBe(id);
  expect((await warifu.getTrade(id)).status).toBe("open");
});
