/**
 * A headless Firefox, and only what the stories use of it: load an extension, go to a page, step into a frame, click and type
 * as a person would, run a script, wait for something to be true. Tabs are known by their handles; one is driven at a time.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Send, startMarionette } from "./marionette.ts";

const WAIT_LIMIT_MS = 20_000;
const POLL_MS = 50;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Firefox makes a random address for each extension: fixed here, so that its pages can be opened. */
const EXTENSION_UUID = "11111111-2222-4333-8444-555555555555";

export interface Firefox {
  /** where files are saved that a page gives */
  readonly downloads: string;
  /** @returns the origin of the extension's pages */
  install(folder: string): Promise<string>;
  /** with all that it has stored */
  uninstall(): Promise<void>;
  go(url: string): Promise<void>;
  /** into the first frame of the document (through open shadow roots), or back to the top */
  enterFrame(): Promise<void>;
  leaveFrames(): Promise<void>;
  /** a real click, trusted by the page, once the element is there */
  click(css: string): Promise<void>;
  /** a real click on what the script finds, once it finds it @param find the body of a function */
  clickFound(find: string): Promise<void>;
  /** a real click on the button that says this, once it is there and works */
  press(text: string): Promise<void>;
  /** what is typed into the field of this label, as by keys */
  type(label: string, text: string): Promise<void>;
  /** what is typed into what the script finds, in the place of what is there */
  typeFound(find: string, text: string): Promise<void>;
  /** one key, down and up, wherever the focus is @param key its WebDriver value */
  key(key: string): Promise<void>;
  /** an authenticator in the browser itself, with a user who agrees @returns its id */
  plugInAuthenticator(): Promise<string>;
  unplugAuthenticator(authenticator: string): Promise<void>;
  /** whether its user is verified from now on */
  verifiesItsUser(authenticator: string, verifies: boolean): Promise<void>;
  /** @param script the body of a function; `return` gives the answer, awaited */
  run<T>(script: string): Promise<T>;
  /** the same, in the browser's own window and with all its rights */
  runInBrowser<T>(script: string): Promise<T>;
  /** runs the script until it returns something true */
  until<T>(script: string): Promise<T>;
  untilInBrowser<T>(script: string): Promise<T>;
  /** opens a tab, goes on in it, and gives its handle */
  openTab(): Promise<string>;
  tabs(): Promise<string[]>;
  switchTo(handle: string): Promise<void>;
  closeTab(handle: string): Promise<void>;
  close(): Promise<void>;
}

