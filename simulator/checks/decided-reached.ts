/** With one of the two nets of LE9 cut and nothing else wrong any more: what was settled is known to its till. */

import { outcomesOf, tradesOf } from "./stored.ts";
import type { StoredWorld } from "./stored-world.ts";

export function checkDecidedReached(world: StoredWorld): void {
  const trades = new Map(tradesOf(world).map((one) => [one.id, one]));
  for (const { trade, kind } of outcomesOf(world)) {
    if (kind !== "settled") continue;
    const state = trades.get(trade)?.trade.state ?? "unknown";
    world.witness.expect(
      "what is decided reaches the till",
      state === "settled",
      () => `${world.names.get(trade)} is settled, and ${state} at its till`,
    );
  }
}
