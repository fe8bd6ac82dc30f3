/**
 * A request with its safe retries. Tried again is only what is idempotent, by its key or its nature: so a lost answer is
 * asked for with the same bytes, and is never a second trade. What the server decided is never tried again.
 */

import * as v from "valibot";
import { type ApiRequest, aborted, type Channel, type TryFailure, tryOnce } from "./try-once.ts";
import type { WarifuErrorCode } from "./warifu-error.ts";

const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 4_000;

/** They wait for somebody, or for longer than a call lasts: whoever called repeats it, with the same key. */
const NOT_IN_SECONDS: ReadonlySet<WarifuErrorCode> = new Set([
  "payout_under_way",
  "receipt_root_pending",
  "register_suspended",
  "second_operator_needed",
  "till_frozen",
]);

/** @returns the answer, by its schema @throws WarifuError */
export async function exchange<S extends v.GenericSchema>(
  channel: Channel,
  request: ApiRequest,
  schema: S,
): Promise<v.InferOutput<S>> {
  const began = channel.now();
  for (let tries = 1; ; tries++) {
    const answer = await tryOnce(channel, request, schema);
    if (answer.ok) return answer.value;
    const { error } = answer;
    if (!isAgain(request, error) || tries >= channel.triesMax) throw error.error;
    const delay = Math.max(backoffMs(tries, channel.random(4)), error.retryAfterMs ?? 0);
    if (delay > channel.budgetMs - (channel.now() - began)) throw error.error;
    await channel.wait(delay, request.signal);
    if (request.signal?.aborted) throw aborted(request);
  }
}

/** The same of a text: what isn't JSON when it is an answer. @throws WarifuError */
export function exchangeText(channel: Channel, request: ApiRequest): Promise<string> {
  return exchange(channel, { ...request, isText: true }, v.string());
}

function isAgain(request: ApiRequest, { error }: TryFailure): boolean {
  const { method, idempotencyKey, readsOnly = false } = request;
  // Deleting twice is deleting once.
  const isIdempotent = method !== "POST" || idempotencyKey !== undefined || readsOnly;
  return isIdempotent && error.retryable && !NOT_IN_SECONDS.has(error.code);
}

/**
 * Doubles with each try; half of it is random, so that shops that failed together don't come back together.
 * @param tries how many were made, ≥ 1
 * @param random 4 bytes
 * @returns ms
 */
export function backoffMs(tries: number, random: Uint8Array<ArrayBuffer>): number {
  const full = Math.min(BACKOFF_FIRST_MS * 2 ** (tries - 1), BACKOFF_MAX_MS);
  const fraction = new DataView(random.buffer, random.byteOffset).getUint32(0) / 2 ** 32;
  return full / 2 + (full / 2) * fraction;
}
