// The lock: what it hides and keeps from happening, whoever dies meanwhile, and what opens it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { aVirtualAuthenticator } from "../support/scenario/authenticator.ts";
import { aNewcomer, aShopper, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const CODE = "open sesame";
const LOCKED = { name: "Locked", exact: true };

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** The wallet in a window that lives to see a passkey. */
const window = ({ visit, browser }: Shopper, place = "home"): Promise<Page> =>
  visit(`chrome-extension://${browser.extensionId}/popup.html?window=1&place=${place}`);

async function lockByCode(shopper: Shopper): Promise<Page> {
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  await wallet.getByRole("button", { name: /^Lock O/ }).click();
  await wallet.getByLabel("Code for this browser").fill(CODE);
  await wallet.getByLabel("The same code again").fill(CODE);
  await press(wallet, "Set this code");
  await press(wallet, "Lock now");
  await expect(wallet.getByRole("heading", LOCKED)).toBeVisible();
  return wallet;
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await press(page, "Unlock");
}

/** What a script in a page of the wallet can ask of the background. */
function send(page: Page, message: object): Promise<void> {
  return page.evaluate(async (sent) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
    };
    await chrome.runtime.sendMessage(sent).catch(() => undefined);
  }, message);
}

/** How many of the browser's ceremonies came to nothing, in the page's own `ended`. */
function noteEnds(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(globalThis, { ended: 0 });
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    credentials.get = (options) =>
      get(options).catch((error: unknown) => {
        Reflect.set(globalThis, "ended", Reflect.get(globalThis, "ended") + 1);
        throw error;
      });
  });
}

/** The clock goes on: the last wrong code is so much older. */
function waitBy(page: Page, ms: number): Promise<void> {
  return page.evaluate(async (older) => {
    interface Kept {
      readonly lock: { readonly tries: { readonly at: number } };
    }
    const { local } = (
      globalThis as unknown as {
        chrome: { storage: { local: { get(): Promise<Kept>; set(some: object): Promise<void> } } };
      }
    ).chrome.storage;
    const { lock } = await local.get();
    const tries = { ...lock.tries, at: lock.tries.at - older };
    await local.set({ lock: { ...lock, tries } });
  }, ms);
}

test("a locked wallet shows nothing, pays nothing, and keeps what a shop asks until it is unlocked", async ({
  world,
  shopper,
}) => {
  const first = await shopper.press(await shopper.visit(world.counter.origin()));
  await pay(first);
  await untilPaid(first);
  await first.close();
  await (await lockByCode(shopper)).close();
  await shopper.killServiceWorker();

  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(sheet.getByText("A shop asks for something. Unlock to see what.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page: sheet }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await expect(sheet.getByRole("heading", LOCKED)).toBeVisible();
  await expect(sheet.locator("body")).not.toHaveText(/¥|counter|Demo account/i);
  const waiting = await sheet.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        storage: { local: { get(): Promise<Record<string, { id: string; state: string }>> } };
      };
    };
    return Object.values(await chrome.storage.local.get()).find(({ state }) => state === "offered");
  });
  expect(waiting).toBeDefined();
  for (const message of [
    { action: "pay", record: waiting?.id, amount: 1200 },
    { action: "lock-off" },
    { action: "set-lock-code", code: "another one" },
  ])
    await send(sheet, message);

  await typeCode(sheet, "open sesam!");
  await expect(sheet.getByText("That code is wrong.")).toBeVisible();
  await shopper.killServiceWorker();
  await typeCode(sheet, CODE);
  await expect(payButton(sheet)).toBeVisible();
  await pay(sheet);
  await untilPaid(sheet);
  expect(JSON.stringify(await shopper.stored())).not.toContain(CODE);
  expect(await shopper.balance()).toBe("¥47,600");
});

test("wrong codes make the next one wait, through any death, and the right one counts again then", async ({
  shopper,
}) => {
  const wallet = await lockByCode(shopper);
  for (let tries = 1; tries <= 4; tries++) {
    await typeCode(wallet, `wrong one ${tries}`);
    await expect(wallet.getByText("That code is wrong.")).toBeVisible();
    await expect(wallet.getByLabel("Code", { exact: true })).toHaveValue("");
  }
  await typeCode(wallet, "the fifth one");
  await expect(wallet.getByText("Too many wrong codes.")).toBeVisible();
  await shopper.killServiceWorker();
  await wallet.reload();
  await expect(wallet.getByText("Too many wrong codes.")).toBeVisible();
  await send(wallet, { action: "unlock-by-code", code: CODE });
  await expect(wallet.getByRole("heading", LOCKED)).toBeVisible();
  await shopper.killServiceWorker();
  await waitBy(wallet, 30_000);
  await expect(wallet.getByText("Too many wrong codes.")).toHaveCount(0);
  await typeCode(wallet, CODE);
  await expect(wallet.getByRole("heading", { name: "Your account" })).toBeVisible();
});

test("the account's passkey opens it in a window, and only its owner's", async ({ shopper }) => {
  const authenticator = aVirtualAuthenticator();
  const wallet = await window(shopper, "security");
  await authenticator.plugInto(wallet);
  await press(wallet, "Add a passkey");
  await expect(wallet.getByText("Passkey 1 since")).toBeVisible();
  await press(wallet, "Back");
  await wallet.getByRole("button", { name: /^Lock O/ }).click();
  await press(wallet, "Lock with the passkey alone");
  await press(wallet, "Lock now");
  await expect(wallet.getByRole("heading", LOCKED)).toBeVisible();
  await expect(wallet.getByLabel("Code", { exact: true })).toHaveCount(0);
  await shopper.killServiceWorker();

  await noteEnds(wallet);
  await authenticator.verifiesItsUser(false);
  await press(wallet, "Unlock with your passkey");
  // Not before it has ended: it would go on with what the authenticator does next.
  await expect.poll(() => wallet.evaluate(() => Reflect.get(globalThis, "ended"))).toBe(1);
  await expect(wallet.getByRole("heading", LOCKED)).toBeVisible();
  await authenticator.verifiesItsUser(true);
  await press(wallet, "Unlock with your passkey");
  await expect(wallet.getByRole("heading", { name: "Lock", exact: true })).toBeVisible();
});

test("a browser that starts anew is locked, and who can't unlock it begins anew without the old key", async ({
  world,
}) => {
  const profile = mkdtempSync(join(tmpdir(), "warifu-profile-"));
  try {
    const before = await aShopper(world, { profile });
    await (await lockByCode(before)).close();
    const wallet = await before.wallet();
    await typeCode(wallet, CODE);
    await expect(wallet.getByRole("heading", { name: "Your account" })).toBeVisible();
    await before.close();

    const after = await aNewcomer(world, { profile });
    const locked = await after.wallet();
    await expect(locked.getByRole("heading", LOCKED)).toBeVisible();
    await press(locked, "I can’t unlock it");
    await press(locked, "Erase and begin anew");
    await expect(locked.getByRole("button", { name: "Open a demo account" })).toBeVisible();
    expect(Object.keys(await after.stored()).filter((key) => key !== "notices")).toEqual([]);
    await press(locked, "Open a demo account");
    await expect(locked.getByText("¥50,000")).toBeVisible();
    await after.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
