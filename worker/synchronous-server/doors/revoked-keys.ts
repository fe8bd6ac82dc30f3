/**
 * Who asks with an API key that was revoked: a deployment that was forgotten, or a thief. Looked up after the refusal, so
 * that nobody waits, and seldom: somebody who guesses keys must not make us ask for each of his guesses.
 */

import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { errorName, log } from "../../watching/log.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyRead } from "../register/keys/api-key.ts";

const AGAIN_MS = 60_000;
/** of different keys in a minute and isolate */
const LOOKED_UP_MAX = 20;

let minute = 0;
const lookedUp = new Set<string>();

/** @param request that was refused for its key */
export function noteRevokedKey(
  request: Request,
  env: SynchronousEnv,
  ctx: Pick<ExecutionContext, "waitUntil">,
): void {
  const key = apiKeyRead(request);
  if (key && isNews(key, clockNow())) ctx.waitUntil(lookUp(key, env));
}

function isNews({ hash }: ApiKey, now: number): boolean {
  const current = Math.floor(now / AGAIN_MS);
  if (current !== minute) lookedUp.clear();
  minute = current;
  if (lookedUp.has(hash) || lookedUp.size >= LOOKED_UP_MAX) return false;
  lookedUp.add(hash);
  return true;
}

async function lookUp({ register, hash }: ApiKey, env: SynchronousEnv): Promise<void> {
  try {
    const key = await objectNamed(env.REGISTER, register).revokedKey(hash);
    if (key) log("revoked_key_used", { register, key });
  } catch (error) {
    log("storage_unavailable", { where: "keys", error: errorName(error) });
  }
}
