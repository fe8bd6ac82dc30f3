/**
 * Watches a world for canaries: hears its traffic, its shops' pages, its logs and its files, and sweeps them after each
 * story and when the world ends. So every story is a test of what a shop can't learn [PV1], whatever else it is about.
 * WARIFU_CANARIES plants other values; WARIFU_CAPTURE names a folder that everything heard is kept in, to be searched
 * by other means.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import type { Kind, Place } from "../canary/canary.ts";
import { Capture } from "../canary/capture.ts";
import { databaseCells } from "../canary/database-cells.ts";
import { aPersonAsTold, canary, type Person } from "../canary/plant.ts";
import { assertNothingFound, Sweep, type Swept } from "../canary/sweep.ts";

/** What is printed, by whom. */
export type Logs = Readonly<Record<string, string>>;

/** Where whose files are. */
export type Folders = Readonly<Partial<Record<Place, string>>>;

export class Watch {
  readonly capture = new Capture();
  readonly sweep = new Sweep(this.capture);
  /** whose values are planted wherever a person may type something */
  readonly person: Person = aPersonAsTold(process.env.WARIFU_CANARIES);
  readonly #printed = new Map<string, number>();
  /** files that were learned from, with when they were last written */
  readonly #read = new Map<string, number>();

  /** @param home where it may be; nowhere but in the wallet, if left out @returns the value, to be typed */
  plant(kind: Kind, value: string, planted: string, home: readonly Place[] = []): string {
    this.sweep.plant(canary(kind, value, planted, home));
    return value;
  }

  /** What a story's end shows: nothing of a payer, where a shop or a log has it. */
  afterStory(logs: Logs, state: Folders): void {
    this.#hearLogs(logs);
    this.#learn(state);
    assertNothingFound(this.sweep.fresh());
  }

  /** The rest, and all that is stored. The servers have ended. */
  afterWorld(logs: Logs, folders: Folders): Swept {
    this.#hearLogs(logs);
    this.#learn(folders);
    for (const [place, folder] of Object.entries(folders)) this.hearFiles(place as Place, folder);
    const swept = this.sweep.fresh();
    console.log(summary(swept));
    keep(this);
    assertNothingFound(swept);
    return swept;
  }

  /**
   * What a shop's page hears of our frame, and what is left in it at the end. By the browser's console, which a page
   * doesn't see: a page must not be another because it is watched [PG3].
   */
  async watchPages(context: BrowserContext, ourOrigin: string): Promise<void> {
    await context.addInitScript(noteMessages, { mark: MARK, ourOrigin });
    context.on("console", (message) => {
      const text = message.text();
      if (!text.startsWith(MARK)) return;
      this.capture.catch("shop", "page, message from our frame", text.slice(MARK.length));
    });
  }

  /** A shop's page as it is now, with all that it stored. */
  async hearPage(page: Page): Promise<void> {
    if (!/^https?:/.test(page.url())) return;
    const looked = await page.evaluate(lookAround).catch(() => undefined);
    if (looked !== undefined) this.capture.catch("shop-own", "page, as it was left", looked);
  }

  #hearLogs(logs: Logs): void {
    for (const [who, text] of Object.entries(logs)) {
      const heard = this.#printed.get(who) ?? 0;
      this.capture.catch("logs", `what the ${who} printed`, text.slice(heard));
      // Once more from the last line's start, where a line was still being written.
      this.#printed.set(who, text.lastIndexOf("\n") + 1);
    }
  }

  /** Whose accounts and secrets there are by now: as the servers have stored them. */
  #learn(state: Folders): void {
    for (const [place, folder] of Object.entries(state))
      for (const path of filesIn(folder)) {
        const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
        // A database's files beside it come and go.
        if (writtenAt === undefined || this.#read.get(path) === writtenAt) continue;
        this.#read.set(path, writtenAt);
        this.sweep.learn({ place: place as Place, bytes: readFileSync(path) });
      }
  }

  /** Every file of a folder, and each cell of a database. */
  hearFiles(place: Place, folder: string): void {
    for (const path of filesIn(folder)) {
      const name = `file …/${relative(folder, path).split("/").slice(-2).join("/")}`;
      this.capture.catch(place, name, readFileSync(path));
      if (!path.endsWith(".sqlite")) continue;
      for (const { table, bytes } of databaseCells(path))
        this.capture.catch(place, `${name}, table ${table}`, bytes);
    }
  }
}

function summary({ canaries, findings, pieces, bytes, ms }: Swept): string {
  const kinds = Object.entries(canaries).map(([kind, count]) => `${count} ${kind}`);
  const heard = `${pieces} pieces (${(bytes / 1e6).toFixed(1)} MB, ${(ms / 1000).toFixed(1)} s)`;
  return `canaries: ${kinds.join(", ")}; ${findings.length} found in ${heard}`;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

const MARK = "\u2060warifu-heard ";

/** Runs in every page, before its own scripts: so what it takes hold of is the browser's own. */
function noteMessages({ mark, ourOrigin }: { mark: string; ourOrigin: string }): void {
  if (!/^https?:$/.test(location.protocol) || location.origin === ourOrigin || window !== top)
    return;
  const { debug } = console;
  const { stringify } = JSON;
  addEventListener(
    "message",
    ({ origin, data }) => {
      if (origin === ourOrigin) debug(mark + stringify(data));
    },
    true,
  );
}

function lookAround(): string {
  const kept = [location.href, document.cookie, document.documentElement.outerHTML];
  try {
    kept.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
  } catch {
    // A sandboxed page has no storage.
  }
  return kept.join("\n");
}

/** For whoever wants to search it with tools of his own. */
function keep({ capture, sweep }: Watch): void {
  const folder = process.env.WARIFU_CAPTURE;
  if (folder === undefined) return;
  const own = join(folder, String(process.pid));
  capture.caught.forEach(({ place, bytes }, index) => {
    mkdirSync(join(own, place), { recursive: true });
    writeFileSync(join(own, place, String(index)), bytes);
  });
  const heard = capture.caught.map(({ place, where }, index) => `${place}/${index}: ${where}\n`);
  writeFileSync(join(own, "heard.txt"), heard.join(""));
  writeFileSync(join(own, "canaries.json"), JSON.stringify(sweep.planted, null, 2));
}
