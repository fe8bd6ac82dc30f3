/**
 * Limits and budgets, pure: what an account may spend in one payment and in a day, a week, a month, and at
 * one register, and what it has spent. Periods are calendar periods in UTC [LE11]. Counters are kept
 * whether or not there is a limit, so that one that is set later counts what the period has seen [LE14].
 */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import { type Period, periodStart } from "../../../../protocol/money/period.ts";
import type { RefusedOutcomeCode } from "../../../../protocol/problem.ts";

export const PERIODS = ["day", "week", "month"] as const satisfies Period[];

/** Minor units, of one currency; what isn't here is unlimited. */
export type CurrencyLimits = Readonly<Partial<Record<"payment" | Period, number>>>;

export interface Budget {
  readonly register: RegisterId;
  readonly currency: Currency;
  readonly period: Period;
  /** minor units */
  readonly amount: number;
}

export interface SpendingLimits {
  readonly currencies: Readonly<Partial<Record<Currency, CurrencyLimits>>>;
  readonly budgets: readonly Budget[];
}

export const NO_LIMITS: SpendingLimits = { currencies: {}, budgets: [] };

/** `amount` minor units since `since`, the start of a period in ms since the epoch. */
interface Counter {
  readonly since: number;
  readonly amount: number;
}
type Counters = Readonly<Record<Period, Counter>>;

/** By currency, and by register and currency where there is a budget: see counterKey. */
export type Spent = Readonly<Record<string, Counters>>;

export interface Payment {
  readonly register: RegisterId;
  /** minor units, > 0; < 0 for what was held and never spent [LE26] */
  readonly amount: number;
  readonly currency: Currency;
}

/** @property at ms since the epoch: when it was decided */
export type SettledPayment = Payment & { readonly at: number };

/** A limit that doesn't let a payment through, and what it would have let through, minor units. */
export interface OverLimit {
  readonly code: RefusedOutcomeCode;
  readonly left: number;
}

interface Limited {
  readonly limits: SpendingLimits;
  readonly spent: Spent;
}

/** @returns minor units spent in the period that `now` is in, at one register or at all */
export function spentIn(
  spent: Spent,
  { currency, register }: { currency: Currency; register?: RegisterId },
  period: Period,
  now: number,
): number {
  const counter = spent[counterKey(currency, register)]?.[period];
  return counter && counter.since >= periodStart(period, now) ? counter.amount : 0;
}

const OVER = {
  day: "over_day_limit",
  week: "over_week_limit",
  month: "over_month_limit",
} as const satisfies Record<Period, RefusedOutcomeCode>;

/** The first limit in SPEC's order that the payment would pass; undefined if all let it through. */
export function overLimit(
  { limits, spent }: Limited,
  { register, amount, currency }: Payment,
  now: number,
): OverLimit | undefined {
  const own = limits.currencies[currency] ?? {};
  if (own.payment !== undefined && amount > own.payment)
    return { code: "over_payment_limit", left: own.payment };
  for (const period of PERIODS) {
    // [LE90] Where none is set, what can be counted is the limit.
    const limit = own[period] ?? Number.MAX_SAFE_INTEGER;
    const left = leftOf(limit, spentIn(spent, { currency }, period, now));
    if (amount > left) return { code: OVER[period], left };
  }
  const budget = limits.budgets.find(
    (one) => one.register === register && one.currency === currency,
  );
  if (!budget) return undefined;
  const left = leftOf(budget.amount, spentIn(spent, { currency, register }, budget.period, now));
  return amount > left ? { code: "over_register_budget", left } : undefined;
}

/** A limit set below what is spent leaves nothing, not less. */
function leftOf(limit: number, spent: number): number {
  return Math.max(0, limit - spent);
}

/** The counters after the payment, or after what a hold gave back: then `at` is when it was authorized [LE26]. */
export function countSpent({ limits, spent }: Limited, payment: SettledPayment): Spent {
  const { currency, register } = payment;
  const counted = countedUnder(spent, counterKey(currency), payment);
  const budgeted = limits.budgets.some(
    (one) => one.register === register && one.currency === currency,
  );
  return budgeted ? countedUnder(counted, counterKey(currency, register), payment) : counted;
}

/** The counters of these limits, from nothing: for a new budget, and for accounts from before there were counters. */
export function spentBy(limits: SpendingLimits, payments: readonly SettledPayment[]): Spent {
  const inOrder = [...payments].sort((a, b) => a.at - b.at);
  return inOrder.reduce<Spent>((spent, payment) => countSpent({ limits, spent }, payment), {});
}

function countedUnder(spent: Spent, key: string, { amount, at }: SettledPayment): Spent {
  const before = spent[key];
  const count = (period: Period) => counted(before?.[period], periodStart(period, at), amount);
  return { ...spent, [key]: { day: count("day"), week: count("week"), month: count("month") } };
}

/** Never back into an earlier period: a payment decided a moment before midnight may be stored just after it. */
function counted(before: Counter | undefined, start: number, amount: number): Counter {
  if (!before || before.since < start) return { since: start, amount };
  // What comes back was spent in its own period: a later one never saw it.
  if (amount < 0 && before.since > start) return before;
  return { since: before.since, amount: addMinor(before.amount, amount) };
}

function counterKey(currency: Currency, register?: RegisterId): string {
  return register === undefined ? currency : `${currency}/${register}`;
}
