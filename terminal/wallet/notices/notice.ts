/**
 * What there is to tell a shopper who isn't looking: made of what is stored alone, so that it is the same whichever life of
 * the service worker looks; each with a key, by which it is told once. Says nothing that isn't known: "paid" is a receipt.
 */

import type { Currency } from "../../../protocol/money/money.ts";
import { budgetsNearlyUsed } from "../budgets/nearly-used.ts";
import { moved } from "../history/after.ts";
import type { Stored } from "../ports.ts";
import type { TradeRecord } from "../trade-record.ts";

export type NoticeKind = "waiting" | "settled" | "held" | "refunded" | "budget" | "terminal";

export interface Notice {
  /** the same as long as it is the same news */
  readonly key: string;
  readonly kind: NoticeKind;
  /** a shop's, or a browser's */
  readonly name: string;
  /** minor units */
  readonly money?: { readonly amount: number; readonly currency: Currency };
  /** a window that shows it makes it known: nothing more is said */
  readonly onSheet: boolean;
  /** the shopper has been shown it, so it isn't said any more */
  readonly seen: boolean;
}

/**
 * All there could be told, told or not: the keys that are worth remembering.
 * @param now ms since the epoch: a budget begins anew by itself
 */
export function noticesOf(stored: Stored, now: number): Notice[] {
  const { profile, records } = stored;
  const ofRecords = Object.values(records).flatMap(ofRecord);
  const budgets = budgetsNearlyUsed(stored, now).map(
    ({ key, name, left: amount, currency }): Notice => ({
      ...{ key: `budget ${key}`, kind: "budget", name, money: { amount, currency } },
      ...{ onSheet: false, seen: false },
    }),
  );
  return [...ofRecords, ...budgets, ...linkedAfter(profile)];
}

/** Browsers that came to the account after this one did. */
function linkedAfter(profile: Stored["profile"]): Notice[] {
  if (profile.state !== "enrolled") return [];
  const terminals = profile.account.terminals ?? [];
  const own = terminals.find(({ key }) => key === profile.key);
  // Which of them is this one isn't known in what older code stored, until it has asked again.
  if (!own) return [];
  return terminals
    .filter(({ since, revoked_at }) => since > own.since && revoked_at === undefined)
    .map(({ key, name = "" }) => ({
      ...{ key: `terminal ${key}`, kind: "terminal", name, onSheet: false, seen: false },
    }));
}

function ofRecord(record: TradeRecord): Notice[] {
  if (!("offer" in record) || !record.offer) return [];
  const { certificate, terms } = record.offer;
  const { amount, currency } = terms.payload;
  const about = { name: certificate.payload.name, money: { amount, currency }, onSheet: true };
  switch (record.state) {
    // Pressed again, it waits anew.
    case "offered":
    case "proving":
      return [
        {
          ...about,
          key: `waiting ${record.id} ${record.at}`,
          kind: "waiting",
          seen: record.seen,
        },
      ];
    case "settled": {
      const kind = record.receipt.payload.outcome === "settled" ? "settled" : "held";
      const seen = record.seen || record.passed === true;
      const paid: Notice = { ...about, key: `settled ${record.id}`, kind, seen };
      const refunds = moved(record).refunds.map(
        ({ at, amount: back }): Notice => ({
          ...{ ...about, key: `refunded ${record.id} ${at} ${back}`, kind: "refunded" },
          ...{ money: { amount: back, currency }, seen: false },
        }),
      );
      return [paid, ...refunds];
    }
    default:
      return [];
  }
}
