/**
 * An act of a register that the carrier carries out, once under its idempotency key: Register says whether the key may
 * do it and what was answered before; the carrier's answer is kept there, so that a repeat asks nobody [AP6].
 */

import type { Refusal } from "../../../protocol/problem.ts";
import type { ApiKeyScope } from "../../../protocol/register/api-keys.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import { REPLAYED } from "../../http/idempotency.ts";
import { objectNamed } from "../../objects/placed.ts";
import { callCarrier } from "../carrier-call.ts";
import type { SynchronousEnv } from "../env.ts";
import type { ApiKey } from "../register/keys/api-key.ts";
import type { Use } from "../register/used-keys.ts";

interface Act {
  readonly apiKey: ApiKey;
  readonly needed: ApiKeyScope;
  readonly use: Use;
}

export async function oncePassedOn<T>(
  request: Request,
  env: SynchronousEnv,
  { apiKey, needed, use }: Act,
  ask: () => Promise<Result<T, Refusal>>,
): Promise<Response> {
  const register = objectNamed(env.REGISTER, apiKey.register);
  const begun = await register.authoriseUse(apiKey.hash, needed, use);
  if (!begun.ok) return refuse(request, begun.error);
  const { answer: kept } = begun.value;
  if (kept !== undefined)
    return answer(request, ok(JSON.parse(kept) as unknown), { headers: REPLAYED });
  const done = await callCarrier(ask);
  if (done.ok) await register.keepAnswer(use, JSON.stringify(done.value));
  return answer(request, done);
}
