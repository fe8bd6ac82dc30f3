/** A headless Chromium with the wallet in it, driven over a pipe: its windows, its service worker, its processes. */

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { Cdp, type Said } from "./cdp.ts";
import { Session } from "./session.ts";

const ARGUMENTS = [
  "--headless=new",
  "--remote-debugging-pipe",
  // Lets the driver press the wallet's icon in the toolbar.
  "--enable-unsafe-extension-debugging",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The default screen of a headless browser has no room for a whole popup.
  "--screen-info={1600x1200}",
  "--window-size=1100,860",
];
const ALL_TARGETS = { filter: [{}] };
const WAIT_MS = 15_000;

export interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

/** How a driver comes to a new window: at once, later, or by stopping it first, as test libraries do. */
export type Coming = "at once" | "later" | "stopped";

export interface ChromiumOptions {
  /** folder of the unpacked package */
  readonly extension: string;
  /** an empty folder */
  readonly profile: string;
  /** the shopper has put the wallet's icon into the toolbar for good; it is in a menu after an installation */
  readonly pinned: boolean;
}

export class Chromium {
  readonly cdp: Cdp;
  readonly #process: ChildProcess;
  #id = "";

  private constructor(process: ChildProcess) {
    const [, , , out, into] = process.stdio;
    this.cdp = new Cdp(out as Writable, into as Readable);
    this.#process = process;
    this.cdp.hear((said) => this.#letGo(said));
  }

  static async launch({ extension, profile, pinned }: ChromiumOptions): Promise<Chromium> {
    if (pinned) pinIcon(extension, profile);
    const own = [
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      "--lang=en-US",
      "about:blank",
    ];
    const path = process.env.WARIFU_CHROME ?? "/usr/bin/chromium";
    const child = spawn(path, [...ARGUMENTS, ...own], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    process.once("exit", () => child.kill("SIGKILL"));
    const chromium = new Chromium(child);
    await chromium.cdp.send("Target.setDiscoverTargets", { discover: true, ...ALL_TARGETS });
    const worker = await chromium.#untilTarget(({ type }) => type === "service_worker");
    chromium.#id = new URL(worker.url).host;
    return chromium;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async version(): Promise<string> {
    return (await this.cdp.send<{ product: string }>("Browser.getVersion")).product;
  }

  urlOf(path: string): string {
    return `chrome-extension://${this.#id}/${path}`;
  }

  async targets(): Promise<readonly Target[]> {
    const { targetInfos } = await this.cdp.send<{ targetInfos: Target[] }>(
      "Target.getTargets",
      ALL_TARGETS,
    );
    return targetInfos;
  }

  /** A tab of its own, driven and in front. */
  async newTab(url: string, watcher?: string): Promise<Session> {
    const { targetId } = await this.cdp.send<{ targetId: string }>("Target.createTarget", {
      url: "about:blank",
    });
    const session = await Session.attach(this.cdp, targetId);
    if (watcher) await session.watch(watcher);
    if (url !== "about:blank") await session.goTo(url);
    return session;
  }

  /** The frame of our origin in a shop's page. */
  async frame(origin: string): Promise<Session> {
    const { targetId } = await this.#untilTarget(
      ({ type, url }) => type === "iframe" && url.startsWith(origin),
    );
    return Session.attach(this.cdp, targetId);
  }

  /** Presses the wallet's icon over this tab. */
  async pressIcon(tab: string): Promise<void> {
    const { targetInfos } = await this.cdp.send<{
      targetInfos: (Target & { parentId?: string })[];
    }>("Target.getTargets", ALL_TARGETS);
    const page = targetInfos.find(({ targetId }) => targetId === tab);
    const around = targetInfos.find(
      ({ type, url, targetId }) =>
        type === "tab" && (page?.parentId === targetId || url === page?.url),
    );
    const targetId = around?.targetId ?? tab;
    await this.cdp.send("Extensions.triggerAction", { id: this.#id, targetId });
  }

  /** The window of the wallet that `opens` opens. */
  async windowAt(opens: () => Promise<unknown>, coming: Coming, watcher: string): Promise<Session> {
    const before = new Set((await this.targets()).map(({ targetId }) => targetId));
    const isNew = ({ type, targetId }: Target) =>
      (type === "other" || type === "page") && !before.has(targetId);
    if (coming === "stopped") await this.#stopNewTargets(true);
    const came = this.#nextTarget(isNew);
    await opens();
    const { targetId } = await came;
    if (coming === "later") await this.#untilLoaded(targetId);
    const session = await Session.attach(this.cdp, targetId);
    if (coming !== "later") await session.watch(watcher);
    if (coming === "stopped") await this.#stopNewTargets(false);
    return session;
  }

  /** Ends the service worker as the browser does, without a word. */
  async killWorker(): Promise<void> {
    for (const { type, targetId } of await this.targets()) {
      if (type !== "service_worker") continue;
      await this.close(targetId);
    }
  }

  /** The worker that runs now. */
  async worker(): Promise<Session> {
    const { targetId } = await this.#untilTarget(({ type }) => type === "service_worker");
    return Session.attach(this.cdp, targetId);
  }

  async close(targetId: string): Promise<void> {
    await this.cdp.send("Target.closeTarget", { targetId }).catch(() => undefined);
    await this.#untilGone(targetId);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.cdp.send("Browser.close").catch(() => undefined);
    await ended;
  }

  /** As test libraries do: each new target waits until it is told to go on. */
  async #stopNewTargets(on: boolean): Promise<void> {
    const asked = { autoAttach: on, waitForDebuggerOnStart: on, flatten: true };
    await this.cdp.send("Target.setAutoAttach", asked);
  }

  #letGo({ method, params }: Said): void {
    if (method !== "Target.attachedToTarget" || !params.waitingForDebugger) return;
    const id = String(params.sessionId);
    void this.cdp.send("Runtime.runIfWaitingForDebugger", {}, id).catch(() => undefined);
  }

  /** Looked at from outside alone. */
  async #untilLoaded(targetId: string): Promise<void> {
    await this.#untilTarget((one) => one.targetId === targetId && one.url !== "");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }

  #nextTarget(wanted: (target: Target) => boolean): Promise<Target> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        end();
        reject(new Error("no window came"));
      }, WAIT_MS);
      const end = this.cdp.hear(({ method, params }) => {
        const target = params.targetInfo as Target;
        if (method !== "Target.targetCreated" || !wanted(target)) return;
        clearTimeout(timer);
        end();
        resolve(target);
      });
    });
  }

  async #untilTarget(wanted: (target: Target) => boolean): Promise<Target> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const found = (await this.targets()).find(wanted);
      if (found) return found;
      if (Date.now() > until) throw new Error("no target of that kind");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async #untilGone(targetId: string): Promise<void> {
    while ((await this.targets()).some((one) => one.targetId === targetId))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** As the browser keeps it, before its first start. */
function pinIcon(extension: string, profile: string): void {
  const { key } = JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8"));
  const folder = join(profile, "Default");
  mkdirSync(folder, { recursive: true });
  const preferences = { extensions: { pinned_extensions: [extensionId(key)] } };
  writeFileSync(join(folder, "Preferences"), JSON.stringify(preferences));
}

/** @param key of the manifest: the first half of its hash names the extension, in letters from a to p */
export function extensionId(key: string): string {
  const hash = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex");
  return [...hash.slice(0, 32)]
    .map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)])
    .join("");
}
