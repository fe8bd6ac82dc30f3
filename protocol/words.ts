/**
 * The shopper's five words, and what a shop is told: two maps from the till's states, so that page,
 * sheet, badge and history can't disagree. Rule [TR13], [TR14].
 */

import * as v from "valibot";
import type { TradeState } from "./trade/trade.ts";

export const ShopperWord = v.picklist(["waiting", "checking", "settled", "refused", "expired"]);
export type ShopperWord = v.InferOutput<typeof ShopperWord>;

/** [TR14] `checking` is for the payer who confirmed; nobody else can tell claimed from open. */
const SHOPPER_WORDS: Record<TradeState, ShopperWord> = {
  open: "waiting",
  claimed: "checking",
  ending: "checking",
  settled: "settled",
  authorized: "settled",
  completed: "settled",
  voided: "refused",
  cancelled: "refused",
  declined: "refused",
  expired: "expired",
};

export function shopperWord(state: TradeState): ShopperWord {
  return SHOPPER_WORDS[state];
}

export const TradeStatus = v.picklist([
  "open",
  "settled",
  "authorized",
  "completed",
  "voided",
  "cancelled",
  "declined",
  "expired",
]);
export type TradeStatus = v.InferOutput<typeof TradeStatus>;

/** [TR13] Until there is an outcome, shop and page see `open`: reading and claiming show nowhere. */
export function tradeStatus(state: TradeState): TradeStatus {
  return state === "claimed" || state === "ending" ? "open" : state;
}

/** A status that will never change to another word. */
export function isFinalStatus(status: TradeStatus): boolean {
  return status !== "open" && status !== "authorized";
}
