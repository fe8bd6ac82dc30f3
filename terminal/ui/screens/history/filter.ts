/** What is looked for in the history. Types and the beginning alone: how it is found is in find.ts, which comes later. */

import type { RegisterId } from "../../../../protocol/ids.ts";

/** By what became of it. `automatic`: inside a budget, without a question. */
export type Which =
  | "all"
  | "paid"
  | "reserved"
  | "notPaid"
  | "expired"
  | "refunded"
  | "disputed"
  | "automatic";
export type When = "ever" | "week" | "month" | "year" | "before";

export interface HistoryFilter {
  /** a shop's name or address, something bought, an order's number, or an amount as its owner writes one */
  readonly text: string;
  readonly which: Which;
  readonly when: When;
  readonly shop?: RegisterId;
}

export const EVERYTHING: HistoryFilter = { text: "", which: "all", when: "ever" };

/** So many are drawn at first, and more each time they are asked for: thousands would make a window slow. */
export const DRAWN_AT_ONCE = 50;
