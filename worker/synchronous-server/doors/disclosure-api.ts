/**
 * The user terminals' door for what a payer gives a shop beside the money [DI8]. It comes encrypted to the shop's own
 * key, and is passed to the trade's till as it is: nobody here can read it, and no log has it.
 */

import {
  type Disclosed,
  DiscloseToShop,
  disclosureHash,
} from "../../../protocol/disclosure/disclosure.ts";
import { parseTradeId } from "../../../protocol/ids.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import type { Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";
import { payerTagAt } from "../user/credential.ts";
import { readAsTerminal } from "../user/terminal-requests.ts";

export function addDisclosureApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/trades/:trade/disclosure", async (c) =>
    answer(c.req.raw, await disclose(c.req.raw, c.req.param("trade"), c.env)),
  );
}

async function disclose(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<Disclosed, Refusal>> {
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const asked = await readAsTerminal(request, DiscloseToShop, env);
  if (!asked.ok) return asked;
  const { body, credential } = asked.value;
  const { sealed } = body;
  const payer = await payerTagAt(credential.pseudonyms, parseTradeId(trade.value).register);
  const question = { trade: trade.value, payer, sealed, hash: await disclosureHash(sealed) };
  return tillOf(trade.value, env).disclose(question);
}
