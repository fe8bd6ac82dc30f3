/** A budget that is nearly used up: a fact for whoever tells the shopper, once a period. Pure. */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Period } from "../../../protocol/money/period.ts";
import type { Stored } from "../ports.ts";
import { type Budget, isEnded, leftOf, renewsAt } from "./budget.ts";

/** From this part of a budget on. */
const NEARLY = 0.8;

export interface NearlyUsed {
  /** the same as long as it is the same news: one budget in one period */
  readonly key: string;
  readonly register: RegisterId;
  readonly name: string;
  readonly period: Period;
  readonly currency: Currency;
  /** minor units; 0: used up */
  readonly left: number;
  readonly amount: number;
  /** when it begins anew, ms since the epoch */
  readonly renewsAt: number;
}

/** @param now ms since the epoch @returns undefined where most of it is left, or nothing is taken of it */
export function budgetNearlyUsed(
  budget: Budget,
  records: Stored["records"],
  now: number,
): NearlyUsed | undefined {
  if (budget.paused || isEnded(budget, now)) return undefined;
  const left = leftOf(budget, records, now);
  const { register, name, period, currency, amount } = budget;
  if (amount - left < amount * NEARLY) return undefined;
  const renews = renewsAt(budget, now);
  const key = `${register} ${renews}`;
  return { key, register, name, period, currency, left, amount, renewsAt: renews };
}

/** All of them, in the order of the shops' names. @param now ms since the epoch */
export function budgetsNearlyUsed(stored: Stored, now: number): NearlyUsed[] {
  return Object.values(stored.budgets ?? {})
    .flatMap((budget) => budgetNearlyUsed(budget, stored.records, now) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
