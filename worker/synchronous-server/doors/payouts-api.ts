/**
 * The register servers' door to money that goes out: payouts on demand and by schedule, what each contains, and
 * where they go. The payout account is signed by the register's key: it is only passed on to the carrier, and
 * nothing of it is kept here [LE51].
 */

import * as v from "valibot";
import { PayoutId, parsePayoutId } from "../../../protocol/ids.ts";
import { PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import {
  type PayoutAccountView,
  SetPayoutAccount,
} from "../../../protocol/register/payout-account.ts";
import {
  type PayoutEntries,
  type PayoutList,
  PayoutSchedule,
  type PayoutStatus,
  type PayoutView,
  RequestPayout,
} from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readQuery } from "../../http/list-query.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import { callCarrier } from "../carrier-call.ts";
import { PAYOUT_QUERY, PAYOUTS_QUERY } from "../contract/list-queries.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";
import { entriesCursor } from "../register/payout-contents.ts";
import { oncePassedOn } from "./pass-on.ts";
import { cursorAt } from "./reading/cursor.ts";
import { listAsked } from "./reading/list-request.ts";

export function addPayoutsApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/payouts", (c) => request(c.req.raw, c.env));
  door.get("/v1/payouts", async (c) => answer(c.req.raw, await list(c.req.raw, c.env)));
  door.get("/v1/payouts/schedule", async (c) => {
    const from = await askedOf(c.req.raw, c.env);
    if (!from.ok) return refuse(c.req.raw, from.error);
    return answer(c.req.raw, await registerOf(from.value, c.env).payoutSchedule(from.value.hash));
  });
  door.post("/v1/payouts/schedule", (c) => setSchedule(c.req.raw, c.env));
  door.get("/v1/payouts/:payout", async (c) =>
    answer(c.req.raw, await read(c.req.raw, c.req.param("payout"), c.env)),
  );
  door.get("/v1/payouts/:payout/entries", async (c) =>
    answer(c.req.raw, await entries(c.req.raw, c.req.param("payout"), c.env)),
  );
  door.get("/v1/payout-account", async (c) =>
    answer(c.req.raw, await readAccount(c.req.raw, c.env)),
  );
  door.post("/v1/payout-account", (c) => setAccount(c.req.raw, c.env));
}

async function askedOf(request: Request, env: SynchronousEnv): Promise<Result<ApiKey, Refusal>> {
  const { trust } = await deploymentOf(env);
  return apiKeyOf(request, trust.mode);
}

function registerOf({ register }: ApiKey, env: SynchronousEnv) {
  return objectNamed(env.REGISTER, register);
}

/** The API key, then the Idempotency-Key, then the body. */
async function writeOf<const S extends v.GenericSchema>(
  request: Request,
  env: SynchronousEnv,
  schema: S,
): Promise<Result<{ apiKey: ApiKey; key: string; body: v.InferOutput<S> }, Refusal>> {
  const apiKey = await askedOf(request, env);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  return ok({ apiKey: apiKey.value, key: key.value, body: body.value });
}

async function request(raw: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await writeOf(raw, env, RequestPayout);
  if (!asked.ok) return refuse(raw, asked.error);
  const { apiKey, key: idempotencyKey, body } = asked.value;
  // A scheduled payout's key is Register's own.
  if (idempotencyKey.startsWith("schedule/"))
    return refuse(raw, refusal("invalid_request", { param: "Idempotency-Key" }));
  const question = { currency: body.currency, idempotencyKey, minimum: 1 };
  const requested = await registerOf(apiKey, env).requestPayout(apiKey.hash, question);
  if (!requested.ok) return refuse(raw, requested.error);
  const { view, replayed } = requested.value;
  return answer(raw, ok(view), replayed ? { headers: REPLAYED } : { status: 201 });
}

