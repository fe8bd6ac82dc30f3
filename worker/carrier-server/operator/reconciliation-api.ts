/** The operator's door to reconciliation: how both sides' counts stand now, and letting a frozen till go on. */

import { ThawTill } from "../../../protocol/count/reconciliation.ts";
import { ok } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import type { CarrierEnv } from "../env.ts";
import { reconciliationOf } from "../reconciliation/reconciliation.ts";
import { operatorOf } from "./operator-request.ts";

export function addReconciliationApi(door: Door<CarrierEnv>): void {
  door.get("/v1/reconciliation", async (c) => {
    const operator = await operatorOf(c.req.raw, c.env);
    if (!operator.ok) return refuse(c.req.raw, operator.error);
    return answer(c.req.raw, ok(await reconciliationOf(c.env).report()));
  });
  door.post("/v1/reconciliation/thaws", (c) => thaw(c.req.raw, c.env));
}

async function thaw(request: Request, env: CarrierEnv): Promise<Response> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return refuse(request, operator.error);
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return refuse(request, idempotencyKey.error);
  const body = await readBody(request, ThawTill);
  if (!body.ok) return refuse(request, body.error);
  const done = await reconciliationOf(env).thaw({
    operator: operator.value,
    idempotencyKey: idempotencyKey.value,
    body: await hashOf(body.value),
    asked: body.value,
  });
  if (!done.ok) return refuse(request, done.error);
  const { thawn, replayed } = done.value;
  return answer(request, ok(thawn), { headers: replayed ? REPLAYED : {} });
}
