// Lost answers, dead service workers and closed sheets: the trade ends right, with one debit.

import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;
const CLAIM = /^\/v1\/trades\/[^/]+\/claim$/;

/** The bodies of all confirms that went over HTTP for this trade, and what came back. */
function confirmsOf(world: World, trade: string) {
  return world.proxy.passed.filter(({ path, body }) => CONFIRM.test(path) && body.includes(trade));
}

test("the sheet is closed halfway: the order waits in the wallet and is paid later", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  await sheet.close();
  const later = await shopper.wallet();
  await pay(later);
  await untilPaid(later);
  await untilHeard(page, "settled");
});

test("the page is left halfway: the trade goes on, and the shop learns of it", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  await page.close();
  const later = await shopper.wallet();
  await pay(later);
  await untilPaid(later);
  const { id } = world.counter.trades.at(-1) ?? { id: "" };
  await expect.poll(async () => (await world.counter.warifu.getTrade(id)).status).toBe("settled");
});

test("[MS7] the money socket's answer is lost: the same bytes go over HTTP, one debit, one receipt", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  const lost = world.proxy.arm(MONEY_SOCKET, { kind: "lose-answer" }, { method: "UPGRADE" });
  await pay(sheet);
  await lost.met;
  await untilPaid(sheet);
  const { receipt, trade = "" } = await untilHeard(page, "settled");
  const [confirm] = confirmsOf(world, trade);
  expect(JSON.parse(confirm?.answer ?? "")).toMatchObject({ outcome: "settled", receipt });
  expect(await shopper.balance()).toBe("¥48,800");
});

test("[LE5] the answer to confirm is lost again and again: same bytes, same receipt, one debit", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const lost = world.proxy.arm(CONFIRM, { kind: "lose-answer" }, { times: 2 });
  await pay(sheet);
  await lost.met;
  await expect(sheet.getByRole("heading", { name: "Checking" })).toBeVisible();
  await untilPaid(sheet);
  const { trade = "" } = await untilHeard(page, "settled");
  const confirms = confirmsOf(world, trade);
  expect(confirms.length).toBeGreaterThanOrEqual(3);
  expect(new Set(confirms.map(({ body }) => body)).size).toBe(1);
  expect(new Set(confirms.map(({ answer }) => answer)).size).toBe(1);
  expect(await shopper.balance()).toBe("¥48,800");
});

test("the service worker dies between claim and confirm: it wakes and finishes", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  const socket = world.proxy.arm(MONEY_SOCKET, { kind: "hold" }, { method: "UPGRADE", times: 0 });
  const confirm = world.proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Checking" })).toBeVisible();
  await confirm.met;
  await shopper.killServiceWorker();
  socket.release();
  confirm.release();
  const wallet = await shopper.wallet();
  await untilPaid(wallet);
  await untilHeard(page, "settled");
  expect(await shopper.balance()).toBe("¥48,800");
});

test("the service worker dies while the claim is under way: nothing is lost, one debit", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  const claim = world.proxy.arm(CLAIM, { kind: "lose-answer" });
  await pay(sheet);
  await claim.met;
  await shopper.killServiceWorker();
  const wallet = await shopper.wallet();
  await untilPaid(wallet);
  await untilHeard(page, "settled");
  expect(await shopper.balance()).toBe("¥48,800");
});

test("the browser is offline when Pay is pressed: it says checking, and settles once it is back", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  const claim = world.proxy.arm(CLAIM, { kind: "refuse" }, { times: 2 });
  await pay(sheet);
  await claim.met;
  await expect(sheet.getByRole("heading", { name: "Checking" })).toBeVisible();
  await untilPaid(sheet);
});
