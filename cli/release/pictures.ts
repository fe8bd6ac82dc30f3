/**
 * The listing's pictures, from a purchase at the demo shop by the built wallet in a real browser: the sheet over the shop,
 * what was paid, the history, and the way in. Once for each language; the words that are pressed are the wallet's own, as a
 * test sees to. 1280 × 800, which both stores take.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { makeKeys } from "../keys.ts";
import { type OpenBrowser, openBrowser } from "../purchase/browser.ts";
import { prepareShop, registerShop } from "../register-shop.ts";
import { buildAssets, buildExtension } from "../system/builds.ts";
import { freePort } from "../system/free-port.ts";
import { startServers } from "../system/servers.ts";
import { startShop } from "../system/shop-process.ts";
import type { LANGUAGES } from "./listing.ts";

type Language = (typeof LANGUAGES)[number];

/** What is pressed and waited for: the shop's, the frame's and the wallet's words. */
export const PRESSED: Readonly<Record<Language, Record<string, string>>> = {
  en: {
    locale: "en-US",
    openAccount: "Open a demo account",
    account: "Your account",
    add: "Add to basket: Brush and ink",
    toCheckout: "Go to checkout",
    button: "Pay with Warifu",
    pay: "Pay ",
    paid: "Paid",
  },
  ja: {
    locale: "ja-JP",
    openAccount: "お試し口座を開く",
    account: "あなたの口座",
    add: "筆と墨をかごに入れる",
    toCheckout: "レジへ進む",
    button: "Warifuで支払う",
    pay: " を支払う",
    paid: "支払いました",
  },
};

const SIZE = { width: 1280, height: 800 };
const POPUP = { width: 360, height: 600 };
const SHOP_NAMES: Readonly<Record<Language, string>> = {
  en: "Kami paper goods",
  ja: "紙の店 Kami",
};

/** @param folder takes `<language>-<number>-<what>.png` @returns their names */
export async function takePictures(
  folder: string,
  languages: readonly Language[],
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(tmpdir(), "warifu-pictures-"));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  await buildAssets(true);
  const servers = await startServers({ folder: place, keys });
  const rootKey = keys.root.publicKey;
  const taken: string[] = [];
  try {
    const pins = { origin: servers.origin, rootKey, mode: "test", silent: true };
    const extension = await buildExtension(pins, join(place, "extension"));
    for (const language of languages) {
      const [port, database] = [await freePort(), join(place, `${language}.sqlite`)];
      const shopPlace = { server: servers.origin, rootKey, mode: "test" } as const;
      const { key } = await prepareShop(shopPlace);
      const shop = await startShop({ port, key, database });
      const browser = await openBrowser({ extension, locale: PRESSED[language].locale ?? "" });
      try {
        await registerShop({
          ...{ ...shopPlace, name: SHOP_NAMES[language], origins: [shop.origin], key },
          ...{ carrier: servers.carrierOrigin, operatorKey: keys.carrier.OPERATOR_KEY ?? "" },
        });
        taken.push(...(await picturesIn(browser, shop.origin, language, folder)));
      } finally {
        await browser.context.close();
        await shop.stop();
      }
    }
  } finally {
    await servers.stop();
    rmSync(place, { recursive: true, force: true });
  }
  return taken;
}

async function picturesIn(
  browser: OpenBrowser,
  shop: string,
  language: Language,
  folder: string,
): Promise<string[]> {
  const words = PRESSED[language];
  const word = (name: string) => words[name] ?? "";
  const { context, extensionId } = browser;
  const openWallet = async () => {
    const opened = await context.newPage();
    await opened.setViewportSize(POPUP);
    await opened.goto(`chrome-extension://${extensionId}/popup.html`);
    return opened;
  };
  const wallet = await openWallet();
  const way = wallet.getByRole("button", { name: word("openAccount") });
  await way.waitFor();
  const welcome = await wallet.screenshot();
  await way.click();
  await wallet.getByRole("heading", { name: word("account") }).waitFor();
  // The next order would be shown in it, and not where a shopper sees it.
  await wallet.close();
  const page = await context.newPage();
  await page.setViewportSize(SIZE);
  await page.goto(shop);
  const front = await page.screenshot();
  await page
    .getByRole("button", { name: word("add") })
    .first()
    .click();
  await page.goto(`${shop}/basket`);
  await page.getByRole("button", { name: word("toCheckout") }).click();
  const button = page
    .frameLocator("warifu-checkout iframe")
    .getByRole("button", { name: word("button") });
  await button.waitFor();
  const checkout = await page.screenshot();
  const [sheet] = await Promise.all([browser.nextSheet(), button.click()]);
  const pay = sheet.getByRole("button", { name: word("pay") });
  await pay.waitFor();
  await sheet.setViewportSize(POPUP);
  const asked = await sheet.screenshot();
  await pay.click();
  await sheet.getByRole("heading", { name: word("paid"), exact: true }).waitFor();
  const paid = await sheet.screenshot();
  await page.bringToFront();
  const done = await page.screenshot();
  const kept = await homeIn(await openWallet());
  const pairs = {
    sheet: [checkout, asked],
    paid: [done, paid],
    home: [front, kept],
    welcome: [front, welcome],
  } as const;
  const names: string[] = [];
  for (const [what, [under, over]] of Object.entries(pairs)) {
    const name = `${language}-${names.length + 1}-${what}.png`;
    await compose(context, under, over, join(folder, name));
    names.push(name);
  }
  return names;
}

/** Home, with the purchase among the last orders. */
async function homeIn(wallet: Page): Promise<Buffer> {
  await wallet.getByRole("heading", { level: 1 }).first().waitFor();
  await wallet.evaluate(() => document.fonts.ready.then(() => undefined));
  return wallet.screenshot();
}

const STYLE = `
  body { margin: 0; width: 1280px; height: 800px; position: relative; overflow: hidden; }
  .over { position: absolute; top: 16px; right: 24px; border-radius: 10px; box-shadow: 0 12px 40px rgb(26 28 32 / 35%); }
`;

async function compose(
  context: BrowserContext,
  under: Buffer,
  over: Buffer,
  path: string,
): Promise<void> {
  const page = await context.newPage();
  const image = (bytes: Buffer) => `data:image/png;base64,${bytes.toString("base64")}`;
  await page.setViewportSize(SIZE);
  await page.setContent(
    `<style>${STYLE}</style><img src="${image(under)}"><img class="over" src="${image(over)}">`,
  );
  await page.screenshot({ path });
  await page.close();
}
