// The platform against the fake browser: the store, the sheet's windows, and when work is done again.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { type SheetWindows, sheetWindows } from "../../extension/platform/sheet-windows.ts";
import { readStored, terminalStore, watchStored } from "../../extension/platform/terminal-store.ts";
import { workTimer } from "../../extension/platform/work-timer.ts";
import type { Stored } from "../../terminal/wallet/ports.ts";
import { aRealm } from "../support/builders/realm.ts";
import { aRecord } from "../terminal/support/records.ts";

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the store", () => {
  it("is a new terminal's at first", async () => {
    expect(await terminalStore().read()).toEqual({
      profile: { state: "new" },
      records: {},
      given: {},
      disputes: {},
    });
  });

  it("keeps profile and records, and writes both of a change in one call", async () => {
    const realm = await aRealm();
    const record = await aRecord(realm, "confirming");
    const set = vi.spyOn(browser.storage.local, "set");
    const profile = { state: "enrolling", tries: 0, nextAt: 1 } as const;
    await terminalStore().write({ profile, put: [record], drop: ["gone"] });
    expect(set).toHaveBeenCalledTimes(1);
    const records = { [record.id]: record };
    expect(await readStored()).toEqual({ profile, records, given: {}, disputes: {} });
  });

  it("forgets what is dropped", async () => {
    const realm = await aRealm();
    const store = terminalStore();
    const record = await aRecord(realm, "offered");
    await store.write({ put: [record] });
    await store.write({ drop: [record.id] });
    expect((await store.read()).records).toEqual({});
  });

  it("looks once, and then knows what it has written itself", async () => {
    const realm = await aRealm();
    const store = terminalStore();
    const get = vi.spyOn(browser.storage.local, "get");
    await store.read();
    const record = await aRecord(realm, "offered");
    await store.write({ put: [record], profile: { state: "enrolling", tries: 0, nextAt: 1 } });
    const known = await store.read();
    await store.write({ drop: [record.id] });
    expect((await store.read()).records).toEqual({});
    expect(get).toHaveBeenCalledTimes(1);
    expect(known.records).toEqual({ [record.id]: record });
    expect(await readStored()).toEqual(await store.read());
  });

  it("looks again when somebody else has changed it", async () => {
    const store = terminalStore();
    await store.write({ profile: { state: "enrolling", tries: 0, nextAt: 1 } });
    await store.read();
    await browser.storage.local.set({ profile: { state: "new", refused: "unknown_terminal" } });
    expect((await store.read()).profile).toEqual({ state: "new", refused: "unknown_terminal" });
  });

  it("looks again after a write that broke off", async () => {
    const store = terminalStore();
    await store.read();
    vi.spyOn(browser.storage.local, "set").mockRejectedValueOnce(new Error("disk full"));
    const get = vi.spyOn(browser.storage.local, "get");
    const profile = { state: "enrolling", tries: 0, nextAt: 1 } as const;
    await expect(store.write({ profile })).rejects.toThrow("disk full");
    expect((await store.read()).profile).toEqual({ state: "new" });
    expect(get).toHaveBeenCalledTimes(1);
  });

  it("isn't misled by a change that comes while it looks or writes", async () => {
    const store = terminalStore();
    const details = { name: "Aoi" };
    const area = browser.storage.local;
    const get = area.get.bind(area) as (keys: unknown) => Promise<Record<string, unknown>>;
    const set = area.set.bind(area) as (items: object) => Promise<void>;
    vi.spyOn(browser.storage.local, "get").mockImplementationOnce(async (keys) => {
      const items = await get(keys);
      await set({ details });
      return items;
    });
    await store.read();
    expect(await store.read()).toMatchObject({ details });
    vi.spyOn(browser.storage.local, "set").mockImplementationOnce(async (items) => {
      await set({ details: { name: "Ren" } });
      await set(items);
    });
    await store.write({ profile: { state: "enrolling", tries: 0, nextAt: 1 } });
    expect(await store.read()).toMatchObject({ details: { name: "Ren" } });
  });

  it("keeps the language that was chosen, until it is the browser's again", async () => {
    const store = terminalStore();
    expect(await store.read()).not.toHaveProperty("language");
    await store.write({ language: "ja" });
    expect(await readStored()).toMatchObject({ language: "ja" });
    await store.write({ language: "auto" });
    expect(await store.read()).not.toHaveProperty("language");
    expect(await readStored()).not.toHaveProperty("language");
  });

  it("tells windows of every change", async () => {
    const heard: Stored[] = [];
    watchStored((stored) => heard.push(stored));
    await terminalStore().write({ profile: { state: "enrolling", tries: 0, nextAt: 1 } });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]?.profile.state).toBe("enrolling");
  });
});

