/**
 * What a till adds up: the shop's balance by currency, the number of the last sale, and the digests of the
 * hours for reconciliation. Numbers have no gap, since they are taken in the turn that stores the sale [LE10].
 */

import { assert } from "../../../../protocol/assert.ts";
import {
  counted,
  type HourDigests,
  type Movement,
  parseHourKey,
} from "../../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import type { NumberedSale } from "../sale-list.ts";

export interface TillSums {
  /** minor units by currency */
  readonly balances: Readonly<Partial<Record<Currency, number>>>;
  readonly lastSale: number;
  /** the latest, those that have not left for the list of sales */
  readonly sales: readonly NumberedSale[];
  /** what was counted since it was last moved to the table of hours [LE61] */
  readonly hours: HourDigests;
}

export const NO_SALES: TillSums = { balances: {}, lastSale: 0, sales: [], hours: {} };

/** Minor units. */
export function balanceOf({ balances }: TillSums, currency: Currency): number {
  return balances[currency] ?? 0;
}

/** The till's row is written with each sale: it holds few hours, and hands most of them over at once. */
const HOURS_MAX = 4;
const HOURS_KEPT = 2;
/** Some 80 bytes each in a row that each sale writes; one row more for so many sales. */
const SALES_MAX = 16;

/** @param net minor units: the sale's amount without its fee @throws InvariantError when the balance would leave the safe integers [LE2] */
export function withSale(
  sums: TillSums,
  { trade, net, currency }: { trade: TradeId; net: number; currency: Currency },
): TillSums {
  const balance = addMinor(balanceOf(sums, currency), net);
  const lastSale = sums.lastSale + 1;
  return {
    ...sums,
    balances: { ...sums.balances, [currency]: balance },
    lastSale,
    sales: [...sums.sales, [lastSale, trade]],
  };
}

/** Anything but a sale: what Register collects or lends, captures, refunds. @param amount minor units, signed */
export function withBooking(sums: TillSums, amount: number, currency: Currency): TillSums {
  const balance = addMinor(sums.balances[currency] ?? 0, amount);
  assert(balance >= 0, "[LE53] a till gives no more than it has");
  return { ...sums, balances: { ...sums.balances, [currency]: balance } };
}

export function withMovement(sums: TillSums, movement: Movement): TillSums {
  return { ...sums, hours: counted(sums.hours, movement) };
}

/** The sums to keep in the row, and the sales that go to their list: none most of the time. */
export function withoutOldSales(sums: TillSums): { kept: TillSums; moved: TillSums["sales"] } {
  if (sums.sales.length < SALES_MAX) return { kept: sums, moved: [] };
  return { kept: { ...sums, sales: [] }, moved: sums.sales };
}

/** [LE61] The sums to keep in the row, and the hours that go to their table: none of them most of the time. */
export function withoutOldHours(sums: TillSums): { kept: TillSums; moved: HourDigests } {
  const entries = Object.entries(sums.hours);
  if (entries.length <= HOURS_MAX) return { kept: sums, moved: {} };
  const newest = entries.toSorted(([a], [b]) => parseHourKey(b).hour - parseHourKey(a).hour);
  return {
    kept: { ...sums, hours: Object.fromEntries(newest.slice(0, HOURS_KEPT)) },
    moved: Object.fromEntries(newest.slice(HOURS_KEPT)),
  };
}
