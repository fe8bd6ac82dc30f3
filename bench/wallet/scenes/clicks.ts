/**
 * How often a shopper clicks in the wallet for one purchase, as the wallet's own windows received it: at a shop that was never
 * paid, at one that was, and inside a budget. To be played first, while the shop is new. Nothing is timed here.
 */

import type { Clicks } from "../report/result.ts";
import type { WalletStage } from "../stage.ts";
import { checkout, pay, pressFrame, pressInShop } from "./payment.ts";

/** Inside a budget a window that comes up counts too: it would want a click. */
export async function countClicks(stage: WalletStage): Promise<Clicks> {
  const there = { ...stage, chromium: stage.pinned };
  const [first, repeat] = [await clicksOfPurchase(there), await clicksOfPurchase(there)];
  return { first, repeat, inBudget: await clicksInBudget(there) };
}

async function clicksOfPurchase(stage: WalletStage): Promise<number> {
  const { page, frame } = await checkout(stage);
  const { popup } = await pressInShop(stage, { page, frame });
  await pay(popup, page);
  const clicks = popup.marks.filter(({ name }) => name === "clicked").length;
  await stage.chromium.close(popup.target);
  await stage.chromium.close(page.target);
  return clicks;
}

async function clicksInBudget(stage: WalletStage): Promise<number> {
  const { chromium } = stage;
  const { page, frame } = await checkout(stage);
  const register = await frame.ask<string>(
    'new URLSearchParams(location.search).get("register") ?? ""',
  );
  const terms = { register, currency: "JPY", period: "month", amount: 50_000, cap: 50_000 };
  await tellWorker(stage, { action: "allow-budget", budget: JSON.stringify(terms) });
  const before = new Set((await chromium.targets()).map(({ targetId }) => targetId));
  await pressFrame(page);
  await page.mark("shop knows");
  const windows = (await chromium.targets()).filter(
    ({ targetId, url }) => !before.has(targetId) && url.startsWith(chromium.urlOf("")),
  );
  await chromium.close(page.target);
  // All later scenes ask.
  await tellWorker(stage, { action: "revoke-budget", register });
  return windows.filter(({ type }) => type !== "service_worker").length;
}

/** As one of its windows would, until what it stores of budgets has changed. */
async function tellWorker({ chromium }: WalletStage, message: object): Promise<void> {
  const window = await chromium.newTab(chromium.urlOf("manifest.json"));
  await window.ask(`(async () => {
    const { runtime, storage } = chrome;
    const changed = new Promise((resolve) => storage.local.onChanged.addListener((all) => {
      if ("budgets" in all) resolve();
    }));
    await runtime.sendMessage(${JSON.stringify(message)}).catch(() => undefined);
    await changed;
  })()`);
  await chromium.close(window.target);
}
