/**
 * One trade, one record: when a trade is pressed a second time (another tab, a reloaded page), the new
 * press joins the record that there is, or takes its place if that one is over.
 */

import type { TradeId } from "../../protocol/ids.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { Context } from "./context.ts";
import type { StoreChange, Stored } from "./ports.ts";
import { recordTransition } from "./record-transitions.ts";
import { type Reading, type TradeRecord, tradeOf } from "./trade-record.ts";

/** The press `record` has read and verified this offer: it becomes the trade's sheet, or joins it. */
export async function adoptOffer({ book }: Context, record: Reading, offer: Offer): Promise<void> {
  await book.turn((stored) => {
    const current = stored.records[record.id];
    if (current?.state !== "reading") return undefined;
    const known = knownRecord(stored, record.trade, record.id);
    if (known && isUnderWay(known)) return join(known, current);
    const lastAttempt = known ? attemptOf(known) : 0;
    const put = [recordTransition(current, { type: "offer", offer, lastAttempt })];
    return known ? { put, drop: [known.id] } : { put };
  });
}

/** Another record of the trade whose own offer was verified; one still reading joins this one later. */
function knownRecord({ records }: Stored, trade: TradeId, but: string): TradeRecord | undefined {
  return Object.values(records).find(
    (one) => one.id !== but && one.state !== "reading" && tradeOf(one) === trade,
  );
}

/** It goes on, or it is paid: nothing that a new press could begin again. */
function isUnderWay({ state }: TradeRecord): boolean {
  return (
    state === "offered" ||
    state === "claiming" ||
    state === "confirming" ||
    state === "settled" ||
    state === "declining"
  );
}

function join(known: TradeRecord, { id, at, replyTo }: Reading): StoreChange {
  return { put: [{ ...known, at, replyTo, seen: false }], drop: [id] };
}

function attemptOf(record: TradeRecord): number {
  if (record.state === "refused") return record.attempt;
  return record.state === "ended" ? record.lastAttempt : 0;
}
