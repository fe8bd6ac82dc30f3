/**
 * An object's SQLite with its rows counted. exec() reads the whole answer at once: a cursor must never
 * cross an await. Migrations are an append-only list, run once each, in order, before the first request.
 */

import { assert } from "../../protocol/assert.ts";
import { Meter } from "./meter.ts";

export type Row = Record<string, SqlStorageValue>;

export class Database {
  readonly meter: Meter;
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage, meter = new Meter()) {
    this.#storage = storage;
    this.meter = meter;
  }

  /** Whether migrate() ever ran: an object that was only asked about has no tables, and stores nothing. */
  hasTables(): boolean {
    const query = "SELECT 1 FROM sqlite_master WHERE name = 'migrations'";
    return this.#storage.sql.exec(query).toArray().length > 0;
  }

  exec<R extends Row = Row>(query: string, ...bindings: SqlStorageValue[]): R[] {
    const cursor = this.#storage.sql.exec<R>(query, ...bindings);
    const rows = cursor.toArray();
    this.meter.wrote(cursor.rowsWritten);
    return rows;
  }

  /** All or nothing. A throw rolls back, and the caller must drop whatever it cached. */
  transaction<T>(write: () => T): T {
    const result = this.#storage.transactionSync(write);
    this.meter.transactionEnded();
    return result;
  }

  /** @param migrations append only: a migration that shipped is never edited */
  migrate(migrations: readonly string[]): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec(
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY) WITHOUT ROWID",
      );
      const done = this.#storage.sql
        .exec<{ n: number }>("SELECT count(*) AS n FROM migrations")
        .one().n;
      assert(done <= migrations.length, "storage is not newer than the code");
      for (const [index, statements] of migrations.entries()) {
        if (index < done) continue;
        this.#storage.sql.exec(statements);
        this.#storage.sql.exec("INSERT INTO migrations (number) VALUES (?)", index + 1);
      }
    });
  }
}
