/**
 * Fees: what the till was told is what the schedule says that the trade was settled by, of all that was captured,
 * however many captures it took [LE40], [LE41].
 */

import { type FeeSchedule, feeOf } from "../../protocol/money/fees.ts";
import { tillOrders } from "./orders.ts";
import type { StoredOutcome, StoredTrade } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

export function checkFees(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  outcomes: readonly StoredOutcome[],
): void {
  const { witness, names } = world;
  const known = new Map(trades.map((one) => [one.id, one]));
  const orders = Map.groupBy(tillOrders(world), ({ trade }) => trade);
  for (const { trade, kind, amount, fees } of outcomes) {
    const told = known.get(trade);
    if (!told || (kind !== "settled" && kind !== "authorized")) continue;
    const schedule: FeeSchedule | undefined = fees === null ? undefined : JSON.parse(fees);
    const own = (orders.get(trade) ?? []).filter((one) => one.status === "done");
    const sum = (of: "amount" | "fee", order: string) =>
      own.reduce((total, one) => (one.kind === order ? total + one[of] : total), 0);
    const captured = kind === "settled" ? amount : sum("amount", "capture");
    const kept = (kind === "settled" ? told.fee : sum("fee", "capture")) - sum("fee", "refund");
    // Returned fees leave what was never given back as the only thing that costs anything [LE27].
    const refunded = schedule?.refunds === "returned" ? sum("amount", "refund") : 0;
    const due = feeOf(schedule, captured - refunded).amount;
    const differ = () => `${names.get(trade)}: ${kept} of ${captured}, by its schedule ${due}`;
    witness.expect("fees are by the schedule", kept === due, differ);
  }
}
