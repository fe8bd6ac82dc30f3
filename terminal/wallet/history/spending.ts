/**
 * What was spent, by month and by shop: what shops had of payments, less what they gave back, in the month of the payment.
 * Each currency apart, since no two can be added. Pure; months are the owner's own.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Payment } from "./payment.ts";

const MONTHS_SHOWN = 12;
const SHOPS_SHOWN = 6;

export interface MonthSpent {
  /** when it begins, ms since the epoch */
  readonly start: number;
  /** minor units */
  readonly amount: number;
}

export interface ShopSpent {
  readonly register: RegisterId;
  readonly name: string;
  /** minor units */
  readonly amount: number;
}

export interface Spending {
  readonly currency: Currency;
  /** the last twelve, without a gap, the latest first; from the first in which something was spent */
  readonly months: readonly MonthSpent[];
  /** of these months, the most first */
  readonly shops: readonly ShopSpent[];
  /** beyond those */
  readonly others?: { readonly count: number; readonly amount: number };
}

/** @param now ms since the epoch @returns currencies with any spending, the one with the most payments first */
export function spendingOf(payments: readonly Payment[], now: number): Spending[] {
  const byCurrency = new Map<Currency, Payment[]>();
  const oldest = monthStart(now, MONTHS_SHOWN - 1);
  for (const payment of payments) {
    if (payment.taken === payment.refunded || payment.at < oldest) continue;
    const own = byCurrency.get(payment.currency);
    if (own) own.push(payment);
    else byCurrency.set(payment.currency, [payment]);
  }
  return [...byCurrency]
    .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
    .map(([currency, own]) => ({ currency, months: monthsOf(own, now), ...shopsOf(own) }));
}

function monthsOf(payments: readonly Payment[], now: number): MonthSpent[] {
  const sums = new Map<number, number>();
  for (const payment of payments) add(sums, monthStart(payment.at), payment);
  const first = Math.min(...sums.keys());
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => monthStart(now, back))
    .filter((start) => start >= first)
    .map((start) => ({ start, amount: sums.get(start) ?? 0 }));
}

function shopsOf(payments: readonly Payment[]): Pick<Spending, "shops" | "others"> {
  const sums = new Map<RegisterId, number>();
  const names = new Map<RegisterId, { readonly name: string; readonly at: number }>();
  for (const payment of payments) {
    const { register, name, at } = payment;
    add(sums, register, payment);
    if ((names.get(register)?.at ?? 0) <= at) names.set(register, { name, at });
  }
  const all = [...sums]
    .map(([register, amount]) => ({ register, amount, name: names.get(register)?.name ?? "" }))
    .sort((a, b) => b.amount - a.amount || (a.register < b.register ? -1 : 1));
  const rest = all.slice(SHOPS_SHOWN);
  const amount = rest.reduce((sum, one) => sum + one.amount, 0);
  const others = rest.length === 0 ? {} : { others: { count: rest.length, amount } };
  return { shops: all.slice(0, SHOPS_SHOWN), ...others };
}

function add<K>(sums: Map<K, number>, key: K, { taken, refunded }: Payment): void {
  sums.set(key, (sums.get(key) ?? 0) + taken - refunded);
}

/** @param back months before the one of `at` */
function monthStart(at: number, back = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth() - back, 1).getTime();
}
