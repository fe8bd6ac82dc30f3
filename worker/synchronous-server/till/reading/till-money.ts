/**
 * A till's part of what its register has: what it could give, what payers hold reserved for it, what refunds took that
 * nobody has yet. Each follows from rows, so that no total can drift from them [AR8].
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import type { Database } from "../../../objects/database.ts";
import { type AmountOf, amountsIn } from "../../register/reading/register-money.ts";
import type { TillSums } from "../count/sums.ts";
import type { OrderRecord } from "../order/order-record.ts";

/** Minor units by currency. */
export interface TillMoney {
  readonly balances: readonly AmountOf[];
  readonly held: readonly AmountOf[];
  readonly refunding: readonly AmountOf[];
}

/** @param live the trades that time may change: those with a hold are among them */
export function tillMoney(
  database: Database,
  { balances }: TillSums,
  pending: readonly OrderRecord[],
  live: readonly TradeId[],
): TillMoney {
  const refunding = new Map<Currency, number>();
  for (const { kind, order } of pending) {
    if (kind !== "refund") continue;
    const { currency, amount } = order.payload;
    refunding.set(currency, addMinor(refunding.get(currency) ?? 0, amount));
  }
  return {
    balances: amountsIn(Object.entries(balances) as [Currency, number][]),
    held: heldOf(database, live),
    refunding: amountsIn(refunding),
  };
}

function heldOf(database: Database, live: readonly TradeId[]): AmountOf[] {
  return database.exec<{ currency: Currency; amount: number }>(
    `SELECT terms ->> '$.payload.currency' AS currency,
            sum((state ->> '$.held') - (state ->> '$.captured')) AS amount
     FROM json_each(?) CROSS JOIN trades ON trades.id = json_each.value
     WHERE state ->> '$.state' = 'authorized' GROUP BY 1`,
    JSON.stringify(live),
  );
}
