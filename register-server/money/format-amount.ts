/**
 * formatAmount: an amount in minor units for people's eyes. The decimals are ISO 4217's, which `Intl` alone
 * gets wrong for 29 currencies.
 */

import { isCurrency } from "../../protocol/money/money.ts";
import { formatMoney } from "../../protocol/money/money-text.ts";
import { WarifuError } from "../http/warifu-error.ts";

/**
 * @param amount minor units
 * @param locale BCP 47
 * @returns "¥4,980", "KWD 12.500"
 * @throws WarifuError `invalid_request` for a code that isn't a currency
 */
export function formatAmount(amount: number, currency: string, locale: string): string {
  if (!isCurrency(currency))
    throw new WarifuError("invalid_request", "not an ISO 4217 currency", { param: "currency" });
  return formatMoney({ amount, currency }, locale);
}
