/**
 * From the trade id in an address to its till. An id of the other mode, or one that we didn't make,
 * reaches no object [ID1], [ID4].
 */

import * as v from "valibot";
import { modeOf, parseTradeId, TradeId } from "../../protocol/ids.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { objectNamed } from "../objects/placed.ts";
import { deploymentOf } from "./deployment.ts";
import type { SynchronousEnv } from "./env.ts";
import { type ApiKey, apiKeyOf } from "./register/keys/api-key.ts";
import { tillNameOf } from "./till/name.ts";

export async function tradeIdOf(
  text: string,
  env: SynchronousEnv,
): Promise<Result<TradeId, Refusal>> {
  const parsed = v.safeParse(TradeId, text);
  if (!parsed.success) return err(refusal("trade_not_found"));
  const id = parsed.output;
  const { trust, identity } = await deploymentOf(env);
  if (modeOf(id) !== trust.mode) return err(refusal("wrong_mode"));
  return (await identity.isOurs(id)) ? ok(id) : err(refusal("trade_not_found"));
}

export function tillOf(trade: TradeId, env: SynchronousEnv) {
  return objectNamed(env.TILL, tillNameOf(trade));
}

/** Another register's trade is no trade at all, so that ids can't be tried out. */
export async function ownTrade(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<{ apiKey: ApiKey; trade: TradeId }, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  if (parseTradeId(trade.value).register !== apiKey.value.register)
    return err(refusal("trade_not_found"));
  return ok({ apiKey: apiKey.value, trade: trade.value });
}
