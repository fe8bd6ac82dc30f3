/** What Register stores of its money, row by row: what tills gave and were lent, and payouts. Types only. */

import type { PayoutId, RefundId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { PayoutStatus } from "../../../protocol/register/payouts.ts";

/** What a till gave, under the reference it was asked by: a payout's id, or a refund's. */
export interface Collection {
  readonly ref: string;
  readonly till: number;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** hash of the entries it holds */
  readonly list: string;
  /** ms since the epoch */
  readonly at: number;
}

/** What a till was lent, for a refund that it could not cover. */
export interface Loan {
  readonly refund: RefundId;
  readonly till: number;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** ms since the epoch */
  readonly at: number;
}

export interface PayoutRecord {
  /** in the order they were made */
  readonly row: number;
  readonly id: PayoutId;
  readonly currency: Currency;
  readonly number: number;
  readonly status: PayoutStatus;
  /** minor units, once all tills have given */
  readonly amount: number | null;
  readonly code: string | null;
  /** ms since the epoch */
  readonly created: number;
  readonly updated: number;
}
