// Something is wrong with what was bought: the shopper says so in his wallet, the shop answers at its desk without learning
// who asks, gives the money back, and the wallet says so.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const SAID = "The parcel never came, and it was for my mother's birthday.";
const ANSWERED = "We are very sorry. Here is your money.";

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("[DP2] [DP5] [DP6] [DP9] a shopper disputes what he paid, the shop answers and refunds, and the wallet says so", async ({
  world,
  shopper,
}) => {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await pay(sheet);
  await untilPaid(sheet);
  await expect(page.getByRole("heading", { name: /^Order \d+ is paid$/ })).toBeVisible();

  const wallet = await shopper.wallet();
  await wallet.getByRole("button", { name: /Paid · / }).click();
  await wallet.getByRole("button", { name: "Something wrong?" }).click();
  await expect(wallet.getByRole("heading", { name: "Something wrong?" })).toBeVisible();
  await wallet.getByLabel("What is wrong?").selectOption("It didn't arrive");
  await wallet.getByLabel("Your words to the shop").fill(SAID);
  await nothingFound(wallet);
  await wallet.getByRole("button", { name: "Tell the shop" }).click();
  await expect(
    wallet.getByRole("heading", { name: "Waiting for the shop's answer" }),
  ).toBeVisible();
  await expect(wallet.getByText(SAID)).toBeVisible();
  await nothingFound(wallet);

  await page.goto(`${origin}/desk`);
  await expect(page.getByText(SAID)).toBeVisible();
  await nothingFound(page);
  await page
    .getByLabel(/^Your words to the buyer/)
    .first()
    .fill(ANSWERED);
  await page.getByRole("button", { name: /^Write/ }).click();
  await expect(page.getByText("Done.")).toBeVisible();
  await expect(wallet.getByText(ANSWERED)).toBeVisible();
  await page.getByRole("button", { name: /^Agree, and refund it/ }).click();
  await expect(page.getByText("Done.")).toBeVisible();
  await expect(page.getByText(SAID)).toHaveCount(0);
  await expect(wallet.getByRole("heading", { name: "Refunded", exact: true })).toBeVisible();
  await expect(wallet.getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  await nothingFound(wallet);
  for (const server of ["synchronous", "carrier"] as const)
    expect(world.servers.log(server)).not.toContain("birthday");
});
