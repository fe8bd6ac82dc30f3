// Money that is reserved, taken in part and given back, as the shopper sees it in the wallet and the shop at its desk.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

/** One act at the shop's desk, on the newest order. */
async function atTheDesk(page: Page, origin: string, act: string, amount?: number): Promise<void> {
  await page.goto(`${origin}/desk`);
  // Each button names its order too, for who doesn't see where it stands.
  const name = new RegExp(`^${act} \\(Order \\d+\\)$`);
  const form = page.locator("form", { has: page.getByRole("button", { name }) });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  if (amount !== undefined) await form.first().getByRole("textbox").fill(String(amount));
  await form.first().getByRole("button", { name }).click();
  await expect(page.getByRole("status")).toHaveText("Done.");
}

test("reserve at the shop, send part of it: the account pays that part, and the rest comes back", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Paper lantern");
  const sheet = await shopper.press(page);
  await expect(payButton(sheet)).toHaveText("Pay ¥6,800");
  await expect(sheet.getByText("Reserved until")).toBeVisible();
  await pay(sheet);
  await sheet.getByRole("heading", { name: "Reserved", exact: true }).waitFor();
  await expect(page.getByRole("heading", { name: /^Order \d+ is reserved$/ })).toBeVisible();
  const order = page.url();
  expect(await shopper.balance()).toBe("¥43,200");
  const desk = await shopper.context.newPage();
  await atTheDesk(desk, origin, "Send, and take the money", 5000);
  await page.bringToFront();
  await page.goto(order);
  await expect(page.getByRole("heading", { name: /^Order \d+ is paid$/ })).toBeVisible();
  await expect(page.getByText("¥5,000", { exact: true })).toBeVisible();
  expect(await shopper.balance()).toBe("¥45,000");
});

test("give a reservation up: nothing was taken", async ({ world, shopper }) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin, "Paper lantern");
  const sheet = await shopper.press(page);
  await pay(sheet);
  await sheet.getByRole("heading", { name: "Reserved", exact: true }).waitFor();
  await expect(page.getByRole("heading", { name: /^Order \d+ is reserved$/ })).toBeVisible();
  const desk = await shopper.context.newPage();
  await atTheDesk(desk, origin, "Give it up");
  expect(await shopper.balance()).toBe("¥50,000");
});

test("refund in parts: each part is in the wallet's balance", async ({ world, shopper }) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await pay(sheet);
  await untilPaid(sheet);
  await expect(page.getByRole("heading", { name: /^Order \d+ is paid$/ })).toBeVisible();
  expect(await shopper.balance()).toBe("¥45,020");
  const desk = await shopper.context.newPage();
  await atTheDesk(desk, origin, "Refund", 1000);
  expect(await shopper.balance()).toBe("¥46,020");
  await atTheDesk(desk, origin, "Refund");
  expect(await shopper.balance()).toBe("¥50,000");
  await desk.goto(`${origin}/orders`);
  await expect(desk.getByText("Refunded", { exact: true })).toHaveCount(1);
});
