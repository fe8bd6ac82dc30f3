/**
 * A till's events in their one order, which never changes: its sales by their numbers, and after each what was listed
 * while it was the last one. Reads only; the same place gives the same events for ever [EV3].
 */

import { assert } from "../../../../protocol/assert.ts";
import type { EventsQuestion, SourceEvent, SourceEvents } from "../../courier/sources.ts";
import type { TillStore } from "../store.ts";
import type { TradeRecord } from "../trade-record.ts";

/** @param lastSale the number of the till's last one */
export function readEvents(
  store: TillStore,
  lastSale: number,
  { after, limit }: Pick<EventsQuestion, "after" | "limit">,
): SourceEvents {
  const sales = store.salesBetween(after.sale, lastSale, limit + 1).map((record) => ({
    ...{ sale: record.sale ?? 0, number: 0, event: settledEvent(record) },
  }));
  const listed = store.events.after(after.listed, limit + 1);
  const all = [...sales, ...listed].sort((a, b) => a.sale - b.sale || a.number - b.number);
  const page = all.slice(0, limit);
  const place = {
    sale: page.findLast(({ number }) => number === 0)?.sale ?? after.sale,
    listed: page.findLast(({ number }) => number > 0)?.number ?? after.listed,
  };
  return { events: page.map(({ event }) => event), place, more: all.length > limit };
}

function settledEvent({ id, trade }: TradeRecord): SourceEvent {
  assert(trade.state === "settled", "[LE10] a sale with its trade is a settled one");
  const { time } = trade.receipt.payload;
  return { type: "trade.settled", subject: id, status: "settled", at: time };
}
