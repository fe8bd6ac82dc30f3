/**
 * The stored sets that growth measures: our servers' files with nothing, millions of trades, a million accounts, ten
 * thousand registers. Each is made once and kept, under the shape of what is stored; one whose making was interrupted is
 * begun again. Registers and payers are made by the servers themselves, on files in memory where there are such: nobody
 * waits for a disk then, and the files are the same.
 */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeKeyPair, makeKeys } from "../../cli/keys.ts";
import { root } from "../../cli/set-up.mjs";
import { OURS_HTTP } from "../names.ts";
import type { buildWorkers } from "../ours/build-workers.ts";
import { bytesOf, fillTrades, sqliteFiles } from "../ours/fill.ts";
import { fillAccounts } from "../ours/fill-accounts.ts";
import { readOurBooks } from "../ours/our-books.ts";
import { Ours, openShop, trustOf } from "../ours/ours.ts";
import { startWorkerdServers, type WorkerdServers } from "../ours/start-servers.ts";
import { playTrades } from "../rounds.ts";
import type { Books } from "../trade/contender.ts";
import { BenchPayer } from "../trade/payer.ts";
import { castOf, readCast, type SavedCast, saveCast } from "./saved-cast.ts";
import { shapeKey } from "./shape.ts";

/** Of what writes the sets: another number, and they are made anew. */
const VERSION = 1;
export const SETS_FOLDER = join(root, ".output", "bench", "sets");
const SHOPS = 100;
const PAYERS = 500;
/** After so many, a line says how far it is. */
const CHUNK = 500;
const IN_MEMORY = "/dev/shm";
const HANDS = 16;

/** What a set has; what isn't named is as in the empty one. */
export interface SetPlan {
  readonly name: string;
  readonly trades?: number;
  readonly accounts?: number;
  /** of those, accounts with a terminal of the bench: the ones that pay */
  readonly payers?: number;
  readonly registers?: number;
}

export interface StoredSet {
  readonly plan: SetPlan;
  readonly folder: string;
}

export interface Making {
  /** beside other sets of the same shape: those of a quick look */
  readonly kind: string;
  readonly built: Awaited<ReturnType<typeof buildWorkers>>;
  readonly say: (line: string) => void;
}

export function dropSets(): void {
  rmSync(SETS_FOLDER, { recursive: true, force: true });
}

/** The empty set first; each of the others is a copy of it with more. Sets of other shapes go. */
export async function storedSets(plans: readonly SetPlan[], making: Making): Promise<StoredSet[]> {
  mkdirSync(SETS_FOLDER, { recursive: true });
  const shape = await shapeNow(making);
  const key = `${shape}-${making.kind}`;
  for (const other of readdirSync(SETS_FOLDER))
    if (!other.startsWith(shape))
      rmSync(join(SETS_FOLDER, other), { recursive: true, force: true });
  const sets: StoredSet[] = [];
  for (const plan of plans) {
    const folder = join(SETS_FOLDER, key, fileName(plan.name));
    if (isDone(folder)) making.say(`${plan.name}: stored before`);
    else await make(plan, folder, join(SETS_FOLDER, key, fileName(EMPTY.name)), making);
    sets.push({ plan, folder });
  }
  return sets;
}

export const EMPTY: SetPlan = { name: "empty" };

function fileName(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/gi, "-");
}

const doneFile = (folder: string) => join(folder, "done.json");
const castFile = (folder: string) => join(folder, "cast.json");

function isDone(folder: string): boolean {
  return existsSync(doneFile(folder));
}

async function make(plan: SetPlan, folder: string, empty: string, making: Making): Promise<void> {
  const { say } = making;
  say(`${plan.name}: is made`);
  rmSync(folder, { recursive: true, force: true });
  if (plan.name === EMPTY.name) await inMemory(folder, undefined, (own) => makeEmpty(own, making));
  else if (plan.registers === undefined && plan.payers === undefined)
    cpSync(empty, folder, { recursive: true });
  else
    await inMemory(folder, empty, async (own) => {
      await addShops(own, plan.registers ?? 0, making);
      await addPayers(own, plan.payers ?? 0, making);
    });
  // A copy has the mark of what it is a copy of.
  rmSync(doneFile(folder), { force: true });
  if (plan.accounts !== undefined) fillAccounts(join(folder, "carrier"), plan.accounts, say);
  if (plan.trades !== undefined) fillTrades(foldersOf(folder), plan.trades, say);
  writeFileSync(doneFile(folder), JSON.stringify({ plan, ...measureFiles(folder) }));
}

