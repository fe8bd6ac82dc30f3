/** readAmount: what somebody typed as an amount of a currency, in minor units. No grouping, no sign, no exponent. */

import { isCurrency } from "../../protocol/money/money.ts";
import { parseMoney } from "../../protocol/money/money-text.ts";
import { WarifuError } from "../http/warifu-error.ts";

/**
 * @param text "4980", "19.90", "19.9"
 * @returns minor units, ≥ 0
 * @throws WarifuError `invalid_request` for anything else, or for more decimals than the currency has
 */
export function readAmount(text: string, currency: string): number {
  if (!isCurrency(currency))
    throw new WarifuError("invalid_request", "not an ISO 4217 currency", { param: "currency" });
  const money = parseMoney(text.trim(), currency);
  if (money.ok) return money.value.amount;
  throw new WarifuError("invalid_request", `not an amount of ${currency}`, { param: "amount" });
}
