/**
 * The operator's door to accounts: read one, and the acts on it. Decides nothing: the branch does, in
 * the account's one turn, and records who asked [LE17].
 */

import type * as v from "valibot";
import {
  type OperatorAccount,
  RevokeTerminals,
  SetCredit,
  SetInstruction,
  SetLimits,
  SetStatus,
  SetStepUp,
  TopUp,
  Withdraw,
} from "../../../protocol/operator/operator.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import type { Asked, Operated } from "../branch/account/operator-act.ts";
import { branchFor } from "../branch/branches.ts";
import type { CarrierEnv } from "../env.ts";
import { accountRequestOf } from "./operator-request.ts";

export function addAccountsApi(door: Door<CarrierEnv>): void {
  door.get("/v1/account", async (c) => answer(c.req.raw, await readAccount(c.req.raw, c.env)));
  door.post("/v1/account/top-ups", (c) =>
    act(c.req.raw, c.env, TopUp, (asked) => ({ act: "top_up", asked })),
  );
  door.post("/v1/account/status", (c) =>
    act(c.req.raw, c.env, SetStatus, (asked) => ({ act: "set_status", asked })),
  );
  door.post("/v1/account/limits", (c) =>
    act(c.req.raw, c.env, SetLimits, (asked) => ({ act: "set_limits", asked })),
  );
  door.post("/v1/account/credit", (c) =>
    act(c.req.raw, c.env, SetCredit, (asked) => ({ act: "set_credit", asked })),
  );
  door.post("/v1/account/top-up-instruction", (c) =>
    act(c.req.raw, c.env, SetInstruction, (asked) => ({ act: "set_instruction", asked })),
  );
  door.post("/v1/account/step-up", (c) =>
    act(c.req.raw, c.env, SetStepUp, (asked) => ({ act: "set_step_up", asked })),
  );
  door.post("/v1/account/terminal-revocations", (c) =>
    act(c.req.raw, c.env, RevokeTerminals, (asked) => ({ act: "revoke_terminals", asked })),
  );
  door.post("/v1/account/withdrawals", (c) =>
    act(c.req.raw, c.env, Withdraw, (asked) => ({ act: "withdraw", asked })),
  );
}

async function readAccount(
  request: Request,
  env: CarrierEnv,
): Promise<Result<OperatorAccount, Refusal>> {
  const asked = await accountRequestOf(request, env);
  if (!asked.ok) return asked;
  const { account } = asked.value;
  return branchFor(env, account).operatorAccount(account);
}

/** An act on the account that the request names, by its schema. */
export async function act<const S extends v.GenericSchema>(
  request: Request,
  env: CarrierEnv,
  schema: S,
  asking: (asked: v.InferOutput<S>) => Asked,
): Promise<Response> {
  const done = await operate(request, env, schema, asking);
  if (!done.ok) return answer(request, done);
  const { account, replayed } = done.value;
  return answer(request, ok(account), { headers: replayed ? REPLAYED : {} });
}

async function operate<const S extends v.GenericSchema>(
  request: Request,
  env: CarrierEnv,
  schema: S,
  asking: (asked: v.InferOutput<S>) => Asked,
): Promise<Result<Operated, Refusal>> {
  const from = await accountRequestOf(request, env);
  if (!from.ok) return from;
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  const { operator, account } = from.value;
  const asked = asking(body.value);
  return branchFor(env, account).operate({
    ...asked,
    ...{ account, operator, idempotencyKey: idempotencyKey.value },
    body: await hashOf({ account, ...asked }),
  });
}
