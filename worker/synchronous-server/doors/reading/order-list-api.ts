/**
 * The register servers' door to their captures and refunds, whichever trades they are of: in pages, newest first, and
 * each by its id. An id doesn't name its till, so every till is asked for it [AR7].
 */

import * as v from "valibot";
import { CaptureId, parseTradeId, RefundId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { CaptureView, RefundView } from "../../../../protocol/trade/order-messages.ts";
import {
  isOrderPlace,
  LAST_ORDER_PLACE,
  orderPlaceAt,
} from "../../../../protocol/trade/order-place.ts";
import type { AllCaptures, AllRefunds } from "../../../../protocol/trade/trade-list.ts";
import { answer } from "../../../http/answer.ts";
import type { Door } from "../../../http/door.ts";
import type { QueryOf } from "../../../http/list-query.ts";
import { ORDERS_QUERY } from "../../contract/list-queries.ts";
import { deploymentOf } from "../../deployment.ts";
import type { SynchronousEnv } from "../../env.ts";
import { apiKeyOf } from "../../register/keys/api-key.ts";
import type { OrderFilters } from "../../till/reading/order-list.ts";
import type { Listable } from "../../till/reading/order-rows.ts";
import { cursorAt } from "./cursor.ts";
import { expansionsIn, listAsked, pageOf } from "./list-request.ts";
import { everyTill, mergedTills } from "./merged-tills.ts";
import { tradesNamed } from "./named-objects.ts";

export function addOrderListApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/captures", async (c) => answer(c.req.raw, await list(c.req.raw, "capture", c.env)));
  door.get("/v1/refunds", async (c) => answer(c.req.raw, await list(c.req.raw, "refund", c.env)));
  door.get("/v1/captures/:capture", async (c) =>
    answer(c.req.raw, await read(c.req.raw, "capture", c.req.param("capture"), c.env)),
  );
  door.get("/v1/refunds/:refund", async (c) =>
    answer(c.req.raw, await read(c.req.raw, "refund", c.req.param("refund"), c.env)),
  );
}

const PLACES = { at: orderPlaceAt, last: LAST_ORDER_PLACE };

async function list(
  request: Request,
  kind: Listable,
  env: SynchronousEnv,
): Promise<Result<AllCaptures | AllRefunds, Refusal>> {
  const asked = await listAsked(request, env, ORDERS_QUERY, isOrderPlace);
  if (!asked.ok) return asked;
  const { apiKey, query, scope } = asked.value;
  const { trade } = query;
  const isOther = trade !== undefined && parseTradeId(trade).register !== apiKey.register;
  if (isOther) return err(refusal("invalid_request", { param: "trade" }));
  const expand = expansionsIn<"receipt" | "trade">(query.expand);
  const question = { kind, filters: filtersOf(query), receipts: expand.includes("receipt") };
  const page = pageOf(asked.value, query, PLACES);
  const merged = await mergedTills(apiKey, page, env, (till, part) =>
    till.orders(apiKey.hash, { ...question, page: part }),
  );
  if (!merged.ok) return merged;
  const { entries, horizon } = merged.value;
  const views = entries.map(({ view }) => view);
  const next = horizon === undefined ? {} : { next: await cursorAt(horizon, scope) };
  const ids = expand.includes("trade") ? views.map((view) => view.trade) : [];
  const trades = await tradesNamed(apiKey, ids, env);
  if (!trades.ok) return trades;
  const more = { ...next, ...(expand.includes("trade") ? { trades: trades.value } : {}) };
  return ok(
    kind === "capture"
      ? { captures: views as CaptureView[], ...more }
      : { refunds: views as RefundView[], ...more },
  );
}

function filtersOf({ status, currency, trade }: QueryOf<typeof ORDERS_QUERY>): OrderFilters {
  return {
    ...(status === undefined ? {} : { statuses: status.split(",") }),
    ...(currency === undefined ? {} : { currency }),
    ...(trade === undefined ? {} : { trade }),
  };
}

const IDS = { capture: CaptureId, refund: RefundId };

async function read(
  request: Request,
  kind: Listable,
  text: string,
  env: SynchronousEnv,
): Promise<Result<CaptureView | RefundView, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { hash } = apiKey.value;
  const id = v.safeParse(IDS[kind], text);
  const found = await everyTill(apiKey.value, env, (till) =>
    // What can't be an id is asked for by nobody: only whether the key may read.
    id.success ? till.orderOf(hash, kind, id.output) : Promise.resolve(ok(null)),
  );
  if (!found.ok) return found;
  const view = found.value.find((one) => one !== null);
  return view ? ok(view) : err(refusal("order_not_found"));
}
