/**
 * The sheet's windows: which are open, how one is opened after a press, and the badge for when none could
 * be. Popup first, then a small window, then the badge alone. Never two at once.
 */

import { browser } from "wxt/browser";

const PORT = "sheet";
const PAGE = "/popup.html";
const WINDOW = { width: 376, height: 640 };
/** A window that hasn't spoken for itself by then has not come up. */
const COMING_MS = 3_000;
const INDIGO = "#24407a";

type Port = Parameters<Parameters<typeof browser.runtime.onConnect.addListener>[0]>[0];

export interface SheetWindows {
  /** Shows the sheet: comes to the front if it is there, opens otherwise. @param inWindow no popup: see SU23 */
  show(inWindow?: Promise<boolean>): Promise<void>;
  /** A window of its own, for what a popup doesn't live to see. */
  openWindow(place: string): Promise<void>;
  isOpen(): boolean;
  /** A window is open, or is just coming up. */
  isLooking(): boolean;
}

/** @param changed called when a window opens, closes, or hasn't come up; `closed`: that was the last one */
export function sheetWindows(changed: (closed: boolean) => void): SheetWindows {
  const open = new Set<Port>();
  let opening: Promise<void> | undefined;
  let comingUntil = 0;

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT || port.sender?.id !== browser.runtime.id) return;
    open.add(port);
    comingUntil = 0;
    changed(false);
    port.onDisconnect.addListener(() => {
      open.delete(port);
      changed(open.size === 0);
    });
  });

  return {
    isOpen: () => open.size > 0,
    isLooking: () => open.size > 0 || Date.now() < comingUntil,
    openWindow,
    async show(inWindow) {
      const [port] = open;
      if (port) return bringToFront(port);
      comingUntil = Date.now() + COMING_MS;
      // By then one has come, or none could: the shopper is told otherwise.
      setTimeout(() => changed(false), COMING_MS);
      opening ??= openOne(inWindow).finally(() => {
        opening = undefined;
      });
      await opening;
    },
  };
}

async function bringToFront(port: Port): Promise<void> {
  const { windowId: window, id } = port.sender?.tab ?? {};
  if (window === undefined) return; // the popup is in front, or it wouldn't be open
  // A tab of ours may stand behind the shop's.
  if (id !== undefined) await browser.tabs.update(id, { active: true }).catch(() => undefined);
  await browser.windows.update(window, { focused: true }).catch(() => undefined);
}

async function openOne(inWindow: Promise<boolean> | undefined): Promise<void> {
  try {
    if (await inWindow) return await openWindow();
    await browser.action.openPopup();
  } catch {
    // No toolbar, no focus, or another panel is open: a window of our own.
    await openWindow();
  }
}

/** @param place what it is to show, where it isn't what waits */
async function openWindow(place = ""): Promise<void> {
  const query = new URLSearchParams({ window: "1", ...(place === "" ? {} : { place }) });
  const url = browser.runtime.getURL(`${PAGE}?${query}`);
  await browser.windows.create({ type: "popup", url, ...WINDOW }).catch(() => undefined);
}

/** Tells the background that this window shows the sheet, for as long as it does. */
export function announceSheet(): void {
  const port = browser.runtime.connect({ name: PORT });
  // The service worker may die and come back: tell the new one too.
  port.onDisconnect.addListener(announceSheet);
}

/**
 * @param waiting orders that wait for the shopper while no sheet is open
 * @param news something else happened that he hasn't looked at; `paid`: inside a budget
 */
export async function showBadge(waiting: number, news?: "paid" | "other"): Promise<void> {
  const sign = news === "paid" ? "✓" : "•";
  await browser.action.setBadgeBackgroundColor({ color: INDIGO });
  await browser.action.setBadgeText({ text: waiting > 0 ? String(waiting) : news ? sign : "" });
}
