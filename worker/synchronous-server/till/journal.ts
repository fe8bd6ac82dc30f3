/**
 * A till's journal: every sale and booking since it began, in the order in which they changed its balance. A
 * booking stands after the sale that was the last one before it. Reads only; a page and the balances that come
 * with it are of one moment [LE58].
 */

import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import type { TillSums } from "./count/sums.ts";
import { bookingEntry, saleEntry } from "./shop-entry.ts";
import type { TillStore } from "./store.ts";

/** Where a page starts: the last sale and the last booking that are known. */
export interface JournalPlace {
  readonly sale: number;
  readonly booking: number;
}

export interface TillJournal {
  readonly entries: ShopEntry[];
  /** where the next page starts; absent where this is the last one */
  readonly next?: JournalPlace;
  /** minor units by currency, of now */
  readonly balances: TillSums["balances"];
}

/** @param till its number */
export function readJournal(
  store: TillStore,
  till: number,
  { balances, lastSale }: TillSums,
  { after, limit }: { readonly after: JournalPlace; readonly limit: number },
): TillJournal {
  const sales = store.salesBetween(after.sale, lastSale, limit + 1).map((record) => ({
    sale: record.sale ?? 0,
    booking: 0,
    entry: saleEntry(record),
  }));
  const bookings = store.bookings.after(after.booking, limit + 1).map((one) => ({
    sale: one.sale,
    booking: one.number,
    entry: bookingEntry(one, till),
  }));
  const all = [...sales, ...bookings].sort((a, b) => a.sale - b.sale || a.booking - b.booking);
  const page = all.slice(0, limit);
  const entries = page.map(({ entry }) => entry);
  if (all.length <= limit) return { entries, balances };
  const next = {
    sale: page.findLast(({ booking }) => booking === 0)?.sale ?? after.sale,
    booking: page.findLast(({ booking }) => booking > 0)?.booking ?? after.booking,
  };
  return { entries, next, balances };
}
