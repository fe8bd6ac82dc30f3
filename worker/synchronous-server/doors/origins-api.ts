/**
 * The register servers' door to who they are: their origins and their signing key, changed by what the register's key
 * signed. Only passed on to the carrier, which proves and certifies; the new certificate comes from there [RG10], [RG11].
 */

import type * as v from "valibot";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { ChangeOrigins, ChangeRegisterKey } from "../../../protocol/register/register-key.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";

export function addOriginsApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/origins", async (c) => answer(c.req.raw, await setOrigins(c.req.raw, c.env)));
  door.post("/v1/register-key", async (c) => answer(c.req.raw, await changeKey(c.req.raw, c.env)));
}

/** The API key, then the Idempotency-Key, then the body, then whether the key is a full one. */
async function writeOf<const S extends v.GenericSchema>(
  request: Request,
  env: SynchronousEnv,
  schema: S,
): Promise<Result<{ apiKey: ApiKey; body: v.InferOutput<S> }, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  const { register, hash } = apiKey.value;
  const authorised = await env.REGISTER.getByName(register).authorise(hash, "full");
  return authorised.ok ? ok({ apiKey: apiKey.value, body: body.value }) : authorised;
}

async function setOrigins(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<CertifiedRegister, Refusal>> {
  const asked = await writeOf(request, env, ChangeOrigins);
  if (!asked.ok) return asked;
  const { apiKey, body } = asked.value;
  return callCarrier(() => env.CARRIER.setOrigins(apiKey.register, body));
}

async function changeKey(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<CertifiedRegister, Refusal>> {
  const asked = await writeOf(request, env, ChangeRegisterKey);
  if (!asked.ok) return asked;
  const { apiKey, body } = asked.value;
  if (body.change.payload.iss !== apiKey.register)
    return err(refusal("wrong_register", { param: "/change/payload/iss" }));
  return callCarrier(() => env.CARRIER.changeRegisterKey(body));
}
