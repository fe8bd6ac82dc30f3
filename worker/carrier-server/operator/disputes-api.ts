/**
 * The operator's door to disputes: what stands at a register's tills, and deciding what is escalated [DP10]. They are the
 * synchronous server's; the carrier moves no money by a decision, and keeps who decided and why in the register's log.
 *
 * Trade-off: the log is written after the till has taken the decision, so a crash in between leaves one unlogged until the
 * operator, who got no answer, sends the same again.
 */

import { modeOf, parseTradeId } from "../../../protocol/ids.ts";
import {
  DecideDispute,
  type DecidedDispute,
} from "../../../protocol/operator/operator-disputes.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readQuery } from "../../http/list-query.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import { errorName, log } from "../../watching/log.ts";
import { OPERATOR_DISPUTES_QUERY } from "../contract/disputes.ts";
import type { CarrierEnv } from "../env.ts";
import { registerRequestOf } from "./register-request.ts";

export function addDisputesApi(door: Door<CarrierEnv>): void {
  door.get("/v1/registers/:register/disputes", async (c) =>
    answer(c.req.raw, await list(c.req.raw, c.req.param("register"), c.env)),
  );
  door.post("/v1/registers/:register/disputes", (c) =>
    decide(c.req.raw, c.req.param("register"), c.env),
  );
}

async function list(request: Request, text: string, env: CarrierEnv) {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return from;
  const query = readQuery(request, OPERATOR_DISPUTES_QUERY);
  if (!query.ok) return query;
  const { register } = from.value;
  if (!(await objectNamed(env.BOOKS, register).certified()))
    return err(refusal("register_unknown"));
  return asked(() => env.CREDITOR.disputes(register, query.value.cursor));
}

async function decide(request: Request, text: string, env: CarrierEnv): Promise<Response> {
  const from = await registerRequestOf(request, text, env);
  if (!from.ok) return refuse(request, from.error);
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return refuse(request, idempotencyKey.error);
  const body = await readBody(request, DecideDispute);
  if (!body.ok) return refuse(request, body.error);
  const { operator, register } = from.value;
  const { trade, ruling, reason } = body.value;
  if (modeOf(trade) !== env.MODE || parseTradeId(trade).register !== register)
    return refuse(request, refusal("trade_not_found"));
  const books = objectNamed(env.BOOKS, register);
  const command = {
    ...{ operator, idempotencyKey: idempotencyKey.value, asked: body.value },
    body: await hashOf({ act: "decide_dispute", trade, ruling, reason }),
  };
  const known = await books.ruled(command);
  if (!known.ok) return refuse(request, known.error);
  const decided = await asked(() => env.CREDITOR.decideDispute(trade, ruling));
  if (!decided.ok) return refuse(request, decided.error);
  await books.recordRuling(command);
  const view: DecidedDispute = { dispute: decided.value };
  return answer(request, ok(view), { headers: known.value ? REPLAYED : {} });
}

/** No answer decides nothing, and the same may be asked again. */
async function asked<T>(question: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  try {
    const answered = await question();
    return answered.ok ? ok(answered.value) : err(answered.error);
  } catch (error) {
    log("disputes_not_asked", { error: errorName(error) });
    return err(refusal("storage_unavailable"));
  }
}
