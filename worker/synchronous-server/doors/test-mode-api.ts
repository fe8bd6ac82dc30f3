/**
 * Test mode's own door: what anyone may know of it, and how a register signs itself up [TT1], [TT2]. In live mode there is
 * nothing at these addresses.
 */

import type { CertifiedRegister } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { SignUpRegister, testModeView } from "../../../protocol/test-mode.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";

export function addTestModeApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/test", async (c) => {
    const { trust } = await deploymentOf(c.env);
    if (trust.mode !== "test") return refuse(c.req.raw, refusal("route_not_found"));
    return answer(c.req.raw, ok(testModeView(trust.rootKey, trust.realm)));
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
