/** What the sheet says of the shop's budget: what is left of it after the payment, and why it is asked about all the same. */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { Period } from "../../../../protocol/money/period.ts";
import { type Budget, isEnded, leftOf } from "../../../wallet/budgets/budget.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Waiting } from "../../../wallet/trade-record.ts";

/** What a shopper can make something of; all else is said by the sheet elsewhere, or by the order itself. */
export type WhyAsked = "paused" | "ended" | "over_cap" | "used_up";

export interface SheetBudget {
  readonly period: Period;
  readonly currency: Currency;
  /** minor units of the period after this payment; of another currency's payment nothing is taken */
  readonly leftAfter?: number;
  readonly cap: number;
  /** before this payment */
  readonly left: number;
  readonly why?: WhyAsked;
}

export function sheetBudget(stored: Stored, record: Waiting, now: number): SheetBudget | undefined {
  const budget = stored.budgets?.[record.register];
  if (!budget) return undefined;
  const { amount, currency } = record.offer.terms.payload;
  const left = leftOf(budget, stored.records, now);
  const counts = currency === budget.currency;
  const why = counts ? whyAsked(budget, amount, left, now) : undefined;
  return {
    ...{ period: budget.period, currency: budget.currency, cap: budget.cap, left },
    ...(counts ? { leftAfter: Math.max(0, left - amount) } : {}),
    ...(why ? { why } : {}),
  };
}

/** In the order of the checks that decide [BU3]. */
function whyAsked(budget: Budget, amount: number, left: number, now: number): WhyAsked | undefined {
  if (budget.paused) return "paused";
  if (isEnded(budget, now)) return "ended";
  if (amount > budget.cap) return "over_cap";
  return amount > left ? "used_up" : undefined;
}
