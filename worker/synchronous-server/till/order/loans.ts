/**
 * What a till lacks for a refund, lent by its register [TR23], [LE55]. A loan is noted before the register is
 * asked, so that a till that was stopped asks again, and is entered once, when the register has lent it.
 */

import type { RefundId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Database, Row } from "../../../objects/database.ts";
import type { Lent } from "../../register/funds.ts";
import type { TillTurn } from "../turn.ts";

/** A loan that was asked for, without an answer. */
export interface AskedLoan {
  /** its name at the register: a refund may need a second loan */
  readonly id: RefundId;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** ms since the epoch */
  readonly at: number;
}

export const LOANS_MIGRATION = `CREATE TABLE asked_loans (
     id TEXT PRIMARY KEY,
     currency TEXT NOT NULL,
     amount INTEGER NOT NULL,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`;

interface LoanRow extends Row {
  id: RefundId;
  currency: Currency;
  amount: number;
  at: number;
}

export class LoanStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(id: RefundId): AskedLoan | undefined {
    return this.#database.exec<LoanRow>("SELECT * FROM asked_loans WHERE id = ?", id).at(0);
  }

  all(): AskedLoan[] {
    return this.#database.exec<LoanRow>("SELECT * FROM asked_loans");
  }

  /** Inside a transaction only. */
  add({ id, currency, amount, at }: AskedLoan): void {
    this.#database.exec("INSERT INTO asked_loans VALUES (?, ?, ?, ?)", id, currency, amount, at);
  }

  /** Inside a transaction only. */
  remove(id: RefundId): void {
    this.#database.exec("DELETE FROM asked_loans WHERE id = ?", id);
  }
}

/** @returns the loan to ask for: the one that is noted already, whatever it was for; undefined once it was lent */
export function noteLoan(turn: TillTurn, loan: AskedLoan): AskedLoan | undefined {
  if (turn.booking("loan", loan.id)) return undefined;
  const known = turn.askedLoan(loan.id);
  if (known) return known;
  turn.stageLoan(loan, "asked");
  return loan;
}

/**
 * Idempotent. What the register lent is entered by its amount, also where this till took it for refused: the money
 * is the till's, and nowhere else.
 * @param lent what the register lent; undefined where it has too little
 */
export function endLoan(
  turn: TillTurn,
  loan: AskedLoan,
  lent: Lent | undefined,
  now: number,
): boolean {
  const { id, currency } = loan;
  if (lent && !turn.booking("loan", id)) {
    const { amount } = lent;
    const sale = turn.sums.lastSale;
    turn.stageBooking({ kind: "loan", ref: id, currency, amount, fee: 0, sale, at: now });
  }
  if (turn.askedLoan(id)) turn.stageLoan(loan, "ended");
  return lent !== undefined;
}
