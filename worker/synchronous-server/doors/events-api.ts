/**
 * The register servers' door to their events: what webhooks bring, for whoever asks [EV5]. Register knows the API key and
 * the tills, the Courier the events.
 */

import * as v from "valibot";
import {
  EVENT_TYPES_MAX,
  PAGE_ENTRIES_DEFAULT,
  PAGE_ENTRIES_MAX,
} from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { type EventList, EventType } from "../../../protocol/register/events.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import type { EventsPage } from "../courier/event-store.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { apiKeyOf } from "../register/keys/api-key.ts";

export function addEventsApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/events", async (c) => answer(c.req.raw, await list(c.req.raw, c.env)));
}

async function list(request: Request, env: SynchronousEnv): Promise<Result<EventList, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const page = pageOf(new URL(request.url).searchParams);
  if (!page.ok) return page;
  const { register, hash } = apiKey.value;
  const tills = await env.REGISTER.getByName(register).authorise(hash, "read");
  if (!tills.ok) return tills;
  return ok(await env.COURIER.getByName(register).events(tills.value, page.value));
}

function pageOf(query: URLSearchParams): Result<EventsPage, Refusal> {
  const after = numberIn(query.get("after") ?? "0");
  if (after === undefined) return err(refusal("invalid_request", { param: "after" }));
  const limit = numberIn(query.get("limit") ?? `${PAGE_ENTRIES_DEFAULT}`) ?? 0;
  if (limit < 1 || limit > PAGE_ENTRIES_MAX)
    return err(refusal("invalid_request", { param: "limit", detail: `1 to ${PAGE_ENTRIES_MAX}` }));
  const types = typesIn(query.get("types"));
  if (!types) return err(refusal("invalid_request", { param: "types" }));
  return ok({ after, limit, types });
}

function numberIn(text: string): number | undefined {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `trade.settled,trade.refunded` @returns none for all of them */
function typesIn(text: string | null): EventType[] | undefined {
  if (text === null) return [];
  const named = text.split(",", EVENT_TYPES_MAX + 1);
  const types = named.filter((one) => v.is(EventType, one));
  return types.length === named.length ? types : undefined;
}