/** @param geckoId of the extension that is to be installed */
export async function startFirefox(geckoId: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), "warifu-firefox-"));
  const downloads = join(profile, "downloads");
  mkdirSync(downloads);
  const { send, end } = await startMarionette(profile, preferences(geckoId, downloads));
  const scripts = scriptVerbs(send);
  return {
    downloads,
    ...scripts,
    ...pageVerbs(send, scripts),
    ...handVerbs(send, scripts),
    ...tabVerbs(send),
    async install(folder) {
      await send("Addon:Install", { path: folder, temporary: true });
      return `moz-extension://${EXTENSION_UUID}`;
    },
    uninstall: async () => void (await send("Addon:Uninstall", { id: geckoId })),
    async close() {
      await end();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

type Scripts = Pick<Firefox, "run" | "runInBrowser" | "until" | "untilInBrowser">;

function scriptVerbs(send: Send): Scripts {
  const run = async <T>(script: string) =>
    ((await send("WebDriver:ExecuteScript", { script, args: [] })) as { value: T }).value;
  const runInBrowser = async <T>(script: string): Promise<T> => {
    await send("Marionette:SetContext", { value: "chrome" });
    try {
      return await run<T>(script);
    } finally {
      await send("Marionette:SetContext", { value: "content" });
    }
  };
  const untilTrue = async <T>(ask: (script: string) => Promise<T>, script: string): Promise<T> => {
    const end = Date.now() + WAIT_LIMIT_MS;
    for (;;) {
      const value = await ask(script);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never true in Firefox: ${script}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  return {
    run,
    runInBrowser,
    until: <T>(script: string) => untilTrue<T>(run, script),
    untilInBrowser: <T>(script: string) => untilTrue<T>(runInBrowser, script),
  };
}

/** @returns what the script finds, as Marionette names it */
async function found({ until }: Scripts, find: string): Promise<string> {
  const element = await until<Record<string, string>>(find);
  return element[ELEMENT] ?? "";
}

/** Pages, frames and authenticators. */
function pageVerbs(send: Send, scripts: Scripts) {
  return {
    go: async (url: string) => void (await send("WebDriver:Navigate", { url })),
    async enterFrame() {
      const element = await found(
        scripts,
        `const inside = document.querySelector("warifu-checkout")?.shadowRoot ?? document;
         return inside.querySelector("iframe")`,
      );
      await send("WebDriver:SwitchToFrame", { element });
    },
    leaveFrames: async () => void (await send("WebDriver:SwitchToFrame", { id: null })),
    async plugInAuthenticator() {
      const added = (await send("WebAuthn:AddVirtualAuthenticator", {
        ...{ protocol: "ctap2_1", transport: "internal", hasResidentKey: true },
        ...{ hasUserVerification: true, isUserConsenting: true, isUserVerified: true },
      })) as { value: string };
      return added.value;
    },
    unplugAuthenticator: async (authenticatorId: string) =>
      void (await send("WebAuthn:RemoveVirtualAuthenticator", { authenticatorId })),
    verifiesItsUser: async (authenticatorId: string, isUserVerified: boolean) =>
      void (await send("WebAuthn:SetUserVerified", { authenticatorId, isUserVerified })),
  };
}

/** What a hand does. */
function handVerbs(send: Send, scripts: Scripts) {
  const clickFound = async (find: string) => {
    const id = await found(scripts, find);
    await send("WebDriver:ElementClick", { id });
  };
  const typeFound = async (find: string, text: string) => {
    const id = await found(scripts, find);
    await send("WebDriver:ElementClear", { id });
    await send("WebDriver:ElementSendKeys", { id, text });
  };
  return {
    clickFound,
    typeFound,
    click: (css: string) => clickFound(`return document.querySelector(${JSON.stringify(css)})`),
    press: (text: string) =>
      clickFound(`return [...document.querySelectorAll("button")].find((one) =>
        one.textContent === ${JSON.stringify(text)} && one.getAttribute("aria-disabled") !== "true")`),
    type: (label: string, text: string) =>
      typeFound(
        `return [...document.querySelectorAll("label")].find((one) =>
          one.textContent === ${JSON.stringify(label)})?.querySelector("input")`,
        text,
      ),
    async key(key: string) {
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
      await send("WebDriver:PerformActions", {
        actions: [{ type: "key", id: "keyboard", actions }],
      });
    },
  };
}

function tabVerbs(send: Send) {
  return {
    async openTab() {
      const opened = (await send("WebDriver:NewWindow", { type: "tab" })) as { handle: string };
      await send("WebDriver:SwitchToWindow", { handle: opened.handle });
      return opened.handle;
    },
    tabs: async () => (await send("WebDriver:GetWindowHandles")) as string[],
    switchTo: async (handle: string) => void (await send("WebDriver:SwitchToWindow", { handle })),
    async closeTab(handle: string) {
      await send("WebDriver:SwitchToWindow", { handle, focus: false });
      const [left] = (await send("WebDriver:CloseWindow")) as string[];
      // What is driven must be there.
      if (left) await send("WebDriver:SwitchToWindow", { handle: left, focus: false });
    },
  };
}

function preferences(geckoId: string, downloads: string) {
  return {
    "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: EXTENSION_UUID }),
    "extensions.webextensions.keepUuidOnUninstall": true,
    "browser.shell.checkDefaultBrowser": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.update.disabledForTesting": true,
    "app.normandy.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "browser.safebrowsing.update.enabled": false,
    "extensions.getAddons.cache.enabled": false,
    // Saved without a question, into a folder of ours.
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.alwaysOpenPanel": false,
    // Who is offline doesn't reach this machine either.
    "network.disable-localhost-when-offline": true,
    // Authenticators of the browser's own making, and none that is plugged into this machine.
    "security.webauth.webauthn_enable_softtoken": true,
    "security.webauth.webauthn_enable_usbtoken": false,
  };
}
