/**
 * The register servers' door to a trade's receipt, with the proof that the carrier committed itself to it, once there
 * is one [AR10]. Without the carrier's answer the receipt comes alone: it holds by itself.
 */

import { dayOf } from "../../../../protocol/count/receipt-root.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { TradeReceipt } from "../../../../protocol/trade/trade-list.ts";
import { answer } from "../../../http/answer.ts";
import type { Door } from "../../../http/door.ts";
import { callCarrier } from "../../carrier-call.ts";
import type { SynchronousEnv } from "../../env.ts";
import { ownTrade, tillOf } from "../../trade-address.ts";

export function addTradeReceiptApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/trades/:trade/receipt", async (c) =>
    answer(c.req.raw, await read(c.req.raw, c.req.param("trade"), c.env)),
  );
}

async function read(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<TradeReceipt, Refusal>> {
  const asked = await ownTrade(request, text, env);
  if (!asked.ok) return asked;
  const { apiKey, trade } = asked.value;
  const view = await tillOf(trade, env).get(apiKey.hash, trade);
  if (!view.ok) return view;
  const { receipt } = view.value;
  if (!receipt) return err(refusal("receipt_not_found"));
  const inclusion = await inclusionOf(receipt, env);
  return ok({ object: "receipt", trade, receipt, ...(inclusion ? { inclusion } : {}) });
}

async function inclusionOf(
  receipt: SignedReceipt,
  { CARRIER }: SynchronousEnv,
): Promise<TradeReceipt["inclusion"]> {
  const day = dayOf(receipt.payload.time);
  const [root, proof] = await Promise.all([
    callCarrier(() => CARRIER.receiptRoot(day)),
    callCarrier(() => CARRIER.proveReceipt(receipt)),
  ]);
  return root.ok && proof.ok ? { root: root.value, proof: proof.value } : undefined;
}
