/**
 * The branch's table of hours, and what of it still stands in the accounts' rows: a settle may write no third
 * row, so the alarm moves it later [LE61]. Every change of an hour gets a number, by which whoever compares
 * asks for what is new. Also counts afresh, from outcomes and orders themselves.
 */

import type { IdRange } from "../../../../protocol/count/bisection.ts";
import {
  type Digest,
  type HourDigests,
  type HourKey,
  hourOf,
  type Movement,
  mergedHours,
  NOTHING,
  plus,
} from "../../../../protocol/count/set-hash.ts";
import type { AccountId, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Database, Row } from "../../../objects/database.ts";

/** A migration of the branch. NULL in the new column: written before anything was counted. */
export const COUNT_TABLES = `
   ALTER TABLE accounts ADD COLUMN counted TEXT;
   CREATE TABLE hours (key TEXT PRIMARY KEY, digest TEXT NOT NULL, change INTEGER NOT NULL UNIQUE) WITHOUT ROWID;`;

interface MovementRow extends Row {
  trade: TradeId;
  attempt: number;
  amount: number;
  currency: Currency;
  kind: Movement["kind"];
  id: string | null;
  at: number;
}

export class CountStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(key: HourKey): Digest {
    const query = "SELECT digest FROM hours WHERE key = ?";
    const [row] = this.#database.exec<{ digest: string }>(query, key);
    return row ? JSON.parse(row.digest) : NOTHING;
  }

  write(key: HourKey, digest: Digest): void {
    this.#database.exec(
      `INSERT INTO hours SELECT ?, ?, coalesce(max(change), 0) + 1 FROM hours WHERE true
       ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, change = excluded.change`,
      key,
      JSON.stringify(digest),
    );
  }

  add(list: readonly HourDigests[]): void {
    for (const [key, digest] of Object.entries(mergedHours(list)))
      this.write(key, plus(this.read(key), digest));
  }

  /** Hours that changed after this change, the earliest change first. */
  changedAfter(change: number, limit: number): { key: HourKey; change: number }[] {
    const query = "SELECT key, change FROM hours WHERE change > ? ORDER BY change LIMIT ?";
    return this.#database.exec<{ key: HourKey; change: number }>(query, change, limit);
  }

  /** Reads every account: only after a cold start. An index would cost a row per settle. */
  inAccounts(): { id: AccountId; counted: HourDigests }[] {
    const query = "SELECT id, counted FROM accounts WHERE counted <> '{}'";
    return this.#database
      .exec<{ id: AccountId; counted: string }>(query)
      .map(({ id, counted }) => ({ id, counted: JSON.parse(counted) }));
  }

  /** From the outcomes and orders of these trades, whose receipts are of this hour. */
  movements({ from, end }: IdRange, hour: number): Movement[] {
    return this.#database
      .exec<MovementRow>(
        `SELECT trade, attempt, kind, NULL AS id, amount, currency, decided_at AS at FROM outcomes
         WHERE trade >= ?1 AND trade < ?2 AND kind = 'settled'
         UNION ALL SELECT trade, attempt, kind, id, amount, currency, at FROM orders
         WHERE trade >= ?1 AND trade < ?2 AND kind IN ('captured', 'refunded')
         ORDER BY trade, attempt, at, id`,
        from,
        end,
      )
      .filter(({ at }) => hourOf(at) === hour)
      .map(({ id, ...row }) => (id === null ? row : { ...row, order: id }));
  }
}
