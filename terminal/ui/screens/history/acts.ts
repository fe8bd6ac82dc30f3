/** What the shopper does in his history. Payments are named by their record's id. */

import type { HistoryFilter } from "./filter.ts";

export interface HistoryActs {
  /** goes there, with nothing looked for */
  open(): void;
  find(filter: HistoryFilter): void;
  /** draws more of those that were found */
  more(): void;
  /** goes to what was spent */
  spending(): void;
  /** goes to one payment */
  show(record: string): void;
  /** from there to where it was gone to from */
  back(): void;
  /** the open payment's receipt: here, and offline */
  check(): void;
  print(): void;
  saveReceipt(): void;
  /** all payments, as a file */
  keepAll(form: "csv" | "json"): void;
}
