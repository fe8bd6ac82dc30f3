/**
 * A till's trades by the time they were made. Those whose ids say it are in that order already, so that a list needs no
 * index, and a trade no row more than its own; the others, of keys that are no UUIDv7, stand in a table beside it.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import { LIST_SIFT_MAX } from "../../../../protocol/limits.ts";
import {
  type Place,
  placeAt,
  placeOf,
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
    return this.#timed(timedRange(till, from, before), "", [], limit);
  }

  /** Those with this reference: SQLite reads the terms' text, and no more of a row than that. */
  timedWith(till: Till, reference: string, from: Place, before: Place, limit: number) {
    return this.#timed(timedRange(till, from, before), SIFTED, [needleOf(reference)], limit);
  }

  /** @returns the place of the last row that may be sifted for one page; undefined where all may be */
  timedReach(till: Till, from: Place, before: Place): Place | undefined {
    const { from: oldest, end } = timedRange(till, from, before);
    const query =
      "SELECT id FROM trades WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?";
    const [row] = this.#database.exec<{ id: TradeId }>(query, oldest, end, LIST_SIFT_MAX - 1);
    return row && placeOf(row.id, 0);
  }

  untimed(till: Till, from: Place, before: Place, limit: number): TradeRecord[] {
    return this.#untimed(till, from, before, "", [], limit);
  }

  untimedWith(till: Till, reference: string, from: Place, before: Place, limit: number) {
    return this.#untimed(till, from, before, SIFTED, [needleOf(reference)], limit);
  }

  untimedReach(till: Till, from: Place, before: Place): Place | undefined {
    const [row] = this.#database.exec<{ id: TradeId; created: number }>(
      `SELECT id, created FROM untimed WHERE ${UNTIMED_RANGE}
       ORDER BY created DESC, id DESC LIMIT 1 OFFSET ?`,
      ...untimedBounds(till, from, before),
      LIST_SIFT_MAX - 1,
    );
    return row && placeOf(row.id, row.created);
  }

  #timed(
    { from, end }: ReturnType<typeof timedRange>,
    sifted: string,
    needle: readonly string[],
    limit: number,
  ): TradeRecord[] {
    const query = `SELECT * FROM trades WHERE id >= ? AND id < ?${sifted} ORDER BY id DESC LIMIT ?`;
    return this.#database.exec<TradeRow>(query, from, end, ...needle, limit).map(recordOf);
  }

  #untimed(
    till: Till,
    from: Place,
    before: Place,
    sifted: string,
    needle: readonly string[],
    limit: number,
  ): TradeRecord[] {
    return this.#database
      .exec<TradeRow>(
        `SELECT trades.* FROM untimed CROSS JOIN trades ON trades.id = untimed.id
         WHERE ${UNTIMED_RANGE}${sifted}
         ORDER BY untimed.created DESC, untimed.id DESC LIMIT ?`,
        ...untimedBounds(till, from, before),
        ...needle,
        limit,
      )
      .map(recordOf);
  }
}

const SIFTED = " AND instr(trades.terms, ?) > 0";
const UNTIMED_RANGE =
  "(untimed.created, untimed.id) >= (?, ?) AND (untimed.created, untimed.id) < (?, ?)";

/** As it stands in the terms' JSON, where a quote in another text has a backslash before it. */
function needleOf(reference: string): string {
  return `"reference":${JSON.stringify(reference)}`;
}

function untimedBounds({ register, till }: Till, from: Place, before: Place) {
  const [oldest, newest] = [from, before].map((at) => untimedAt(register, till, at));
  return [oldest?.created ?? 0, oldest?.id ?? "", newest?.created ?? 0, newest?.id ?? ""] as const;
}

/** Of ids of this till that say their times. */
export function timedRange({ register, till }: Till, from: Place, before: Place) {
  const first = placeAt(UNTIMED_MS);
  const oldest = timedIdAt(register, till, from > first ? from : first);
  return { from: oldest, end: timedIdAt(register, till, before) };
}
