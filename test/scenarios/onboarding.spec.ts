// From the installation to a wallet that is ready, in a real browser: each step is kept, whatever dies, and a shop's order
// waits for nothing but an account.

import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { buildExtension } from "../../cli/system/builds.ts";
import { aVirtualAuthenticator } from "../support/scenario/authenticator.ts";
import { aNewcomer, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

/** The wallet as it is installed by people: it shows them around. */
let extension: string;
const DEMO_SHOP = "http://127.0.0.1:9/";

test.beforeAll(async ({ world }) => {
  const pins = { origin: world.proxy.origin, rootKey: world.keys.root.publicKey, mode: "test" };
  const folder = join(world.folder, "extension-welcome");
  extension = await buildExtension({ ...pins, demoShop: DEMO_SHOP, welcome: true }, folder);
});

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function nothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

/** @returns who has just installed the wallet, and the tab that came by itself */
async function installed(world: World): Promise<{ newcomer: Shopper; tab: Page }> {
  const newcomer = await aNewcomer(world, { extension });
  const { context, extensionId } = newcomer.browser;
  const isTab = (page: Page) =>
    page.url() === `chrome-extension://${extensionId}/popup.html?window=1`;
  const tab = context.pages().find(isTab) ?? (await context.waitForEvent("page", isTab));
  return { newcomer, tab };
}

test("the installation shows around, and goes on where it was after every death", async ({
  world,
}) => {
  const { newcomer, tab } = await installed(world);
  await expect(heading(tab, "Pay without handing anything over")).toBeVisible();
  await nothingFound(tab);
  await newcomer.killServiceWorker();
  await press(tab, "Begin");
  await expect(heading(tab, "Your language")).toBeVisible();
  await nothingFound(tab);
  await tab.getByLabel("Español").check();
  await expect(heading(tab, "Tu idioma")).toBeVisible();
  await tab.getByLabel("English").check();
  await newcomer.killServiceWorker();
  await press(tab, "Continue");
  await expect(heading(tab, "Your account")).toBeVisible();
  await nothingFound(tab);
  await tab.close();
  await newcomer.killServiceWorker();

  const second = await newcomer.wallet();
  await press(second, "Open a demo account");
  await expect(heading(second, "Make it yours alone")).toBeVisible();
  await nothingFound(second);
  await newcomer.killServiceWorker();
  await second.close();

  const third = await newcomer.wallet();
  await expect(heading(third, "Make it yours alone")).toBeVisible();
  await press(third, "Not now");
  await expect(heading(third, "Try it")).toBeVisible();
  await expect(third.getByRole("link", { name: "Open the demo shop" })).toHaveAttribute(
    "href",
    DEMO_SHOP,
  );
  await nothingFound(third);
  await newcomer.killServiceWorker();
  await third.reload();
  await press(third, "Done");
  await expect(third.locator(".home")).toBeVisible();
  await third.reload();
  await expect(third.locator(".home")).toBeVisible();
  await newcomer.close();
});

test("a passkey that is made on the way is there, and the way goes on", async ({ world }) => {
  const { newcomer, tab } = await installed(world);
  await aVirtualAuthenticator().plugInto(tab);
  await press(tab, "Begin");
  await press(tab, "Continue");
  await press(tab, "Open a demo account");
  await press(tab, "Add a passkey");
  await expect(heading(tab, "Your passkey is added")).toBeVisible();
  await press(tab, "Continue");
  await expect(heading(tab, "Try it")).toBeVisible();
  await newcomer.close();
});

test("a shop's order waits for the account alone, and the rest comes after it", async ({
  world,
}) => {
  const { newcomer, tab } = await installed(world);
  await expect(heading(tab, "Pay without handing anything over")).toBeVisible();
  const shop = await newcomer.visit(world.counter.origin());
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await expect(tab.getByText("A shop is waiting. Its order comes next.")).toBeVisible();
  await press(tab, "Open a demo account");
  await payButton(tab).waitFor();
  await pay(tab);
  await untilPaid(tab);
  await press(tab, "Done");
  // The last window of an order closes; what was begun is there in the next one.
  const next = await newcomer.wallet();
  await expect(heading(next, "Make it yours alone")).toBeVisible();
  await press(next, "Not now");
  await press(next, "Done");
  await expect(next.locator(".home")).toBeVisible();
  await newcomer.close();
});
