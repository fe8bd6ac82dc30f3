/**
 * The shop page's door, through our frame: a trade's public status, by socket and by its polling twin.
 * Whoever knows the trade id may ask; the answer says nothing of reading, claiming or payer [TR13].
 */

import { refusal } from "../../../protocol/problem.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { forwarded } from "../../http/problem-response.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";

export function addPageApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/trades/:trade/status", async (c) => {
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    if (!trade.ok) return refuse(c.req.raw, trade.error);
    return answer(c.req.raw, await tillOf(trade.value, c.env).status(trade.value));
  });
  door.get("/v1/trades/:trade/socket", async (c) => {
    const request = c.req.raw;
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    if (!trade.ok) return refuse(request, trade.error);
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
      return refuse(request, refusal("upgrade_required"));
    return tillOf(trade.value, c.env).fetch(forwarded(request));
  });
}
