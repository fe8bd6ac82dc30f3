/** Asking the live servers until there is an answer, however long they are away. */

import { isRetryable, type Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";

const LOOK_AGAIN_MS = 300;

type Asked<T> = () => Promise<T>;

/** An answer for good; servers that are away are waited for. */
export async function untilAnswered<T extends { readonly ok: boolean }>(ask: Asked<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    await soon();
  }
}

/** An answer that is not "send it again". */
export async function untilDecided<T extends Result<unknown, Refusal>>(ask: Asked<T>): Promise<T> {
  for (;;) {
    const answer = await untilAnswered(ask);
    if (answer.ok || !isRetryable(answer.error.code)) return answer;
    await soon();
  }
}

export async function untilOk<T extends { readonly ok: boolean }>(ask: Asked<T>): Promise<void> {
  while (!(await untilAnswered(ask)).ok) await soon();
}

export function soon(ms = LOOK_AGAIN_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
