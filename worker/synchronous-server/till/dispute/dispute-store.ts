/**
 * The till's disputes as rows, and what was said in them apart, so that a list reads no texts. They are written with
 * whatever closes them, in one commit; nothing of them is on the money's path.
 */

import { type DisputeState, disputeDue } from "../../../../protocol/dispute/dispute.ts";
import type { SealedText } from "../../../../protocol/dispute/dispute-text.ts";
import type { TradeId } from "../../../../protocol/ids.ts";
import type { Database, Row } from "../../../objects/database.ts";
import type { DisputeRecord, EntryRecord, Side } from "./dispute-record.ts";

/** `due`: when time alone changes it, for a till that wakes up. */
export const DISPUTES_MIGRATION = `
  CREATE TABLE disputes (
    number INTEGER PRIMARY KEY,
    trade TEXT NOT NULL UNIQUE,
    due INTEGER,
    status TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX due_disputes ON disputes (due) WHERE due IS NOT NULL;
  CREATE TABLE dispute_entries (
    dispute INTEGER NOT NULL,
    number INTEGER NOT NULL,
    side TEXT NOT NULL,
    act TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT,
    signed TEXT,
    PRIMARY KEY (dispute, number),
    UNIQUE (dispute, side, key)
  ) STRICT, WITHOUT ROWID;`;

interface EntryRow extends Row {
  dispute: number;
  number: number;
  side: string;
  act: string;
  key: string;
  at: number;
  text: string | null;
  signed: string | null;
}

export interface DisputePage {
  /** the number before the first one */
  readonly after: number;
  readonly limit: number;
  /** none for all of them */
  readonly statuses: readonly DisputeState[];
}

export class DisputeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(trade: TradeId): DisputeRecord | undefined {
    const query = "SELECT record FROM disputes WHERE trade = ?";
    const [row] = this.#database.exec<{ record: string }>(query, trade);
    return row && JSON.parse(row.record);
  }

  /** In order of their opening. */
  page({ after, limit, statuses }: DisputePage): DisputeRecord[] {
    return this.#database
      .exec<{ record: string }>(
        `SELECT record FROM disputes WHERE number > ?1
           AND (?2 = '[]' OR status IN (SELECT value FROM json_each(?2)))
         ORDER BY number LIMIT ?3`,
        ...[after, JSON.stringify(statuses), limit],
      )
      .map(({ record }) => JSON.parse(record));
  }

  last(): number {
    const query = "SELECT number FROM disputes ORDER BY number DESC LIMIT 1";
    return this.#database.exec<{ number: number }>(query)[0]?.number ?? 0;
  }

  /** Those that time alone changes, with the moment, ms since the epoch. */
  due(): (readonly [TradeId, number])[] {
    const query = "SELECT trade, due FROM disputes WHERE due IS NOT NULL";
    const rows = this.#database.exec<{ trade: string; due: number }>(query);
    return rows.map(({ trade, due }) => [trade as TradeId, due] as const);
  }

  /** Inside a transaction only. */
  write(record: DisputeRecord): void {
    const { number, trade, dispute } = record;
    this.#database.exec(
      `INSERT INTO disputes (number, trade, due, status, record) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET
         due = excluded.due, status = excluded.status, record = excluded.record`,
      ...[number, trade, disputeDue(dispute) ?? null, dispute.state, JSON.stringify(record)],
    );
  }

  // #region what was said

  entries(dispute: number): EntryRecord[] {
    const query = "SELECT * FROM dispute_entries WHERE dispute = ? ORDER BY number";
    return this.#database.exec<EntryRow>(query, dispute).map(entryOf);
  }

  entry(dispute: number, side: Side, key: string): EntryRecord | undefined {
    const query = "SELECT * FROM dispute_entries WHERE dispute = ? AND side = ? AND key = ?";
    const [row] = this.#database.exec<EntryRow>(query, dispute, side, key);
    return row && entryOf(row);
  }

  /** Inside a transaction only. */
  addEntry({ dispute, number, from, act, key, text, signed, at }: EntryRecord): void {
    this.#database.exec(
      `INSERT INTO dispute_entries (dispute, number, side, act, key, at, text, signed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[dispute, number, from, act, key, at, text ?? null],
      signed ? JSON.stringify(signed) : null,
    );
  }
}

function entryOf({ side, act, text, signed, ...row }: EntryRow): EntryRecord {
  return {
    ...{ dispute: row.dispute, number: row.number, key: row.key, at: row.at },
    // What is stored is our own: it was parsed where it came in.
    ...{ from: side as Side, act: act as EntryRecord["act"] },
    text: (text ?? undefined) as SealedText | undefined,
    signed: signed === null ? undefined : JSON.parse(signed),
  };
}
