/**
 * Two ways to drive what Firefox shows: a tab, by Marionette's commands; and the wallet's popup, which belongs to no tab, by the
 * same commands' inner halves. Either way clicks and keys are the browser's own.
 */

import type { Firefox } from "./firefox.ts";

export const GECKO_ID = "terminal@warifu.example";

export const EXTENSION = `const { extension } = WebExtensionPolicy.getByID("${GECKO_ID}");`;

const POPUP = `${EXTENSION}
  const popup = [...extension.views].find((one) => one.viewType === "popup" && one.active)?.xulBrowser;
  const inside = popup?.browsingContext?.currentWindowGlobal?.getActor("MarionetteCommands");
  if (!inside) return null;
  const capabilities = { toJSON: () => ({ "moz:webdriverClick": true, "moz:accessibilityChecks": false }), get: (name) => name === "moz:webdriverClick" };`;
const GONE_MS = 20_000;

/** Scripts are bodies of functions; elements are told by scripts that return them. */
export interface Drive {
  /** makes it the one that is driven */
  at(): Promise<void>;
  run<T>(script: string): Promise<T>;
  /** runs the script until it returns something true */
  until<T>(script: string): Promise<T>;
  click(find: string): Promise<void>;
  /** in the place of what is there */
  type(find: string, text: string): Promise<void>;
  /** @param key its WebDriver value */
  key(key: string): Promise<void>;
  close(): Promise<void>;
}

export function tabDrive(firefox: Firefox, handle: string): Drive {
  return {
    async at() {
      await firefox.switchTo(handle);
      await firefox.leaveFrames();
    },
    run: firefox.run,
    until: firefox.until,
    click: firefox.clickFound,
    type: firefox.typeFound,
    key: firefox.key,
    close: () => firefox.closeTab(handle),
  };
}

/** It closes by itself when another tab comes, or the page beside it is clicked. */
export function popupDrive(firefox: Firefox): Drive {
  const run = <T>(script: string) =>
    firefox.runInBrowser<T>(
      `${POPUP} return inside.executeScript(${JSON.stringify(script)}, [], {}).then((value) => value ?? null)`,
    );
  const until = async <T>(script: string): Promise<T> => {
    const end = Date.now() + GONE_MS;
    for (;;) {
      // Between two of its documents there is nobody to ask.
      const value = await run<T>(script).catch(() => undefined);
      if (value) return value;
      if (Date.now() > end) {
        const views = await firefox.runInBrowser<string>(
          `${EXTENSION} return JSON.stringify([...extension.views].map(({ viewType, active }) => [viewType, active]))`,
        );
        const text = await run<string>("return document.body.innerText").catch(String);
        throw new Error(`never true in Firefox's popup: ${script}\n${views}\n${text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const withFound = (find: string, act: string) =>
    firefox.untilInBrowser(
      `${POPUP} return inside.executeScript(${JSON.stringify(find)}, [], {}).then((found) =>
        found === null || found === undefined ? null : (${act})(found).then(() => true))`,
    );
  return {
    at: async () => undefined,
    run,
    until,
    click: async (find) =>
      void (await withFound(find, "(found) => inside.clickElement(found, capabilities)")),
    type: async (find, text) => {
      const typed = JSON.stringify(text);
      await withFound(
        find,
        `(found) => inside.clearElement(found).then(() => inside.sendKeysToElement(found, ${typed}, capabilities))`,
      );
    },
    key: async (key) => {
      const act = `(found) => inside.sendKeysToElement(found, ${JSON.stringify(key)}, capabilities)`;
      const focus = "return document.activeElement ?? document.body";
      await withFound(focus, act);
    },
    close: async () => {
      await run("window.close()").catch(() => undefined);
      await firefox.untilInBrowser(`${EXTENSION}
        return ![...extension.views].some((one) => one.viewType === "popup" && one.active)`);
    },
  };
}
