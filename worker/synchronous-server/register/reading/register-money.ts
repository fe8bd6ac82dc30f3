/** What Register itself says of a register's money: what it has collected, and what is on its way to the bank. Pure. */

import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import type { RegisterBooks } from "../register-books.ts";

export interface AmountOf {
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
}

export interface RegisterMoney {
  /** how many tills the register ever had */
  readonly tills: number;
  /** collected, and neither lent nor a payout's: minor units */
  readonly collected: readonly AmountOf[];
  /** in payouts that the bank wasn't told of yet: minor units */
  readonly onItsWay: readonly AmountOf[];
}

const ON_ITS_WAY: readonly string[] = ["ordering", "ordered"];

export function registerMoney({ tills, balances, payouts }: RegisterBooks): RegisterMoney {
  const onItsWay = new Map<Currency, number>();
  for (const { status, currency, amount } of payouts)
    if (ON_ITS_WAY.includes(status))
      onItsWay.set(currency, addMinor(onItsWay.get(currency) ?? 0, amount ?? 0));
  return { tills, collected: balances, onItsWay: amountsIn(onItsWay) };
}

export function amountsIn(amounts: Iterable<readonly [Currency, number]>): AmountOf[] {
  return [...amounts].map(([currency, amount]) => ({ currency, amount }));
}
