/** A person's verbs in Chromium, by Playwright. */

import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { checkoutFrame, pressInShop } from "../../../../cli/purchase/shopper.ts";
import { aNewcomer, aShopper, type Shopper } from "../shopper.ts";
import type { World } from "../world.ts";
import type { Key, Pane, Person } from "./person.ts";

export async function inChromium(world: World, has: "account" | "nothing"): Promise<Person> {
  const shopper = await (has === "account" ? aShopper : aNewcomer)(world);
  const { browser, context } = shopper;
  // A page of the extension that is no window of the wallet.
  const look = await shopper.visit(`chrome-extension://${browser.extensionId}/manifest.json`);
  const isWallet = (page: Page) => page !== look && page.url().startsWith("chrome-extension://");
  const pages = new WeakMap<Pane, Page>();
  const paneOf = (page: Page) => {
    const pane = driven(page);
    pages.set(pane, page);
    return pane;
  };
  const pageOf = (pane: Pane) => {
    const page = pages.get(pane);
    if (!page) throw new Error("that is another person's");
    return page;
  };
  const press = async (shop: Pane) => {
    const button = checkoutFrame(pageOf(shop)).getByRole("button", { name: "Pay with Warifu" });
    await button.click();
  };
  return {
    visit: async (url) => paneOf(await shopper.visit(url)),
    wallet: async (place) => paneOf(await openWallet(shopper, place)),
    press,
    order: async (shop) => paneOf(await pressInShop(browser, pageOf(shop))),
    buttonSays: (shop, text) =>
      expect(checkoutFrame(pageOf(shop)).getByRole("button", { name: text })).toBeVisible(),
    walletWindows: async () => context.pages().filter(isWallet).length,
    endBackground: () => shopper.killServiceWorker(),
    offline: (isOffline) => context.setOffline(isOffline),
    badge: () => look.evaluate(badgeText),
    close: () => shopper.close(),
  };
}

async function openWallet({ visit, browser }: Shopper, place?: string): Promise<Page> {
  const query = place === undefined ? "" : `?window=1&place=${place}`;
  return visit(`chrome-extension://${browser.extensionId}/popup.html${query}`);
}

const badgeText = () =>
  (
    globalThis as unknown as { chrome: { action: { getBadgeText(of: object): Promise<string> } } }
  ).chrome.action.getBadgeText({});

/** Texts are whole where a text is given, and any part where a pattern is. */
function named(name: string | RegExp) {
  return typeof name === "string" ? { name, exact: true } : { name };
}

function driven(page: Page): Pane {
  const button = (name: string | RegExp) => page.getByRole("button", named(name));
  const body = page.locator("body");
  const innerText = { useInnerText: true } as const;
  const ask = <T>(script: string) => page.evaluate(`(() => { ${script} })()`) as Promise<T>;
  return {
    heading: (text) => expect(page.getByRole("heading", named(text)).first()).toBeVisible(),
    shows: (text) => expect(body).toContainText(text, innerText),
    lacks: (text) => expect(body).not.toContainText(text, innerText),
    press: async (name) => {
      const found = button(name).first();
      await expect(found).not.toHaveAttribute("aria-disabled", "true");
      await found.click();
    },
    works: (name) => expect(button(name).first()).not.toHaveAttribute("aria-disabled", "true"),
    hasButton: (name) => expect(button(name).first()).toBeVisible(),
    fill: (label, text) => page.getByLabel(label).first().fill(text),
    choose: async (label, option) =>
      void (await page.getByLabel(label).first().selectOption(option)),
    check: (label) => page.getByLabel(label).check(),
    key: (key: Key) => page.keyboard.press(key),
    async tabTo(name) {
      const isThere = () => button(name).evaluate((it) => it === document.activeElement);
      for (let i = 0; i < 30 && !(await isThere()); i++) await page.keyboard.press("Tab");
      await expect(button(name)).toBeFocused();
    },
    ask,
    until: (script) => expect.poll(() => ask<unknown>(script)).toBeTruthy(),
    async save(name) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", named(name)).click(),
      ]);
      return readFileSync(await download.path(), "utf8");
    },
    reload: async () => void (await page.reload()),
    front: () => page.bringToFront(),
    close: () => page.close(),
  };
}
