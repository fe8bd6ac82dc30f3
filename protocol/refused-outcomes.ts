/** Why a branch refuses: few of the problems' codes, apart from their table, since a receipt's reader needs no more. */

import * as v from "valibot";

/** The codes that a branch records for an attempt and puts into a refusal's receipt. */
export const RefusedOutcomeCode = v.picklist([
  "insufficient_funds",
  "account_frozen",
  "account_closed",
  "currency_not_held",
  "over_payment_limit",
  "over_day_limit",
  "over_week_limit",
  "over_month_limit",
  "over_register_budget",
  "too_many_holds",
  "too_late",
]);
export type RefusedOutcomeCode = v.InferOutput<typeof RefusedOutcomeCode>;
