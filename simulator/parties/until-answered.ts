/** Who asks again: the same question until there is an answer for good, or no patience is left. */

import { isRetryable, type Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { Random } from "../runtime/random.ts";
import type { Stage } from "./ports.ts";

/** More than anything takes once nothing goes wrong any more. */
export const TRIES_AFTER_HEALING = 60;

interface Asking {
  readonly agenda: Stage["agenda"];
  readonly random: Random;
  readonly tries: number;
}

/** @returns undefined without an answer for good in all those tries */
export async function untilAnswered<T>(
  { agenda, random, tries }: Asking,
  ask: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal> | undefined> {
  for (let left = tries; left > 0; left--) {
    const answer = await ask().catch(() => undefined);
    if (answer && (answer.ok || !isRetryable(answer.error.code))) return answer;
    await agenda.wait(random.between(200, 4_000));
  }
  return undefined;
}
