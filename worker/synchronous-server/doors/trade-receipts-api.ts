/**
 * The payers' door to what came after a payment: the carrier's receipts of a trade [MS13]. Whoever knows the trade id may
 * ask, as for its status; each receipt is the carrier's own, names no payer, and is believed for nothing but that.
 */

import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";

export function addTradeReceiptsApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/trades/:trade/receipts", async (c) => {
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    if (!trade.ok) return refuse(c.req.raw, trade.error);
    return answer(c.req.raw, await tillOf(trade.value, c.env).receipts(trade.value));
  });
}
