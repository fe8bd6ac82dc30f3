/** What the shopper does about something that is wrong with what he paid. Records are named by their id. */

import type { DisputeReason } from "../../../../protocol/dispute/dispute-messages.ts";

export interface DisputeActs {
  /** goes there, and asks how it stands */
  show(record: string): void;
  /** asks again */
  read(record: string): void;
  open(record: string, reason: DisputeReason, text: string): void;
  write(record: string, text: string): void;
  withdraw(record: string): void;
}
