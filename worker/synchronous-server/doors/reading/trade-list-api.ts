/**
 * The register servers' door to all their trades, newest first, over all the tills they ever had: each is asked for its
 * part, and the parts are merged by their places [AR1], [AR2].
 */

import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { TradeExpansion, TradeList } from "../../../../protocol/trade/trade-list.ts";
import type { TradeStatus } from "../../../../protocol/words.ts";
import { answer } from "../../../http/answer.ts";
import type { Door } from "../../../http/door.ts";
import type { QueryOf } from "../../../http/list-query.ts";
import { TRADES_QUERY } from "../../contract/list-queries.ts";
import type { SynchronousEnv } from "../../env.ts";
import type { TradeFilters } from "../../till/reading/trade-filters.ts";
import { cursorAt } from "./cursor.ts";
import { expansionsIn, listAsked, pageOf } from "./list-request.ts";
import { mergedTills } from "./merged-tills.ts";

export function addTradeListApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/trades", async (c) => answer(c.req.raw, await list(c.req.raw, c.env)));
}

async function list(request: Request, env: SynchronousEnv): Promise<Result<TradeList, Refusal>> {
  const asked = await listAsked(request, env, TRADES_QUERY);
  if (!asked.ok) return asked;
  const { apiKey, query, scope } = asked.value;
  const { metadata_key: name, metadata_value: value } = query;
  if ((name === undefined) !== (value === undefined)) {
    const param = name === undefined ? "metadata_key" : "metadata_value";
    return err(refusal("invalid_request", { param, detail: "they go together" }));
  }
  const filters = filtersOf(query);
  const expand = expansionsIn<TradeExpansion>(query.expand);
  const page = pageOf(asked.value, query);
  const merged = await mergedTills(apiKey, page, env, (till, part) =>
    till.trades(apiKey.hash, { page: part, filters, expand }),
  );
  if (!merged.ok) return merged;
  const { entries, horizon } = merged.value;
  const trades = entries.map(({ view }) => view);
  return ok(horizon === undefined ? { trades } : { trades, next: await cursorAt(horizon, scope) });
}

function filtersOf(query: QueryOf<typeof TRADES_QUERY>): TradeFilters {
  const { status, settled_from, settled_until, amount, amount_min, amount_max } = query;
  const { currency, reference, metadata_key: name, metadata_value: value } = query;
  return {
    ...(status === undefined ? {} : { statuses: status.split(",") as TradeStatus[] }),
    ...(settled_from === undefined ? {} : { settledFrom: settled_from }),
    ...(settled_until === undefined ? {} : { settledUntil: settled_until }),
    ...(amount === undefined ? {} : { amount }),
    ...(amount_min === undefined ? {} : { amountMin: amount_min }),
    ...(amount_max === undefined ? {} : { amountMax: amount_max }),
    ...(currency === undefined ? {} : { currency }),
    ...(reference === undefined ? {} : { reference }),
    ...(name === undefined || value === undefined ? {} : { metadata: { name, value } }),
  };
}
