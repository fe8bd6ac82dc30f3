/** What was spent: all payments that it is made of, as the history has them. */

import type { HistoryState } from "../history/state.ts";

export interface SpendingState extends Pick<HistoryState, "payments" | "now"> {
  readonly status: "spending";
}
