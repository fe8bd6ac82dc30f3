/** A shopper with a browser of his own: the built extension in it, and what a story does or sees there. */

import type { BrowserContext, Page } from "@playwright/test";
import {
  type BrowserOptions,
  type OpenBrowser,
  openBrowser,
} from "../../../cli/purchase/browser.ts";
import { openAccount, pressInShop } from "../../../cli/purchase/shopper.ts";
import type { World } from "./world.ts";

export interface Heard {
  readonly name: string;
  readonly trade?: string;
  readonly receipt?: unknown;
  readonly code?: string;
}

export interface Shopper {
  readonly browser: OpenBrowser;
  readonly context: BrowserContext;
  /** opens a page of a shop */
  visit(url: string): Promise<Page>;
  /** presses the shop's button and gives the sheet that opens by itself */
  press(shop: Page): Promise<Page>;
  /** the wallet as a page of its own: home, or the sheet of what waits */
  wallet(): Promise<Page>;
  /** the yen of the account, as the carrier tells the wallet now */
  balance(): Promise<string>;
  /** ends the service worker as the browser does, without a word */
  killServiceWorker(): Promise<void>;
  /** the extension's stored state, as it lies there */
  stored(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function aShopper(
  world: World,
  options: Partial<BrowserOptions> = {},
): Promise<Shopper> {
  const shopper = await aNewcomer(world, options);
  await openAccount(shopper.browser);
  return shopper;
}

/** A shopper who has no account yet. */
export async function aNewcomer(
  world: World,
  options: Partial<BrowserOptions> = {},
): Promise<Shopper> {
  const browser = await openBrowser({ extension: world.extension, ...options });
  await world.watch.watchPages(browser.context, world.proxy.origin);
  const shopper = shopperOf(browser);
  const close = async () => {
    await Promise.all(browser.context.pages().map((page) => world.watch.hearPage(page)));
    await shopper.close();
  };
  return { ...shopper, close };
}

function shopperOf(browser: OpenBrowser): Shopper {
  const { context, extensionId } = browser;
  const visit = async (url: string) => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const wallet = () => visit(`chrome-extension://${extensionId}/popup.html`);
  return {
    browser,
    context,
    visit,
    press: (shop) => pressInShop(browser, shop),
    wallet,
    async balance() {
      const since = Date.now();
      const page = await wallet();
      // The wallet shows what it knows at once; what the carrier says now has a later time.
      let amount: number | undefined;
      while (amount === undefined) {
        amount = await page.evaluate(async (asked) => {
          const { chrome } = globalThis as unknown as ExtensionPage;
          const { profile } = (await chrome.storage.local.get()) as { profile: StoredProfile };
          return profile.accountAt >= asked ? profile.account.balances[0]?.amount : undefined;
        }, since);
      }
      await page.close();
      return `¥${amount.toLocaleString("en-US")}`;
    },
    killServiceWorker: () => killServiceWorker(context),
    async stored() {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/popup.html`);
      const all = await page.evaluate(() =>
        (globalThis as unknown as ExtensionPage).chrome.storage.local.get(),
      );
      await page.close();
      return all;
    },
    close: () => context.close(),
  };
}

/** With Playwright attached a service worker never idles out: it has to be ended. */
async function killServiceWorker(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error("a persistent context has a browser");
  const { targetInfos } = await session.send("Target.getTargets");
  for (const { type, targetId } of targetInfos) {
    if (type === "service_worker") await session.send("Target.closeTarget", { targetId });
  }
  await session.detach();
}

interface StoredProfile {
  readonly accountAt: number;
  readonly account: { readonly balances: readonly { readonly amount: number }[] };
}

interface ExtensionPage {
  readonly chrome: { storage: { local: { get(): Promise<Record<string, unknown>> } } };
}

/** What the counter's page heard of its element. */
export async function heard(shop: Page): Promise<Heard[]> {
  return shop.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

export async function untilHeard(shop: Page, name: string): Promise<Heard> {
  await shop.waitForFunction(
    (wanted) =>
      (globalThis as unknown as { heard: Heard[] }).heard.some((one) => one.name === wanted),
    name,
  );
  const found = (await heard(shop)).find((one) => one.name === name);
  if (!found) throw new Error(`the page did not hear ${name}`);
  return found;
}
