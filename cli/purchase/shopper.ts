/**
 * What a shopper does with the wallet, in the wallet's own words: for `npm start` without a display and for
 * the scenarios. Every wait is for something to appear, never for time.
 */

import type { FrameLocator, Page } from "@playwright/test";
import type { OpenBrowser } from "./browser.ts";

/** Opens the wallet as a page of its own and opens an account in it. */
export async function openAccount({ context, extensionId }: OpenBrowser): Promise<void> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/popup.html`);
  await page.getByRole("button", { name: "Open a demo account" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await page.close();
}

/** The checkout's frame in a shop's page. */
export function checkoutFrame(shop: Page): FrameLocator {
  return shop.frameLocator("warifu-checkout iframe");
}

/** Presses the shop's button: the sheet opens by itself. */
export async function pressInShop(browser: OpenBrowser, shop: Page): Promise<Page> {
  const button = checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" });
  await button.waitFor();
  const [sheet] = await Promise.all([browser.nextSheet(), button.click()]);
  return sheet;
}

/** The sheet's button, which says the amount. */
export function payButton(sheet: Page) {
  return sheet.getByRole("button", { name: /^Pay / });
}

export async function pay(sheet: Page): Promise<void> {
  await payButton(sheet).click();
}

export async function untilPaid(sheet: Page): Promise<void> {
  await sheet.getByRole("heading", { name: "Paid", exact: true }).waitFor();
}
