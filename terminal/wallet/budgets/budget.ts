/**
 * A shopper's consent that a shop may take so much without asking: what it is, what of it is left, and how it changes.
 * Counted by the periods of LE11, in UTC, each for itself: a clock that goes forth and back gets none of them twice.
 * Pure. Rules [BU].
 */

import type { BudgetTerms } from "../../../protocol/account/budget.ts";
import { BUDGET_MS } from "../../../protocol/limits.ts";
import { periodEnd, periodStart } from "../../../protocol/money/period.ts";
import { addMinor } from "../../../protocol/money/sum.ts";
import type { TradeRecord } from "../trade-record.ts";

/** The shop as it was when it was consented to: under another name or at another page it is asked about anew. */
export interface AllowedShop {
  readonly name: string;
  readonly origin: string;
}

export interface Budget extends BudgetTerms, AllowedShop {
  /** since when there is one, and when it ends by itself, ms since the epoch */
  readonly since: number;
  readonly until: number;
  readonly paused?: true;
  /** minor units that were paid, by the start of their period (ms since the epoch) */
  readonly spent: Readonly<Record<string, number>>;
}

/** More than a clock that is set right again makes of one. */
const PERIODS_KEPT = 60;

/** By the register's id. */
export type Budgets = Readonly<Record<string, Budget>>;

/** Payments on their way: their records are the reservations, so neither is ever without the other. */
type Records = Readonly<Record<string, TradeRecord>>;

/** @param now ms since the epoch */
export function newBudget(terms: BudgetTerms, shop: AllowedShop, now: number): Budget {
  return { ...terms, ...shop, since: now, until: now + BUDGET_MS, spent: {} };
}

/** [BU6] Nothing in it lets more through than the one there is, so that it needs no proof. @param now ms since the epoch */
export function isLowering(terms: BudgetTerms, known: Budget | undefined, now: number): boolean {
  return (
    known !== undefined &&
    !isEnded(known, now) &&
    known.currency === terms.currency &&
    known.period === terms.period &&
    terms.amount <= known.amount &&
    terms.cap <= known.cap
  );
}

/** What was spent stays spent; it ends when it would have ended. */
export function lowered(known: Budget, { amount, cap }: BudgetTerms): Budget {
  return { ...known, amount, cap };
}

/** In the place of the one there is: what the running period has seen of the same currency still counts. @param now ms since the epoch */
export function allowed(
  terms: BudgetTerms,
  shop: AllowedShop,
  known: Budget | undefined,
  now: number,
): Budget {
  const budget = newBudget(terms, shop, now);
  if (!known || known.currency !== terms.currency) return budget;
  const start = periodStart(terms.period, now);
  const spent = known.period === terms.period ? known.spent : { [start]: spentIn(known, now) };
  return { ...budget, since: known.since, spent };
}

export function isEnded({ until }: Budget, now: number): boolean {
  return now >= until;
}

/** @returns minor units that were paid in the period of `now` */
export function spentIn({ period, spent }: Budget, now: number): number {
  return spent[periodStart(period, now)] ?? 0;
}

/** When the period of `now` is over, ms since the epoch. */
export function renewsAt({ period }: Budget, now: number): number {
  return periodEnd(period, periodStart(period, now));
}

/** @returns minor units on their way, whenever they were begun: nothing known frees them but their outcome [BU4] */
export function reservedFor({ register, currency }: BudgetTerms, records: Records): number {
  return Object.values(records)
    .filter((one) => one.register === register && isReserved(one))
    .filter((one) => "offer" in one && one.offer?.terms.payload.currency === currency)
    .reduce((sum, one) => addMinor(sum, amountOf(one)), 0);
}

/** @returns minor units that may still be taken in the period of `now`, never less than 0 */
export function leftOf(budget: Budget, records: Records, now: number): number {
  const gone = addMinor(spentIn(budget, now), reservedFor(budget, records));
  return Math.max(0, budget.amount - gone);
}

/** When a payment that is decided on now is counted, ms since the epoch; undefined where there is no budget for it. */
export function countAtOf(
  record: TradeRecord,
  budgets: Budgets | undefined,
  now: number,
): number | undefined {
  const budget = budgets?.[record.register];
  if (!budget || !("offer" in record) || !record.offer) return undefined;
  return record.offer.terms.payload.currency === budget.currency ? now : undefined;
}

/** The budgets once this payment, on its way before, has been made; the same ones where it counts in none. */
export function withPaid(budgets: Budgets | undefined, before: TradeRecord): Budgets | undefined {
  const budget = budgets?.[before.register];
  if (!budget || !("countAt" in before) || before.countAt === undefined) return budgets;
  const { amount, currency } = before.offer.terms.payload;
  if (currency !== budget.currency) return budgets;
  const start = periodStart(budget.period, before.countAt);
  const spent = latest({ ...budget.spent, [start]: addMinor(budget.spent[start] ?? 0, amount) });
  return { ...budgets, [budget.register]: { ...budget, spent } };
}

/** The counts of the latest periods: a budget lasts a year, and a clock is seldom wrong by more. */
function latest(spent: Budget["spent"]): Budget["spent"] {
  const starts = Object.keys(spent).sort((a, b) => Number(b) - Number(a));
  return Object.fromEntries(
    starts.slice(0, PERIODS_KEPT).map((start) => [start, spent[start] ?? 0]),
  );
}

function isReserved(record: TradeRecord): boolean {
  return "countAt" in record && record.countAt !== undefined;
}

function amountOf(record: TradeRecord): number {
  return "offer" in record ? (record.offer?.terms.payload.amount ?? 0) : 0;
}
