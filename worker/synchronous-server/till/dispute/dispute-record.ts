/**
 * A dispute as its till keeps it, and what payer and shop see of it: the same [DP3]. Views are made here and nowhere else,
 * so that nothing of who signed the payer's words can get into one.
 */

import { type Dispute, isClosed } from "../../../../protocol/dispute/dispute.ts";
import type {
  DisputeEntry,
  DisputeReason,
  DisputeSummary,
  DisputeView,
  SignedDisputeAct,
} from "../../../../protocol/dispute/dispute-messages.ts";
import type { SealedText } from "../../../../protocol/dispute/dispute-text.ts";
import { modeOf, parseTradeId, type TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { SourceEvent } from "../../courier/sources.ts";

export interface DisputeRecord {
  /** at its till, from 1 */
  readonly number: number;
  readonly trade: TradeId;
  readonly dispute: Dispute;
  readonly reason: DisputeReason;
  /** minor units that the payer wants back */
  readonly amount: number;
  readonly currency: Currency;
  /** what was refunded before it was opened, minor units */
  readonly before: number;
  /** what is left of `amount`, minor units: as of the last refund that was done */
  readonly left: number;
  /** what was said and done so far */
  readonly entries: number;
  /** messages of each side; a first word, a contesting and a withdrawal are none */
  readonly messages: { readonly payer: number; readonly shop: number };
  /** ms since the epoch */
  readonly opened: number;
  readonly updated: number;
}

export type Side = DisputeEntry["from"];

/** What one of the two said or did, once under its key. */
export interface EntryRecord {
  readonly dispute: number;
  readonly number: number;
  readonly from: Side;
  readonly act: DisputeEntry["act"];
  /** the payer's act id, the shop's idempotency key */
  readonly key: string;
  readonly text: SealedText | undefined;
  /** what the payer's terminal signed: kept as evidence, shown to nobody here */
  readonly signed: SignedDisputeAct | undefined;
  readonly at: number;
}

/** A change that a commit writes. */
export interface DisputeChange {
  readonly before: DisputeRecord | undefined;
  readonly after: DisputeRecord;
  /** what was said with it, if something was */
  readonly entry?: EntryRecord;
}

export function disputeSummaryOf(record: DisputeRecord): DisputeSummary {
  const { trade, dispute, reason, amount, left, currency, opened, updated } = record;
  const closing =
    dispute.state === "refunded" ? { refund: dispute.refund, receipt: dispute.receipt } : {};
  return {
    ...{ object: "dispute", mode: modeOf(trade), register: parseTradeId(trade).register, trade },
    ...{ reason, amount, left, currency, status: dispute.state },
    ...("until" in dispute ? { until: dispute.until } : {}),
    ...closing,
    ...{ opened, updated },
  };
}

export function disputeViewOf(record: DisputeRecord, entries: readonly EntryRecord[]): DisputeView {
  return {
    ...disputeSummaryOf(record),
    entries: entries.map(({ number, from, act, text, at }) => {
      return { number, from, act, ...(text === undefined ? {} : { text }), at };
    }),
  };
}

/** [EV1] @param now ms since the epoch */
export function disputeNewsOf({ before, after }: DisputeChange, now: number): SourceEvent {
  const { state } = after.dispute;
  const changed = isClosed(state) ? "dispute.closed" : "dispute.updated";
  const type = before ? changed : "dispute.opened";
  return { type, subject: after.trade, status: state, at: now };
}
