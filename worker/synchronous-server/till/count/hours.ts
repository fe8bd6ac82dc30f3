/**
 * What a till has on disk for reconciliation: the digests of hours that left its row, and whether it is
 * frozen. Reads and writes, and decides nothing.
 */

import {
  type Digest,
  type HourDigests,
  type HourKey,
  NOTHING,
  plus,
} from "../../../../protocol/count/set-hash.ts";
import type { Database } from "../../../objects/database.ts";

/** A migration of the till. */
export const HOURS_TABLES = `
   CREATE TABLE hours (key TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE frozen (one INTEGER PRIMARY KEY CHECK (one = 1), since INTEGER NOT NULL) STRICT;`;

export class TillHours {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What the table has of this hour; the till's row may have more [LE61]. */
  read(key: HourKey): Digest {
    const query = "SELECT digest FROM hours WHERE key = ?";
    const [row] = this.#database.exec<{ digest: string }>(query, key);
    return row ? JSON.parse(row.digest) : NOTHING;
  }

  write(key: HourKey, digest: Digest): void {
    this.#database.exec(
      "INSERT INTO hours VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET digest = excluded.digest",
      key,
      JSON.stringify(digest),
    );
  }

  add(digests: HourDigests): void {
    for (const [key, digest] of Object.entries(digests))
      this.write(key, plus(this.read(key), digest));
  }

  /** ms since the epoch, undefined for a till that isn't frozen */
  frozenSince(): number | undefined {
    return this.#database.exec<{ since: number }>("SELECT since FROM frozen").at(0)?.since;
  }

  freeze(since: number): void {
    this.#database.exec("INSERT INTO frozen VALUES (1, ?) ON CONFLICT DO NOTHING", since);
  }

  thaw(): void {
    this.#database.exec("DELETE FROM frozen");
  }
}
