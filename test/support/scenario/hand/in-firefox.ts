/**
 * A person's verbs in Firefox. One browser for all stories: for each it gets the extension anew, with nothing stored. Which tab
 * is driven is said before each verb, so that panes are as independent as Playwright's pages.
 */

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { FINDERS, said } from "./finders.ts";
import type { Firefox } from "./firefox.ts";
import { type Drive, EXTENSION, popupDrive, tabDrive } from "./firefox-drives.ts";
import type { Key, Pane, Person } from "./person.ts";

/** As WebDriver names them. */
const KEYS: Readonly<Record<Key, string>> = { Escape: "\uE00C", Enter: "\uE007", Tab: "\uE004" };

/** @param extension folder of the built extension */
export async function inFirefox(
  firefox: Firefox,
  extension: string,
  has: "account" | "nothing",
): Promise<Person> {
  const origin = await firefox.install(extension);
  const home = `${origin}/popup.html`;
  const handles = new WeakMap<Pane, string>();
  const open = async (url: string) => {
    const handle = await firefox.openTab();
    await firefox.go(url);
    const pane = paneOf(tabDrive(firefox, handle), firefox.downloads);
    handles.set(pane, handle);
    return pane;
  };
  const inFrame = async <T>(shop: Pane, act: () => Promise<T>): Promise<T> => {
    await firefox.switchTo(handles.get(shop) ?? "");
    await firefox.leaveFrames();
    await firefox.enterFrame();
    try {
      return await act();
    } finally {
      await firefox.leaveFrames();
    }
  };
  const press = (shop: Pane) =>
    inFrame(shop, () => firefox.clickFound('return document.querySelector("#pay:enabled")'));
  const wallet = (place?: string) =>
    open(place === undefined ? home : `${home}?window=1&place=${place}`);
  const person: Person = {
    visit: open,
    wallet,
    press,
    async order(shop) {
      const before = await firefox.tabs();
      await press(shop);
      const shown = await firefox.untilInBrowser<string>(
        `${VIEWS} return views("popup") > 0 ? "popup" : views("tab") > 0 ? "window" : null`,
      );
      if (shown === "popup") return paneOf(popupDrive(firefox), firefox.downloads);
      // Where the browser lets no popup come up, a window does.
      const window = (await firefox.tabs()).find((tab) => !before.includes(tab)) ?? "";
      return paneOf(tabDrive(firefox, window), firefox.downloads);
    },
    buttonSays: (shop, text) =>
      inFrame(shop, async () => {
        const said = `document.querySelector("button")?.innerText.trim()`;
        await firefox.until(`return ${said} === ${JSON.stringify(text)}`);
      }),
    walletWindows: () => firefox.runInBrowser(`${VIEWS} return views("popup") + views("tab")`),
    endBackground: () => firefox.runInBrowser(END_BACKGROUND),
    offline: (isOffline) => firefox.runInBrowser(`Services.io.offline = ${isOffline}`),
    badge: () => firefox.runInBrowser(BADGE),
    async close() {
      await firefox.runInBrowser("Services.io.offline = false");
      const [keep, ...rest] = await firefox.tabs();
      for (const tab of rest) await firefox.closeTab(tab);
      await firefox.switchTo(keep ?? "");
      await firefox.go("about:blank");
      await firefox.uninstall();
    },
  };
  if (has === "account") await openAccount(person);
  return person;
}

async function openAccount(person: Person): Promise<void> {
  const page = await person.wallet();
  await page.press("Open a demo account");
  await page.heading("Your account");
  await page.close();
}

const VIEWS = `${EXTENSION}
  const views = (type) => [...extension.views].filter((one) => one.viewType === type && one.active !== false).length;`;
/** As it is ended when it has been idle, whatever it is doing. */
const END_BACKGROUND = `${EXTENSION}
  return extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }).then(() => null)`;
