/**
 * The wallet opened by itself: its home by the icon in the toolbar, with the service worker running or ended before,
 * and as a tab, which is how the peers were measured; and the worker's own start.
 */

import type { Chromium, Coming } from "../browser/chromium.ts";
import type { Session } from "../browser/session.ts";
import { PAINTS, type Paints, WALLET_WATCHER } from "../browser/watcher.ts";
import { endWorker } from "./end-worker.ts";

/** A file of the package that a browser shows as it is. */
const PLAIN_TEXT = "content-scripts/frame.js";
const BALANCE = "document.querySelector('.home .balances li')";

export interface Home {
  /** ms after the document began */
  readonly firstPaint: number;
  readonly text: number;
  /** ms after the press on the icon */
  readonly fromPress: number;
}

/** @param coming how the driver comes to the popup: only to learn what it adds */
export async function homePopup(chromium: Chromium, tab: Session, coming: Coming): Promise<Home> {
  let pressedAt = 0;
  const press = () => {
    pressedAt = performance.timeOrigin + performance.now();
    return chromium.pressIcon(tab.target);
  };
  const popup = await chromium.windowAt(press, coming, WALLET_WATCHER);
  await popup.until(BALANCE);
  const home = homeOf(await popup.ask<Paints>(PAINTS), pressedAt);
  await chromium.close(popup.target);
  return home;
}

/** The same with a worker that has to start again. */
export async function homeWithoutWorker(chromium: Chromium, tab: Session): Promise<Home> {
  await endWorker(chromium);
  return homePopup(chromium, tab, "later");
}

export async function homeTab(chromium: Chromium): Promise<Home> {
  const tab = await chromium.newTab(chromium.urlOf("popup.html"));
  await tab.until(BALANCE);
  const paints = await tab.ask<Paints>(PAINTS);
  await chromium.close(tab.target);
  return homeOf(paints, paints.opened);
}

function homeOf({ opened, firstContent, text }: Paints, pressedAt: number): Home {
  return { firstPaint: firstContent, text, fromPress: opened + text - pressedAt };
}

/** What a popup costs without us: a file of plain text in the wallet's place. @returns ms to its first paint */
export async function emptyPopup(chromium: Chromium, tab: Session): Promise<number> {
  await setPopup(chromium, PLAIN_TEXT);
  const popup = await chromium.windowAt(() => chromium.pressIcon(tab.target), "later", "");
  await popup.until("performance.getEntriesByName('first-contentful-paint')[0]");
  const { firstContent } = await popup.ask<Paints>(PAINTS);
  await chromium.close(popup.target);
  await setPopup(chromium, "popup.html");
  return firstContent;
}

async function setPopup(chromium: Chromium, popup: string): Promise<void> {
  const worker = await chromium.worker();
  await worker.ask(`chrome.action.setPopup(${JSON.stringify({ popup })})`);
  await worker.leave();
}

/** A message until it was taken: by a worker that has to start first, and by the same one running. */
export async function workerStart(
  chromium: Chromium,
): Promise<{ readonly cold: number; readonly warm: number }> {
  // A page of the package that runs nothing, and keeps no worker awake.
  const page = await chromium.newTab(chromium.urlOf("manifest.json"));
  const message = `(async () => {
    const before = performance.now();
    await chrome.runtime.sendMessage({ action: "seen", record: "none" }).catch(() => undefined);
    return performance.now() - before;
  })()`;
  await endWorker(chromium);
  const cold = await page.ask<number>(message);
  await page.ask<number>(message);
  const warm = await page.ask<number>(message);
  await chromium.close(page.target);
  return { cold, warm };
}
