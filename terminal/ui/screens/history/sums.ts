/** What was spent with some payments: what shops had of it, less what they gave back; each currency apart. Pure. */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { Payment } from "../../../wallet/history/payment.ts";

export interface Spent {
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
}

export function spentOn({ taken, refunded }: Pick<Payment, "taken" | "refunded">): number {
  return taken - refunded;
}

/** Those of which something was spent, in the order of their codes. */
export function spentTogether(payments: readonly Payment[]): Spent[] {
  const sums = new Map<Currency, number>();
  for (const payment of payments)
    sums.set(payment.currency, (sums.get(payment.currency) ?? 0) + spentOn(payment));
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
