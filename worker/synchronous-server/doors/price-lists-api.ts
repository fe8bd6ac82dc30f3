/**
 * The door to price lists: a register publishes them, anyone reads them and begins a trade of an item. What anyone may
 * choose is item, quantity and key; the terms follow from what the register signed [PL4], [PL6].
 */

import * as v from "valibot";
import type { Mode } from "../../../protocol/ids.ts";
import { modeOf, type RegisterId, timeOfKey } from "../../../protocol/ids.ts";
import { LISTED_TRADE_MS, REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import { deriveTerms } from "../../../protocol/price-list/listed-terms.ts";
import {
  PriceListId,
  type PriceListName,
  parsePriceListId,
} from "../../../protocol/price-list/price-list.ts";
import {
  BuyListed,
  type ListedTrade,
  PublishPriceList,
} from "../../../protocol/price-list/price-list-messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { apiKeyOf } from "../register/keys/api-key.ts";
import type { Published } from "../register/price-lists/price-lists.ts";
import type { CreateQuestion } from "../till/create.ts";
import { askTill } from "./trades-api.ts";

export function addPriceListsApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/price-lists", async (c) => {
    const published = await publish(c.req.raw, c.env);
    if (!published.ok) return refuse(c.req.raw, published.error);
    const { view, replayed } = published.value;
    return answer(c.req.raw, ok(view), replayed ? { headers: REPLAYED } : { status: 201 });
  });
  door.get("/v1/price-lists/:list", async (c) => {
    const asked = await listOf(c.req.param("list"), c.env);
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    const { register, name } = asked.value;
    return answer(c.req.raw, await objectNamed(c.env.REGISTER, register).priceList(name));
  });
  door.post("/v1/price-lists/:list/trades", (c) => buy(c.req.raw, c.req.param("list"), c.env));
}

/** A made-up list, or one of the other mode, reaches no object. */
export async function listOf(
  text: string,
  env: SynchronousEnv,
): Promise<Result<{ register: RegisterId; name: PriceListName }, Refusal>> {
  const { trust } = await deploymentOf(env);
  const id = v.safeParse(PriceListId, text);
  if (!id.success) return err(refusal("price_list_not_found"));
  const named = parsePriceListId(id.output);
  return modeOf(named.register) === trust.mode ? ok(named) : err(refusal("wrong_mode"));
}

async function publish(request: Request, env: SynchronousEnv): Promise<Result<Published, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, PublishPriceList);
  if (!body.ok) return body;
  const { register, hash } = apiKey.value;
  const misfit = misfitOf(body.value, register, trust);
  if (misfit) return err(misfit);
  const use = { key: key.value, asked: await hashOf({ act: "publish_price_list", ...body.value }) };
  return objectNamed(env.REGISTER, register).publishPriceList(hash, body.value, use);
}

function misfitOf(
  { list: { payload } }: PublishPriceList,
  register: RegisterId,
  { mode, realm }: { readonly mode: Mode; readonly realm: string },
): Refusal | undefined {
  if (payload.mode !== mode) return refusal("wrong_mode", { param: "/list/payload/mode" });
  if (payload.aud !== realm) return refusal("wrong_audience", { param: "/list/payload/aud" });
  if (payload.iss !== register) return refusal("wrong_register", { param: "/list/payload/iss" });
  return undefined;
}

// #region a trade of an item

async function buy(request: Request, text: string, env: SynchronousEnv): Promise<Response> {
  const question = await boughtOf(request, text, env);
  if (!question.ok) return refuse(request, question.error);
  const answered = await askTill(question.value, env);
  if (answered.kind === "refused") return refuse(request, answered.refusal);
  if (answered.kind === "moved") return refuse(request, refusal("storage_unavailable"));
  const { id, status, amount, currency, deadline } = answered.view;
  const listed: ListedTrade = {
    ...{ trade: id, object: "listed_trade" },
    ...{ status, amount, currency, deadline },
  };
  return answer(request, ok(listed), answered.replayed ? { headers: REPLAYED } : { status: 201 });
}

async function boughtOf(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<CreateQuestion, Refusal>> {
  const { identity } = await deploymentOf(env);
  const list = await listOf(text, env);
  if (!list.ok) return list;
  const key = freshKeyOf(request, clockNow());
  if (!key.ok) return key;
  const body = await readBody(request, BuyListed);
  if (!body.ok) return body;
  const { register, name } = list.value;
  const { item, quantity } = body.value;
  const sold = await objectNamed(env.REGISTER, register).soldItem(name, item);
  if (!sold.ok) return sold;
  const { listing } = sold.value;
  const derived = deriveTerms(listing, { quantity, key: key.value });
  if (!derived.ok) return err(refusal(derived.error));
  return ok({
    apiKey: undefined,
    key: await identity.ofKey(register, key.value, "anybody"),
    terms: { payload: derived.value, listing },
    verifiedUnder: undefined,
  });
}

/**
 * [PL6] The key's time is the trade's, so it is one of now. A browser whose clock is wrong is told the time.
 * @param now ms since the epoch
 */
function freshKeyOf(request: Request, now: number): Result<string, Refusal> {
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const made = timeOfKey(key.value).reduce((time, byte) => time * 256 + byte, 0);
  const param = "Idempotency-Key";
  if (made === 0) return err(refusal("invalid_request", { param, detail: "it isn't a UUIDv7" }));
  if (made > now + REQUEST_SKEW_MS || made < now - LISTED_TRADE_MS)
    return err(refusal("stale_request", { param, time: now }));
  return key;
}
