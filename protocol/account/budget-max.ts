/** The most that a budget may be: none is unlimited [BU1]. Pure, and free of schemas: windows have it too. */

import { BUDGET_MAJOR_MAX, BUDGET_WHOLE_MAX } from "../limits.ts";
import { decimalsOf } from "../money/currencies.ts";
import type { Currency } from "../money/money.ts";

/** @returns minor units: the most that a budget of this currency may be [BU1] */
export function budgetMax(currency: Currency): number {
  const decimals = decimalsOf(currency) ?? 0;
  return decimals === 0 ? BUDGET_WHOLE_MAX : BUDGET_MAJOR_MAX * 10 ** decimals;
}
