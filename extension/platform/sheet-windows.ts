/**
 * The sheet's windows: which are open, how one is opened after a press, and the badge for when none could
 * be. Popup first, then a small window, then the badge alone; where a side panel is open,
 * there. Never two at once.
 */

import { browser } from "wxt/browser";

const PORT = "sheet";
const PAGE = "/popup.html";
const WINDOW = { width: 376, height: 640 };
/** A window that hasn't spoken for itself by then has not come up. */
const COMING_MS = 3_000;
/** A popup that is gone so soon after a press was closed by that very press: the click was beside it. */
const CLOSED_BY_PRESS_MS = 1_000;
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
  let pressed: { at: number; inWindow: Promise<boolean> | undefined } | undefined;

  browser.runtime.onConnect.addListener((port) => {
    if (port.name.split(" ")[0] !== PORT || port.sender?.id !== browser.runtime.id) return;
    open.add(port);
    comingUntil = 0;
    changed(false);
    port.onDisconnect.addListener(() => {
      open.delete(port);
      changed(open.size === 0);
      const again = pressed;
      pressed = undefined;
      const isByPress = again !== undefined && Date.now() - again.at < CLOSED_BY_PRESS_MS;
      if (open.size === 0 && isByPress) void show(again.inWindow);
    });
  });

  async function show(inWindow?: Promise<boolean>): Promise<void> {
    const [port] = open;
    if (port) {
      pressed = { at: Date.now(), inWindow };
      return bringToFront(port);
    }
    comingUntil = Date.now() + COMING_MS;
    // By then one has come, or none could: the shopper is told otherwise.
    setTimeout(() => changed(false), COMING_MS);
    opening ??= openOne(inWindow).finally(() => {
      opening = undefined;
    });
    await opening;
  }

  return {
    isOpen: () => open.size > 0,
    isLooking: () => open.size > 0 || Date.now() < comingUntil,
    openWindow,
    show,
  };
}

async function bringToFront(port: Port): Promise<void> {
  const { windowId, id } = port.sender?.tab ?? {};
  // A side panel has no tab: it says itself which window it is in.
  const window = windowId ?? Number(port.name.split(" ")[1] ?? Number.NaN);
  if (Number.isNaN(window)) return; // the popup is in front, or it wouldn't be open
  // A tab of ours may stand behind the shop's.
  if (id !== undefined) await browser.tabs.update(id, { active: true }).catch(() => undefined);
  const known = await browser.windows.get(window).catch(() => undefined);
  const restored = known?.state === "minimized" ? { state: "normal" as const } : {};
  await browser.windows.update(window, { focused: true, ...restored }).catch(() => undefined);
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
  const window = { type: "popup", url, ...WINDOW } as const;
  const bounds = await besideLastFocused();
  // A browser refuses what lies outside of every screen: then it chooses itself.
  await browser.windows
    .create({ ...window, ...bounds })
    .catch(() => browser.windows.create(window))
    .catch(() => undefined);
}

/** At the upper end of the window that was pressed in: never behind another one, or on another screen. */
async function besideLastFocused(): Promise<{ left: number; top: number } | undefined> {
  const last = await browser.windows.getLastFocused().catch(() => undefined);
  if (last?.left === undefined || last.top === undefined || last.width === undefined)
    return undefined;
  if (last.state === "minimized") return undefined;
  const left = last.left + Math.max(0, last.width - WINDOW.width);
  return { left, top: last.top };
}

/**
 * Tells the background that this window shows the sheet, for as long as it does.
 * @param isPanel it stands beside the page, in a window that it names
 */
export async function announceSheet(isPanel = false): Promise<void> {
  const window = isPanel ? await browser.windows.getCurrent().catch(() => undefined) : undefined;
  const port = browser.runtime.connect({ name: window?.id ? `${PORT} ${window.id}` : PORT });
  // The service worker may die and come back: tell the new one too.
  port.onDisconnect.addListener(() => void announceSheet(isPanel));
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
