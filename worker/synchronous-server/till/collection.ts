/**
 * Collecting: Register takes all that a till has of a currency, for a payout or for another till's refund.
 * Once per reference; a repeat gets the first answer. What a collection holds follows from what was before
 * it: every sale and booking of the currency since the last one, and they sum to its amount [LE53].
 */

import { assert } from "../../../protocol/assert.ts";
import { type Currency, sumMinor } from "../../../protocol/money/money.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import type { Booking, StoredBooking } from "./bookings.ts";
import { bookingEntry, saleEntry } from "./shop-entry.ts";
import type { TillStore } from "./store.ts";
import type { TillTurn } from "./turn.ts";

export interface CollectQuestion {
  /** what it is for: a payout's id, or a refund's */
  readonly ref: string;
  readonly currency: Currency;
}

/** What a till gave. */
export interface Collected {
  /** minor units; a till that has nothing gives 0 */
  readonly amount: number;
  /** hash of the list of entries; empty where nothing was given */
  readonly list: string;
}

export const NOTHING_COLLECTED: Collected = { amount: 0, list: "" };

/**
 * That there was nothing is stored too: the same question may come once more when there is something and nobody
 * waits for its answer any more, and what was given then would be neither the till's nor the register's.
 * @param isFrozen it gives nothing new [LE64]
 * @returns undefined where there is nothing to take
 */
export function collectInTurn(
  turn: TillTurn,
  { ref, currency }: CollectQuestion,
  isFrozen: boolean,
  now: number,
): Booking | undefined {
  const known = turn.booking("collection", ref);
  if (known) {
    assert(known.currency === currency, "[LE53] a collection is of one currency");
    return known;
  }
  if (turn.gaveNothing(ref)) return undefined;
  const { balances, lastSale } = turn.sums;
  const has = isFrozen ? 0 : (balances[currency] ?? 0);
  if (has === 0) {
    turn.stageNothing(ref);
    return undefined;
  }
  const taken = { ref, currency, amount: -has, fee: 0, sale: lastSale, at: now };
  return turn.stageBooking({ kind: "collection", ...taken });
}

/** The sales and bookings that a collection holds, oldest first. */
export function entriesOf(store: TillStore, till: number, collection: StoredBooking) {
  const { number, sale, currency } = collection;
  const before = store.bookings.collectionBefore(number, currency);
  const sales = store
    .salesBetween(before?.sale ?? 0, sale)
    .map(saleEntry)
    .filter((entry) => entry.currency === currency);
  const moved = store.bookings
    .between(before?.number ?? 0, number)
    .filter((one) => one.currency === currency && one.kind !== "collection")
    .map((one) => bookingEntry(one, till));
  const entries = [...sales, ...moved].sort((a, b) => a.at - b.at);
  const sum = sumMinor(entries.map(({ net }) => net));
  assert(sum === 0 - collection.amount, "[LE53] a collection is the sum of its entries");
  return entries;
}

/** @param entries of entriesOf() */
export async function collectedOf(
  { amount }: Booking,
  entries: readonly ShopEntry[],
): Promise<Collected> {
  return { amount: 0 - amount, list: await hashOf(entries) };
}
