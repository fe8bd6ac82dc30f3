// One whole trade through the real extension and both servers, and the trades that must not go through.

import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { createWarifu } from "../../register-server/index.ts";
import { untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

test("a press opens the sheet, Pay settles, and page, shop and wallet agree", async ({
  world,
  shopper,
}) => {
  const { counter } = world;
  const page = await shopper.visit(counter.origin());
  const sheet = await shopper.press(page);
  await expect(sheet.getByText(counter.origin())).toBeVisible();
  await expect(payButton(sheet)).toHaveText("Pay ¥1,200");
  expect((await counter.warifu.getTrade(counter.trades.at(-1)?.id ?? "")).status).toBe("open");
  await pay(sheet);
  await untilPaid(sheet);
  const { trade, receipt } = await untilHeard(page, "settled");
  const expected = {
    trade: trade ?? "",
    amount: 1200,
    currency: "JPY",
    outcome: "settled",
  } as const;
  const { register, mode } = counter.warifu;
  await counter.warifu.verifyReceipt(receipt, { ...expected, register, mode });
  const view = await counter.warifu.getTrade(trade ?? "");
  expect(view).toMatchObject({ status: "settled", receipt });
  await expect(checkoutFrame(page).getByRole("button", { name: "Paid" })).toBeVisible();
  expect(await shopper.balance()).toBe("¥48,800");
});

test("a decline ends the trade, and no money moves", async ({ world, shopper }) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await sheet.getByRole("button", { name: "Decline" }).click();
  await expect(sheet.getByRole("heading", { name: "Declined" })).toBeVisible();
  await untilHeard(page, "refused");
  const trade = world.counter.trades.at(-1);
  expect((await world.counter.warifu.getTrade(trade?.id ?? "")).status).toBe("declined");
  expect(await shopper.balance()).toBe("¥50,000");
});

test("not enough money is a recorded refusal that the shop hears nothing of", async ({
  world,
  shopper,
}) => {
  const { counter } = world;
  const trade = await counter.createTrade({ amount: 60_000, currency: "JPY", items: [] });
  const page = await shopper.visit(`${counter.origin()}/given?trade=${trade.id}`);
  const sheet = await shopper.press(page);
  await expect(sheet.getByText("Not enough money: you have ¥50,000")).toBeVisible();
  await pay(sheet);
  await expect(
    sheet.getByText("There isn't enough money in your account.", { exact: true }),
  ).toBeVisible();
  const view = await counter.warifu.getTrade(trade.id);
  expect(view.status).toBe("open");
  expect(JSON.stringify(view)).not.toMatch(/insufficient|refused|payer/);
  expect(await shopper.balance()).toBe("¥50,000");
});

test("a currency that the account doesn't hold is refused", async ({ world, shopper }) => {
  const { counter } = world;
  const trade = await counter.createTrade({ amount: 12_500, currency: "KWD", items: [] });
  const page = await shopper.visit(`${counter.origin()}/given?trade=${trade.id}`);
  const sheet = await shopper.press(page);
  await expect(payButton(sheet)).toHaveText(/12\.500/);
  await pay(sheet);
  await expect(
    sheet.getByText("Your account doesn't hold this currency.", { exact: true }),
  ).toBeVisible();
});

test("a trade of another register shows nothing to confirm", async ({ world, shopper }) => {
  const { counter } = world;
  const other = await world.register("Another shop", [counter.origin()]);
  const foreign = await createWarifu({ key: other.key }).createTrade({
    amount: 1,
    currency: "JPY",
    items: [],
  });
  const page = await shopper.visit(`${counter.origin()}/given?trade=${foreign.id}`);
  const sheet = await shopper.press(page);
  await expect(sheet.getByRole("heading", { name: "Nothing to confirm" })).toBeVisible();
  await expect(payButton(sheet)).toHaveCount(0);
});
