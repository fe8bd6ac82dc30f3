// The sheet's answers in a real browser: what a shop changed since it asked a moment ago, Escape, and several orders.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { REQUEST } from "../support/scenario/counter.ts";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

/** Presses while a window of the wallet is open: the order comes there. */
async function pressAt(world: World, shopper: Shopper): Promise<Page> {
  const shop = await shopper.visit(world.counter.origin());
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  return shop;
}

test("an order that comes back dearer is marked where it changed, and paid as it is now", async ({
  world,
  shopper,
}) => {
  const shop = await shopper.visit(world.counter.origin());
  const first = await shopper.press(shop);
  await expect(payButton(first)).toHaveText("Pay ¥1,200");
  await expect(first.getByText("Changed by the shop")).toHaveCount(0);
  await first.getByRole("button", { name: "Decline" }).click();
  await expect(heading(first, "Declined")).toBeVisible();
  await first.close();

  world.counter.next = {
    ...{ ...REQUEST, amount: 2100 },
    items: [
      { name: "Washi notebook", quantity: 3, amount: 1800 },
      { name: "Wrapping", quantity: 1, amount: 300 },
    ],
  };
  await shop.reload();
  const sheet = await shopper.press(shop);
  await expect(sheet.getByText(/^Changed by the shop since /)).toBeVisible();
  await expect(sheet.locator(".amount-was s")).toHaveText("¥1,200");
  await expect(sheet.locator(".item-changed").first()).toContainText("× 2 × 3");
  await expect(sheet.locator(".item-changed").nth(1)).toContainText("New Wrapping");
  await nothingFound(sheet);
  await expect(payButton(sheet)).not.toHaveAttribute("aria-disabled", "true");
  await pay(sheet);
  await untilPaid(sheet);
  expect(await shopper.balance()).toBe("¥47,900");
});

test("Escape declines the order, and the shop is told; before it was looked at it does nothing", async ({
  world,
  shopper,
}) => {
  const shop = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(shop);
  await payButton(sheet).waitFor();
  await expect(payButton(sheet)).not.toHaveAttribute("aria-disabled", "true");
  await sheet.keyboard.press("Escape");
  await expect(heading(sheet, "Declined")).toBeVisible();
  const { warifu, trades } = world.counter;
  const trade = trades.at(-1)?.id ?? "";
  await expect.poll(async () => (await warifu.getTrade(trade)).status).toBe("declined");
  expect(await shopper.balance()).toBe("¥50,000");
});

test("[PG9] three orders wait in one window, each with its own answer, or all of a shop with one", async ({
  world,
  shopper,
}) => {
  const sheet = await shopper.wallet();
  await heading(sheet, "Your account").waitFor();
  for (const [at, amount] of [1200, 1300, 1400].entries()) {
    const items = [{ name: `Thing ${at}`, quantity: 1, amount }];
    world.counter.next = { ...REQUEST, amount, items, reference: `Q-${at}` };
    await pressAt(world, shopper);
    await expect(payButton(sheet)).toHaveText(`Pay ¥${amount.toLocaleString("en-US")}`);
  }
  await expect(sheet.getByText("1 of 3")).toBeVisible();
  await nothingFound(sheet);
  await sheet.getByRole("button", { name: "Show the next order" }).click();
  await expect(sheet.getByText("2 of 3")).toBeVisible();
  await expect(payButton(sheet)).toHaveText("Pay ¥1,300");
  await expect(payButton(sheet)).not.toHaveAttribute("aria-disabled", "true");
  await pay(sheet);
  await untilPaid(sheet);
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(sheet.getByText(/^[12] of 2$/)).toBeVisible();
  await sheet.getByRole("button", { name: "Decline all 2 of this shop" }).click();
  await expect(heading(sheet, "Declined")).toBeVisible();
  const { warifu, trades } = world.counter;
  const three = trades.slice(-3).map(({ id }) => id);
  const statuses = async () =>
    (await Promise.all(three.map((id) => warifu.getTrade(id)))).map(({ status }) => status);
  await expect.poll(statuses).toEqual(["declined", "settled", "declined"]);
});
