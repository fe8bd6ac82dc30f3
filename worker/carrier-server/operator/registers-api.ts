/**
 * The operator's door to a register: how it stands, its fees, suspending it, and a new key for one that lost its own.
 * Books decides; what changed is brought to the synchronous server before the answer, which says whether it got there.
 */

import * as v from "valibot";
import { RegisterId } from "../../../protocol/ids.ts";
import { FeeSchedule } from "../../../protocol/money/fees.ts";
import {
  type OperatorRegister,
  type RegisterFees,
  type RegisterStanding,
  ReplaceKey,
  SetStanding,
} from "../../../protocol/operator/operator-registers.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import type { Told } from "../books/books.ts";
import type { SetFeesAnswer } from "../books/commands.ts";
import type { RegisterRecord } from "../books/register-record.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { registrationRefusal } from "../registration.ts";
import { registerRequestOf } from "./register-request.ts";

export function addRegistersApi(door: Door<CarrierEnv>): void {
  door.get("/v1/registers/:register/fees", async (c) =>
    answer(c.req.raw, await readFees(c.req.raw, c.req.param("register"), c.env)),
  );
  door.get("/v1/registers/:register/audit", async (c) => {
    const from = await registerRequestOf(c.req.raw, c.req.param("register"), c.env);
    if (!from.ok) return refuse(c.req.raw, from.error);
    const entries = await objectNamed(c.env.BOOKS, from.value.register).audit();
    return answer(c.req.raw, ok({ entries }));
  });
  door.post("/v1/registers/:register/fees", async (c) => {
    const set = await setFees(c.req.raw, c.req.param("register"), c.env);
    if (!set.ok) return refuse(c.req.raw, set.error);
    const { schedules, told, replayed } = set.value;
    const fees: RegisterFees = {
      register: v.parse(RegisterId, c.req.param("register")),
      schedules,
      told,
    };
    return answer(c.req.raw, ok(fees), { headers: replayed ? REPLAYED : {} });
  });
  door.get("/v1/registers/:register", async (c) =>
    answer(c.req.raw, await readRegister(c.req.raw, c.req.param("register"), c.env)),
  );
  for (const act of ["suspend", "resume"] as const)
    door.post(`/v1/registers/:register/${act}`, (c) =>
      setStanding(c.req.raw, c.req.param("register"), act, c.env),
    );
  door.post("/v1/registers/:register/key", (c) =>
    replaceKey(c.req.raw, c.req.param("register"), c.env),
  );
}

async function readRegister(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<OperatorRegister, Refusal>> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const { register } = from.value;
  const record = await objectNamed(env.BOOKS, register).register();
  return record ? ok(viewOf(record)) : err(refusal("register_unknown"));
}

function viewOf(record: RegisterRecord): OperatorRegister {
  const { certified, name, key, origins, suspended, standing, untold, formerUntil } = record;
  const { not_before, not_after } = certified.certificate.payload;
  return {
    register: certified.register,
    ...{ name, key, not_before, not_after, suspended },
    begins_trades: !standing.suspended,
    told: !untold,
    origins: origins.map(({ origin, proven_at, checked_at, failing_since, failure, vouched }) => ({
      ...{ origin, checked_at, vouched },
      ...(proven_at === null ? {} : { proven_at }),
      ...(failing_since === null ? {} : { failing_since }),
      ...(failure === null ? {} : { failure }),
    })),
    ...(formerUntil === undefined ? {} : { former_until: formerUntil }),
  };
}

async function setStanding(
  request: Request,
  text: string,
  act: "suspend" | "resume",
  env: CarrierEnv,
): Promise<Response> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return refuse(request, from.error);
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return refuse(request, idempotencyKey.error);
  const body = await readBody(request, SetStanding);
  if (!body.ok) return refuse(request, body.error);
  const { operator, register } = from.value;
  const { reason } = body.value;
  const set = await objectNamed(env.BOOKS, register).setStanding({
    ...{ suspended: act === "suspend", reason, operator, idempotencyKey: idempotencyKey.value },
    body: await hashOf({ act, register, reason }),
  });
  if (!set.ok) return refuse(request, set.error);
  const { standing, told, replayed } = set.value;
  const answered: RegisterStanding = { register, begins_trades: !standing.suspended, told };
  return answer(request, ok(answered), { headers: replayed ? REPLAYED : {} });
}

/** [RG12] The registration is the new key's proof that it is held; its name and origins change nothing. */
async function replaceKey(request: Request, text: string, env: CarrierEnv): Promise<Response> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return refuse(request, from.error);
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return refuse(request, idempotencyKey.error);
  const body = await readBody(request, ReplaceKey);
  if (!body.ok) return refuse(request, body.error);
  const { registration } = body.value;
  const refused = await registrationRefusal(registration, (await deploymentOf(env)).trust);
  if (refused) return refuse(request, refused);
  const { operator, register } = from.value;
  const key = registration.payload.iss;
  const done = await objectNamed(env.BOOKS, register).replaceKey({
    ...{ key, operator, idempotencyKey: idempotencyKey.value },
    body: await hashOf({ act: "replace_key", register, key }),
  });
  if (!done.ok) return refuse(request, done.error);
  const { certified, replayed } = done.value;
  return answer(request, ok(certified), { headers: replayed ? REPLAYED : {} });
}

async function readFees(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<RegisterFees, Refusal>> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const { register } = from.value;
  const schedules = await objectNamed(env.BOOKS, register).fees();
  return schedules.ok ? ok({ register, schedules: schedules.value }) : schedules;
}

async function setFees(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<SetFeesAnswer & Told, Refusal>> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, FeeSchedule);
  if (!body.ok) return body;
  const { operator, register } = from.value;
  const schedule = body.value;
  return objectNamed(env.BOOKS, register).setFees({
    ...{ schedule, operator, idempotencyKey: idempotencyKey.value },
    body: await hashOf({ act: "set_fees", register, schedule }),
  });
}
