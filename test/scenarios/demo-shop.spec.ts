// The demo shop with the real wallet: never "paid, but no order", never an order twice, never an order for nothing.

import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const PAID = /^Order \d+ is paid$/;

test("buy and get the order: the shop shows it paid, with the amount, and nothing of the payer", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await expect(payButton(sheet)).toHaveText("Pay ¥4,980");
  await pay(sheet);
  await untilPaid(sheet);
  await expect(page.getByRole("heading", { name: PAID })).toBeVisible();
  await expect(page.getByText("someone with a wallet. That is all we know.")).toBeVisible();
  await page.goto(`${origin}/orders`);
  await expect(page.getByText("Paid", { exact: true })).toHaveCount(1);
  expect(await shopper.balance()).toBe("¥45,020");
});

test("decline: nothing is ordered, and the same basket can be paid afterwards", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Postcards, set of eight");
  const sheet = await shopper.press(page);
  await sheet.getByRole("button", { name: "Decline" }).click();
  await expect(
    checkoutFrame(page).getByText("Not paid. Nothing was taken. You can try again."),
  ).toBeVisible();
  await sheet.close();
  const again = await shopper.press(page);
  await pay(again);
  await untilPaid(again);
  await expect(page.getByRole("heading", { name: PAID })).toBeVisible();
  expect(await shopper.balance()).toBe("¥49,020");
});

test("the shop's page is closed before it hears: its poller finishes the order", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Gift envelopes");
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  await page.close();
  const wallet = await shopper.wallet();
  await pay(wallet);
  await untilPaid(wallet);
  const later = await shopper.context.newPage();
  await expect
    .poll(async () => {
      await later.goto(`${origin}/orders`);
      return later.getByText("Paid", { exact: true }).count();
    })
    .toBe(1);
});

test("pressed twice in two tabs of the shop: one order, one payment", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Washi letter paper");
  const second = await shopper.visit(`${origin}/checkout`);
  const sheet = await shopper.press(second);
  await pay(sheet);
  await untilPaid(sheet);
  await expect(second.getByRole("heading", { name: PAID })).toBeVisible();
  await page.bringToFront();
  await page.goto(`${origin}/orders`);
  await expect(page.getByText("Paid", { exact: true })).toHaveCount(1);
  await expect(page.getByText("Not paid yet")).toHaveCount(0);
  expect(await shopper.balance()).toBe("¥48,520");
});

test("not enough money for the folding screen: refused in the wallet, and the order stays unpaid", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Folding screen");
  const sheet = await shopper.press(page);
  await pay(sheet);
  await expect(sheet.getByRole("heading", { name: "Not paid" })).toBeVisible();
  await page.goto(`${origin}/orders`);
  await expect(page.getByText("Not paid yet")).toHaveCount(1);
});
