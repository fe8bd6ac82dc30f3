/**
 * The register servers' door to their events: what webhooks bring, for whoever asks [EV5]. Register knows the API key and
 * the tills, the Courier the events.
 */

import * as v from "valibot";
import { EVENT_TYPES_MAX, PAGE_ENTRIES_DEFAULT } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { type EventList, EventType } from "../../../protocol/register/events.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { readQuery } from "../../http/list-query.ts";
import { objectNamed } from "../../objects/placed.ts";
import { EVENTS_QUERY } from "../contract/list-queries.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";
import { expansionsIn } from "./reading/list-request.ts";
import { payoutsNamed, tradesNamed } from "./reading/named-objects.ts";

export function addEventsApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/events", async (c) => answer(c.req.raw, await list(c.req.raw, c.env)));
}

async function list(request: Request, env: SynchronousEnv): Promise<Result<EventList, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const query = readQuery(request, EVENTS_QUERY);
  if (!query.ok) return query;
  const { after = 0, limit = PAGE_ENTRIES_DEFAULT, expand } = query.value;
  const types = typesIn(query.value.types);
  if (!types) return err(refusal("invalid_request", { param: "types" }));
  const { register, hash } = apiKey.value;
  const tills = await objectNamed(env.REGISTER, register).authorise(hash, "read");
  if (!tills.ok) return tills;
  const page = { after, limit, types };
  const events = await objectNamed(env.COURIER, register).events(tills.value, page);
  return expanded(apiKey.value, events, expansionsIn(expand), env);
}

/** [AR11] As they are now: an event says what they were. */
async function expanded(
  apiKey: ApiKey,
  list: EventList,
  expand: readonly ("trade" | "payout")[],
  env: SynchronousEnv,
): Promise<Result<EventList, Refusal>> {
  const data = list.events.map((event) => event.data);
  const ids = expand.includes("trade")
    ? data.flatMap((one) => ("trade" in one ? one.trade : []))
    : [];
  const trades = await tradesNamed(apiKey, ids, env);
  if (!trades.ok) return trades;
  if (!expand.includes("payout"))
    return ok(expand.includes("trade") ? { ...list, trades: trades.value } : list);
  const paid = data.flatMap((one) => ("payout" in one ? one.payout : []));
  const payouts = await payoutsNamed(apiKey, paid, env);
  if (!payouts.ok) return payouts;
  const named = expand.includes("trade") ? { trades: trades.value } : {};
  return ok({ ...list, ...named, payouts: payouts.value });
}

/** `trade.settled,trade.refunded` @returns none for all of them */
function typesIn(text: string | undefined): EventType[] | undefined {
  if (text === undefined) return [];
  const named = text.split(",", EVENT_TYPES_MAX + 1);
  const types = named.filter((one) => v.is(EventType, one));
  return types.length === named.length ? types : undefined;
}
