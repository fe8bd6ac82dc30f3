/**
 * The register servers' door to their API keys: make, list, revoke, each with a full key. A new one needs the
 * register's own signature besides, so that a stolen key makes no other; revoking needs none, since it has to be quick
 * and gives nobody anything [RG2], [RG4]. Also notes on which day a key was used [RG5].
 */

import * as v from "valibot";
import { ApiKeyId, type RegisterId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { CreateApiKey } from "../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Envelope, hashOf } from "../../../protocol/signing/signature.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf, apiKeyRead } from "../register/keys/api-key.ts";
import type { KeyAnswer } from "../register/keys/key-desk.ts";
import { noteRevokedKey } from "./revoked-keys.ts";

export function addKeysApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/keys", async (c) => {
    const asked = await askedOf(c.req.raw, c.env);
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    const { register, hash } = asked.value;
    return answer(c.req.raw, await objectNamed(c.env.REGISTER, register).apiKeys(hash));
  });
  door.post("/v1/keys", async (c) => answered(c.req.raw, await create(c.req.raw, c.env), 201));
  door.delete("/v1/keys/:key", async (c) =>
    answered(c.req.raw, await revoke(c.req.raw, c.req.param("key"), c.env)),
  );
}

function answered(request: Request, done: Result<KeyAnswer, Refusal>, status = 200): Response {
  if (!done.ok) return refuse(request, done.error);
  const { view, replayed } = done.value;
  return answer(request, ok(view), { status, headers: replayed ? REPLAYED : {} });
}

export function apiKeyEnvelope(register: RegisterId, { realm, mode }: Trust): Envelope {
  return { typ: "warifu/api-key/1", iss: register, aud: realm, mode };
}

async function askedOf(request: Request, env: SynchronousEnv): Promise<Result<ApiKey, Refusal>> {
  const { trust } = await deploymentOf(env);
  return apiKeyOf(request, trust.mode);
}

async function create(request: Request, env: SynchronousEnv): Promise<Result<KeyAnswer, Refusal>> {
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, CreateApiKey);
  if (!body.ok) return body;
  const { register, hash } = asked.value;
  const { trust } = await deploymentOf(env);
  const { payload } = body.value.key;
  if (payload.mode !== trust.mode)
    return err(refusal("wrong_mode", { param: "/key/payload/mode" }));
  if (payload.aud !== trust.realm)
    return err(refusal("wrong_audience", { param: "/key/payload/aud" }));
  if (payload.iss !== register)
    return err(refusal("wrong_register", { param: "/key/payload/iss" }));
  // Of its payload alone: a signature may be made again, and another one of the same says nothing else.
  const use = { key: key.value, asked: await hashOf({ act: "create_key", ...payload }) };
  return objectNamed(env.REGISTER, register).createApiKey(hash, body.value.key, use);
}

async function revoke(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<KeyAnswer, Refusal>> {
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const id = v.safeParse(ApiKeyId, text);
  const { register, hash } = asked.value;
  const stub = objectNamed(env.REGISTER, register);
  if (id.success) {
    const use = { key: key.value, asked: await hashOf({ act: "revoke_key", id: id.output }) };
    return stub.revokeApiKey(hash, id.output, use);
  }
  // Who holds no full key isn't told what there is not.
  const authorised = await stub.authorise(hash, "full");
  return authorised.ok ? err(refusal("key_not_found")) : authorised;
}

// #region the day of the last use

const DAY_MS = 24 * 60 * 60_000;
/** Keys that this isolate has told of, with the day. */
const told = new Map<string, number>();
const TOLD_MAX = 10_000;

/** After the answer, once a day per key and isolate: the money path waits for nothing of it. */
export function noteKeyUse(door: Door<SynchronousEnv>): void {
  door.use(async (c, next) => {
    await next();
    const key = c.res.ok ? apiKeyRead(c.req.raw) : undefined;
    if (key && isNews(key, clockNow())) c.executionCtx.waitUntil(tell(key, c.env));
    if (c.res.status === 401) noteRevokedKey(c.req.raw, c.env, c.executionCtx);
  });
}

function isNews({ hash }: ApiKey, now: number): boolean {
  const day = now - (now % DAY_MS);
  if (told.get(hash) === day) return false;
  if (told.size >= TOLD_MAX) told.clear();
  told.set(hash, day);
  return true;
}

async function tell({ register, hash }: ApiKey, env: SynchronousEnv): Promise<void> {
  try {
    await objectNamed(env.REGISTER, register).apiKeyUsed(hash, told.get(hash) ?? 0);
  } catch {
    // The next request of the day tells it.
    told.delete(hash);
  }
}
