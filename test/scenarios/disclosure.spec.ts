// A shop asks where to send its goods. The shopper gives some of it, or nothing: the shop opens exactly that, nobody
// between can read it, and the wallet says afterwards who received what.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { DETAILS } from "../support/builders/disclosures.ts";
import { aPerson, type Person } from "../support/canary/plant.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const { delivery_address: ADDRESS } = DETAILS;
/** Nobody's but this run's: looked for in every place where they don't belong. */
const GIVER = aPerson();
const KEEPER = aPerson();

/** What is ticked is for the shop alone, what isn't for nobody: neither may be with our servers, or on the way [PV6]. */
function planted({ watch }: World, { name, address, phone }: Person, gives: boolean): void {
  watch.plant("name", name, "delivery details", gives ? ["shop-own"] : []);
  watch.plant("address", address, "delivery details", gives ? ["shop-own"] : []);
  watch.plant("phone", phone, "delivery details");
}

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

async function fillIn(form: Page, { name, address, phone }: Person): Promise<void> {
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Country").selectOption(ADDRESS.country);
  await form.getByLabel("Postal code").fill(ADDRESS.postal_code);
  await form.getByLabel("Town or city").fill(ADDRESS.city);
  await form.getByLabel("Street and house").fill(address);
  await form.getByLabel("Phone").fill(phone);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Saved.")).toBeVisible();
}

test("[DI4] [DI5] [DI9] [DI11] [PV6] what the shopper ticks reaches the shop, and nothing else of his does", async ({
  world,
  shopper,
}) => {
  planted(world, GIVER, true);
  const wallet = await shopper.wallet();
  await wallet.getByRole("button", { name: "Settings" }).click();
  await wallet.getByRole("button", { name: "Delivery details" }).click();
  await fillIn(wallet, GIVER);
  await nothingFound(wallet);
  await wallet.close();

  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await expect(sheet.getByRole("heading", { name: "The shop asks for" })).toBeVisible();
  for (const box of await sheet.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  await nothingFound(sheet);
  await sheet.getByLabel("Delivery name").check();
  await sheet.getByLabel("Delivery address").check();
  await pay(sheet);
  await untilPaid(sheet);

  await expect(page.getByRole("heading", { name: /^Order \d+ is paid$/ })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(GIVER.name)).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText(GIVER.address)).toBeVisible();
  await expect(page.getByText(GIVER.phone)).toHaveCount(0);
  await page.goto(`${origin}/desk`);
  await expect(page.getByText(GIVER.name)).toBeVisible();
  for (const server of ["synchronous", "carrier"] as const)
    expect(world.servers.log(server)).not.toContain(GIVER.name);

  const log = await shopper.wallet();
  await log.getByRole("button", { name: "Settings" }).click();
  await log.getByRole("button", { name: "What shops received" }).click();
  await expect(log.getByText(GIVER.name)).toBeVisible();
  await expect(log.getByText(GIVER.phone)).toHaveCount(0);
  await expect(log.getByText("Being sent.")).toHaveCount(0);
  await nothingFound(log);
  await log.getByRole("button", { name: "Take off the list" }).click();
  await expect(log.getByText("No shop was given anything.")).toBeVisible();
  expect(JSON.stringify(await shopper.stored())).not.toContain("given:");
});

test("[DI4] [DI10] [PV6] details typed in on the sheet stay in the wallet unless they are ticked: the payment is the same", async ({
  world,
  shopper,
}) => {
  planted(world, KEEPER, false);
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await sheet.getByRole("button", { name: "Fill in your details" }).click();
  await expect(payButton(sheet)).toHaveCount(0);
  await fillIn(sheet, KEEPER);
  await sheet.getByRole("button", { name: "Back" }).click();
  await expect(sheet.getByText(KEEPER.name)).toBeVisible();
  await sheet.getByLabel("Delivery name").check();
  await sheet.getByLabel("Delivery name").uncheck();
  await pay(sheet);
  await untilPaid(sheet);
  await expect(page.getByText("someone with a wallet. That is all we know.")).toBeVisible();
  await expect(page.getByText(KEEPER.name)).toHaveCount(0);
  await page.goto(`${origin}/desk`);
  const newest = page.getByRole("article").first();
  await expect(newest.getByRole("heading", { name: /^Order \d+$/ })).toBeVisible();
  await expect(newest.getByText(KEEPER.name)).toHaveCount(0);
  expect(await shopper.balance()).toBe("¥45,020");
  const stored = await shopper.stored();
  expect(stored.details).toMatchObject({ delivery_name: KEEPER.name });
  expect(JSON.stringify(Object.keys(stored))).not.toContain("given:");
});
