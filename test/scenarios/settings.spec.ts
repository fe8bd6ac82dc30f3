// Settings: the theme from the first picture on, the language, and a file with all that is remembered and no secret.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { aNewcomer, aShopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const DARK = "rgb(20, 22, 26)";

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** Notes what colour the page has when anything is painted, from its first picture on. */
function notePictures(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const note = () => {
      if (document.body) seen.push(getComputedStyle(document.body).backgroundColor);
      if (seen.length < 20) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
}

test("a theme stays chosen when the browser starts anew, from the first picture on", async ({
  world,
}) => {
  const profile = mkdtempSync(join(tmpdir(), "warifu-profile-"));
  try {
    const before = await aShopper(world, { profile });
    const wallet = await before.wallet();
    const other = await before.wallet();
    await press(wallet, "Settings");
    await wallet.getByLabel("Dark").check({ force: true });
    expect(await background(wallet)).toBe(DARK);
    // Windows that are open wear it too.
    await expect.poll(() => background(other)).toBe(DARK);
    await before.close();

    const after = await aNewcomer(world, { profile });
    await notePictures(after.context);
    const again = await after.wallet();
    await expect(again.getByRole("heading", { name: "Your account" })).toBeVisible();
    await again.waitForFunction(() => (Reflect.get(globalThis, "seen") as string[]).length >= 20);
    const seen = await again.evaluate(() => Reflect.get(globalThis, "seen") as string[]);
    expect(new Set(seen)).toEqual(new Set([DARK]));
    await press(again, "Settings");
    await again.getByLabel("System").check({ force: true });
    await expect.poll(() => background(again)).not.toBe(DARK);
    await after.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test("every way leads somewhere and back, and the language is spoken at once", async ({
  shopper,
}) => {
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  for (const [way, heading] of [
    ["Security", "Security"],
    ["Limits", "Limits"],
    ["Browsers that can pay", "Browsers that can pay"],
    ["Lock Off", "Lock"],
    ["Delivery details", "Delivery details"],
    ["What shops received", "What shops received"],
    ["Save my data", "Save my data"],
    ["About Warifu", "About Warifu"],
  ] as const) {
    await wallet.getByRole("button", { name: way }).click();
    await expect(wallet.getByRole("heading", { name: heading, level: 1 })).toBeFocused();
    await press(wallet, "Back");
    await expect(wallet.getByRole("heading", { name: "Settings", level: 1 })).toBeFocused();
  }
  await wallet.getByLabel("Language").selectOption("ja");
  await expect(wallet.getByRole("heading", { name: "設定", level: 1 })).toBeVisible();
  await wallet.getByLabel("言語").selectOption("auto");
  await expect(wallet.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});

test("the file of all that is remembered has the orders, and no key, credential or code", async ({
  world,
  shopper,
}) => {
  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await pay(sheet);
  await untilPaid(sheet);
  await sheet.close();
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  await wallet.getByRole("button", { name: /^Lock O/ }).click();
  await wallet.getByLabel("Code for this browser").fill("open sesame");
  await wallet.getByLabel("The same code again").fill("open sesame");
  await press(wallet, "Set this code");
  await expect(wallet.getByRole("button", { name: "Lock now" })).toBeVisible();
  await press(wallet, "Back");
  await press(wallet, "Save my data");
  const [download] = await Promise.all([
    wallet.waitForEvent("download"),
    press(wallet, "Save as a file"),
  ]);
  expect(download.suggestedFilename()).toMatch(/^warifu-\d{4}-\d{2}-\d{2}\.json$/);
  await expect(wallet.getByText(`Saved as ${download.suggestedFilename()}`)).toBeVisible();
  const text = readFileSync(await download.path(), "utf8");
  const file = JSON.parse(text);
  expect(file).toMatchObject({
    ...{ typ: "warifu/terminal-export/1", all_orders: true },
    account: { state: "enrolled", balances: [{ currency: "JPY" }, {}] },
    orders: [{ state: "settled", amount: 1200, currency: "JPY", reference: "C-1" }],
    lock: { code: true, after_ms: 900_000 },
  });
  expect(file.orders[0].receipt.payload.amount).toBe(1200);

  const { profile, lock } = (await shopper.stored()) as {
    profile: { key: string; user: string; credential: { token: string } };
    lock: { code: { salt: string; hash: string } };
  };
  const secrets = [profile.key, profile.user, profile.credential.token];
  for (const secret of [...secrets, lock.code.salt, lock.code.hash, "open sesame"]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/credential|ticket|secret|private|"sealed"|"salt"/i);
});
