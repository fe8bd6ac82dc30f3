// Two browsers of one shopper: what is asked in one is answered in the other, and both say the same.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { twoBrowsers } from "../support/scenario/link.ts";
import { type Shopper, untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const NAME = "“Browser extension (chrome)”";
const ASKED = `Asked in ${NAME}. That browser checked the shop’s page; this one checked the order.`;

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
}

/** @returns the shop's page, its sheet, and the other browser's window with the same order on it */
async function askedInBoth(world: World, first: Shopper, second: Shopper) {
  const shop = await first.visit(world.counter.origin());
  const sheet = await first.press(shop);
  await payButton(sheet).waitFor();
  const there = await second.wallet();
  await payButton(there).waitFor();
  await expect(there.getByText(ASKED)).toBeVisible();
  return { shop, sheet, there };
}

test("[AS1] [AS4] [AS6] [AS7] what one browser asks is paid in the other, and the first closes by itself", async ({
  world,
}) => {
  test.setTimeout(90_000);
  const { first, second } = await twoBrowsers(world);
  const { shop, sheet, there } = await askedInBoth(world, first, second);
  await expectAccessible(there);
  // Whoever asked starts anew, and finds out all the same.
  await first.killServiceWorker();
  await pay(there);
  await untilPaid(there);
  await expect(heading(sheet, `Paid in ${NAME}`)).toBeVisible();
  await expect(sheet.getByText("Receipt checked")).toBeVisible();
  await expectAccessible(sheet);
  await untilHeard(shop, "settled");
  expect(await first.balance()).toBe("¥48,800");
  expect(await second.balance()).toBe("¥48,800");
  await Promise.all([first.close(), second.close()]);
});

test("[AS6] both browsers press at once: it is paid once, and both say so", async ({ world }) => {
  test.setTimeout(90_000);
  const { first, second } = await twoBrowsers(world);
  const { shop, sheet, there } = await askedInBoth(world, first, second);
  await Promise.all([pay(sheet), pay(there)]);
  await expect(heading(sheet, /^Paid/)).toBeVisible();
  await expect(heading(there, /^Paid/)).toBeVisible();
  const titles = [sheet, there].map((page) => heading(page, /^Paid/).innerText());
  // One of them paid, the other one knows.
  expect((await Promise.all(titles)).filter((title) => title === "Paid")).toHaveLength(1);
  const { trade = "" } = await untilHeard(shop, "settled");
  expect((await world.counter.warifu.getTrade(trade)).status).toMatch(/settled|open/);
  expect(await first.balance()).toBe("¥48,800");
  expect(await second.balance()).toBe("¥48,800");
  await Promise.all([first.close(), second.close()]);
});

test("[AS8] declined in the other browser, it closes in the first, though the other died over it", async ({
  world,
}) => {
  test.setTimeout(90_000);
  const { first, second } = await twoBrowsers(world);
  const { shop, sheet, there } = await askedInBoth(world, first, second);
  await press(there, "Decline");
  await expect(heading(there, "Declined")).toBeVisible();
  await second.killServiceWorker();
  await expect(heading(sheet, `Declined in ${NAME}`)).toBeVisible();
  await expectAccessible(sheet);
  await untilHeard(shop, "refused");
  await press(there, "Done");
  expect(await first.balance()).toBe("¥50,000");

  // Who doesn't want it chooses so beside the list of his browsers.
  const list = await second.wallet();
  await press(list, "Settings");
  await press(list, "Browsers that can pay");
  const choice = list.getByRole("checkbox", { name: /^Show orders in all my browsers/ });
  await expect(choice).toBeChecked();
  await expectAccessible(list);
  await choice.uncheck();
  await list.reload();
  await press(list, "Settings");
  await press(list, "Browsers that can pay");
  await expect(choice).not.toBeChecked();
  await Promise.all([first.close(), second.close()]);
});
