/**
 * Sweeping: what a branch holds for a register goes to the register's Books, to be paid out. A transfer like
 * any other, made once under its number; how much is what the branch's own journal comes to, no matter what
 * anyone claims [LE52]. Below zero, where refunds took more here than sales had brought, Books makes up for it.
 *
 * Trade-off: it adds up the register's whole journal, since a running balance would cost a row per settle.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Database } from "../../objects/database.ts";
import { type Journal, sweepsName } from "./journal.ts";
import { changeOf } from "./journal-entry.ts";
import { booksAccount, settlementAccount, transfer } from "./ledger.ts";
import { cellsOfTransfer, postingsOf } from "./rows.ts";

export interface SweepQuestion {
  readonly register: RegisterId;
  readonly currency: Currency;
  /** counts the sweeps of this register and currency here, from 1 */
  readonly number: number;
}

/** In one go, with nothing awaited. @returns minor units that went to Books; by the same number again, the same */
export function sweepToBooks(
  database: Database,
  journal: Journal,
  { register, currency, number }: SweepQuestion,
  now: number,
): number {
  const id = `${sweepsName(register, currency)}/${number}`;
  const books = booksAccount(register);
  const query = "SELECT postings FROM transfers WHERE id = ?";
  const [known] = database.exec<{ postings: string }>(query, id);
  if (known) return changeOf(postingsOf(currency, known.postings), books);
  const account = settlementAccount(register);
  const amount = journal.settledTo(register, currency);
  if (amount === 0) return 0;
  const made = transfer(currency, [
    { account, amount: -amount },
    { account: books, amount },
  ]);
  const cells = cellsOfTransfer({ ...made, id, kind: "sweep", at: now });
  database.transaction(() => {
    const marks = cells.map(() => "?").join(", ");
    database.exec(`INSERT INTO transfers VALUES (${marks})`, ...cells);
  });
  return amount;
}
