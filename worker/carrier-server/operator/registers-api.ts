/**
 * The operator's door to a register's fees: read them, set those of one currency. Books decides and makes the
 * new certificate; it is brought to the synchronous server before the answer, which says whether it got there.
 */

import { FeeSchedule } from "../../../protocol/fees.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { RegisterFees } from "../../../protocol/operator.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import type { SetFeesAnswer } from "../books/books.ts";
import type { CarrierEnv } from "../env.ts";
import { registerRequestOf } from "./register-request.ts";

export function addRegistersApi(door: Door<CarrierEnv>): void {
  door.get("/v1/registers/:register/fees", async (c) =>
    answer(c.req.raw, await readFees(c.req.raw, c.req.param("register"), c.env)),
  );
  door.get("/v1/registers/:register/audit", async (c) => {
    const from = await registerRequestOf(c.req.raw, c.req.param("register"), c.env);
    if (!from.ok) return refuse(c.req.raw, from.error);
    const entries = await c.env.BOOKS.getByName(from.value.register).audit();
    return answer(c.req.raw, ok({ entries }));
  });
  door.post("/v1/registers/:register/fees", async (c) => {
    const set = await setFees(c.req.raw, c.req.param("register"), c.env);
    if (!set.ok) return refuse(c.req.raw, set.error);
    const { schedules, certified, replayed } = set.value;
    const { register } = certified;
    const fees: RegisterFees = { register, schedules, told: await tell(certified, c.env) };
    return answer(c.req.raw, ok(fees), { headers: replayed ? REPLAYED : {} });
  });
}

async function readFees(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<RegisterFees, Refusal>> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const { register } = from.value;
  const schedules = await env.BOOKS.getByName(register).fees();
  return schedules.ok ? ok({ register, schedules: schedules.value }) : schedules;
}

async function setFees(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<SetFeesAnswer, Refusal>> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, FeeSchedule);
  if (!body.ok) return body;
  const { operator, register } = from.value;
  const schedule = body.value;
  return env.BOOKS.getByName(register).setFees({
    ...{ schedule, operator, idempotencyKey: idempotencyKey.value },
    body: await hashOf({ act: "set_fees", register, schedule }),
  });
}

/** The certificate is stored whatever becomes of this: the operator sends the command again, and it is brought again. */
async function tell(certified: CertifiedRegister, env: CarrierEnv): Promise<boolean> {
  try {
    const taken = await env.CREDITOR.certified(certified);
    return taken.ok;
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    console.warn(JSON.stringify({ event: "certificate_not_brought", name }));
    return false;
  }
}
