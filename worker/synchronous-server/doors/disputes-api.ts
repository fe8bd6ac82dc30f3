/**
 * The register servers' door to the disputes of their trades: list, read, write, contest, and accept, which is a refund
 * by the register's key [DP5]. The till checks the API key; nothing here says who asks.
 */

import {
  AcceptDispute,
  AnswerDispute,
  ContestDispute,
  type DisputeList,
  type DisputeStatus,
} from "../../../protocol/dispute/dispute-messages.ts";
import type { SealedText } from "../../../protocol/dispute/dispute-text.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import { DISPUTES_QUERY } from "../contract/list-queries.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { ApiKey } from "../register/keys/api-key.ts";
import type { DisputeQuestion } from "../till/dispute/disputes.ts";
import { tillName } from "../till/name.ts";
import { ownTrade, tillOf } from "../trade-address.ts";
import { orderMisfitOf } from "./orders-api.ts";
import { cursorAt } from "./reading/cursor.ts";
import { listAsked } from "./reading/list-request.ts";

export function addDisputesApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/disputes", async (c) => answer(c.req.raw, await list(c.req.raw, c.env)));
  door.get("/v1/disputes/:trade", async (c) => {
    const asked = await ownTrade(c.req.raw, c.req.param("trade"), c.env);
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    const { apiKey, trade } = asked.value;
    const question = { by: "shop", apiKey: apiKey.hash, reads: trade } as const;
    const read = await tillOf(trade, c.env).dispute(question);
    return answer(c.req.raw, read.ok ? ok(read.value.view) : read);
  });
  for (const act of ["messages", "contest", "accept"] as const)
    door.post(`/v1/disputes/:trade/${act}`, (c) =>
      take(c.req.raw, c.req.param("trade"), act, c.env),
    );
}

async function take(
  request: Request,
  text: string,
  act: "messages" | "contest" | "accept",
  env: SynchronousEnv,
): Promise<Response> {
  const asked = await ownTrade(request, text, env);
  if (!asked.ok) return refuse(request, asked.error);
  const question = await (act === "accept"
    ? acceptQuestion(request, asked.value, env)
    : wordQuestion(request, asked.value, act));
  if (!question.ok) return refuse(request, question.error);
  const replied = await tillOf(asked.value.trade, env).dispute(question.value);
  if (!replied.ok) return refuse(request, replied.error);
  const { view, replayed } = replied.value;
  // A refund that the branch has yet to answer hasn't closed it.
  const pending = act === "accept" && view.status !== "refunded";
  const headers = replayed ? REPLAYED : {};
  return answer(request, ok(view), { status: pending ? 202 : 200, headers });
}

interface Own {
  readonly apiKey: ApiKey;
  readonly trade: TradeId;
}

async function wordQuestion(
  request: Request,
  { apiKey, trade }: Own,
  act: "messages" | "contest",
): Promise<Result<DisputeQuestion, Refusal>> {
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body: Result<{ readonly text?: SealedText }, Refusal> = await readBody(
    request,
    act === "messages" ? AnswerDispute : ContestDispute,
  );
  if (!body.ok) return body;
  return ok({
    ...{ by: "shop", apiKey: apiKey.hash, trade, key: key.value, text: body.value.text },
    act: act === "messages" ? "message" : "contested",
  });
}

async function acceptQuestion(
  request: Request,
  { apiKey, trade }: Own,
  env: SynchronousEnv,
): Promise<Result<DisputeQuestion, Refusal>> {
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, AcceptDispute);
  if (!body.ok) return body;
  const { order } = body.value;
  const { trust } = await deploymentOf(env);
  const misfit = orderMisfitOf(order, { key: key.value, register: apiKey.register, trade }, trust);
  return misfit ? err(misfit) : ok({ by: "shop", apiKey: apiKey.hash, accepts: order });
}

// #region lists

/** So many tills are asked for one page: a register has few disputes, and a Worker so many calls. */
const TILLS_PER_PAGE = 50;

/** `till_number`: the till, and the last one of it that was listed. */
const PLACE = /^(\d{1,5})_(\d{1,12})$/;

async function list(request: Request, env: SynchronousEnv): Promise<Result<DisputeList, Refusal>> {
  const asked = await listAsked(request, env, DISPUTES_QUERY, (text) => PLACE.test(text));
  if (!asked.ok) return asked;
  const { apiKey, query, limit, scope, place = "0_0" } = asked.value;
  const { register, hash } = apiKey;
  const known = await objectNamed(env.REGISTER, register).authorise(hash, "read");
  if (!known.ok) return known;
  const { tills } = known.value;
  const statuses = (query.status?.split(",") ?? []) as DisputeStatus[];
  const disputes: DisputeList["disputes"] = [];
  let [at, after] = place.split("_").map(Number) as [number, number];
  for (let calls = 0; ; calls++) {
    const till = tills[at];
    if (till === undefined) return ok({ disputes });
    if (disputes.length === limit || calls === TILLS_PER_PAGE)
      return ok({ disputes, next: await cursorAt(`${at}_${after}`, scope) });
    const page = { after, limit: limit - disputes.length, statuses };
    const found = await objectNamed(env.TILL, tillName(register, till)).disputes(hash, page);
    if (!found.ok) return found;
    disputes.push(...found.value.disputes);
    [at, after] = found.value.last === undefined ? [at + 1, 0] : [at, found.value.last];
  }
}
