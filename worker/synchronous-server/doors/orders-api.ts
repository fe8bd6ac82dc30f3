/**
 * The register servers' door to money that was already decided: captures, voids, refunds, and their lists.
 * Checks here what can be checked without an object; the till checks the API key and the signature [MS11].
 */

import type { TradeId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import { CaptureTrade, RefundTrade, VoidTrade } from "../../../protocol/trade/order-messages.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { ApiKey } from "../register/keys/api-key.ts";
import type { SignedOrder } from "../till/order/order-record.ts";
import type { OrderQuestion, OrderReply } from "../till/order/orders.ts";
import { ownTrade, tillOf } from "../trade-address.ts";

const SCHEMAS = { captures: CaptureTrade, void: VoidTrade, refunds: RefundTrade } as const;
type OrderPath = keyof typeof SCHEMAS;

export function addOrdersApi(door: Door<SynchronousEnv>): void {
  for (const path of ["captures", "void", "refunds"] as const)
    door.post(`/v1/trades/:trade/${path}`, (c) =>
      order(c.req.raw, c.req.param("trade"), path, c.env),
    );
  for (const path of ["captures", "refunds"] as const)
    door.get(`/v1/trades/:trade/${path}`, async (c) => {
      const asked = await ownTrade(c.req.raw, c.req.param("trade"), c.env);
      if (!asked.ok) return refuse(c.req.raw, asked.error);
      const { apiKey, trade } = asked.value;
      return answer(c.req.raw, await tillOf(trade, c.env)[path](apiKey.hash, trade));
    });
}

async function order(
  request: Request,
  text: string,
  path: OrderPath,
  env: SynchronousEnv,
): Promise<Response> {
  const asked = await ownTrade(request, text, env);
  if (!asked.ok) return refuse(request, asked.error);
  const question = await orderQuestion(request, path, asked.value, env);
  if (!question.ok) return refuse(request, question.error);
  const replied = await tillOf(asked.value.trade, env).order(question.value);
  return replied.ok ? answered(request, path, replied.value) : refuse(request, replied.error);
}

/** 201 when it is done, 202 while the branch has yet to answer, 200 when it was done before. */
function answered(
  request: Request,
  path: OrderPath,
  { view, pending, replayed }: OrderReply,
): Response {
  const done = replayed || path === "void" ? 200 : 201;
  const status = pending ? 202 : done;
  return answer(request, ok(view), { status, headers: replayed ? REPLAYED : {} });
}

async function orderQuestion(
  request: Request,
  path: OrderPath,
  { apiKey, trade }: { apiKey: ApiKey; trade: TradeId },
  env: SynchronousEnv,
): Promise<Result<OrderQuestion, Refusal>> {
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, SCHEMAS[path]);
  if (!body.ok) return body;
  const { order } = body.value;
  const { trust } = await deploymentOf(env);
  const misfit = orderMisfitOf(order, { key: key.value, register: apiKey.register, trade }, trust);
  return misfit ? err(misfit) : ok({ apiKey: apiKey.hash, order });
}

/** In this order; the first that fails is the answer. */
export function orderMisfitOf(
  { payload }: SignedOrder,
  asked: { readonly key: string; readonly register: string; readonly trade: TradeId },
  { mode, realm }: Trust,
): Refusal | undefined {
  if (payload.mode !== mode) return refusal("wrong_mode", { param: "/order/payload/mode" });
  if (payload.aud !== realm) return refusal("wrong_audience", { param: "/order/payload/aud" });
  if (payload.key !== asked.key) return refusal("order_key_mismatch", { param: "Idempotency-Key" });
  if (payload.iss !== asked.register)
    return refusal("wrong_register", { param: "/order/payload/iss" });
  if (payload.trade !== asked.trade)
    return refusal("order_mismatch", { param: "/order/payload/trade" });
  return undefined;
}
