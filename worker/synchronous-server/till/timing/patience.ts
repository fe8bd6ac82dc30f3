/**
 * Asking the carrier from a till or a register: an answer that takes too long, or a throw, is no answer, and decides nothing.
 * Whoever asked keeps what it must ask again.
 */

import { InvariantError } from "../../../../protocol/assert.ts";
import { errorName, log } from "../../../watching/log.ts";

/** Longer than an answer takes, shorter than a shop waits for it. */
const PATIENCE_MS = 5_000;

/** @param take stores the answer. @returns what it returns, undefined without an answer */
export async function patiently<Answer, T>(
  ask: () => Promise<Answer>,
  take: (answer: Answer) => Promise<T | undefined>,
): Promise<T | undefined> {
  // Left running, the timer would keep the object from sleeping.
  const answered = new AbortController();
  try {
    const answer = await Promise.race([
      ask(),
      scheduler.wait(PATIENCE_MS, { signal: answered.signal }).catch(() => undefined),
    ]);
    return answer === undefined ? undefined : await take(answer as Answer);
  } catch (error) {
    logUnanswered(error);
    return undefined;
  } finally {
    answered.abort();
  }
}

/** Others by their names only: what the carrier's error says may be personal. An invariant's text is our own. */
function logUnanswered(error: unknown): void {
  if (error instanceof InvariantError) log("outcome_refused", { invariant: error.message });
  else log("carrier_unavailable", { error: errorName(error) });
}
