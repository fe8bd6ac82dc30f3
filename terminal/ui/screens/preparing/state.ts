/** Between the press in the shop and the sheet: the page makes its trade, or the offer is being read. */

import type { Preparing, Reading } from "../../../wallet/trade-record.ts";

export interface PreparingState {
  readonly status: "preparing";
  readonly phase: "page" | "reading" | "unreachable";
  readonly record: string;
}

export function preparingState(record: Preparing | Reading): PreparingState {
  return { status: "preparing", phase: phaseOf(record), record: record.id };
}

function phaseOf(record: Preparing | Reading): PreparingState["phase"] {
  if (record.state === "preparing") return "page";
  return record.tries > 0 ? "unreachable" : "reading";
}
