/** What an account may spend of a currency, as last known: its balance, or what is left of its credit. Pure. */

import type { AccountView } from "../../protocol/messages.ts";
import type { Currency } from "../../protocol/money/money.ts";

/** @returns minor units; undefined where the account doesn't hold the currency */
export function spendableIn(
  { balances, credit = [] }: AccountView,
  currency: Currency,
): number | undefined {
  const postpaid = credit.find((one) => one.currency === currency);
  return postpaid?.left ?? balances.find((one) => one.currency === currency)?.amount;
}
