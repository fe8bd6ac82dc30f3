/**
 * What a shopper lets a shop take without being asked each time: an amount a period and a cap on each payment. Kept
 * and counted by his terminal; the carrier only checks that it is he who allows it. Rules [BU].
 */

import * as v from "valibot";
import { RegisterId } from "../ids.ts";
import { BUDGET_MAJOR_MAX, BUDGET_WHOLE_MAX } from "../limits.ts";
import { decimalsOf } from "../money/currencies.ts";
import { Amount, Currency } from "../money/money.ts";
import { Period } from "../money/period.ts";

/** Minor units. Never unlimited [BU1]. */
export const BudgetTerms = v.pipe(
  v.strictObject({
    register: RegisterId,
    currency: Currency,
    period: Period,
    /** all payments of a period together */
    amount: Amount,
    /** each payment */
    cap: Amount,
  }),
  v.check(
    ({ amount, cap, currency }) => cap <= amount && amount <= budgetMax(currency),
    "a budget has an upper bound, and a cap within its amount",
  ),
);
export type BudgetTerms = v.InferOutput<typeof BudgetTerms>;

/** @returns minor units: the most that a budget of this currency may be [BU1] */
export function budgetMax(currency: Currency): number {
  const decimals = decimalsOf(currency) ?? 0;
  return decimals === 0 ? BUDGET_WHOLE_MAX : BUDGET_MAJOR_MAX * 10 ** decimals;
}
