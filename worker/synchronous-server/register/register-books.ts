/** What Register itself has in its books: collections, loans and payouts, and what they come to. Pure. */

import type { Currency } from "../../../protocol/money/money.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import type { Collection, Loan, PayoutRecord } from "./records.ts";

export interface RegisterBooks {
  /** how many tills the register ever had */
  readonly tills: number;
  readonly collections: readonly Collection[];
  readonly loans: readonly Loan[];
  readonly payouts: readonly PayoutRecord[];
  /** collected, and neither lent nor a payout's: minor units by currency */
  readonly balances: readonly { readonly currency: Currency; readonly amount: number }[];
}

/** Money that is a payout's, whatever became of it. A refused or returned one has none: it is the register's again. */
export function isTaken({ status, amount }: PayoutRecord): boolean {
  return amount !== null && !["refused", "returned", "collecting"].includes(status);
}

export function payoutEntry({ id, currency, amount, updated }: PayoutRecord): ShopEntry {
  const paid = { amount: -(amount ?? 0), fee: 0, net: -(amount ?? 0) };
  return { kind: "payout", ref: id, currency, ...paid, at: updated };
}
