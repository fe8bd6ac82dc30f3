// What the browser says when no window of the wallet is open: once, quiet where that is wanted, and the badge beside it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pay, payButton } from "../../cli/purchase/shopper.ts";
import { buildExtension } from "../../cli/system/builds.ts";
import { aShopper, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;

/** As after the shopper's yes to the browser's own question, which no program can answer. */
let extension: string;

test.beforeAll(async ({ world }) => {
  const pins = { origin: world.proxy.origin, rootKey: world.keys.root.publicKey, mode: "test" };
  extension = await buildExtension(pins, join(world.folder, "extension-notices"));
  const path = join(extension, "manifest.json");
  const { optional_permissions: optional, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
  const permissions = [...manifest.permissions, ...optional];
  writeFileSync(path, JSON.stringify({ ...manifest, permissions }));
});

interface ExtensionApi {
  readonly chrome: {
    readonly notifications: { getAll(): Promise<Record<string, unknown>> };
    readonly action: { getBadgeText(details: object): Promise<string> };
    readonly storage: {
      readonly local: {
        get(key: string): Promise<{ notices?: { told: string[]; news: string[] } }>;
      };
    };
  };
}

/** A page of the extension that is no window of the wallet: it announces nothing. */
async function aLook({ visit, browser }: Shopper): Promise<Page> {
  return visit(`chrome-extension://${browser.extensionId}/manifest.json`);
}

const messages = (page: Page) =>
  page.evaluate(async () =>
    Object.keys(await (globalThis as unknown as ExtensionApi).chrome.notifications.getAll()),
  );
const badge = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as ExtensionApi).chrome.action.getBadgeText({}));
const told = (page: Page) =>
  page.evaluate(
    async () =>
      (await (globalThis as unknown as ExtensionApi).chrome.storage.local.get("notices")).notices,
  );

test("a payment that settles while nobody looks is told once, whatever dies", async ({ world }) => {
  const shopper = await aShopper(world, { extension });
  const settings = await shopper.wallet();
  await settings.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("button", { name: "Messages", exact: true }).click();
  await settings.getByLabel("Show messages").click();
  await expect(settings.getByLabel("Show messages")).toBeChecked();
  const { violations } = await new AxeBuilder({ page: settings }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await settings.close();

  const look = await aLook(shopper);
  const shop = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(shop);
  await payButton(sheet).waitFor();
  world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const held = world.proxy.arm(CONFIRM, { kind: "lose-answer" });
  await pay(sheet);
  await held.met;
  await sheet.close();
  await expect.poll(() => messages(look)).toEqual([expect.stringMatching(/^settled /)]);
  await expect.poll(() => badge(look)).toBe("•");
  const before = await told(look);
  await shopper.killServiceWorker();
  const home = await shopper.wallet();
  await expect(home.getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await expect.poll(() => badge(look)).toBe("");
  await expect.poll(() => messages(look)).toEqual([]);
  expect((await told(look))?.told).toEqual(before?.told);
  await shopper.close();
});

test("an order whose sheet can't come up is on the badge and told, quietly; declined, it is neither", async ({
  world,
}) => {
  const shopper = await aShopper(world, { extension });
  const settings = await shopper.wallet();
  await settings.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("button", { name: "Messages", exact: true }).click();
  await settings.getByLabel("Show messages").click();
  await settings.getByLabel(/^Without names and amounts/).check();
  await expect(settings.getByLabel("Show messages")).toBeChecked();
  await settings.close();
  const look = await aLook(shopper);
  // Neither popup nor window: as where another program holds the screen.
  await shopper.browser.serviceWorker.evaluate(() => {
    const { action, windows } = (globalThis as unknown as { chrome: Record<string, object> })
      .chrome;
    const never = { value: () => Promise.reject(new Error("no")) };
    Object.defineProperty(action, "openPopup", never);
    Object.defineProperty(windows, "create", never);
  });
  const shop = await shopper.visit(world.counter.origin());
  await shop
    .frameLocator("warifu-checkout iframe")
    .getByRole("button", { name: "Pay with Warifu" })
    .click();
  await expect.poll(() => badge(look)).toBe("1");
  await expect.poll(() => messages(look)).toEqual([expect.stringMatching(/^waiting /)]);
  const later = await shopper.wallet();
  await payButton(later).waitFor();
  await expect.poll(() => badge(look)).toBe("");
  await later.getByRole("button", { name: "Decline" }).click();
  await expect(later.getByRole("heading", { name: "Declined" })).toBeVisible();
  await expect.poll(() => messages(look)).toEqual([]);
  await later.close();
  await expect.poll(() => badge(look)).toBe("");
  await shopper.close();
});
