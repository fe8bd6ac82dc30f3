/** Trades in pages, newest first, and a trade's receipt with what proves it. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { ReceiptProof, SignedReceiptRoot } from "../count/receipt-root.ts";
import { TradeId } from "../ids.ts";
import { LIST_ENTRIES_MAX } from "../limits.ts";
import { TradeView } from "../messages.ts";
import { SignedReceipt } from "../signing/signed-objects.ts";

/** GET /v1/trades. A page may have fewer than asked for, and still a `next`: only without it is there no more [AR2]. */
export const TradeList = v.object({
  trades: listUpTo(LIST_ENTRIES_MAX, TradeView),
  next: v.exactOptional(textUpTo(60)),
});
export type TradeList = v.InferOutput<typeof TradeList>;

/** GET /v1/trades/:trade/receipt: of the payment or of the hold. */
export const TradeReceipt = v.object({
  object: v.literal("receipt"),
  trade: TradeId,
  receipt: SignedReceipt,
  /** that it is among its day's receipts, once these are committed to [LE66] */
  inclusion: v.exactOptional(v.object({ root: SignedReceiptRoot, proof: ReceiptProof })),
});
export type TradeReceipt = v.InferOutput<typeof TradeReceipt>;
