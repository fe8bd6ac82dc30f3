/** A peer's database: its tables and first rows, made before its process starts, and what they say at the end. */

import { DatabaseSync } from "node:sqlite";
import { Pool } from "pg";
import type { Books } from "../trade/contender.ts";
import type { PeerSettings } from "./peer-settings.ts";
import {
  OPEN_PAYERS,
  OPEN_SHOPS,
  SCHEMA,
  SETTLE_FUNCTION,
  SHOPS_FROM,
  SQLITE_SCHEMA,
} from "./postgres-schema.ts";

const BOOKS = `SELECT
  (SELECT count(*) FROM settlements) AS settled,
  (SELECT count(*) FROM trades WHERE status = 'settled') AS credited,
  (SELECT coalesce(sum(amount), 0) FROM entries) AS postings,
  (SELECT coalesce(sum(balance), 0) FROM accounts WHERE register IS NOT NULL) AS shops`;

export async function openDatabase(settings: PeerSettings): Promise<void> {
  const shops = settings.registers.map(({ register }) => register);
  if (settings.kind === "hono-sqlite") return openSqlite(settings, shops);
  const pool = new Pool({ connectionString: settings.database, max: 1 });
  await pool.query(SCHEMA);
  await pool.query(SETTLE_FUNCTION);
  await pool.query({ text: OPEN_PAYERS, values: [settings.payers, settings.credit] });
  await pool.query({ text: OPEN_SHOPS, values: [shops] });
  await pool.query("VACUUM ANALYZE accounts");
  await pool.end();
}

function openSqlite({ database: path, payers, credit }: PeerSettings, shops: readonly string[]) {
  const database = new DatabaseSync(path);
  database.exec(SQLITE_SCHEMA);
  database.exec("BEGIN");
  const payer = database.prepare("INSERT INTO accounts (id, device, balance) VALUES (?, ?, ?)");
  for (const [index, device] of payers.entries()) payer.run(index + 1, device, credit);
  const shop = database.prepare("INSERT INTO accounts (id, register, balance) VALUES (?, ?, 0)");
  for (const [index, register] of shops.entries()) shop.run(SHOPS_FROM + index + 1, register);
  database.exec("COMMIT");
  database.close();
}

export async function readBooks({ kind, database }: PeerSettings): Promise<Books> {
  if (kind === "hono-sqlite") return booksOf(new DatabaseSync(database).prepare(BOOKS).get() ?? {});
  const pool = new Pool({ connectionString: database, max: 1 });
  const { rows } = await pool.query(BOOKS);
  await pool.end();
  return booksOf(rows[0] ?? {});
}

function booksOf(row: Readonly<Record<string, unknown>>): Books {
  const [settled, credited] = [Number(row.settled), Number(row.credited)];
  return { settled, credited, sumOfPostings: Number(row.postings), shopBalance: Number(row.shops) };
}
