/** With one of the two nets of LE9 cut and nothing else wrong any more: what was settled is known to its till. */

import type { TradeState } from "../../protocol/trade/trade.ts";
import { outcomesOf, tradesOf } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

const REACHED = {
  settled: ["settled"],
  authorized: ["authorized", "completed", "voided"],
} as const satisfies Record<string, readonly (TradeState | "unknown")[]>;

export function checkDecidedReached(world: StoredWorld): void {
  const trades = new Map(tradesOf(world).map((one) => [one.id, one]));
  for (const { trade, kind } of outcomesOf(world)) {
    if (kind !== "settled" && kind !== "authorized") continue;
    const state = trades.get(trade)?.trade.state ?? "unknown";
    world.witness.expect(
      "what is decided reaches the till",
      (REACHED[kind] as readonly string[]).includes(state),
      () => `${world.names.get(trade)} is ${kind}, and ${state} at its till`,
    );
  }
}
