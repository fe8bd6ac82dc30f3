/**
 * A call to an object, as a value: what throws there is not known, so it is a refusal of kind not_yet, and
 * everything asked of a branch may be sent again [PR4].
 */

import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, type Result } from "../../protocol/result.ts";
import { countFault } from "../watching/faults.ts";
import { log } from "../watching/log.ts";

export async function answered<T, E>(
  ask: () => Promise<Result<T, E>>,
  requestId?: string,
): Promise<Result<T, E | Refusal>> {
  try {
    return await ask();
  } catch (error) {
    // An invariant's text is our own; any other message may hold what came in.
    const broken = error instanceof Error && error.name === "InvariantError";
    const invariant = broken ? error.message : undefined;
    countFault(error);
    log("branch_unanswered", { request_id: requestId, invariant });
    return err(refusal(broken ? "internal_error" : "storage_unavailable"));
  }
}
