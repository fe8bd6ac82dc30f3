/**
 * What Register has of its tills' money: rows of what each till gave (collections) and of what was lent to one
 * for a refund (loans). What isn't a payout's yet is the register's balance: a sum of rows, so that no total
 * can drift from them.
 */

import type { PayoutId, RefundId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Database, Row } from "../../objects/database.ts";
import type { Collection, Loan } from "./records.ts";

export const FUNDS_MIGRATION = `CREATE TABLE collections (
     ref TEXT NOT NULL,
     till INTEGER NOT NULL,
     currency TEXT NOT NULL,
     amount INTEGER NOT NULL,
     list TEXT NOT NULL,
     payout TEXT,
     at INTEGER NOT NULL,
     PRIMARY KEY (ref, till)
   ) STRICT, WITHOUT ROWID;
   -- what was begun to be collected: until it is done, money may have left a till and not be here
   CREATE TABLE rounds (
     ref TEXT PRIMARY KEY,
     currency TEXT NOT NULL,
     spared INTEGER,
     done INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE loans (
     refund TEXT PRIMARY KEY,
     till INTEGER NOT NULL,
     currency TEXT NOT NULL,
     amount INTEGER NOT NULL,
     payout TEXT,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`;

/**
 * A round that is done is needed no more once the payout has what it brought, or the loan is made: only the last one
 * of a refund that was never lent anything stays, for its number.
 */
export const FEWER_ROUNDS_MIGRATION = `CREATE INDEX open_rounds ON rounds (ref) WHERE done = 0;
   DELETE FROM rounds WHERE done = 1 AND (
     ref IN (SELECT id FROM payouts)
     OR substr(ref, 1, instr(ref, '/') - 1) IN (SELECT refund FROM loans)
   );`;

/** 0: its till may not have heard that it was lent. Those of older code count as told. */
export const TOLD_LOANS_MIGRATION = "ALTER TABLE loans ADD COLUMN told INTEGER NOT NULL DEFAULT 1;";

/** Asking all tills for what they have, under one reference. */
export interface Round {
  readonly ref: string;
  readonly currency: Currency;
  /** the number of the till that isn't asked: it is short itself */
  readonly spared: number | null;
}

export class FundsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Minor units: collected and neither lent nor a payout's. */
  balance(currency: Currency): number {
    const [row] = this.#database.exec<{ amount: number }>(
      `SELECT coalesce((SELECT sum(amount) FROM collections WHERE payout IS NULL AND currency = ?1), 0)
            - coalesce((SELECT sum(amount) FROM loans WHERE payout IS NULL AND currency = ?1), 0) AS amount`,
      currency,
    );
    return row?.amount ?? 0;
  }

  /** Of every currency that was ever collected. */
  balances(): [Currency, number][] {
    const query = "SELECT DISTINCT currency FROM collections";
    return this.#database
      .exec<{ currency: Currency }>(query)
      .map(({ currency }) => [currency, this.balance(currency)]);
  }

  /** Stored before any till is asked. */
  beginRound({ ref, currency, spared }: Round): void {
    const query = "INSERT INTO rounds VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING";
    this.#database.exec(query, ref, currency, spared);
  }

  /** Every till has answered, and what it gave is stored. */
  endRound(ref: string): void {
    const [name = ref, number] = ref.split("/");
    this.#database.exec("UPDATE rounds SET done = 1 WHERE ref = ?", ref);
    // Of a refund that was lent nothing yet the last one stays, for its number.
    if (number === undefined || this.loan(name as RefundId)) this.forgetRounds(name);
    else this.forgetRounds(name, ref);
  }

  /** Those of a payout or a refund that are done: one that isn't may have money on its way. */
  forgetRounds(name: string, but = ""): void {
    this.#database.exec(
      `DELETE FROM rounds WHERE done = 1 AND ref <> ?1
         AND (ref = ?2 OR (ref >= ?3 AND ref < ?4))`,
      ...[but, name, `${name}/`, after(`${name}/`)],
    );
  }

  openRounds(): Round[] {
    const query = "SELECT ref, currency, spared FROM rounds WHERE done = 0";
    return this.#database.exec<Row & Round>(query);
  }

  /** How often the tills were asked, all of them, for this refund. */
  roundsDone(refund: string): number {
    const prefix = `${refund}/`;
    const query = "SELECT ref FROM rounds WHERE ref >= ? AND ref < ? AND done = 1";
    const done = this.#database.exec<{ ref: string }>(query, prefix, after(prefix));
    return Math.max(0, ...done.map(({ ref }) => Number(ref.slice(prefix.length)) + 1));
  }

  /** Stored once: what a till answered first stays. */
  addCollection({ ref, till, currency, amount, list, at }: Collection): void {
    this.#database.exec(
      "INSERT INTO collections VALUES (?, ?, ?, ?, ?, NULL, ?) ON CONFLICT DO NOTHING",
      ...[ref, till, currency, amount, list, at],
    );
  }

  loan(refund: RefundId): Loan | undefined {
    const query = "SELECT refund, till, currency, amount, at FROM loans WHERE refund = ?";
    const [row] = this.#database.exec<Row & Loan>(query, refund);
    return row;
  }

  addLoan({ refund, till, currency, amount, at }: Loan): void {
    const cells = [refund, till, currency, amount, at];
    this.#database.exec("INSERT INTO loans VALUES (?, ?, ?, ?, NULL, ?, 0)", ...cells);
  }

  /** Those that their tills may not have heard of. */
  untoldLoans(): Loan[] {
    const query = "SELECT refund, till, currency, amount, at FROM loans WHERE told = 0";
    return this.#database.exec<Row & Loan>(query);
  }

  setTold(refund: RefundId): void {
    this.#database.exec("UPDATE loans SET told = 1 WHERE refund = ?", refund);
  }

  /** All that is the register's becomes this payout's. Inside a transaction. */
  giveTo(payout: PayoutId, currency: Currency): void {
    for (const table of ["collections", "loans"])
      this.#database.exec(
        `UPDATE ${table} SET payout = ? WHERE payout IS NULL AND currency = ?`,
        payout,
        currency,
      );
  }

  /** A refused payout's money is the register's again. Inside a transaction. */
  takeBack(payout: PayoutId): void {
    for (const table of ["collections", "loans"])
      this.#database.exec(`UPDATE ${table} SET payout = NULL WHERE payout = ?`, payout);
  }

  /** All there ever was, oldest first. */
  all(): { collections: Collection[]; loans: Loan[] } {
    return {
      collections: this.#database.exec<Row & Collection>(
        "SELECT ref, till, currency, amount, list, at FROM collections ORDER BY at, ref, till",
      ),
      loans: this.#database.exec<Row & Loan>(
        "SELECT refund, till, currency, amount, at FROM loans ORDER BY at, refund",
      ),
    };
  }

  /** What a payout is made of. */
  partsOf(payout: PayoutId): { collections: Collection[]; loans: Loan[] } {
    const collections = this.#database.exec<Row & Collection>(
      `SELECT ref, till, currency, amount, list, at FROM collections
       WHERE payout = ? ORDER BY at, ref, till`,
      payout,
    );
    const loans = this.#database.exec<Row & Loan>(
      "SELECT refund, till, currency, amount, at FROM loans WHERE payout = ? ORDER BY at, refund",
      payout,
    );
    return { collections, loans };
  }
}

/** The end of the range of texts that begin with this one. */
function after(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
