/**
 * Register's payouts as rows: one per payout, the keys they were asked for by, and the schedule. A payout's
 * state goes one way, and each change is one statement in a transaction of its caller.
 */

import type { PayoutId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { PayoutSchedule, PayoutStatus } from "../../../protocol/register/payouts.ts";
import type { Database, Row } from "../../objects/database.ts";
import { PayoutEventStore } from "./payout-events.ts";
import type { PayoutRecord } from "./records.ts";

export const PAYOUTS_MIGRATION = `CREATE TABLE payouts (
     row INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     currency TEXT NOT NULL,
     number INTEGER NOT NULL,
     status TEXT NOT NULL,
     amount INTEGER,
     code TEXT,
     created INTEGER NOT NULL,
     updated INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE payout_keys (
     idempotency_key TEXT PRIMARY KEY,
     currency TEXT NOT NULL,
     payout TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE payout_schedule (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     schedule TEXT NOT NULL,
     next INTEGER
   ) STRICT;`;

/** Each key that a schedule was set by, for ever, with what it set. */
export const SCHEDULE_KEYS_MIGRATION = `CREATE TABLE schedule_keys (
     idempotency_key TEXT PRIMARY KEY,
     schedule TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`;

/** What a register asks for of its payouts. */
export interface PayoutPage {
  /** the row of the last one that is known */
  readonly before: number;
  readonly limit: number;
  readonly statuses?: readonly PayoutStatus[];
  readonly currency?: Currency;
  /** created then or later, and before: ms since the epoch */
  readonly from?: number;
  readonly until?: number;
}

type PayoutRow = Row & PayoutRecord;

export class RegisterPayoutStore {
  readonly events: PayoutEventStore;
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.events = new PayoutEventStore(database);
  }

  read(id: PayoutId): PayoutRecord | undefined {
    const [row] = this.#database.exec<PayoutRow>("SELECT * FROM payouts WHERE id = ?", id);
    return row;
  }

  /** What this key was used for. */
  ofKey(key: string): { readonly currency: Currency; readonly payout: PayoutId } | undefined {
    const query = "SELECT currency, payout FROM payout_keys WHERE idempotency_key = ?";
    const [row] = this.#database.exec<Row & { currency: Currency; payout: PayoutId }>(query, key);
    return row;
  }

  /** Not ended yet: the tills or the carrier are being asked. */
  underWay(): PayoutRecord[] {
    const query = "SELECT * FROM payouts WHERE status IN ('collecting', 'ordering') ORDER BY row";
    return this.#database.exec<PayoutRow>(query);
  }

  /** At the bank, as far as is known here. */
  ordered(): PayoutRecord[] {
    return this.#database.exec<PayoutRow>("SELECT * FROM payouts WHERE status = 'ordered'");
  }

  /** How many there are of the currency: the number of the last one. */
  last(currency: Currency): number {
    const query = "SELECT count(*) AS n FROM payouts WHERE currency = ?";
    return this.#database.exec<{ n: number }>(query, currency)[0]?.n ?? 0;
  }

  add(payout: Pick<PayoutRecord, "id" | "currency" | "number" | "created">, key: string): void {
    const { id, currency, number, created } = payout;
    this.#database.exec(
      "INSERT INTO payouts VALUES (NULL, ?, ?, ?, 'collecting', NULL, NULL, ?, ?)",
      ...[id, currency, number, created, created],
    );
    this.#database.exec("INSERT INTO payout_keys VALUES (?, ?, ?)", key, currency, id);
  }

  /** @param amount minor units: from now on it is the payout's */
  setOrdering(id: PayoutId, amount: number, now: number): void {
    const query = "UPDATE payouts SET status = 'ordering', amount = ?, updated = ? WHERE id = ?";
    this.#database.exec(query, amount, now, id);
  }

  setStatus(id: PayoutId, status: PayoutStatus, code: string | null, now: number): void {
    const query = "UPDATE payouts SET status = ?, code = ?, updated = ? WHERE id = ?";
    this.#database.exec(query, status, code, now, id);
    this.events.add(id, status, now);
  }

  /** The latest first. */
  list({ before, limit, statuses = [], currency, from = 0, until }: PayoutPage): PayoutRecord[] {
    return this.#database.exec<PayoutRow>(
      `SELECT * FROM payouts WHERE row < ?1 AND created >= ?4 AND created < ?5
         AND (?3 = '' OR currency = ?3)
         AND (?2 = '[]' OR status IN (SELECT value FROM json_each(?2)))
       ORDER BY row DESC LIMIT ?6`,
      ...[before, JSON.stringify(statuses), currency ?? ""],
      ...[from, until ?? Number.MAX_SAFE_INTEGER, limit],
    );
  }

  /** Oldest first. */
  all(): PayoutRecord[] {
    return this.#database.exec<PayoutRow>("SELECT * FROM payouts ORDER BY row");
  }

  schedule(): { readonly schedule: PayoutSchedule; readonly next: number | null } | undefined {
    const [row] = this.#database.exec<{ schedule: string; next: number | null }>(
      "SELECT schedule, next FROM payout_schedule",
    );
    return row && { schedule: JSON.parse(row.schedule), next: row.next };
  }

  scheduleOfKey(key: string): PayoutSchedule | undefined {
    const query = "SELECT schedule FROM schedule_keys WHERE idempotency_key = ?";
    const [row] = this.#database.exec<{ schedule: string }>(query, key);
    return row && JSON.parse(row.schedule);
  }

  addScheduleKey(key: string, schedule: PayoutSchedule): void {
    const query = "INSERT INTO schedule_keys VALUES (?, ?)";
    this.#database.exec(query, key, JSON.stringify(schedule));
  }

  writeSchedule(schedule: PayoutSchedule, next: number | null): void {
    const text = JSON.stringify(schedule);
    this.#database.exec("INSERT OR REPLACE INTO payout_schedule VALUES (1, ?, ?)", text, next);
  }
}
