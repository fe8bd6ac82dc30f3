/**
 * A request with its safe retries. Every request of the SDK is idempotent by its key or its nature, so a
 * lost answer is asked for again with the same bytes. What the server decided is never retried.
 */

import type * as v from "valibot";
import { type ApiRequest, aborted, type Channel, tryOnce } from "./try-once.ts";

const TRIES_MAX = 4;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 4_000;

/** @throws WarifuError */
export async function exchange<S extends v.GenericSchema>(
  channel: Channel,
  request: ApiRequest,
  schema: S,
): Promise<v.InferOutput<S>> {
  for (let tries = 1; ; tries++) {
    const answer = await tryOnce(channel, request, schema);
    if (answer.ok) return answer.value;
    const { error } = answer;
    if (!error.retryable || tries === TRIES_MAX) throw error;
    await channel.wait(backoffMs(tries, channel.random(4)), request.signal);
    if (request.signal?.aborted) throw aborted(request).error;
  }
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
