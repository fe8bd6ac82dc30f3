/**
 * What came after a payment: what the shop took of held money, and what it gave back. Believed by the carrier's receipts
 * alone, each for this very payment; who brought them can leave one out, and make none up. Pure.
 */

import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Settled } from "../trade-record.ts";

/** Kept with the record of the payment. */
export interface After {
  /** of captures, refunds and a hold that was given up: each was verified */
  readonly receipts: readonly SignedReceipt[];
  /** when they were asked for, ms since the epoch */
  readonly at: number;
}

export interface Movement {
  /** minor units */
  readonly amount: number;
  /** when the carrier decided, ms since the epoch */
  readonly at: number;
  readonly receipt: SignedReceipt;
}

export interface Moved {
  /** what the shop had of it before refunds, minor units */
  readonly taken: number;
  /** minor units */
  readonly refunded: number;
  /** the shop can take nothing more of it */
  readonly isOver: boolean;
  /** the oldest first */
  readonly captures: readonly Movement[];
  readonly refunds: readonly Movement[];
}

export function moved({ offer, after }: Pick<Settled, "offer" | "after">): Moved {
  const { amount, capture, hold_until: until } = offer.terms.payload;
  const receipts = after?.receipts ?? [];
  const captures = movements(receipts, "captured");
  const refunds = movements(receipts, "refunded");
  const taken = capture === "now" ? amount : sum(captures);
  const isGivenUp = receipts.some(({ payload }) => payload.outcome === "voided");
  // Asked when the hold had ended by itself: nothing more can have been taken since.
  const isPast = until !== undefined && after !== undefined && after.at > until;
  const isOver = capture === "now" || taken === amount || isGivenUp || isPast;
  return { taken, refunded: sum(refunds), isOver, captures, refunds };
}

function movements(receipts: readonly SignedReceipt[], outcome: "captured" | "refunded") {
  return receipts
    .filter(({ payload }) => payload.outcome === outcome)
    .map((receipt) => ({ amount: receipt.payload.amount, at: receipt.payload.time, receipt }))
    .sort((a, b) => a.at - b.at);
}

function sum(all: readonly Movement[]): number {
  return all.reduce((total, { amount }) => total + amount, 0);
}