const BADGE = `${EXTENSION}
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const icon = ExtensionParent.apiManager.global.browserActionFor(extension);
  return String((icon.action ?? icon).getProperty(null, "badgeText") ?? "")`;

function paneOf(drive: Drive, downloads: string): Pane {
  return { ...looks(drive), ...hands(drive, downloads), ...scripts(drive) };
}

const BODY = "plain(document.body.innerText)";
const button = (name: string | RegExp) => `first(BUTTONS, ${said(name)})`;
const WORKS = 'it?.getAttribute("aria-disabled") !== "true"';

/** What is to be seen. */
function looks({ at, until }: Drive) {
  const untilSeen = async (script: string) => {
    await at();
    await until(`${FINDERS} ${script}`);
  };
  return {
    heading: (text: string | RegExp) => untilSeen(`return !!first(HEADINGS, ${said(text)})`),
    shows: (text: string | RegExp) => untilSeen(`return has(${said(text)}, ${BODY})`),
    lacks: (text: string | RegExp) => untilSeen(`return !has(${said(text)}, ${BODY})`),
    works: (name: string | RegExp) =>
      untilSeen(`const it = ${button(name)}; return !!it && ${WORKS}`),
    hasButton: (name: string | RegExp) => untilSeen(`return !!${button(name)}`),
  };
}

/** What a hand does. */
function hands(drive: Drive, downloads: string) {
  const { at } = drive;
  const press = async (name: string | RegExp) => {
    await at();
    await drive.click(`${FINDERS} const it = ${button(name)}; return ${WORKS} ? it : null`);
  };
  return {
    press,
    async fill(label: string, text: string) {
      await at();
      await drive.type(`${FINDERS} return field(${said(label)}, "input, textarea")`, text);
    },
    async choose(label: string, option: string) {
      await at();
      await drive.until(`${FINDERS} const list = field(${said(label)}, "select");
        const wanted = [...(list?.options ?? [])].find((one) => plain(one.text) === ${JSON.stringify(option)});
        if (!wanted) return false;
        list.value = wanted.value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
        return true`);
    },
    async check(label: string | RegExp) {
      await at();
      const box = `field(${said(label)}, "input[type=checkbox], input[type=radio]")`;
      await drive.until(`${FINDERS} return !!${box}`);
      const isTaken = await drive.run(`${FINDERS} return ${box}.checked`);
      if (!isTaken) await drive.click(`${FINDERS} return ${box}`);
      await drive.until(`${FINDERS} return ${box}?.checked === true`);
    },
    async key(key: Key) {
      await at();
      await drive.key(KEYS[key]);
    },
    async tabTo(name: string | RegExp) {
      await at();
      const isThere = `${FINDERS} return ${button(name)} === document.activeElement`;
      for (let i = 0; i < 30 && !(await drive.run(isThere)); i++) await drive.key(KEYS.Tab);
      await drive.until(isThere);
    },
    async save(name: string) {
      for (const file of readdirSync(downloads)) rmSync(join(downloads, file));
      await press(name);
      const there = () => readdirSync(downloads).filter((file) => !file.endsWith(".part"));
      await expect.poll(there).toHaveLength(1);
      const path = join(downloads, there()[0] ?? "");
      await expect.poll(() => readFileSync(path, "utf8").length).toBeGreaterThan(0);
      return readFileSync(path, "utf8");
    },
  };
}

/** The pane as a document. */
function scripts(drive: Drive) {
  const { at } = drive;
  return {
    async ask<T>(script: string) {
      await at();
      return drive.run<T>(fromPage(script));
    },
    async until(script: string) {
      await at();
      await drive.until(fromPage(script));
    },
    async reload() {
      await at();
      await drive.run("location.reload()");
      await drive.until('return document.readyState === "complete"');
    },
    front: at,
    close: drive.close,
  };
}

/** Scripts run beside the page's own: its globals are not theirs. */
function fromPage(script: string): string {
  return `const globalThis = window.wrappedJSObject ?? window; ${script}`;
}
