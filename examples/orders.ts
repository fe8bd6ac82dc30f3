/**
 * The shop's orders in one SQLite file, for the examples that run on Node. An order is written before its trade is asked
 * for, the trade's id before it leaves the shop, and a trade is finalized in the transaction that pays its order.
 */

import { DatabaseSync } from "node:sqlite";

export interface Order {
  readonly id: string;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  /** the idempotency key that its trade is made under */
  readonly key: string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, amount INTEGER NOT NULL, currency TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
    trade TEXT UNIQUE, receipt TEXT, times_paid INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  -- A trade stands here once: what makes its order paid runs once.
  CREATE TABLE IF NOT EXISTS finalized (trade TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL) STRICT;
`;

export class Orders {
  readonly #db: DatabaseSync;

  /** @param path of the file */
  constructor(path: string) {
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    this.#db.exec(SCHEMA);
  }

  place({ id, amount, currency, key }: Order): void {
    const sql = "INSERT INTO orders (id, amount, currency, key) VALUES (?, ?, ?, ?)";
    this.#db.prepare(sql).run(id, amount, currency, key);
  }

  setTrade(id: string, trade: string): void {
    this.#db.prepare("UPDATE orders SET trade = ? WHERE id = ?").run(trade, id);
  }

  ofTrade(trade: string): Order | undefined {
    const row = this.#db.prepare("SELECT * FROM orders WHERE trade = ?").get(trade);
    if (!row) return undefined;
    const { id, amount, currency, key } = row;
    return {
      ...{ id: String(id), amount: Number(amount) },
      ...{ currency: String(currency), key: String(key) },
    };
  }

  /** How often what makes it paid has run: 0 or 1, whatever happens. */
  timesPaid(id: string): number | undefined {
    const row = this.#db.prepare("SELECT times_paid FROM orders WHERE id = ?").get(id);
    return row && Number(row.times_paid);
  }

  /** The finalizer's `once`. */
  once(trade: string, work: () => void | Promise<void>): void | Promise<void> {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const { changes } = this.#db
        .prepare("INSERT INTO finalized VALUES (?) ON CONFLICT DO NOTHING")
        .run(trade);
      const done = changes > 0 ? work() : undefined;
      this.#db.exec("COMMIT");
      return done;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** The finalizer's `finalize`: synchronous, so that it is within that transaction. */
  pay(id: string, receipt: unknown): void {
    const sql = "UPDATE orders SET receipt = ?, times_paid = times_paid + 1 WHERE id = ?";
    this.#db.prepare(sql).run(JSON.stringify(receipt), id);
  }

  /** The sequence of the last event that the poller took. */
  position(): number {
    return Number(this.#db.prepare("SELECT sequence FROM position").get()?.sequence ?? 0);
  }

  savePosition(sequence: number): void {
    this.#db.prepare("INSERT OR REPLACE INTO position VALUES (1, ?)").run(sequence);
  }
}
