/**
 * One trade, one record: when a trade is pressed a second time (another tab, a reloaded page), the new
 * press joins the record that there is, or takes its place if that one is over. Where a budget pays, the payment is
 * decided and reserved in the very write that keeps the offer [BU4].
 */

import type { TradeId } from "../../protocol/ids.ts";
import { type Offer, provenOriginOf } from "../../protocol/trade/offer.ts";
import { countAtOf } from "./budgets/budget.ts";
import { askingFor, type Facts } from "./budgets/verdict.ts";
import type { Context } from "./context.ts";
import type { StoreChange, Stored } from "./ports.ts";
import { recordTransition } from "./record-transitions.ts";
import { type Reading, type TradeRecord, tradeOf } from "./trade-record.ts";

/**
 * The press `record` has read and verified this offer: it becomes the trade's sheet, joins it, or is paid by a budget.
 * @param open it can be paid, as far as the till and our clock say
 */
export async function adoptOffer(
  { book, ports }: Context,
  record: Reading,
  offer: Offer,
  open: boolean,
): Promise<void> {
  const locked = (await ports.isLocked?.()) ?? false;
  await book.turn((stored) => {
    const facts = open ? { now: ports.now(), page: record.origin, locked } : undefined;
    return adopted(stored, record, offer, facts);
  });
}

/** Pure. @param facts absent where nothing may be paid */
export function adopted(
  stored: Stored,
  { id, trade }: Pick<Reading, "id" | "trade">,
  offer: Offer,
  facts: Facts | undefined,
): StoreChange | undefined {
  const current = stored.records[id];
  if (current?.state !== "reading") return undefined;
  const known = knownRecord(stored, trade, id);
  if (known && isUnderWay(known)) return join(known, current, offer);
  const lastAttempt = known ? attemptOf(known) : 0;
  const offered = recordTransition(current, { type: "offer", offer, lastAttempt });
  const drop = known ? { drop: [known.id] } : {};
  return { put: [facts ? paidByBudget(without(stored, known), offered, facts) : offered], ...drop };
}

/** The record that is about to be dropped reserves nothing any more. */
function without(stored: Stored, known: TradeRecord | undefined): Stored {
  if (!known) return stored;
  const { [known.id]: _, ...records } = stored.records;
  return { ...stored, records };
}

function paidByBudget(stored: Stored, offered: TradeRecord, facts: Facts): TradeRecord {
  // Where a sheet was opened, or is about to be, the shopper is asked.
  if (offered.state !== "offered" || !offered.quiet) return offered;
  if (askingFor(stored, offered, facts)) return offered;
  const { now: at } = facts;
  const countAt = countAtOf(offered, stored.budgets, at);
  if (countAt === undefined) return offered;
  return recordTransition(offered, { type: "pay", at, automatic: true, countAt });
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

function join(
  known: TradeRecord,
  { id, at, replyTo, quiet, origin }: Reading,
  offer: Offer,
): StoreChange {
  const { quiet: _, asker, passed: __, ...rest } = known;
  // Another terminal had asked: now it was pressed here too, in a page that the browser names.
  const page = asker ? { origin: provenOriginOf(offer, origin) } : {};
  const put = { ...rest, ...page, at, replyTo, seen: false, ...(quiet ? { quiet } : {}) };
  return { put: [put], drop: [id] };
}

function attemptOf(record: TradeRecord): number {
  if (record.state === "refused") return record.attempt;
  return record.state === "ended" ? record.lastAttempt : 0;
}
