/** How many trades reach which state: counted in memory, after the commit. A new one is counted when it is made. */

import { count } from "../../watching/metrics.ts";
import type { TradeRecord } from "./trade-record.ts";

export function countTrade(before: TradeRecord | undefined, after: TradeRecord): void {
  if (before?.trade.state !== after.trade.state) count("trades", after.trade.state);
}
