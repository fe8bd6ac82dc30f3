/**
 * What shops note on their trades: a row for each trade that has metadata, one for each of its names, by which it is
 * found, and the keys it was changed by, for ever. A trade without metadata has none of them.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Metadata } from "../../../../protocol/trade/metadata.ts";
import type { Database, Row } from "../../../objects/database.ts";
import type { TradeRecord } from "../trade-record.ts";
import { recordOf, type TradeRow } from "../trade-row.ts";

export const METADATA_MIGRATION = `CREATE TABLE metadata (
     trade TEXT PRIMARY KEY,
     entries TEXT NOT NULL,
     given TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE metadata_names (
     name TEXT NOT NULL,
     value TEXT NOT NULL,
     trade TEXT NOT NULL,
     PRIMARY KEY (name, value, trade)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE metadata_keys (
     trade TEXT NOT NULL,
     idempotency_key TEXT NOT NULL,
     asked TEXT NOT NULL,
     PRIMARY KEY (trade, idempotency_key)
   ) STRICT, WITHOUT ROWID;`;

/** What a create notes: never nothing. */
export interface GivenMetadata {
  readonly entries: Metadata;
  /** of the entries, whatever their order */
  readonly hash: Hash;
}

export interface Noted {
  readonly entries: Metadata;
  /** hash of what its create gave; undefined where it gave nothing */
  readonly given: Hash | undefined;
}

interface MetadataRow extends Row {
  entries: string;
  given: Hash | null;
}

export class MetadataStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(trade: TradeId): Noted | undefined {
    const query = "SELECT entries, given FROM metadata WHERE trade = ?";
    const [row] = this.#database.exec<MetadataRow>(query, trade);
    return row && { entries: JSON.parse(row.entries), given: row.given ?? undefined };
  }

  /** undefined where there is none. */
  of(trade: TradeId): Metadata | undefined {
    return shownMetadata(this.read(trade)?.entries);
  }

  /** Inside a transaction only. */
  write(trade: TradeId, { entries, given = null }: { entries: Metadata; given?: Hash | null }) {
    const before = this.read(trade)?.entries ?? {};
    this.#database.exec(
      `INSERT INTO metadata VALUES (?, ?, ?)
       ON CONFLICT (trade) DO UPDATE SET entries = excluded.entries`,
      ...[trade, JSON.stringify(entries), given],
    );
    const gone = "DELETE FROM metadata_names WHERE name = ? AND value = ? AND trade = ?";
    for (const [name, value] of Object.entries(before))
      if (entries[name] !== value) this.#database.exec(gone, name, value, trade);
    const added = "INSERT INTO metadata_names VALUES (?, ?, ?)";
    for (const [name, value] of Object.entries(entries))
      if (before[name] !== value) this.#database.exec(added, name, value, trade);
  }

  /** What this key was used for, of this trade. */
  useOf(trade: TradeId, key: string): Hash | undefined {
    const query = "SELECT asked FROM metadata_keys WHERE trade = ? AND idempotency_key = ?";
    return this.#database.exec<{ asked: Hash }>(query, trade, key)[0]?.asked;
  }

  /** Inside a transaction only. */
  addUse(trade: TradeId, key: string, asked: Hash): void {
    this.#database.exec("INSERT INTO metadata_keys VALUES (?, ?, ?)", trade, key, asked);
  }

  /** Trades with this, whose ids are in this range, the greatest first. */
  tradesWith(
    { name, value }: { readonly name: string; readonly value: string },
    { from, end }: { readonly from: string; readonly end: string },
    limit: number,
  ): TradeRecord[] {
    return this.#database
      .exec<TradeRow>(
        `SELECT trades.* FROM metadata_names AS found CROSS JOIN trades ON trades.id = found.trade
         WHERE found.name = ? AND found.value = ? AND found.trade >= ? AND found.trade < ?
         ORDER BY found.trade DESC LIMIT ?`,
        ...[name, value, from, end, limit],
      )
      .map(recordOf);
  }
}

/** Of a trade without any nothing is shown. */
export function shownMetadata(entries: Metadata | undefined): Metadata | undefined {
  return entries && Object.keys(entries).length > 0 ? entries : undefined;
}
