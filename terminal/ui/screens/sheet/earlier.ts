/**
 * What a shop changed of an order: the one it asked for here a moment ago, held against the one it asks for now. What
 * was asked is in the records already, whatever became of it; so nothing more is stored. Pure.
 */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { Offer } from "../../../../protocol/trade/offer.ts";
import type { TradeRecord, Waiting } from "../../../wallet/trade-record.ts";
import type { ChangedItem } from "../../parts/items.tsx";

/** Long enough to go back to the basket and press again; after it an order is a new one. */
const EARLIER_MS = 30 * 60_000;

/** As it was asked for before, minor units; only what isn't so any more. */
export interface Earlier {
  /** when the shopper pressed for it, ms since the epoch */
  readonly at: number;
  readonly amount?: number;
  readonly currency?: Currency;
}

export interface Changed {
  readonly earlier: Earlier;
  readonly items: readonly ChangedItem[];
}

type Asking = Extract<TradeRecord, { offer: Offer }>;
type Terms = Offer["terms"]["payload"];

/** @returns undefined where nothing was asked for before, or just the same */
export function changedSince(
  record: Waiting,
  records: Readonly<Record<string, TradeRecord>>,
): Changed | undefined {
  const last = lastAsked(record, Object.values(records));
  if (!last) return undefined;
  const [was, is] = [termsOf(last), termsOf(record)];
  const items = changedItems(was, is);
  const sameSum = was.amount === is.amount && was.currency === is.currency;
  if (sameSum && items.every((one) => one.change === undefined)) return undefined;
  const sum = sameSum ? {} : { amount: was.amount, currency: was.currency };
  return { earlier: { at: last.at, ...sum }, items };
}

/** The newest of the shop's orders before this one that was about the same; none, where that one was paid. */
function lastAsked(record: Waiting, all: readonly TradeRecord[]): Asking | undefined {
  const [last] = all
    .filter((one): one is Asking => "offer" in one && one.offer !== undefined)
    .filter(
      (one) =>
        one.register === record.register &&
        one.trade !== record.trade &&
        one.at < record.at &&
        record.at - one.at < EARLIER_MS &&
        isAboutTheSame(termsOf(one), termsOf(record)),
    )
    .sort((a, b) => b.at - a.at);
  return last?.state === "settled" ? undefined : last;
}

/** By the shop's own order number; a page that is loaded anew may make another one, of mostly the same goods. */
function isAboutTheSame(one: Terms, other: Terms): boolean {
  if (one.reference !== undefined && one.reference === other.reference) return true;
  const names = new Set(one.items.map(({ name }) => name));
  const shared = other.items.filter(({ name }) => names.has(name)).length;
  // More than half: shipping alone makes no two orders the same.
  return shared * 2 > Math.min(one.items.length, other.items.length);
}

/** Items are known by their names; what is gone stands after what is there. */
function changedItems(was: Terms, is: Terms): ChangedItem[] {
  const left = [...was.items];
  const now = is.items.map(({ name, quantity, amount }): ChangedItem => {
    const at = left.findIndex((one) => one.name === name);
    const [before] = at < 0 ? [] : left.splice(at, 1);
    const item = { name, quantity, amount };
    // An order without a list says nothing of what was in it.
    if (!before) return was.items.length === 0 ? item : { ...item, change: { kind: "new" } };
    const same =
      before.quantity === quantity && before.amount === amount && was.currency === is.currency;
    if (same) return item;
    const { currency } = was;
    const old = { quantity: before.quantity, amount: before.amount, currency };
    return { ...item, change: { kind: "was", ...old } };
  });
  if (is.items.length === 0) return now;
  const gone = left.map(
    ({ name, quantity, amount }): ChangedItem => ({
      ...{ name, quantity, amount, change: { kind: "gone" } },
    }),
  );
  return [...now, ...gone];
}

function termsOf({ offer }: Asking): Terms {
  return offer.terms.payload;
}