async function list(raw: Request, env: SynchronousEnv): Promise<Result<PayoutList, Refusal>> {
  const asked = await listAsked(raw, env, PAYOUTS_QUERY, isRow);
  if (!asked.ok) return asked;
  const { apiKey, query, place, scope } = asked.value;
  const { status, currency, created_from: from, created_until: until } = query;
  const listed = await registerOf(apiKey, env).payouts(apiKey.hash, {
    before: Number(place ?? Number.MAX_SAFE_INTEGER),
    limit: query.limit ?? PAGE_ENTRIES_DEFAULT,
    ...(status === undefined ? {} : { statuses: status.split(",") as PayoutStatus[] }),
    ...(currency === undefined ? {} : { currency }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  });
  if (!listed.ok || listed.value.next === undefined) return listed;
  return ok({ ...listed.value, next: await cursorAt(listed.value.next, scope) });
}

const isRow = (text: string) => /^\d{1,16}$/.test(text);

async function read(
  raw: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<PayoutView, Refusal>> {
  const from = await ownPayout(raw, text, env);
  if (!from.ok) return from;
  const query = readQuery(raw, PAYOUT_QUERY);
  if (!query.ok) return query;
  const { apiKey, payout } = from.value;
  const register = registerOf(apiKey, env);
  const view = await register.payout(apiKey.hash, payout);
  if (!view.ok || query.value.expand === undefined) return view;
  const first = { part: 0, seen: 0, limit: PAGE_ENTRIES_DEFAULT };
  const entries = await register.payoutEntries(apiKey.hash, payout, first);
  return entries.ok ? ok({ ...view.value, entries: entries.value }) : entries;
}

async function entries(
  raw: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<PayoutEntries, Refusal>> {
  const from = await ownPayout(raw, text, env);
  if (!from.ok) return from;
  const limit = limitOf(raw);
  if (!limit.ok) return limit;
  const cursor = entriesCursor(new URL(raw.url).searchParams.get("cursor") ?? "0.0");
  if (!cursor) return err(refusal("invalid_request", { param: "cursor" }));
  const { apiKey, payout } = from.value;
  const page = { ...cursor, limit: limit.value };
  return registerOf(apiKey, env).payoutEntries(apiKey.hash, payout, page);
}

/** Another register's payout is no payout at all. */
async function ownPayout(
  raw: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<{ apiKey: ApiKey; payout: PayoutId }, Refusal>> {
  const apiKey = await askedOf(raw, env);
  if (!apiKey.ok) return apiKey;
  const payout = v.safeParse(PayoutId, text);
  if (!payout.success || parsePayoutId(payout.output).register !== apiKey.value.register)
    return err(refusal("payout_not_found"));
  return ok({ apiKey: apiKey.value, payout: payout.output });
}

async function setSchedule(raw: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await writeOf(raw, env, PayoutSchedule);
  if (!asked.ok) return refuse(raw, asked.error);
  const { apiKey, key, body } = asked.value;
  const set = await registerOf(apiKey, env).setPayoutSchedule(apiKey.hash, body, key);
  if (!set.ok) return refuse(raw, set.error);
  const { schedule, replayed } = set.value;
  return answer(raw, ok(schedule), { headers: replayed ? REPLAYED : {} });
}

async function readAccount(
  raw: Request,
  env: SynchronousEnv,
): Promise<Result<PayoutAccountView, Refusal>> {
  const from = await askedOf(raw, env);
  if (!from.ok) return from;
  const { register, hash } = from.value;
  const authorised = await registerOf(from.value, env).authorise(hash, "read");
  if (!authorised.ok) return authorised;
  return callCarrier(() => env.CARRIER.payoutAccount(register));
}

async function setAccount(raw: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await writeOf(raw, env, SetPayoutAccount);
  if (!asked.ok) return refuse(raw, asked.error);
  const { apiKey, key, body } = asked.value;
  if (body.account.payload.iss !== apiKey.register) return refuse(raw, refusal("wrong_register"));
  const use = { key, asked: await hashOf({ act: "set_payout_account", ...body }) };
  return oncePassedOn(raw, env, { apiKey, needed: "payouts", use }, () =>
    env.CARRIER.setPayoutAccount(body.account),
  );
}

function limitOf(raw: Request): Result<number, Refusal> {
  const text = new URL(raw.url).searchParams.get("limit") ?? `${PAGE_ENTRIES_DEFAULT}`;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= PAGE_ENTRIES_MAX) return ok(limit);
  return err(refusal("invalid_request", { param: "limit", detail: `1 to ${PAGE_ENTRIES_MAX}` }));
}
