/**
 * One purchase at the demo shop, headless, through the real extension: each step printed with the time it
 * took, and a screenshot of the sheet over the shop. What `npm start` shows where there is no display.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type OpenBrowser, openBrowser } from "./browser.ts";
import { composeOverShop } from "./compose-picture.ts";
import { openAccount, pay, payButton, pressInShop, untilPaid } from "./shopper.ts";

const PRODUCT = "Brush and ink";

export interface HeadlessPurchase {
  readonly extension: string;
  /** the shop's origin */
  readonly shop: string;
  /** folder for the pictures */
  readonly screenshots: string;
}

/** @returns whether the order was paid */
export async function buyHeadless({
  extension,
  shop,
  screenshots,
}: HeadlessPurchase): Promise<boolean> {
  mkdirSync(screenshots, { recursive: true });
  const browser = await openBrowser({ extension });
  const step = steps();
  try {
    await openAccount(browser);
    step("the wallet opened a demo account");
    const page = await browser.context.newPage();
    await fillBasket(page, shop);
    step(`the shop's checkout shows the basket: ${PRODUCT}`);
    const sheet = await pressInShop(browser, page);
    await payButton(sheet).waitFor();
    step(`the confirm sheet opened by itself: ${await payButton(sheet).innerText()}`);
    const parts = await takePictures(page, sheet, screenshots);
    await pay(sheet);
    await untilPaid(sheet);
    step(`settled: ${await tradeOf(browser)}`);
    await page.getByRole("heading", { name: /^Order \d+ is paid$/ }).waitFor();
    step(`the shop's page: ${await page.getByRole("heading", { level: 1 }).innerText()}`);
    await page.screenshot({ path: join(screenshots, "order.png") });
    // Not before: opening a page closes the popup.
    await composeOverShop(browser.context, parts, join(screenshots, "confirm-sheet.png"));
    console.log(`\nPictures: ${screenshots}`);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  } finally {
    await browser.context.close();
  }
}

/** Puts the product into the basket and goes to the checkout. */
export async function fillBasket(page: Page, shop: string, product = PRODUCT): Promise<void> {
  await page.goto(shop);
  await page.getByRole("button", { name: `Add to basket: ${product}` }).click();
  await page.goto(`${shop}/basket`);
  await page.getByRole("button", { name: "Go to checkout" }).click();
  await page.getByRole("heading", { name: "Checkout" }).waitFor();
}

/** A headless browser draws the popup as a page of its own: the two are put together afterwards. */
async function takePictures(page: Page, sheet: Page, folder: string) {
  await sheet.evaluate(() => document.fonts.ready.then(() => undefined));
  const parts = { shop: join(folder, "shop.png"), sheet: join(folder, "sheet.png") };
  await sheet.screenshot({ path: parts.sheet, clip: await contentBox(sheet) });
  await page.screenshot({ path: parts.shop });
  return parts;
}

async function contentBox(sheet: Page) {
  const { width, height } = await sheet.evaluate(() => ({
    width: document.body.scrollWidth,
    height: document.body.scrollHeight,
  }));
  return { x: 0, y: 0, width: Math.min(width, 360), height: Math.min(height, 600) };
}

async function tradeOf({ serviceWorker }: OpenBrowser): Promise<string> {
  const stored: Record<string, unknown> = await serviceWorker.evaluate(() =>
    (globalThis as unknown as ServiceWorker).chrome.storage.local.get(),
  );
  const traded = Object.values(stored).find((one) => (one as { trade?: string })?.trade);
  return (traded as { trade: string }).trade;
}

interface ServiceWorker {
  readonly chrome: { storage: { local: { get(): Promise<Record<string, unknown>> } } };
}

function steps(): (text: string) => void {
  let last = Date.now();
  let number = 0;
  return (text) => {
    const now = Date.now();
    number += 1;
    console.log(`${String(number).padStart(2)}. ${text} (${now - last} ms)`);
    last = now;
  };
}
