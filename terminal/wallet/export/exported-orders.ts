/** Orders, what was given with them and what was said about them, as the export has them. Amounts in minor units. */

import type { Budget } from "../budgets/budget.ts";
import type { DisputeEntry } from "../dispute/dispute-entry.ts";
import type { GivenEntry } from "../privacy/given.ts";
import type { TradeRecord } from "../trade-record.ts";

/** @param at ms since the epoch */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** What the shop asked, how it ended, and the carrier's receipt, which anybody can check. */
export function exportedOrder(record: TradeRecord) {
  const { id, at, register, state } = record;
  const offer = "offer" in record ? record.offer : undefined;
  return {
    ...{ id, pressed_at: isoTime(at), register, state },
    ...("trade" in record ? { trade: record.trade, page: record.origin } : {}),
    ...(offer ? { shop: offer.certificate.payload.name, ...asked(offer.terms.payload) } : {}),
    ...("endedAt" in record ? { ended_at: isoTime(record.endedAt) } : {}),
    ...("code" in record ? { code: record.code } : {}),
    ...("receipt" in record && record.receipt ? { receipt: record.receipt } : {}),
  };
}

type Terms = NonNullable<Extract<TradeRecord, { state: "settled" }>["offer"]>["terms"]["payload"];

function asked({ amount, currency, capture, items, reference }: Terms) {
  return { amount, currency, capture, items, ...(reference === undefined ? {} : { reference }) };
}

export function exportedGiven({
  id,
  trade,
  register,
  name,
  origin,
  fields,
  at,
  state,
}: GivenEntry) {
  return { order: id, trade, register, shop: name, page: origin, fields, state, at: isoTime(at) };
}

export function exportedBudget(budget: Budget) {
  const { register, name, origin, amount, currency, period, cap, since, until, paused } = budget;
  return {
    ...{ register, shop: name, page: origin, amount, currency, period, cap },
    ...{ since: isoTime(since), until: isoTime(until), paused: paused ?? false },
  };
}

export function exportedDispute({ id, trade, known }: DisputeEntry) {
  if (!known) return { order: id, trade };
  const { reason, status, amount, currency, words } = known;
  return {
    ...{ order: id, trade, reason, status, amount, currency },
    words: words.map(({ from, act, at, text }) => ({ from, act, at: isoTime(at), text })),
  };
}
