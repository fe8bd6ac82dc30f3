/** Trades in pages, newest first, and a trade's receipt with what proves it. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { ReceiptProof, SignedReceiptRoot } from "../count/receipt-root.ts";
import { TradeId } from "../ids.ts";
import { LIST_ENTRIES_MAX } from "../limits.ts";
import { TradeView } from "../messages.ts";
import { SignedReceipt } from "../signing/signed-objects.ts";
import { CaptureView, RefundView } from "./order-messages.ts";

/** GET /v1/trades. A page may have fewer than asked for, and still a `next`: only without it is there no more [AR2]. */
export const TradeList = v.object({
  trades: listUpTo(LIST_ENTRIES_MAX, TradeView),
  next: v.exactOptional(textUpTo(60)),
});
export type TradeList = v.InferOutput<typeof TradeList>;

/** What a trade's answer may have besides [AR11]. A trade that is read has its receipt anyway. */
export const TradeExpansion = v.picklist(["receipt", "captures", "refunds"]);
export type TradeExpansion = v.InferOutput<typeof TradeExpansion>;

/** GET /v1/captures and GET /v1/refunds: of every trade, the newest first. The receipt only where it is asked for. */
export const AllCaptures = v.object({
  captures: listUpTo(LIST_ENTRIES_MAX, CaptureView),
  next: v.exactOptional(textUpTo(60)),
  /** with `expand=trade`: those that the page's entries are of, each once */
  trades: v.exactOptional(listUpTo(LIST_ENTRIES_MAX, TradeView)),
});
export type AllCaptures = v.InferOutput<typeof AllCaptures>;
export const AllRefunds = v.object({
  refunds: listUpTo(LIST_ENTRIES_MAX, RefundView),
  next: v.exactOptional(textUpTo(60)),
  /** with `expand=trade`: those that the page's entries are of, each once */
  trades: v.exactOptional(listUpTo(LIST_ENTRIES_MAX, TradeView)),
});
export type AllRefunds = v.InferOutput<typeof AllRefunds>;

/** GET /v1/trades/:trade/receipt: of the payment or of the hold. */
export const TradeReceipt = v.object({
  object: v.literal("receipt"),
  trade: TradeId,
  receipt: SignedReceipt,
  /** that it is among its day's receipts, once these are committed to [LE66] */
  inclusion: v.exactOptional(v.object({ root: SignedReceiptRoot, proof: ReceiptProof })),
});
export type TradeReceipt = v.InferOutput<typeof TradeReceipt>;
