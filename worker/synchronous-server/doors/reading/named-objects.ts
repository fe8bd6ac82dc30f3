/** The trades and payouts that a page's entries are of, each once, for who asks for them by `expand` [AR11]. */

import { type PayoutId, parseTradeId, type TradeId } from "../../../../protocol/ids.ts";
import type { TradeView } from "../../../../protocol/messages.ts";
import type { Refusal } from "../../../../protocol/problem.ts";
import type { PayoutView } from "../../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { objectNamed } from "../../../objects/placed.ts";
import type { SynchronousEnv } from "../../env.ts";
import type { ApiKey } from "../../register/keys/api-key.ts";
import { tillName } from "../../till/name.ts";

/** Each till is asked once for all of its own. */
export async function tradesNamed(
  { register, hash }: ApiKey,
  ids: Iterable<TradeId>,
  env: SynchronousEnv,
): Promise<Result<TradeView[], Refusal>> {
  const byTill = Map.groupBy(new Set(ids), (id) => parseTradeId(id).till);
  const asked = [...byTill].map(([till, own]) =>
    objectNamed(env.TILL, tillName(register, till)).views(hash, own),
  );
  const answers = await Promise.all(asked);
  const refused = answers.find((one) => !one.ok);
  if (refused && !refused.ok) return err(refused.error);
  return ok(answers.flatMap((one) => (one.ok ? one.value : [])));
}

export function payoutsNamed(
  { register, hash }: ApiKey,
  ids: Iterable<PayoutId>,
  env: SynchronousEnv,
): Promise<Result<PayoutView[], Refusal>> {
  return objectNamed(env.REGISTER, register).payoutsNamed(hash, [...new Set(ids)]);
}
