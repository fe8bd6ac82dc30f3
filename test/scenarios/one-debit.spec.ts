// Two tabs, two payers, two windows: one trade is paid at most once, and everybody hears the same.

import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { WarifuError } from "../../register-server/index.ts";
import { expect, test } from "../support/scenario/story.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;

test("the same trade in two tabs is paid once", async ({ world, shopper }) => {
  const { counter } = world;
  const trade = await counter.createTrade();
  const url = `${counter.origin()}/given?trade=${trade.id}`;
  const [first, second] = [await shopper.visit(url), await shopper.visit(url)];
  await second.bringToFront();
  const sheet = await shopper.press(second);
  await payButton(sheet).waitFor();
  await sheet.close();
  await first.bringToFront();
  const again = await shopper.press(first);
  await pay(again);
  await untilPaid(again);
  await again.close();
  const wallet = await shopper.wallet();
  // The second tab's order of the same trade must not offer to pay it again.
  await expect(payButton(wallet)).toHaveCount(0);
  await wallet.close();
  expect(await shopper.balance()).toBe("¥48,800");
});

test("[TR4] the same trade with two accounts: one debit in all", async ({
  world,
  shopper,
  another,
}) => {
  const { counter } = world;
  const other = await another();
  const trade = await counter.createTrade();
  const url = `${counter.origin()}/given?trade=${trade.id}`;
  const [mine, theirs] = [
    await shopper.press(await shopper.visit(url)),
    await other.press(await other.visit(url)),
  ];
  await Promise.all([payButton(mine).waitFor(), payButton(theirs).waitFor()]);
  await Promise.all([pay(mine), pay(theirs)]);
  const paid = (sheet: typeof mine) => sheet.getByRole("heading", { name: "Paid", exact: true });
  const notPaid = (sheet: typeof mine) => sheet.getByRole("heading", { name: "Not paid" });
  await expect(paid(mine).or(notPaid(mine))).toBeVisible();
  await expect(paid(theirs).or(notPaid(theirs))).toBeVisible();
  expect((await paid(mine).count()) + (await paid(theirs).count())).toBe(1);
  const balances = [await shopper.balance(), await other.balance()].sort();
  expect(balances).toEqual(["¥48,800", "¥50,000"]);
});

test("the shop cancels while a confirm is on its way: no debit, and the late confirm meets the void", async ({
  world,
  shopper,
}) => {
  const { counter, proxy } = world;
  const page = await shopper.visit(counter.origin());
  const sheet = await shopper.press(page);
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  await pay(sheet);
  await confirm.met;
  const { id } = counter.trades.at(-1) ?? { id: "" };
  expect((await counter.warifu.cancelTrade(id)).status).toBe("cancelled");
  confirm.release();
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  expect((await counter.warifu.getTrade(id)).status).toBe("cancelled");
  expect(await shopper.balance()).toBe("¥50,000");
});

test("[TR8] the shop cancels after the branch has settled: settled wins everywhere", async ({
  world,
  shopper,
}) => {
  const { counter, proxy } = world;
  const page = await shopper.visit(counter.origin());
  const sheet = await shopper.press(page);
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = proxy.arm(CONFIRM, { kind: "lose-answer" });
  await pay(sheet);
  await confirm.met;
  const { id } = counter.trades.at(-1) ?? { id: "" };
  const refused = await counter.warifu.cancelTrade(id).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(WarifuError);
  expect(refused).toMatchObject({ code: "trade_settled" });
  await untilPaid(sheet);
  expect((await counter.warifu.getTrade(id)).status).toBe("settled");
  expect(await shopper.balance()).toBe("¥48,800");
});

test("a decline from a second window while a confirm is in flight changes nothing of what was confirmed", async ({
  world,
  shopper,
}) => {
  const { counter, proxy } = world;
  const page = await shopper.visit(counter.origin());
  const popup = await shopper.press(page);
  await payButton(popup).waitFor();
  // Opening a window closes the popup: two windows of the wallet from here on.
  const [first, second] = [await shopper.wallet(), await shopper.wallet()];
  await payButton(second).waitFor();
  proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const confirm = proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  const records = Object.values(await shopper.stored());
  const record = records.find((one) => (one as { state?: string }).state === "offered") as {
    id: string;
  };
  await pay(first);
  await confirm.met;
  // The second window shows "checking" by now: a message sent behind its back must not matter either.
  await expect(second.getByRole("heading", { name: "Checking" })).toBeVisible();
  await second.evaluate((id) => {
    const { runtime } = (
      globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): unknown } } }
    ).chrome;
    return runtime.sendMessage({ action: "decline", record: id });
  }, record.id);
  confirm.release();
  await untilPaid(first);
  await untilPaid(second);
  const { id } = counter.trades.at(-1) ?? { id: "" };
  await expect.poll(async () => (await counter.warifu.getTrade(id)).status).toBe("settled");
  expect(await shopper.balance()).toBe("¥48,800");
});
