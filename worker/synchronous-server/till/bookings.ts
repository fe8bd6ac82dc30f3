/**
 * What changes a till's balance beside its sales: money that Register collects or lends, captures, refunds.
 * Each is one row, appended and never edited, made once under its kind and reference, in the turn that
 * changes the balance. Sales stand in the rows of their trades, so that a settled trade costs no row more.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Database, Row } from "../../objects/database.ts";

export interface Booking {
  /** `collection` and `loan` are Register's; the others' names are their makers' */
  readonly kind: string;
  /** what it is for: the id of a payout, a capture, a refund */
  readonly ref: string;
  readonly trade?: TradeId;
  readonly currency: Currency;
  /** what the balance changes by, minor units */
  readonly amount: number;
  /** of it what the carrier kept (> 0) or gave back (< 0), minor units */
  readonly fee: number;
  /** the till's last sale before it */
  readonly sale: number;
  /** ms since the epoch */
  readonly at: number;
}

/** As it stands in its table: numbered in the order they were made. */
export type StoredBooking = Booking & { readonly number: number };

export const BOOKINGS_MIGRATION = `CREATE TABLE bookings (
     number INTEGER PRIMARY KEY,
     kind TEXT NOT NULL,
     ref TEXT NOT NULL,
     trade TEXT,
     currency TEXT NOT NULL,
     amount INTEGER NOT NULL,
     fee INTEGER NOT NULL,
     sale INTEGER NOT NULL,
     at INTEGER NOT NULL,
     UNIQUE (kind, ref)
   ) STRICT;`;

/** What a till was asked for when it had nothing: that, too, is an answer that stays [LE53]. */
export const NOTHING_GIVEN_MIGRATION = `CREATE TABLE nothing_given (
     ref TEXT PRIMARY KEY
   ) STRICT, WITHOUT ROWID;`;

interface BookingRow extends Row {
  number: number;
  kind: string;
  ref: string;
  trade: TradeId | null;
  currency: Currency;
  amount: number;
  fee: number;
  sale: number;
  at: number;
}

export class BookingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The one of this kind with this reference. */
  read(kind: string, ref: string): StoredBooking | undefined {
    const query = "SELECT * FROM bookings WHERE kind = ? AND ref = ?";
    const [row] = this.#database.exec<BookingRow>(query, kind, ref);
    return row && bookingOf(row);
  }

  /** Inside a transaction only. */
  add(one: Booking): void {
    const { kind, ref, trade = null, currency, amount, fee, sale, at } = one;
    this.#database.exec(
      "INSERT INTO bookings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[kind, ref, trade, currency, amount, fee, sale, at],
    );
  }

  /** Whether nothing was given when this was asked for. */
  gaveNothing(ref: string): boolean {
    return this.#database.exec("SELECT 1 FROM nothing_given WHERE ref = ?", ref).length > 0;
  }

  /** Inside a transaction only. */
  addNothing(ref: string): void {
    this.#database.exec("INSERT INTO nothing_given VALUES (?)", ref);
  }

  /** After one number and before another, in order. */
  between(after: number, before: number): StoredBooking[] {
    const query = "SELECT * FROM bookings WHERE number > ? AND number < ? ORDER BY number";
    return this.#database.exec<BookingRow>(query, after, before).map(bookingOf);
  }

  /** In order, after this number. */
  after(number: number, limit: number): StoredBooking[] {
    const query = "SELECT * FROM bookings WHERE number > ? ORDER BY number LIMIT ?";
    return this.#database.exec<BookingRow>(query, number, limit).map(bookingOf);
  }

  /** The last collection of the currency before this one: what came after it is this one's. */
  collectionBefore(number: number, currency: Currency): StoredBooking | undefined {
    const [row] = this.#database.exec<BookingRow>(
      `SELECT * FROM bookings WHERE kind = 'collection' AND currency = ? AND number < ?
       ORDER BY number DESC LIMIT 1`,
      currency,
      number,
    );
    return row && bookingOf(row);
  }
}

function bookingOf(row: BookingRow): StoredBooking {
  const { trade, ...rest } = row;
  return trade === null ? rest : { ...rest, trade };
}