/** @param from what is there before; nothing, if it is left out */
async function inMemory(
  folder: string,
  from: string | undefined,
  act: (own: string) => Promise<void>,
): Promise<void> {
  const own = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), "warifu-set-"));
  const remove = () => rmSync(own, { recursive: true, force: true });
  process.once("exit", remove);
  if (from !== undefined) cpSync(from, own, { recursive: true });
  await act(own);
  measureFiles(own);
  cpSync(own, folder, { recursive: true });
  remove();
  process.off("exit", remove);
}

function foldersOf(folder: string) {
  return { carrier: join(folder, "carrier"), synchronous: join(folder, "synchronous") };
}

/** What our servers store today: of a trade made now, in a folder of its own. */
async function shapeNow(making: Making): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-shape-"));
  await makeEmpty(folder, making, { shops: 1, payers: 1, trades: 4 });
  const key = shapeKey(foldersOf(folder), VERSION);
  rmSync(folder, { recursive: true, force: true });
  return key;
}

async function makeEmpty(
  folder: string,
  { built, kind, say }: Making,
  // Which till a trade goes to is chance: so many that hardly any has none.
  { shops, payers, trades } = { shops: SHOPS, payers: PAYERS, trades: SHOPS * 4 * 4 },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  saveCast(castFile(folder), { keys, shops: [], payers: [] });
  const making = { built, kind, say: shops > 1 ? say : () => {} };
  await addShops(folder, shops, making);
  await addPayers(folder, payers, making);
  await atServers(folder, making, async (ours, _, saved) => {
    const cast = castOf(saved, await trustOf(keys));
    const entry = { name: OURS_HTTP, contender: ours, confirms: "http" } as const;
    const turns = { shop: 0, payer: 0 };
    await playTrades(entry, { connections: 32, trades }, { cast, turns });
  });
}

/** Registers as any shop does it: certified by the carrier, and put up at the synchronous server. */
async function addShops(folder: string, count: number, making: Making): Promise<void> {
  const { say } = making;
  await atServers(folder, making, async (_, servers, saved) => {
    const shops = [...saved.shops];
    while (shops.length < count) {
      const numbers = Array.from(
        { length: Math.min(HANDS, count - shops.length) },
        (_, index) => shops.length + index,
      );
      const made = await Promise.all(
        numbers.map((number) => openShop(servers, saved.keys, number)),
      );
      shops.push(...made.map(({ key, certified }) => ({ key, certified })));
      if (shops.length % CHUNK < HANDS)
        say(`${shops.length.toLocaleString("en")} registers are there`);
    }
    saveCast(castFile(folder), { ...saved, shops });
  });
}

async function addPayers(folder: string, count: number, making: Making): Promise<void> {
  const { say } = making;
  await atServers(folder, making, async (ours, _, saved) => {
    const trust = await trustOf(saved.keys);
    const payers = [...saved.payers];
    while (payers.length < count) {
      const many = Math.min(CHUNK, count - payers.length);
      const pairs = await Promise.all(Array.from({ length: many }, () => makeKeyPair()));
      await ours.enrol(pairs.map((pair) => new BenchPayer(pair, trust)));
      payers.push(...pairs);
      say(`${payers.length.toLocaleString("en")} payers are enrolled`);
    }
    saveCast(castFile(folder), { ...saved, payers });
  });
}

async function atServers(
  folder: string,
  { built }: Making,
  act: (ours: Ours, servers: WorkerdServers, saved: SavedCast) => Promise<void>,
): Promise<void> {
  const saved = readCast(castFile(folder));
  const servers = await startWorkerdServers({ folder, built, keys: saved.keys });
  try {
    await act(new Ours(OURS_HTTP, servers), servers, saved);
  } finally {
    await servers.stop();
  }
}

export function castIn({ folder }: StoredSet): SavedCast {
  return readCast(castFile(folder));
}

interface FileSizes {
  readonly branchBytes: number;
  readonly allBytes: number;
}

/** As the set was made. */
export function bytesIn(folder: string): FileSizes {
  return JSON.parse(readFileSync(doneFile(folder), "utf8")) as FileSizes;
}

/** Of stopped servers: what still stands in a log beside its file comes into it first. */
function measureFiles(folder: string): FileSizes {
  const { carrier, synchronous } = foldersOf(folder);
  const classes = [carrier, synchronous].flatMap((role) =>
    readdirSync(join(role, "objects")).map((name) => join(role, "objects", name)),
  );
  const bytes = classes.map((own) => {
    const files = sqliteFiles(own);
    for (const file of files) checkpoint(file);
    return { own, size: bytesOf(files) };
  });
  return {
    branchBytes: sum(bytes.filter(({ own }) => own.endsWith("-Branch")).map(({ size }) => size)),
    allBytes: sum(bytes.map(({ size }) => size)),
  };
}

function checkpoint(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

export function booksOf(folder: string): Books {
  return readOurBooks(foldersOf(folder));
}
