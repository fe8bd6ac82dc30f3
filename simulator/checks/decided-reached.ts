/** With one of the two nets of LE9 cut and nothing else wrong any more: what was settled is known to its till. */

import type { World } from "../world.ts";
import { outcomesOf, tradesOf } from "./stored.ts";

export function checkDecidedReached(world: World): void {
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
