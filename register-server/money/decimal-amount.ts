/** decimalAmount: minor units as the exact decimal text that a form or a file takes: "4980", "19.90". readAmount's reverse. */

import { isCurrency } from "../../protocol/money/money.ts";
import { decimalText } from "../../protocol/money/money-text.ts";
import { WarifuError } from "../http/warifu-error.ts";

/** @param amount minor units @throws WarifuError `invalid_request` for a code that isn't a currency */
export function decimalAmount(amount: number, currency: string): string {
  if (!isCurrency(currency))
    throw new WarifuError("invalid_request", "not an ISO 4217 currency", { param: "currency" });
  return decimalText({ amount, currency });
}
