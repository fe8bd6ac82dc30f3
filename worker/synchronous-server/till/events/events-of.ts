/**
 * Which events a commit of the till is [EV1]: from the trades it wrote, as they were before and are now, and the orders
 * that were answered in it. Pure. A settled trade is none here: its sale says it [EV2].
 */

import type { TradeEventType } from "../../../../protocol/register/events.ts";
import type { TradeState } from "../../../../protocol/trade/trade.ts";
import { tradeStatus } from "../../../../protocol/words.ts";
import type { SourceEvent } from "../../courier/sources.ts";
import type { OrderRecord } from "../order/order-record.ts";
import type { TradeRecord } from "../trade-record.ts";

export interface TradeChange {
  readonly before: TradeRecord | undefined;
  readonly after: TradeRecord;
}

/** Held, or held once. */
const HELD: readonly TradeState[] = ["authorized", "completed", "voided"];

const ENDS: Partial<Record<TradeState, TradeEventType>> = {
  completed: "trade.completed",
  voided: "trade.voided",
  cancelled: "trade.cancelled",
  declined: "trade.declined",
  expired: "trade.expired",
};

const DONE: Record<OrderRecord["kind"], TradeEventType | undefined> = {
  capture: "trade.captured",
  refund: "trade.refunded",
  // Its trade ends with it.
  void: undefined,
};

const REFUSED: Record<OrderRecord["kind"], TradeEventType> = {
  capture: "trade.capture_refused",
  refund: "trade.refund_refused",
  void: "trade.void_refused",
};

/** @param read a trade that an order is of, as it is now @param now ms since the epoch */
export function eventsOf(
  changes: readonly TradeChange[],
  orders: readonly OrderRecord[],
  read: (order: OrderRecord) => TradeRecord | undefined,
  now: number,
): SourceEvent[] {
  const trades = changes.filter(({ before, after }) => before?.trade.state !== after.trade.state);
  const beginnings = trades.filter(isFirstHeld).map(({ after }) => of(after, "trade.authorized"));
  const ordered = orders.flatMap((order) => {
    const type = typeOf(order);
    const record = type && read(order);
    const ref = order.kind === "void" ? {} : { ref: order.id };
    return record ? [{ ...of(record, type), ...ref }] : [];
  });
  const ends = trades.flatMap(({ after }) => {
    const type = ENDS[after.trade.state];
    return type ? [of(after, type)] : [];
  });
  return [...beginnings, ...ordered, ...ends].map((event) => ({ ...event, at: now }));
}

/** One commit may hold the news of a hold and of its end. */
function isFirstHeld({ before, after }: TradeChange): boolean {
  return HELD.includes(after.trade.state) && !(before && HELD.includes(before.trade.state));
}

function typeOf({ kind, state }: OrderRecord): TradeEventType | undefined {
  if (state.status === "done") return DONE[kind];
  return state.status === "refused" ? REFUSED[kind] : undefined;
}

function of({ id, trade }: TradeRecord, type: TradeEventType): Omit<SourceEvent, "at"> {
  const status = type === "trade.authorized" ? "authorized" : tradeStatus(trade.state);
  return { type, subject: id, status };
}
