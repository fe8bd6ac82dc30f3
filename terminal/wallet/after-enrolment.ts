/** What becomes of a profile that waited to be let into an account, by whichever way: enrolment or recovery. Pure. */

import type { Enrolled as EnrolledAnswer } from "../../protocol/messages.ts";
import { isRetryable } from "../../protocol/problem.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import { retryDelay } from "./patience.ts";
import type { Answer } from "./synchronous-server.ts";
import type { TerminalProfile } from "./terminal-profile.ts";

type Waiting = Extract<TerminalProfile, { state: "enrolling" | "recovering" }>;

/** @param key the terminal's own @param now ms since the epoch */
export function afterEnrolment(
  profile: Waiting,
  answer: Answer<EnrolledAnswer>,
  key: PublicKey,
  now: number,
): TerminalProfile {
  if (answer.kind === "value") return { state: "enrolled", ...answer.value, accountAt: now, key };
  if (answer.kind === "refused" && !isRetryable(answer.code))
    return { state: "new", refused: answer.code };
  const tries = profile.tries + 1;
  return { ...profile, tries, nextAt: now + retryDelay(tries) };
}
