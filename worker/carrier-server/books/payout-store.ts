/**
 * The tables of a register's money in its Books: what was swept from each branch, the balance per currency that
 * this makes, the payouts drawn on it, and the payout accounts, none of which is ever edited.
 */

import type { PayoutId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import type {
  PayoutAccount,
  SignedPayoutAccount,
} from "../../../protocol/register/payout-account.ts";
import type { Database, Row } from "../../objects/database.ts";

export const PAYOUTS_MIGRATION = `CREATE TABLE payout_accounts (
     number INTEGER PRIMARY KEY, signed TEXT NOT NULL, at INTEGER NOT NULL
   );
   CREATE TABLE sweeps (
     branch INTEGER NOT NULL, currency TEXT NOT NULL, number INTEGER NOT NULL, amount INTEGER NOT NULL,
     at INTEGER NOT NULL, PRIMARY KEY (branch, currency, number)
   ) WITHOUT ROWID;
   CREATE TABLE balances (currency TEXT PRIMARY KEY, amount INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE payouts (
     id TEXT PRIMARY KEY, currency TEXT NOT NULL, amount INTEGER NOT NULL, list TEXT NOT NULL,
     account INTEGER NOT NULL, at INTEGER NOT NULL
   ) WITHOUT ROWID;`;

/** Payouts that were refused: whatever is set or swept later, none of them is made [PR3]. */
export const REFUSED_PAYOUTS_MIGRATION = `CREATE TABLE refused_payouts (
     id TEXT PRIMARY KEY, code TEXT NOT NULL, at INTEGER NOT NULL
   ) WITHOUT ROWID;`;

/** [LE92] Payouts that the bank sent back, and its reason. */
export const RETURNED_PAYOUTS_MIGRATION = `CREATE TABLE returned_payouts (
     id TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL
   ) WITHOUT ROWID;`;

/** What a branch gave: the number counts those of one branch and currency, from 1. */
export interface Sweep {
  readonly branch: number;
  readonly currency: Currency;
  readonly number: number;
  /** minor units; negative where refunds took more there than sales had brought */
  readonly amount: number;
  /** ms since the epoch */
  readonly at: number;
}

export interface OrderedPayout {
  readonly id: PayoutId;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** hash of the list of sales it contains, as the synchronous server has it */
  readonly list: string;
  /** the number of the payout account it goes to */
  readonly account: number;
  /** ms since the epoch */
  readonly at: number;
}

export interface StoredAccount {
  readonly payload: PayoutAccount;
  /** ms since the epoch */
  readonly at: number;
}

export class PayoutStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The one that counts: of the greatest number. */
  account(): StoredAccount | undefined {
    const query = "SELECT signed, at FROM payout_accounts ORDER BY number DESC LIMIT 1";
    return this.#account(query);
  }

  accountNumbered(number: number): StoredAccount | undefined {
    return this.#account("SELECT signed, at FROM payout_accounts WHERE number = ?", number);
  }

  #account(query: string, ...bindings: number[]): StoredAccount | undefined {
    const [row] = this.#database.exec<{ signed: string; at: number }>(query, ...bindings);
    if (!row) return undefined;
    const signed: SignedPayoutAccount = JSON.parse(row.signed);
    return { payload: signed.payload, at: row.at };
  }

  addAccount(signed: SignedPayoutAccount, now: number): void {
    const { number } = signed.payload;
    const cells = [number, JSON.stringify(signed), now];
    this.#database.exec("INSERT INTO payout_accounts VALUES (?, ?, ?)", ...cells);
  }

  sweepsOf(branch: number, currency: Currency): number {
    const query = "SELECT count(*) AS n FROM sweeps WHERE branch = ? AND currency = ?";
    const [row] = this.#database.exec<{ n: number }>(query, branch, currency);
    return row?.n ?? 0;
  }

  /** Once: what a repeat brings is known. Inside a transaction. */
  addSweep({ branch, currency, number, amount, at }: Sweep): void {
    const added = this.#database.exec(
      "INSERT INTO sweeps VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number",
      ...[branch, currency, number, amount, at],
    );
    if (added.length > 0) this.#add(currency, amount);
  }

  payout(id: PayoutId): OrderedPayout | undefined {
    const query = "SELECT * FROM payouts WHERE id = ?";
    const [row] = this.#database.exec<Row & OrderedPayout>(query, id);
    return row;
  }

  /** Inside a transaction. */
  addPayout({ id, currency, amount, list, account, at }: OrderedPayout): void {
    const cells = [id, currency, amount, list, account, at];
    this.#database.exec("INSERT INTO payouts VALUES (?, ?, ?, ?, ?, ?)", ...cells);
    this.#add(currency, -amount);
  }

  refusedWith(id: PayoutId): ProblemCode | undefined {
    const query = "SELECT code FROM refused_payouts WHERE id = ?";
    return this.#database.exec<{ code: ProblemCode }>(query, id).at(0)?.code;
  }

  addRefused(id: PayoutId, code: ProblemCode, now: number): void {
    this.#database.exec("INSERT INTO refused_payouts VALUES (?, ?, ?)", id, code, now);
  }

  /** [LE92] Once, however often it is said. Inside a transaction. */
  addReturned({ id, currency, amount }: OrderedPayout, reason: string, now: number): void {
    const added = this.#database.exec(
      "INSERT INTO returned_payouts VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
      ...[id, reason, now],
    );
    if (added.length > 0) this.#add(currency, amount);
  }

  /** Oldest first, with what each was of. */
  returned(): Pick<OrderedPayout, "id" | "currency" | "amount" | "at">[] {
    return this.#database.exec<Row & Pick<OrderedPayout, "id" | "currency" | "amount" | "at">>(
      `SELECT id, currency, amount, returned_payouts.at AS at FROM returned_payouts
       JOIN payouts USING (id) ORDER BY returned_payouts.at, id`,
    );
  }

  /** Minor units. */
  balance(currency: Currency): number {
    const query = "SELECT amount FROM balances WHERE currency = ?";
    const [row] = this.#database.exec<{ amount: number }>(query, currency);
    return row?.amount ?? 0;
  }

  #add(currency: Currency, amount: number): void {
    this.#database.exec(
      `INSERT INTO balances VALUES (?, ?)
       ON CONFLICT (currency) DO UPDATE SET amount = amount + excluded.amount`,
      currency,
      amount,
    );
  }

  balances(): { currency: Currency; amount: number }[] {
    return this.#database.exec<Row & { currency: Currency; amount: number }>(
      "SELECT currency, amount FROM balances ORDER BY currency",
    );
  }

  /** Oldest first. */
  sweeps(): Sweep[] {
    const query = "SELECT * FROM sweeps ORDER BY at, branch, currency, number";
    return this.#database.exec<Row & Sweep>(query);
  }

  /** Oldest first. */
  payouts(): OrderedPayout[] {
    return this.#database.exec<Row & OrderedPayout>("SELECT * FROM payouts ORDER BY at, id");
  }
}
