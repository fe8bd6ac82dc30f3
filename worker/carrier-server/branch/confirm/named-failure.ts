/**
 * What a test carrier was asked to do by the amount of a trade [TT4], where it is no verdict: being slow, and losing its
 * answer. A refusal, a step-up and being away are decided in decide-confirm.ts. A live carrier never gets here: no
 * request of its has a named failure.
 */

import { refusal } from "../../../../protocol/problem.ts";
import { err } from "../../../../protocol/result.ts";
import { LOST_MS, SLOW_MS } from "../../../../protocol/test-failures.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { ConfirmAnswer } from "./recorded-outcome.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

/** @param wait ms */
export async function asNamed(
  { kind, since }: NonNullable<VerifiedConfirm["named"]>,
  act: () => Promise<ConfirmAnswer>,
  wait: (ms: number) => Promise<void> = waitFor,
): Promise<ConfirmAnswer> {
  if (kind === "slow") await wait(SLOW_MS);
  const answer = await act();
  const isLost = kind === "lost" && clockNow() < since + LOST_MS;
  return isLost ? err(refusal("storage_unavailable")) : answer;
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
