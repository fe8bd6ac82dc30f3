/**
 * The door to the register DB: register a certified register and get an API key, change the number of its
 * tills. The carrier's certificate is the permission, the register's own signature the proof.
 */

import { type RegisteredRegister, RegisterRegister, SetTills } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf, verify } from "../../../protocol/signing/signature.ts";
import { isCertified, periodRefusal, type Trust } from "../../../protocol/trade/offer.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { freshSignatureRefusal } from "../fresh-signature.ts";
import { apiKeyOf } from "../register/keys/api-key.ts";
import type { TillMapSet } from "../register/till-maps.ts";
import { apiKeyEnvelope } from "./keys-api.ts";

export function addRegisterApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/registers", async (c) => {
    const registered = await register(c.req.raw, c.env);
    if (!registered.ok) return refuse(c.req.raw, registered.error);
    const { replayed, ...view } = registered.value;
    return answer(c.req.raw, ok(view), { status: 201, headers: replayed ? REPLAYED : {} });
  });
  door.post("/v1/registers/:register/tills", async (c) =>
    mapSet(c.req.raw, await setTills(c.req.raw, c.req.param("register"), c.env)),
  );
}

/** The same API key again changes nothing; another one is a further one [RG2]. */
async function register(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<RegisteredRegister & { replayed: boolean }, Refusal>> {
  const { trust } = await deploymentOf(env);
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, RegisterRegister);
  if (!body.ok) return body;
  const { certificate, chain, api_key } = body.value;
  const { register: id, key: registerKey } = certificate.payload;
  const use = { key: key.value, asked: await hashOf({ act: "register", ...body.value }) };
  const refused = await registrationRefusal(body.value, trust, clockNow());
  if (refused?.code === "stale_request") {
    // The very same as was taken when it was fresh: a repeat, however late.
    const api_key = await objectNamed(env.REGISTER, id).registered(use);
    if (api_key) return ok({ register: id, api_key, replayed: true });
  }
  if (refused) return err(refused);
  const expected = apiKeyEnvelope(id, trust);
  const code = await verify(api_key, expected, registerKey);
  if (code) return err(refusal(code, { param: "/api_key" }));
  const pair = { certificate, chain };
  const registered = await objectNamed(env.REGISTER, id).register(pair, api_key.payload, use);
  if (!registered.ok) return registered;
  const { view, replayed } = registered.value;
  return ok({ register: id, api_key: view, replayed });
}

/** In this order; the first that fails is the answer. @param now ms since the epoch */
async function registrationRefusal(
  { registration, certificate, chain }: RegisterRegister,
  trust: Trust,
  now: number,
): Promise<Refusal | undefined> {
  const { key, mode, name, origins } = certificate.payload;
  if (mode !== trust.mode) return refusal("wrong_mode", { param: "/certificate" });
  if (!(await isCertified({ certificate, chain }, trust))) return refusal("register_uncertified");
  const late = periodRefusal(certificate.payload, now);
  if (late) return refusal(late, { param: "/certificate" });
  // Fresh, since whoever sent an old one again would get an API key.
  const refused = await freshSignatureRefusal(
    registration,
    "warifu/registration/1",
    key,
    trust,
    now,
  );
  if (refused) return { ...refused, param: "/registration" };
  const { payload } = registration;
  const proven = origins.map(({ origin }) => origin);
  const agrees = payload.name === name && payload.origins.join() === proven.join();
  return agrees
    ? undefined
    : refusal("register_uncertified", { detail: "name or origins aren't the certificate's" });
}

async function setTills(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<TillMapSet, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, SetTills);
  if (!body.ok) return body;
  const { register, hash } = apiKey.value;
  if (register !== text) return err(refusal("wrong_register"));
  const { tills } = body.value;
  const use = { key: key.value, asked: await hashOf({ act: "set_tills", tills }) };
  return objectNamed(env.REGISTER, register).setTills(hash, tills, use);
}

function mapSet(request: Request, set: Result<TillMapSet, Refusal>): Response {
  if (!set.ok) return refuse(request, set.error);
  const { map, replayed } = set.value;
  return answer(request, ok(map), { headers: replayed ? REPLAYED : {} });
}
