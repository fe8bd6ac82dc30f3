/** What is read of the journal: transfers as they were stored, and the balances they must come to. Pure: no storage. */

import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { AccountEntry } from "../../../protocol/operator/operator.ts";
import type { Posting, Transfer } from "./ledger.ts";

/** A transfer as it was stored, whatever it was for. */
export interface JournalEntry extends Transfer {
  /** of a settlement `trade#attempt` */
  readonly id: string;
  readonly kind: AccountEntry["kind"];
  /** ms since the epoch */
  readonly at: number;
  readonly trade?: TradeId;
  readonly attempt?: number;
  readonly register?: RegisterId;
}

/** What an account has, as its own row says it, or for accounts without a row as their postings do. */
export interface AccountBalance {
  readonly account: string;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
}

export interface JournalExtract {
  readonly entries: readonly JournalEntry[];
  readonly balances: readonly AccountBalance[];
  /** of an account: its currencies with a credit limit */
  readonly postpaid?: readonly Currency[];
}

/** What a transfer changes in one account, minor units. */
export function changeOf(postings: readonly Posting[], account: string): number {
  return postings.reduce((sum, one) => (one.account === account ? sum + one.amount : sum), 0);
}
