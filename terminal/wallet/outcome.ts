/**
 * What became of a record, for its owner: one of the shopper's five words [TR14], and the finer one that a list says.
 * Every view of a payment asks here and nowhere else, so that no two of them can disagree. Pure.
 */

import type { ShopperWord } from "../../protocol/words.ts";
import { moved } from "./history/after.ts";
import type { RecordState, TradeRecord } from "./trade-record.ts";

/**
 * `reserved`: held for the shop, which takes what it needs of it. `givenBack`: it was held, and the shop took nothing.
 * `proving`: it waits for its owner to prove himself.
 */
export type PaymentKind =
  | "waiting"
  | "proving"
  | "checking"
  | "paid"
  | "reserved"
  | "givenBack"
  | "notPaid"
  | "expired";

const KINDS: Readonly<Record<Exclude<RecordState, "settled">, PaymentKind>> = {
  preparing: "waiting",
  reading: "waiting",
  offered: "waiting",
  proving: "proving",
  claiming: "checking",
  confirming: "checking",
  refused: "notPaid",
  declining: "notPaid",
  declined: "notPaid",
  ended: "notPaid",
  unusable: "notPaid",
  expired: "expired",
};

const WORDS: Readonly<Record<PaymentKind, ShopperWord>> = {
  waiting: "waiting",
  proving: "waiting",
  checking: "checking",
  paid: "settled",
  reserved: "settled",
  givenBack: "refused",
  notPaid: "refused",
  expired: "expired",
};

export function kindOf(record: TradeRecord): PaymentKind {
  if (record.state !== "settled") return KINDS[record.state];
  if (record.offer.terms.payload.capture === "now") return "paid";
  const { taken, isOver } = moved(record);
  if (taken > 0) return "paid";
  return isOver ? "givenBack" : "reserved";
}

export function wordOfKind(kind: PaymentKind): ShopperWord {
  return WORDS[kind];
}

export function wordOf(record: TradeRecord): ShopperWord {
  return wordOfKind(kindOf(record));
}
