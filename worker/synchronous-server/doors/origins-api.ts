/**
 * The register servers' door to who they are: their origins and their signing key, changed by what the register's key
 * signed. Only passed on to the carrier, which proves and certifies; the new certificate comes from there [RG10], [RG11].
 */

import type * as v from "valibot";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { ChangeOrigins, ChangeRegisterKey } from "../../../protocol/register/register-key.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";
import type { Use } from "../register/used-keys.ts";
import { oncePassedOn } from "./pass-on.ts";

export function addOriginsApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/origins", (c) => setOrigins(c.req.raw, c.env));
  door.post("/v1/register-key", (c) => changeKey(c.req.raw, c.env));
}

interface Asked<Body> {
  readonly apiKey: ApiKey;
  readonly body: Body;
  readonly use: Use;
}

/** The API key, then the Idempotency-Key, then the body. */
async function writeOf<const S extends v.GenericSchema>(
  request: Request,
  env: SynchronousEnv,
  act: string,
  schema: S,
): Promise<Result<Asked<v.InferOutput<S>>, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  const use = { key: key.value, asked: await hashOf({ act, body: body.value }) };
  return ok({ apiKey: apiKey.value, body: body.value, use });
}

async function setOrigins(request: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await writeOf(request, env, "set_origins", ChangeOrigins);
  if (!asked.ok) return refuse(request, asked.error);
  const { apiKey, body, use } = asked.value;
  return oncePassedOn(request, env, { apiKey, needed: "full", use }, () =>
    env.CARRIER.setOrigins(apiKey.register, body),
  );
}

async function changeKey(request: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await writeOf(request, env, "change_register_key", ChangeRegisterKey);
  if (!asked.ok) return refuse(request, asked.error);
  const { apiKey, body, use } = asked.value;
  const other = body.change.payload.iss !== apiKey.register;
  if (other) return refuse(request, refusal("wrong_register", { param: "/change/payload/iss" }));
  return oncePassedOn(request, env, { apiKey, needed: "full", use }, () =>
    env.CARRIER.changeRegisterKey(body),
  );
}
