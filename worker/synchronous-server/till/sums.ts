/**
 * What a till adds up: the shop's balance by currency and the number of the last sale. Numbers have no
 * gap, since they are taken in the turn that stores the sale [LE10].
 */

import { addMinor, type Currency } from "../../../protocol/money.ts";

export interface TillSums {
  /** minor units by currency */
  readonly balances: Readonly<Partial<Record<Currency, number>>>;
  readonly lastSale: number;
}

export const NO_SALES: TillSums = { balances: {}, lastSale: 0 };

/** @param net minor units: the sale's amount without its fee @throws InvariantError when the balance would leave the safe integers [LE2] */
export function withSale(sums: TillSums, net: number, currency: Currency): TillSums {
  const balance = addMinor(sums.balances[currency] ?? 0, net);
  return {
    balances: { ...sums.balances, [currency]: balance },
    lastSale: sums.lastSale + 1,
  };
}
