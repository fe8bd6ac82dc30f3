/** Trades in pages, newest first: what a register may ask for, and what it gets. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { LIST_ENTRIES_MAX } from "../limits.ts";
import { TradeView } from "../messages.ts";

/** GET /v1/trades. A page may have fewer than asked for, and still a `next`: only without it is there no more [AR2]. */
export const TradeList = v.object({
  trades: listUpTo(LIST_ENTRIES_MAX, TradeView),
  next: v.exactOptional(textUpTo(60)),
});
export type TradeList = v.InferOutput<typeof TradeList>;
