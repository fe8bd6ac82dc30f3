/**
 * Fills our servers' objects with trades that were settled before, straight into their SQLite files while the servers
 * are stopped: copies of trades that were really made, with ids of their own, in the order of an earlier time. Branches
 * and tills get the same trades, so that their books agree.
 */

import { randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { toBase32Hex } from "../../protocol/signing/encoding.ts";

/** `trd_test_`, then register and till in 80 bits, which are 16 characters. */
const HEAD_CHARS = "trd_test_".length + 16;
const TIME_BYTES = 6;
const REST_BYTES = 28;
/** So much time lies between two of a till's trades. */
const APART_MS = 7;

export type Row = Record<string, string | number | null>;

interface TillFile {
  readonly path: string;
  readonly template: Row;
}

/** @param folders of the stopped servers, in which every till has settled a trade @returns trades written */
export function fillTrades(
  folders: { readonly carrier: string; readonly synchronous: string },
  trades: number,
  say: (line: string) => void,
): number {
  const [branch] = sqliteFiles(join(folders.carrier, "objects/carrier-Branch"));
  if (!branch) throw new Error("there is a branch");
  const tills = sqliteFiles(join(folders.synchronous, "objects/synchronous-Till")).flatMap(
    tillFile,
  );
  const each = Math.ceil(trades / tills.length);
  const database = openQuickly(branch);
  const known = database.prepare("SELECT * FROM outcomes WHERE trade = ?");
  const began = Date.now() - each * APART_MS - 24 * 60 * 60_000;
  for (const [number, till] of tills.entries()) {
    const ids = idsLike(String(till.template.id), began, each);
    const outcome = known.get(String(till.template.id)) as Row | undefined;
    if (!outcome) throw new Error("a till's sale was settled at the branch");
    insertLike(database, "outcomes", "trade", outcome, ids);
    fillTill(till, ids);
    if (number % 50 === 49) say(`${((number + 1) * each).toLocaleString("en")} trades are written`);
  }
  database.close();
  return each * tills.length;
}

export function sqliteFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((name) => join(folder, name));
}

export function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0);
}

function tillFile(path: string): TillFile[] {
  const database = new DatabaseSync(path);
  const template = database.prepare("SELECT * FROM trades WHERE sale IS NOT NULL LIMIT 1").get();
  database.close();
  return template ? [{ path, template: template as Row }] : [];
}

/** Ids of the same register and till, one after the other in time. @param began ms since the epoch */
export function idsLike(id: string, began: number, count: number): string[] {
  const head = id.slice(0, HEAD_CHARS);
  return Array.from({ length: count }, (_, index) => {
    const rest = randomBytes(REST_BYTES);
    rest.writeUIntBE(began + index * APART_MS, 0, TIME_BYTES);
    return `${head}${toBase32Hex(rest)}`;
  });
}

function fillTill({ path, template }: TillFile, ids: readonly string[]): void {
  const database = openQuickly(path);
  const [till] = database.prepare("SELECT sums FROM till").all() as { sums: string }[];
  const sums = JSON.parse(till?.sums ?? "{}");
  const { amount } = JSON.parse(String(template.terms)).payload;
  insertLike(database, "trades", "id", template, ids, (index) => ({
    sale: sums.lastSale + 1 + index,
  }));
  const balances = { ...sums.balances, JPY: sums.balances.JPY + amount * ids.length };
  const after = { ...sums, balances, lastSale: sums.lastSale + ids.length };
  database.prepare("UPDATE till SET sums = ?").run(JSON.stringify(after));
  database.close();
}

export function insertLike(
  database: DatabaseSync,
  table: string,
  key: string,
  template: Row,
  ids: readonly string[],
  more: (index: number) => Row = () => ({}),
): void {
  const names = Object.keys(template);
  const marks = names.map(() => "?").join(", ");
  const insert = database.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks})`);
  database.exec("BEGIN");
  for (const [index, id] of ids.entries()) {
    const row: Row = { ...template, [key]: id, ...more(index) };
    insert.run(...names.map((name) => row[name] ?? null));
  }
  database.exec("COMMIT");
}

/** Nothing is lost that couldn't be written again. */
export function openQuickly(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
  return database;
}
