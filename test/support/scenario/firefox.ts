/**
 * A headless Firefox by Marionette, its own remote protocol over TCP (length:JSON): no driver program is
 * needed, and none is packaged for Debian. Only what the stories use: load an extension, go to a page, step
 * into a frame, click as a person would, run a script, wait for something to be true.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../cli/system/free-port.ts";

const START_LIMIT_MS = 30_000;
const WAIT_LIMIT_MS = 15_000;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Firefox makes a random address for each extension: fixed here, so that its pages can be opened. */
const EXTENSION_UUID = "11111111-2222-4333-8444-555555555555";

export interface Firefox {
  /** @returns the origin of the extension's pages */
  install(folder: string): Promise<string>;
  go(url: string): Promise<void>;
  /** into the first frame of the document (through open shadow roots), or back to the top */
  enterFrame(): Promise<void>;
  leaveFrames(): Promise<void>;
  /** a real click, trusted by the page, once the element is there */
  click(css: string): Promise<void>;
  /** a real click on the button that says this, once it is there and works */
  press(text: string): Promise<void>;
  /** what is typed into the field of this label, as by keys */
  type(label: string, text: string): Promise<void>;
  /** an authenticator in the browser itself, with a user who agrees @returns its id */
  plugInAuthenticator(): Promise<string>;
  /** whether its user is verified from now on */
  verifiesItsUser(authenticator: string, verifies: boolean): Promise<void>;
  /** @param script the body of a function; `return` gives the answer */
  run<T>(script: string): Promise<T>;
  /** runs the script until it returns something true */
  until<T>(script: string): Promise<T>;
  /** opens a tab, goes on in it, and gives its handle */
  openTab(): Promise<string>;
  switchTo(handle: string): Promise<void>;
  close(): Promise<void>;
}

export async function startFirefox(geckoId: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), "warifu-firefox-"));
  const port = await freePort();
  writeFileSync(join(profile, "user.js"), preferences(port, geckoId));
  const args = [
    "--headless",
    "--marionette",
    "--remote-allow-system-access",
    "--no-remote",
    "--profile",
    profile,
  ];
  const child = spawn(process.env.WARIFU_FIREFOX ?? "firefox-esr", args, {
    stdio: "ignore",
    detached: true,
  });
  process.once("exit", () => kill(child));
  const socket = await untilConnected(port);
  const send = marionette(socket);
  await send("WebDriver:NewSession", { capabilities: {} });
  return {
    ...pageVerbs(send),
    async close() {
      socket.destroy();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      kill(child);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function pageVerbs(send: Send): Omit<Firefox, "close"> {
  const run = async <T>(script: string) =>
    ((await send("WebDriver:ExecuteScript", { script, args: [] })) as { value: T }).value;
  const until = async <T>(script: string): Promise<T> => {
    const end = Date.now() + WAIT_LIMIT_MS;
    for (;;) {
      const value = await run<T>(script);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never true in Firefox: ${script}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const find = async (css: string) => {
    await until(`return document.querySelector(${JSON.stringify(css)}) !== null`);
    const found = (await send("WebDriver:FindElement", { using: "css selector", value: css })) as {
      value: Record<string, string>;
    };
    return found.value[ELEMENT] ?? "";
  };
  return {
    async install(folder) {
      await send("Addon:Install", { path: folder, temporary: true });
      return `moz-extension://${EXTENSION_UUID}`;
    },
    go: async (url) => void (await send("WebDriver:Navigate", { url })),
    async enterFrame() {
      const script = `
        const inside = document.querySelector("warifu-checkout")?.shadowRoot ?? document;
        return inside.querySelector("iframe")`;
      await until(script);
      const frame = await run<Record<string, string>>(script);
      await send("WebDriver:SwitchToFrame", { element: frame[ELEMENT] });
    },
    leaveFrames: async () => void (await send("WebDriver:SwitchToFrame", { id: null })),
    click: async (css) => void (await send("WebDriver:ElementClick", { id: await find(css) })),
    async press(text) {
      const button = `[...document.querySelectorAll("button")].find((one) =>
        one.textContent === ${JSON.stringify(text)} && one.getAttribute("aria-disabled") !== "true")`;
      await until(`const found = ${button}; found?.setAttribute("data-press", ""); return !!found`);
      await send("WebDriver:ElementClick", { id: await find("[data-press]") });
      await run('document.querySelector("[data-press]")?.removeAttribute("data-press")');
    },
    async type(label, text) {
      const field = `[...document.querySelectorAll("label")].find((one) =>
        one.textContent === ${JSON.stringify(label)})?.querySelector("input")`;
      await until(`const found = ${field}; found?.setAttribute("data-type", ""); return !!found`);
      await send("WebDriver:ElementSendKeys", { id: await find("[data-type]"), text });
      await run('document.querySelector("[data-type]")?.removeAttribute("data-type")');
    },
    async plugInAuthenticator() {
      const added = (await send("WebAuthn:AddVirtualAuthenticator", {
        ...{ protocol: "ctap2_1", transport: "internal", hasResidentKey: true },
        ...{ hasUserVerification: true, isUserConsenting: true, isUserVerified: true },
      })) as { value: string };
      return added.value;
    },
    verifiesItsUser: async (authenticatorId, isUserVerified) =>
      void (await send("WebAuthn:SetUserVerified", { authenticatorId, isUserVerified })),
    run,
    until,
    async openTab() {
      const opened = (await send("WebDriver:NewWindow", { type: "tab" })) as { handle: string };
      await send("WebDriver:SwitchToWindow", { handle: opened.handle });
      return opened.handle;
    },
    switchTo: async (handle) => void (await send("WebDriver:SwitchToWindow", { handle })),
  };
}

function preferences(port: number, geckoId: string): string {
  const values = {
    "marionette.port": port,
    "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: EXTENSION_UUID }),
    "browser.shell.checkDefaultBrowser": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.update.disabledForTesting": true,
    "app.normandy.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "browser.safebrowsing.update.enabled": false,
    "extensions.getAddons.cache.enabled": false,
    // Authenticators of the browser's own making, and none that is plugged into this machine.
    "security.webauth.webauthn_enable_softtoken": true,
    "security.webauth.webauthn_enable_usbtoken": false,
  };
  const lines = Object.entries(values).map(([name, value]) =>
    [name, value].map((it) => JSON.stringify(it)),
  );
  return lines.map((pair) => `user_pref(${pair.join(", ")});\n`).join("");
}

async function untilConnected(port: number): Promise<Socket> {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const tried = connect(port, "127.0.0.1", () => resolve(tried));
      tried.once("error", () => resolve(undefined));
    });
    if (socket) return socket;
    if (Date.now() > end)
      throw new Error("Firefox did not start: install firefox-esr, or name one in WARIFU_FIREFOX");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type Send = (command: string, parameters?: Record<string, unknown>) => Promise<unknown>;

/** [0, id, command, parameters] there, [1, id, error, result] back. */
function marionette(socket: Socket): Send {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let received = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < end) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      if (!Array.isArray(message)) continue; // the greeting
      const [, id, error, result] = message as [
        number,
        number,
        { message: string } | null,
        unknown,
      ];
      if (error) waiting.get(id)?.reject(new Error(`Firefox: ${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
