/**
 * The operator's word that the bank sent a payout back [LE92]: the Treasury records who said so and why, the
 * register's Books take the money back, and the register is told. Each step can be made again: sent again, the act
 * brings what did not arrive.
 */

import * as v from "valibot";
import { PayoutId, parsePayoutId } from "../../../protocol/ids.ts";
import { type ReturnedPayout, ReturnPayout } from "../../../protocol/operator/payout-files.ts";
import { refusal } from "../../../protocol/problem.ts";
import { ok } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import { REPLAYED } from "../../http/idempotency.ts";
import { objectNamed } from "../../objects/placed.ts";
import { errorName, log } from "../../watching/log.ts";
import type { PayoutReturn } from "../carrier.ts";
import type { CarrierEnv } from "../env.ts";
import { treasuryOf } from "../take-payout.ts";
import { commandOf } from "./operator-request.ts";

/** @param text the payout's id, as it stands in the address */
export async function returnPayout(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Response> {
  const asked = await commandOf(request, env, ReturnPayout);
  if (!asked.ok) return refuse(request, asked.error);
  const named = v.safeParse(PayoutId, text);
  if (!named.success) return refuse(request, refusal("payout_not_found"));
  const { operator, idempotencyKey, body } = asked.value;
  const [payout, { reason }] = [named.output, body];
  const recorded = await treasuryOf(env).recordReturn({
    ...{ operator, idempotencyKey, act: "record_return", asked: `${payout} ${reason}` },
    ...{ body: await hashOf({ act: "record_return", payout, reason }), payout, reason },
  });
  if (!recorded.ok) return refuse(request, recorded.error);
  const { returned, replayed } = recorded.value;
  const { register } = parsePayoutId(payout);
  const taken = await objectNamed(env.BOOKS, register).takeBack(payout, returned.reason);
  if (!taken.ok) return refuse(request, taken.error);
  const told = await tell({ register, payout, reason: returned.reason }, env);
  const view: ReturnedPayout = { ...returned, told };
  return answer(request, ok(view), { headers: replayed ? REPLAYED : {} });
}

/** The money is in the books whatever becomes of this: the operator sends the act again, and it is told again. */
async function tell(notice: PayoutReturn, env: CarrierEnv): Promise<boolean> {
  try {
    const taken = await env.CREDITOR.payoutReturned(notice);
    return taken.ok;
  } catch (error) {
    log("payout_return_not_told", { error: errorName(error) });
    return false;
  }
}
