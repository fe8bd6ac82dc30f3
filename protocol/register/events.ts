/**
 * Events: what a register is told of the changes of its trades and payouts, by webhook or by asking. Thin [EV4]: ids, a
 * type, a status, a time. The form is that of Standard Webhooks (type, timestamp, data), the same in both ways.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { DisputeStatus } from "../dispute/dispute-messages.ts";
import { CaptureId, EventId, Mode, PayoutId, RefundId, RegisterId, TradeId } from "../ids.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { TradeView } from "../messages.ts";
import { TradeStatus } from "../words.ts";
import { PayoutStatus, PayoutView } from "./payouts.ts";

/** `…_refused`: an order that was answered as pending, refused by the carrier since. */
export const TradeEventType = v.picklist([
  "trade.settled",
  "trade.authorized",
  "trade.captured",
  "trade.completed",
  "trade.voided",
  "trade.refunded",
  "trade.cancelled",
  "trade.declined",
  "trade.expired",
  "trade.capture_refused",
  "trade.void_refused",
  "trade.refund_refused",
]);
export type TradeEventType = v.InferOutput<typeof TradeEventType>;

export const PayoutEventType = v.picklist([
  "payout.ordered",
  "payout.paid",
  "payout.refused",
  "payout.returned",
]);
export type PayoutEventType = v.InferOutput<typeof PayoutEventType>;

export const DisputeEventType = v.picklist(["dispute.opened", "dispute.updated", "dispute.closed"]);
export type DisputeEventType = v.InferOutput<typeof DisputeEventType>;

export const EventType = v.picklist([
  ...TradeEventType.options,
  ...PayoutEventType.options,
  ...DisputeEventType.options,
]);
export type EventType = v.InferOutput<typeof EventType>;

const Sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** RFC 3339, UTC, with milliseconds: as Date.toISOString() writes it. */
const Timestamp = v.pipe(
  v.string(),
  v.maxLength(24),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
);

const ENVELOPE = {
  id: EventId,
  object: v.literal("event"),
  mode: Mode,
  register: RegisterId,
  /** of the register, from 1, without a gap [EV1] */
  sequence: Sequence,
  /** when it happened */
  timestamp: Timestamp,
};

export const TradeEvent = v.object({
  type: TradeEventType,
  ...ENVELOPE,
  data: v.object({
    trade: TradeId,
    /** of the trade, once this had happened */
    status: TradeStatus,
    /** of `trade.captured` and `trade.capture_refused` */
    capture: v.exactOptional(CaptureId),
    /** of `trade.refunded` and `trade.refund_refused` */
    refund: v.exactOptional(RefundId),
  }),
});
export type TradeEvent = v.InferOutput<typeof TradeEvent>;

export const PayoutEvent = v.object({
  type: PayoutEventType,
  ...ENVELOPE,
  data: v.object({ payout: PayoutId, status: PayoutStatus }),
});
export type PayoutEvent = v.InferOutput<typeof PayoutEvent>;

/** The status is the dispute's, which is named by its trade. */
export const DisputeNews = v.object({
  type: DisputeEventType,
  ...ENVELOPE,
  data: v.object({ trade: TradeId, status: DisputeStatus }),
});
export type DisputeNews = v.InferOutput<typeof DisputeNews>;

export const RegisterEvent = v.variant("type", [TradeEvent, PayoutEvent, DisputeNews]);
export type RegisterEvent = v.InferOutput<typeof RegisterEvent>;

/** GET /v1/events?after=…&limit=…&types=…: in the order of their sequence. */
export const EventList = v.object({
  events: listUpTo(PAGE_ENTRIES_MAX, RegisterEvent),
  /** the `after` that the next page begins with; absent where this is the last one */
  next: v.exactOptional(textUpTo(16)),
  /** with `expand=trade`, `expand=payout`: those that the page's events are of, each once, as they are now */
  trades: v.exactOptional(listUpTo(PAGE_ENTRIES_MAX, TradeView)),
  payouts: v.exactOptional(listUpTo(PAGE_ENTRIES_MAX, PayoutView)),
  /** of the latest event there is, of any type: ask after it the next time. 0 where there is none */
  last: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type EventList = v.InferOutput<typeof EventList>;
