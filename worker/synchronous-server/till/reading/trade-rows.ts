/**
 * A till's trades by the time they were made. Those whose ids say it are in that order already, so that a list needs no
 * index, and a trade no row more than its own; the others, of keys that are no UUIDv7, stand in a table beside it.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import {
  type Place,
  placeAt,
  timedIdAt,
  UNTIMED_MS,
  untimedAt,
} from "../../../../protocol/trade/place.ts";
import type { Database } from "../../../objects/database.ts";
import type { TillConfig } from "../config.ts";
import type { TradeRecord } from "../trade-record.ts";
import { recordOf, type TradeRow } from "../trade-row.ts";

/** Those that older code stored are listed once: their ids are the first of the till. */
export const UNTIMED_MIGRATION = `CREATE TABLE untimed (
     created INTEGER NOT NULL,
     id TEXT NOT NULL,
     PRIMARY KEY (created, id)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO untimed SELECT created, id FROM trades
     WHERE id < (SELECT substr(min(id), 1, 25) || '000000001' FROM trades) AND terms IS NOT NULL;`;

type Till = Pick<TillConfig, "register" | "till">;

export class TradeRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Inside a transaction only, once its terms are stored. */
  addUntimed(id: TradeId, created: number): void {
    const query = "INSERT INTO untimed VALUES (?, ?) ON CONFLICT DO NOTHING";
    this.#database.exec(query, created, id);
  }

  timed(till: Till, from: Place, before: Place, limit: number): TradeRecord[] {
    const range = timedRange(till, from, before);
    const query = "SELECT * FROM trades WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?";
    return this.#database.exec<TradeRow>(query, range.from, range.end, limit).map(recordOf);
  }

  untimed({ register, till }: Till, from: Place, before: Place, limit: number): TradeRecord[] {
    const [oldest, newest] = [from, before].map((at) => untimedAt(register, till, at));
    return this.#database
      .exec<TradeRow>(
        `SELECT trades.* FROM untimed CROSS JOIN trades ON trades.id = untimed.id
         WHERE (untimed.created, untimed.id) >= (?, ?) AND (untimed.created, untimed.id) < (?, ?)
         ORDER BY untimed.created DESC, untimed.id DESC LIMIT ?`,
        ...[oldest?.created ?? 0, oldest?.id ?? "", newest?.created ?? 0, newest?.id ?? ""],
        limit,
      )
      .map(recordOf);
  }
}

/** Of ids of this till that say their times. */
export function timedRange({ register, till }: Till, from: Place, before: Place) {
  const first = placeAt(UNTIMED_MS);
  const oldest = timedIdAt(register, till, from > first ? from : first);
  return { from: oldest, end: timedIdAt(register, till, before) };
}
