/**
 * Test mode's own door: what anyone may know of it, how a register signs itself up [TT1], [TT2], and, in development, the
 * clock [TT6]. In live mode there is nothing at these addresses.
 */

import { type CertifiedRegister, MoveClock } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { SignUpRegister, testModeView } from "../../../protocol/test-mode.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow, setClockOffset } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { apiKeyOf } from "../register/keys/api-key.ts";
import { tillName } from "../till/name.ts";

export function addTestModeApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/test", async (c) => {
    const { trust } = await deploymentOf(c.env);
    if (trust.mode !== "test") return refuse(c.req.raw, refusal("route_not_found"));
    return answer(c.req.raw, ok(testModeView(trust.rootKey, trust.realm, clockNow())));
  });
  door.post("/v1/test/clock", async (c) => {
    if (c.env.TEST_CLOCK !== "on") return refuse(c.req.raw, refusal("route_not_found"));
    const body = await readBody(c.req.raw, MoveClock);
    if (!body.ok) return refuse(c.req.raw, body.error);
    setClockOffset(body.value.offset_ms);
    const woken = body.value.wake ? await wakeRegister(c.req.raw, c.env) : ok(null);
    return answer(c.req.raw, woken.ok ? body : woken);
  });
  door.post("/v1/test/registers", async (c) =>
    answer(c.req.raw, await signUp(c.req.raw, c.env), { status: 201 }),
  );
}

async function signUp(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<CertifiedRegister, Refusal>> {
  const { trust } = await deploymentOf(env);
  if (trust.mode !== "test") return err(refusal("route_not_found"));
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, SignUpRegister);
  if (!body.ok) return body;
  const { registration } = body.value;
  return callCarrier(() => env.CARRIER.certifyTestRegister(registration, key.value));
}

/** [TT6] The tills, payouts and webhooks of who asks. */
async function wakeRegister(request: Request, env: SynchronousEnv): Promise<Result<null, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  const stub = objectNamed(env.REGISTER, register);
  const known = await stub.authorise(hash, "read");
  if (!known.ok) return known;
  const tills = known.value.tills.map((till) => objectNamed(env.TILL, tillName(register, till)));
  await Promise.all([stub, objectNamed(env.COURIER, register), ...tills].map((one) => one.wake()));
  return ok(null);
}