describe("the sheet's windows", () => {
  let connected: ((port: unknown) => void) | undefined;
  let windows: SheetWindows;
  const openPopup = vi.fn<() => Promise<void>>();
  const create = vi.fn(async (_: unknown) => ({}));
  const update = vi.fn(async (_id: number, _: unknown) => ({}));
  const changed = vi.fn();

  beforeEach(() => {
    for (const mock of [openPopup, create, update, changed]) mock.mockClear();
    openPopup.mockResolvedValue();
    vi.spyOn(browser.runtime.onConnect, "addListener").mockImplementation((listener) => {
      connected = listener as never;
    });
    Object.assign(browser.action, { openPopup });
    vi.spyOn(browser.windows, "create").mockImplementation(create as never);
    vi.spyOn(browser.windows, "update").mockImplementation(update as never);
    windows = sheetWindows(changed);
  });

  /** @returns closes it */
  function open(windowId?: number, id = browser.runtime.id, name = "sheet"): () => void {
    let closed = () => {};
    const onDisconnect = {
      addListener: (listener: () => void) => {
        closed = listener;
      },
    };
    const tab = windowId === undefined ? undefined : { windowId };
    connected?.({ name, sender: { id, tab }, onDisconnect });
    return () => closed();
  }

  it("open as the popup first", async () => {
    await windows.show();
    expect(openPopup).toHaveBeenCalledTimes(1);
    expect(create).not.toHaveBeenCalled();
  });

  it("open as a window of their own where no popup can open", async () => {
    openPopup.mockRejectedValue(new Error("no active window"));
    await windows.show();
    expect(create).toHaveBeenCalledTimes(1);
    const url = expect.stringContaining("/popup.html?window=1");
    expect(create.mock.calls[0]?.[0]).toMatchObject({ type: "popup", url });
  });

  it("never open twice: two presses at once, or one that is there", async () => {
    await Promise.all([windows.show(), windows.show()]);
    expect(openPopup).toHaveBeenCalledTimes(1);
    open(12);
    await windows.show();
    expect(openPopup).toHaveBeenCalledTimes(1);
    expect(update).toHaveBeenCalledWith(12, { focused: true });
  });

  it("come back from the taskbar, and from behind the shop's tab", async () => {
    const get = vi.spyOn(browser.windows, "get").mockResolvedValue({ state: "minimized" } as never);
    open(12);
    await windows.show();
    expect(update).toHaveBeenCalledWith(12, { focused: true, state: "normal" });
    get.mockRestore();
  });

  it("are the side panel where one is open: its window comes to the front, and nothing opens", async () => {
    open(undefined, browser.runtime.id, "sheet 7");
    await windows.show();
    expect(update).toHaveBeenCalledWith(7, { focused: true });
    expect(openPopup).not.toHaveBeenCalled();
    expect(create).not.toHaveBeenCalled();
  });

  it("open over the window that was pressed in, and where the browser likes if it refuses that", async () => {
    const last = { left: -1500, top: 40, width: 1200, state: "normal" };
    vi.spyOn(browser.windows, "getLastFocused").mockResolvedValue(last as never);
    await windows.openWindow("security");
    expect(create).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ left: -1500 + 1200 - 376, top: 40, width: 376 }),
    );
    create.mockClear();
    create.mockRejectedValueOnce(new Error("Bounds must be within visible screen space"));
    await windows.openWindow("security");
    expect(create).toHaveBeenCalledTimes(2);
    expect(create.mock.calls[1]?.[0]).not.toHaveProperty("left");
  });

  it("are looked at while one is just coming up, and no longer if none came", async () => {
    vi.useFakeTimers();
    await windows.show();
    expect([windows.isOpen(), windows.isLooking()]).toEqual([false, true]);
    vi.advanceTimersByTime(3_000);
    expect(windows.isLooking()).toBe(false);
    expect(changed).toHaveBeenLastCalledWith(false);
  });

  it("say which one was the last to close", () => {
    const closeOne = open(12);
    const closeOther = open(13);
    closeOne();
    expect(changed).toHaveBeenLastCalledWith(false);
    closeOther();
    expect(changed).toHaveBeenLastCalledWith(true);
  });

  it("are open until the last one closes", () => {
    const closeOne = open(12);
    const closeOther = open();
    expect(windows.isOpen()).toBe(true);
    closeOne();
    expect(windows.isOpen()).toBe(true);
    closeOther();
    expect(windows.isOpen()).toBe(false);
    expect(changed).toHaveBeenCalledTimes(4);
  });

  it("are never another extension's", () => {
    open(12, "other");
    expect(windows.isOpen()).toBe(false);
  });
});

describe("the work timer", () => {
  const NOW = 1_790_000_000_000;

  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
  });

  it("works at the due time while the service worker lives", () => {
    const work = vi.fn();
    workTimer(work).set(NOW + 5_000);
    vi.advanceTimersByTime(4_999);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("doesn't go round in circles over what is just being done", () => {
    const work = vi.fn();
    workTimer(work).set(NOW - 60_000);
    vi.advanceTimersByTime(999);
    expect(work).not.toHaveBeenCalled();
  });

  it("leaves an alarm for a service worker that dies, no sooner than browsers grant", async () => {
    const work = vi.fn();
    const timer = workTimer(work);
    timer.set(NOW + 1_000);
    expect(await browser.alarms.get("work")).toMatchObject({ scheduledTime: NOW + 30_000 });
    timer.set(NOW + 90_000);
    expect(await browser.alarms.get("work")).toMatchObject({ scheduledTime: NOW + 90_000 });
    await fakeBrowser.alarms.onAlarm.trigger({
      name: "work",
      scheduledTime: NOW + 90_000,
      persistAcrossSessions: false,
    });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("sleeps when nothing is due", async () => {
    const work = vi.fn();
    const timer = workTimer(work);
    timer.set(NOW + 1_000);
    timer.set(undefined);
    vi.advanceTimersByTime(120_000);
    expect(work).not.toHaveBeenCalled();
    expect(await browser.alarms.getAll()).toEqual([]);
  });
});
