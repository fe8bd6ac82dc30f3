/**
 * What a shopper lets a shop take without being asked each time: an amount a period and a cap on each payment. Kept
 * and counted by his terminal; the carrier only checks that it is he who allows it. Rules [BU].
 */

import * as v from "valibot";
import { RegisterId } from "../ids.ts";
import { Amount, Currency } from "../money/money.ts";
import { PERIODS } from "../money/period.ts";
import { budgetMax } from "./budget-max.ts";

/** Minor units. Never unlimited [BU1]. */
export const BudgetTerms = v.pipe(
  v.strictObject({
    register: RegisterId,
    currency: Currency,
    period: v.picklist(PERIODS),
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
