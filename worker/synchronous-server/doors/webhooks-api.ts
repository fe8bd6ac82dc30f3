/**
 * The register servers' door to their webhook endpoints [EV20]. Register knows the API key and the tills, the Courier the
 * endpoints: two hops, off the money path. A secret leaves with the two answers that make one [EV17].
 */

import * as v from "valibot";
import { WebhookId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ApiKeyScope } from "../../../protocol/register/api-keys.ts";
import {
  ChangeWebhook,
  CreateWebhook,
  ReplayEvents,
  RotateWebhook,
} from "../../../protocol/register/webhooks.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import type { EndpointAnswer } from "../courier/endpoints/endpoint-desk.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { Tills } from "../register/funds.ts";
import { apiKeyOf } from "../register/keys/api-key.ts";
import type { Use } from "../register/used-keys.ts";

const PATH = "/v1/webhook-endpoints";

export function addWebhooksApi(door: Door<SynchronousEnv>): void {
  door.get(PATH, async (c) => {
    const asked = await askedOf(c.req.raw, c.env, "read");
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    return answer(c.req.raw, ok(await courierOf(asked.value, c.env).endpoints(asked.value)));
  });
  door.post(PATH, async (c) => {
    const write = await writeOf(c.req.raw, c.env, "create", CreateWebhook);
    if (!write.ok) return refuse(c.req.raw, write.error);
    const { tills, body, use } = write.value;
    return made(c.req.raw, await courierOf(tills, c.env).create(tills, body, use), 201);
  });
  door.get(`${PATH}/:endpoint`, async (c) => {
    const own = await ownOf(c.req.raw, c.env, "read", c.req.param("endpoint"));
    if (!own.ok) return refuse(c.req.raw, own.error);
    const { tills, endpoint } = own.value;
    return answer(c.req.raw, await courierOf(tills, c.env).endpoint(tills, endpoint));
  });
  door.delete(`${PATH}/:endpoint`, async (c) => {
    const own = await ownOf(c.req.raw, c.env, "webhooks", c.req.param("endpoint"));
    if (!own.ok) return refuse(c.req.raw, own.error);
    const { tills, endpoint } = own.value;
    const key = idempotencyKeyOf(c.req.raw);
    if (!key.ok) return refuse(c.req.raw, key.error);
    const use = { key: key.value, asked: await hashOf({ act: "delete", endpoint }) };
    return made(c.req.raw, await courierOf(tills, c.env).remove(tills, endpoint, use));
  });
  door.get(`${PATH}/:endpoint/attempts`, async (c) => {
    const own = await ownOf(c.req.raw, c.env, "read", c.req.param("endpoint"));
    if (!own.ok) return refuse(c.req.raw, own.error);
    const { tills, endpoint } = own.value;
    return answer(c.req.raw, await courierOf(tills, c.env).attempts(tills, endpoint));
  });
  addActs(door);
}

function addActs(door: Door<SynchronousEnv>): void {
  door.post(`${PATH}/:endpoint`, async (c) => {
    const write = await writeOf(c.req.raw, c.env, "change", ChangeWebhook, c.req.param("endpoint"));
    if (!write.ok) return refuse(c.req.raw, write.error);
    const { tills, ...act } = write.value;
    return made(c.req.raw, await courierOf(tills, c.env).change(tills, act));
  });
  door.post(`${PATH}/:endpoint/secret`, async (c) => {
    const write = await writeOf(c.req.raw, c.env, "rotate", RotateWebhook, c.req.param("endpoint"));
    if (!write.ok) return refuse(c.req.raw, write.error);
    const { tills, ...act } = write.value;
    return made(c.req.raw, await courierOf(tills, c.env).rotate(tills, act));
  });
  door.post(`${PATH}/:endpoint/replays`, async (c) => {
    const write = await writeOf(c.req.raw, c.env, "replay", ReplayEvents, c.req.param("endpoint"));
    if (!write.ok) return refuse(c.req.raw, write.error);
    const { tills, ...act } = write.value;
    return made(c.req.raw, await courierOf(tills, c.env).replay(tills, act));
  });
}

function made(raw: Request, done: Result<EndpointAnswer, Refusal>, status = 200): Response {
  if (!done.ok) return refuse(raw, done.error);
  const { view, replayed } = done.value;
  return answer(raw, ok(view), replayed ? { headers: REPLAYED } : { status });
}

function courierOf({ register }: Tills, env: SynchronousEnv) {
  return objectNamed(env.COURIER, register);
}

async function askedOf(
  raw: Request,
  env: SynchronousEnv,
  needed: ApiKeyScope,
): Promise<Result<Tills, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(raw, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  return objectNamed(env.REGISTER, register).authorise(hash, needed);
}

/** The API key first: who has none isn't told what there is not. */
async function ownOf(
  raw: Request,
  env: SynchronousEnv,
  needed: ApiKeyScope,
  text: string,
): Promise<Result<{ tills: Tills; endpoint: WebhookId }, Refusal>> {
  const asked = await askedOf(raw, env, needed);
  if (!asked.ok) return asked;
  const id = v.safeParse(WebhookId, text);
  if (!id.success) return err(refusal("webhook_not_found"));
  return ok({ tills: asked.value, endpoint: id.output });
}

interface Write<Body> {
  readonly tills: Tills;
  readonly endpoint: WebhookId;
  readonly body: Body;
  readonly use: Use;
}

/** The API key, then the Idempotency-Key, then the body. @param text of the endpoint's id, but for a new one */
async function writeOf<const S extends v.GenericSchema>(
  raw: Request,
  env: SynchronousEnv,
  act: string,
  schema: S,
  text?: string,
): Promise<Result<Write<v.InferOutput<S>>, Refusal>> {
  const asked = await askedOf(raw, env, "webhooks");
  if (!asked.ok) return asked;
  const key = idempotencyKeyOf(raw);
  if (!key.ok) return key;
  const body = await readBody(raw, schema);
  if (!body.ok) return body;
  const id = text === undefined ? undefined : v.safeParse(WebhookId, text);
  if (id && !id.success) return err(refusal("webhook_not_found"));
  const endpoint = (id?.output ?? "") as WebhookId;
  const use = { key: key.value, asked: await hashOf({ act, endpoint, body: body.value }) };
  return ok({ tills: asked.value, endpoint, body: body.value, use });
}
