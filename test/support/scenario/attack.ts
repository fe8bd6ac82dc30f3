/**
 * What the stories of hostile pages have in common: one shopper for all, pages that are put up at the shop's own
 * proven origin, real clicks, and the one question that each ends with: has anything moved?
 */

import { expect, type Frame, type Page } from "@playwright/test";
import type { Shopper } from "./shopper.ts";
import type { World } from "./world.ts";

/** No pages of the shop's own: the attack's words, after our script tag and its element. */
export const ELEMENT = '%TAG%<warifu-checkout trade-from="/trade"></warifu-checkout>';

export interface Attack {
  readonly world: World;
  readonly shopper: Shopper;
  /** opens a page of this body, at the proven origin */
  open(body: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  /** our frame in the page, once its button is there */
  frame(page: Page): Promise<Frame>;
  /** a real click at the middle of our frame, whether or not its button wants one */
  clickInto(page: Page, frame: Frame): Promise<void>;
  /** a real press, and the sheet that opens by it */
  press(page: Page): Promise<Page>;
  /** Balance and trades as they were, nothing claimed; and all is put away. @returns the records' states there were */
  nothingMoved(): Promise<string[]>;
}

interface StoredRecord {
  readonly state: string;
  readonly code?: string;
}

interface Looked {
  readonly balance: number;
  readonly records: readonly StoredRecord[];
}

const UNTOUCHED = ["open", "declined", "cancelled", "expired"];

export async function anAttack(world: World, shopper: Shopper): Promise<Attack> {
  const before = await look(shopper);
  const isOurs = (frame: Frame) => frame.url().startsWith(`${world.proxy.origin}/terminal-frame`);
  const { counter } = world;
  let first = counter.trades.length;
  const frame = async (page: Page): Promise<Frame> => {
    await expect.poll(() => page.frames().some(isOurs)).toBe(true);
    const found = page.frames().find(isOurs);
    if (!found) throw new Error("our frame is gone");
    await found.locator("#pay").waitFor();
    return found;
  };
  return {
    world,
    shopper,
    frame,
    open: (body, headers) => shopper.visit(counter.put("/attack", body, headers)),
    clickInto,
    press: async (page) => {
      const button = (await frame(page)).locator("#pay:enabled");
      const [sheet] = await Promise.all([shopper.browser.nextSheet(), button.click()]);
      return sheet;
    },
    async nothingMoved() {
      const after = await look(shopper);
      expect(after.balance).toBe(before.balance);
      for (const { id } of counter.trades.slice(first)) {
        const asked = await fetch(`${world.proxy.origin}/v1/trades/${id}/status`);
        expect(UNTOUCHED).toContain(((await asked.json()) as { status: string }).status);
      }
      const states = after.records.map(({ state, code }) => (code ? `${state}: ${code}` : state));
      for (const state of states) expect(state).not.toMatch(/claiming|confirming|settled/);
      first = counter.trades.length;
      await putAway(shopper);
      return states;
    },
  };
}

async function clickInto(page: Page, frame: Frame): Promise<void> {
  const box = await (await frame.frameElement()).boundingBox();
  if (!box) throw new Error("our frame is not to be seen");
  await page.mouse.click(box.x + box.width / 2, box.y + 24);
}

interface ExtensionPage {
  readonly chrome: {
    readonly storage: {
      readonly local: Area;
      readonly session: { clear(): Promise<void> };
    };
  };
}

interface Area {
  get(): Promise<Record<string, unknown>>;
  remove(keys: string[]): Promise<void>;
}

/** What the carrier says now, and what the wallet has of presses; then its records are forgotten. */
async function look(shopper: Shopper): Promise<Looked> {
  const since = Date.now();
  const page = await shopper.wallet();
  await page.waitForFunction(async (asked) => {
    const { local } = (globalThis as unknown as ExtensionPage).chrome.storage;
    const { profile } = (await local.get()) as { profile: { accountAt: number } };
    return profile.accountAt >= asked;
  }, since);
  const looked = await page.evaluate(async () => {
    const { local, session } = (globalThis as unknown as ExtensionPage).chrome.storage;
    const all = await local.get();
    const keys = Object.keys(all).filter((key) => key.startsWith("trade:"));
    await local.remove([...keys, "shops"]);
    await session.clear();
    const { account } = all.profile as { account: { balances: { amount: number }[] } };
    const records = keys.map((key) => all[key] as { state: string; code?: string });
    return { balance: account.balances[0]?.amount ?? Number.NaN, records };
  });
  await page.close();
  return looked;
}

/** Every page goes, and what the background remembers of them. */
async function putAway(shopper: Shopper): Promise<void> {
  const [keep, ...pages] = shopper.context.pages();
  await keep?.goto("about:blank");
  await Promise.all(pages.map((page) => page.close()));
  await shopper.killServiceWorker();
}
