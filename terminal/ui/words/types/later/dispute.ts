/** The texts of something that is wrong with what was paid. */

import type {
  DisputeReason,
  DisputeStatus,
} from "../../../../../protocol/dispute/dispute-messages.ts";
import type { DisputeWord } from "../../../../wallet/dispute/dispute-entry.ts";

export interface DisputeWords {
  readonly title: string;
  readonly lead: string;
  readonly paid: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<DisputeReason, string>>;
  readonly text: string;
  readonly mute: string;
  readonly open: string;
  readonly write: string;
  readonly sending: string;
  readonly refused: string;
  readonly talk: string;
  readonly from: Readonly<Record<DisputeWord["from"], string>>;
  readonly acts: Readonly<Record<DisputeWord["act"], string>>;
  readonly statuses: Readonly<Record<DisputeStatus, string>>;
  readonly until: (day: string) => string;
  readonly withdraw: string;
  readonly withdrawSure: string;
}

export interface DisputeRoom {
  readonly dispute: DisputeWords;
}
