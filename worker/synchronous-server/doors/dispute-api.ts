/**
 * The user terminals' door to disputes: what the payer says in one, and reading it [DP3]. What he says is signed by his
 * device key for that one trade, beside the request: kept with it as evidence, and shown to no shop.
 */

import {
  type DisputeView,
  ReadDispute,
  SayInDispute,
  type SignedDisputeAct,
} from "../../../protocol/dispute/dispute-messages.ts";
import { parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type PublicKey, verify } from "../../../protocol/signing/signature.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";
import { payerTagAt } from "../user/credential.ts";
import { readAsTerminal } from "../user/terminal-requests.ts";

type Answer = Promise<Result<DisputeView, Refusal>>;

export function addDisputeApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/trades/:trade/dispute", async (c) =>
    answer(c.req.raw, await say(c.req.raw, c.req.param("trade"), c.env)),
  );
  door.post("/v1/trades/:trade/dispute/read", async (c) =>
    answer(c.req.raw, await read(c.req.raw, c.req.param("trade"), c.env)),
  );
}

async function say(request: Request, text: string, env: SynchronousEnv): Answer {
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const asked = await readAsTerminal(request, SayInDispute, env);
  if (!asked.ok) return asked;
  const { body, credential, key } = asked.value;
  const { trust } = await deploymentOf(env);
  const misfit = await misfitOf(body.act, { trade: trade.value, key }, trust);
  if (misfit) return err(misfit);
  const payer = await payerTagAt(credential.pseudonyms, parseTradeId(trade.value).register);
  const question = { by: "payer", payer, said: body.act } as const;
  const replied = await tillOf(trade.value, env).dispute(question);
  return replied.ok ? ok(replied.value.view) : replied;
}

async function read(request: Request, text: string, env: SynchronousEnv): Answer {
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const asked = await readAsTerminal(request, ReadDispute, env);
  if (!asked.ok) return asked;
  const { pseudonyms } = asked.value.credential;
  const payer = await payerTagAt(pseudonyms, parseTradeId(trade.value).register);
  const question = { by: "payer", payer, reads: trade.value } as const;
  const replied = await tillOf(trade.value, env).dispute(question);
  return replied.ok ? ok(replied.value.view) : replied;
}

/** In this order; the first that fails is the answer. */
async function misfitOf(
  act: SignedDisputeAct,
  asked: { readonly trade: TradeId; readonly key: PublicKey },
  { realm, mode }: Trust,
): Promise<Refusal | undefined> {
  if (act.payload.trade !== asked.trade)
    return refusal("offer_mismatch", { param: "/act/payload/trade" });
  const expected = { typ: "warifu/dispute/1", iss: asked.key, aud: realm, mode };
  const code = await verify(act, expected, asked.key);
  return code && refusal(code, { param: "/act" });
}
