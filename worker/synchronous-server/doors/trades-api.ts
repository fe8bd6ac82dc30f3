/**
 * The register servers' door: create, get, cancel. Checks here what can be checked without an object;
 * the till checks the API key and decides. One object hop each.
 */

import { slotOf } from "../../../protocol/ids.ts";
import { CancelTrade, CreateTrade } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf, verify } from "../../../protocol/signing/signature.ts";
import type { SignedTerms } from "../../../protocol/signing/signed-objects.ts";
import { ChangeMetadata } from "../../../protocol/trade/metadata.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import type { TradeExpansion } from "../../../protocol/trade/trade-list.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readQuery } from "../../http/list-query.ts";
import { readBody } from "../../http/read-body.ts";
import { objectNamed } from "../../objects/placed.ts";
import { TRADE_QUERY } from "../contract/list-queries.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";
import { currentTillOf } from "../till/config.ts";
import { type CreateAnswer, type CreateQuestion, termsEnvelope } from "../till/create.ts";
import { mapsOf, registerKeyOf, remember } from "../till/directions.ts";
import { tillName } from "../till/name.ts";
import { ownTrade, tillOf } from "../trade-address.ts";
import { expansionsIn } from "./reading/list-request.ts";

export function addTradesApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/trades", (c) => create(c.req.raw, c.env));
  door.get("/v1/trades/:trade", async (c) => {
    const asked = await ownTrade(c.req.raw, c.req.param("trade"), c.env);
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    const { apiKey, trade } = asked.value;
    const query = readQuery(c.req.raw, TRADE_QUERY);
    if (!query.ok) return refuse(c.req.raw, query.error);
    const expand = expansionsIn<TradeExpansion>(query.value.expand);
    return answer(c.req.raw, await tillOf(trade, c.env).get(apiKey.hash, trade, expand));
  });
  door.post("/v1/trades/:trade/metadata", (c) => note(c.req.raw, c.req.param("trade"), c.env));
  door.post("/v1/trades/:trade/cancel", async (c) => {
    const asked = await ownTrade(c.req.raw, c.req.param("trade"), c.env);
    if (!asked.ok) return refuse(c.req.raw, asked.error);
    const key = idempotencyKeyOf(c.req.raw);
    if (!key.ok) return refuse(c.req.raw, key.error);
    const body = await readBody(c.req.raw, CancelTrade);
    if (!body.ok) return refuse(c.req.raw, body.error);
    const { apiKey, trade } = asked.value;
    const cancelled = await tillOf(trade, c.env).cancel(apiKey.hash, trade);
    if (!cancelled.ok) return refuse(c.req.raw, cancelled.error);
    const { view, replayed } = cancelled.value;
    return answer(c.req.raw, ok(view), { headers: replayed ? REPLAYED : {} });
  });
}

async function create(request: Request, env: SynchronousEnv): Promise<Response> {
  const question = await createQuestion(request, env);
  if (!question.ok) return refuse(request, question.error);
  const answered = await askTill(question.value, env);
  if (answered.kind === "refused") return refuse(request, answered.refusal);
  // Two tills that send a key to each other are in the middle of a change of the map.
  if (answered.kind === "moved") return refuse(request, refusal("storage_unavailable"));
  const { view, replayed } = answered;
  return answer(request, ok(view), replayed ? { headers: REPLAYED } : { status: 201 });
}

/** [AR6] */
async function note(request: Request, text: string, env: SynchronousEnv): Promise<Response> {
  const asked = await ownTrade(request, text, env);
  if (!asked.ok) return refuse(request, asked.error);
  const key = idempotencyKeyOf(request);
  if (!key.ok) return refuse(request, key.error);
  const body = await readBody(request, ChangeMetadata);
  if (!body.ok) return refuse(request, body.error);
  const { apiKey, trade } = asked.value;
  const change = body.value.metadata;
  const question = { trade, change, key: key.value, asked: await hashOf(change) };
  const changed = await tillOf(trade, env).note(apiKey.hash, question);
  if (!changed.ok) return refuse(request, changed.error);
  const { view, replayed } = changed.value;
  return answer(request, ok(view), { headers: replayed ? REPLAYED : {} });
}

async function createQuestion(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<CreateQuestion, Refusal>> {
  const { trust, identity } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const key = idempotencyKeyOf(request);
  if (!key.ok) return key;
  const body = await readBody(request, CreateTrade);
  if (!body.ok) return body;
  const { terms, metadata } = body.value;
  const { register, hash } = apiKey.value;
  const misfit = misfitOf(terms, key.value, apiKey.value, trust);
  if (misfit) return err(misfit);
  const known = registerKeyOf(register);
  // The register may have changed its key since: only the till can say that a signature doesn't hold [RG11].
  const holds = known && !(await verify(terms, termsEnvelope(register, trust), known));
  const verifiedUnder = holds ? known : undefined;
  const identified = await identity.ofKey(register, key.value);
  const noted = metadata && Object.keys(metadata).length > 0;
  const given = noted ? { metadata: { entries: metadata, hash: await hashOf(metadata) } } : {};
  return ok({ apiKey: hash, key: identified, terms, verifiedUnder, ...given });
}

/** In this order; the first that fails is the answer. */
function misfitOf(
  { payload }: SignedTerms,
  key: string,
  { register }: ApiKey,
  { mode, realm }: Trust,
): Refusal | undefined {
  if (payload.mode !== mode) return refusal("wrong_mode", { param: "/terms/payload/mode" });
  if (payload.aud !== realm) return refusal("wrong_audience", { param: "/terms/payload/aud" });
  if (payload.key !== key) return refusal("terms_key_mismatch", { param: "Idempotency-Key" });
  if (payload.iss !== register) return refusal("wrong_register", { param: "/terms/payload/iss" });
  return undefined;
}

/** A till that the slot has left says so, and where to: asked again once. */
export async function askTill(
  question: CreateQuestion,
  env: SynchronousEnv,
): Promise<CreateAnswer> {
  const { register, hash } = question.key;
  for (let again = true; ; again = false) {
    const till = currentTillOf(slotOf(hash), mapsOf(register));
    const answered = await objectNamed(env.TILL, tillName(register, till)).create(question);
    if (answered.kind !== "refused") remember(register, answered.directions);
    if (answered.kind !== "moved" || !again) return answered;
  }
}
