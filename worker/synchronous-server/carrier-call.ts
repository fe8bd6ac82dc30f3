/**
 * Calling the carrier: a throw means that the answer isn't known, never that nothing happened. It becomes
 * carrier_unavailable, which says: send the same request again, or ask.
 */

import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, type Result } from "../../protocol/result.ts";
import { withCause } from "../http/problem-response.ts";
import { errorName, log } from "../watching/log.ts";

export async function callCarrier<T, E extends Refusal>(
  call: () => Promise<Result<T, E>>,
): Promise<Result<T, E | Refusal>> {
  try {
    return await call();
  } catch (error) {
    // By its name only: what the carrier's error says may be personal.
    const name = errorName(error);
    log("carrier_unavailable", { error: name });
    return err(withCause(refusal("carrier_unavailable"), name));
  }
}
