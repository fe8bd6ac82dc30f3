// Badge, message, window, history and the shop's page say the same of an order, whatever becomes of it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { buildExtension } from "../../cli/system/builds.ts";
import { aShopper, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const CONFIRM = /^\/v1\/confirmations$/;
const MONEY_SOCKET = /^\/v1\/money$/;
const SKEW_MS = 50_000;

/** As after the shopper's yes to the browser's own question, which no program can answer. */
let extension: string;

test.beforeAll(async ({ world }) => {
  const pins = { origin: world.proxy.origin, rootKey: world.keys.root.publicKey, mode: "test" };
  extension = await buildExtension(pins, join(world.folder, "extension-places"));
  const path = join(extension, "manifest.json");
  const { optional_permissions: optional, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
  const permissions = [...manifest.permissions, ...optional];
  writeFileSync(path, JSON.stringify({ ...manifest, permissions }));
});

interface ExtensionApi {
  readonly chrome: {
    readonly notifications: { getAll(): Promise<Record<string, unknown>> };
    readonly action: { getBadgeText(details: object): Promise<string> };
  };
}

/** Who wants to be told, with a page of the extension that is no window of the wallet. */
async function told(world: World): Promise<{ shopper: Shopper; look: Page }> {
  const shopper = await aShopper(world, { extension });
  const settings = await shopper.wallet();
  await settings.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("button", { name: "Messages", exact: true }).click();
  await settings.getByLabel("Show messages").click();
  await expect(settings.getByLabel("Show messages")).toBeChecked();
  await settings.close();
  const look = await shopper.visit(
    `chrome-extension://${shopper.browser.extensionId}/manifest.json`,
  );
  return { shopper, look };
}

const messages = async (look: Page) =>
  (
    await look.evaluate(async () =>
      Object.keys(await (globalThis as unknown as ExtensionApi).chrome.notifications.getAll()),
    )
  ).map((key) => key.split(" ")[0]);
const badge = (look: Page) =>
  look.evaluate(() => (globalThis as unknown as ExtensionApi).chrome.action.getBadgeText({}));

/** What is seen without a window of the wallet. */
async function outside(look: Page, badgeText: string, message: readonly string[]): Promise<void> {
  await expect.poll(() => badge(look)).toBe(badgeText);
  await expect.poll(() => messages(look)).toEqual(message);
}

const shopSays = (shop: Page, text: string) =>
  expect(checkoutFrame(shop).getByRole("button")).toContainText(text);

async function statusIs({ counter }: World, status: string): Promise<void> {
  const { id } = counter.trades.at(-1) ?? { id: "" };
  await expect.poll(async () => (await counter.warifu.getTrade(id)).status).toBe(status);
}

/** How home and the whole history call the newest payment. */
async function listsSay(shopper: Shopper, word: string): Promise<void> {
  const wallet = await shopper.wallet();
  await expect(wallet.locator("button.line").first()).toContainText(word);
  await wallet.getByRole("button", { name: "All payments" }).click();
  await expect(wallet.getByRole("heading", { name: "Payments", exact: true })).toBeVisible();
  await expect(wallet.locator("button.line").first()).toContainText(word);
  await wallet.close();
}

test("waiting, checking, paid: the five places say it together, and none before it is so", async ({
  world,
}) => {
  const { shopper, look } = await told(world);
  const shop = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(shop);
  await payButton(sheet).waitFor();
  await sheet.close();
  // He has seen it: the badge goes on saying that it waits, and no message comes.
  await outside(look, "1", []);
  await shopSays(shop, "Continue in your wallet");
  await statusIs(world, "open");

  const window = await shopper.wallet();
  world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
  const held = world.proxy.arm(CONFIRM, { kind: "hold" }, { times: 0 });
  await pay(window);
  await held.met;
  await expect(window.getByRole("heading", { name: "Checking" })).toBeVisible();
  await window.close();
  await outside(look, "", []);
  await shopSays(shop, "Continue in your wallet");
  await statusIs(world, "open");
  const again = await shopper.wallet();
  await expect(again.getByRole("heading", { name: "Checking" })).toBeVisible();
  await again.close();

  held.release();
  await outside(look, "•", ["settled"]);
  await shopSays(shop, "Paid");
  await statusIs(world, "settled");
  const after = await shopper.wallet();
  await untilPaid(after);
  await outside(look, "", []);
  await after.close();
  await listsSay(shopper, "Paid");
  await shopper.close();
});

test("declined, refused and too late: nothing anywhere says paid", async ({ world }) => {
  const { shopper, look } = await told(world);
  const { counter } = world;
  const order = async () => shopper.press(await shopper.visit(counter.origin()));
  const ends = async (sheet: Page, title: string, word: string) => {
    await expect(sheet.getByRole("heading", { name: title })).toBeVisible();
    await sheet.close();
    await outside(look, "", []);
    await listsSay(shopper, word);
  };

  const declined = await order();
  await declined.getByRole("button", { name: "Decline" }).click();
  await ends(declined, "Declined", "Not paid");
  await statusIs(world, "declined");

  counter.next = { amount: 60_000, currency: "JPY", items: [] };
  const refused = await order();
  await pay(refused);
  await ends(refused, "Not paid", "Not paid");
  await statusIs(world, "open");

  counter.next = { amount: 500, currency: "JPY", items: [], deadline: Date.now() + 40_000 };
  const late = await order();
  await payButton(late).waitFor();
  await world.moveClock(SKEW_MS);
  await pay(late);
  await ends(late, "Too late", "Too late");
  await statusIs(world, "expired");
  await world.moveClock(0);
  expect(await shopper.balance()).toBe("¥50,000");
  await shopper.close();
});
