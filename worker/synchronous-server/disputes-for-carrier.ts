/**
 * What the carrier's operator asks of disputes [DP10]: the list of those that aren't over, and a decision. The till decides
 * whether it is his to decide.
 */

import type { DisputeList, DisputeSummary } from "../../protocol/dispute/dispute-messages.ts";
import { type RegisterId, TradeId } from "../../protocol/ids.ts";
import { PAGE_ENTRIES_DEFAULT } from "../../protocol/limits.ts";
import { Ruling } from "../../protocol/operator/operator-disputes.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { parseMessage } from "../http/read-body.ts";
import { objectNamed } from "../objects/placed.ts";
import type { SynchronousEnv } from "./env.ts";
import { tillName, tillNameOf } from "./till/name.ts";

const UNSETTLED = ["open", "contested", "escalated", "upheld"] as const;

/** Tills of one page: a Worker may make so many calls in one go. */
const TILLS_PER_PAGE = 50;

/** @param cursor `till_number`, as the page before said it */
export async function disputesOf(
  env: SynchronousEnv,
  register: RegisterId,
  cursor = "0_0",
): Promise<Result<DisputeList, Refusal>> {
  const place = /^(\d{1,5})_(\d{1,12})$/.exec(cursor);
  if (!place) return err(refusal("invalid_request", { param: "cursor" }));
  const profile = await objectNamed(env.REGISTER, register).profile();
  if (!profile) return err(refusal("register_unknown"));
  const { tills } = profile;
  const disputes: DisputeSummary[] = [];
  let [at, after] = [Number(place[1]), Number(place[2])];
  for (let calls = 0; ; calls++) {
    const till = tills[at];
    if (till === undefined) return ok({ disputes });
    if (disputes.length === PAGE_ENTRIES_DEFAULT || calls === TILLS_PER_PAGE)
      return ok({ disputes, next: `${at}_${after}` });
    const page = { after, limit: PAGE_ENTRIES_DEFAULT - disputes.length, statuses: UNSETTLED };
    const found = await objectNamed(env.TILL, tillName(register, till)).disputes("carrier", page);
    if (!found.ok) return err(found.error);
    disputes.push(...found.value.disputes);
    [at, after] = found.value.last === undefined ? [at + 1, 0] : [at, found.value.last];
  }
}

export async function decide(
  env: SynchronousEnv,
  trade: TradeId,
  ruling: Ruling,
): Promise<Result<DisputeSummary, Refusal>> {
  const [named, word] = [parseMessage(TradeId, trade), parseMessage(Ruling, ruling)];
  if (!named.ok) return named;
  if (!word.ok) return word;
  const question = { by: "operator", trade: named.value, ruling: word.value } as const;
  const decided = await objectNamed(env.TILL, tillNameOf(named.value)).dispute(question);
  if (!decided.ok) return err(decided.error);
  const { entries: _, ...summary } = decided.value.view;
  return ok(summary);
}
