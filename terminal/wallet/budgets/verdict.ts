/**
 * Whether the terminal confirms an order by itself: the documented order of checks, the first that fails is the
 * answer, and the sheet opens then. Pure; decided in the write that keeps the offer. Rules [BU2], [BU3].
 */

import { likenessOf } from "../likeness/likeness.ts";
import { paidShops } from "../paid-shops.ts";
import { PRESS_MS } from "../patience.ts";
import { pesters } from "../pesters.ts";
import type { Stored } from "../ports.ts";
import { spendableIn } from "../spendable.ts";
import type { Waiting } from "../trade-record.ts";
import { type Budget, isEnded, leftOf } from "./budget.ts";

/** Why it doesn't: what stands first in SPEC's order. */
export type Asking =
  | "none"
  | "locked"
  | "old_press"
  | "changed"
  | "caution"
  | "paused"
  | "ended"
  | "currency"
  | "held"
  | "asks"
  | "pesters"
  | "account"
  | "over_cap"
  | "used_up"
  | "funds";

export interface Facts {
  /** ms since the epoch */
  readonly now: number;
  /** the page's origin as the browser asserted it: one of ours is not the shop's */
  readonly page: string;
  /** the wallet is locked: only its owner's hand opens it */
  readonly locked: boolean;
}

/** @returns undefined where it confirms by itself */
export function askingFor(stored: Stored, record: Waiting, facts: Facts): Asking | undefined {
  const budget = stored.budgets?.[record.register];
  if (!budget) return "none";
  if (facts.locked) return "locked";
  const age = facts.now - record.at;
  if (age < 0 || age > PRESS_MS) return "old_press";
  return shopAsking(stored, record, budget, facts) ?? orderAsking(stored, record, budget, facts);
}

/** Whether it is the shop that was allowed, and still is. */
function shopAsking(
  stored: Stored,
  { offer, register, origin }: Waiting,
  budget: Budget,
  { now, page }: Facts,
): Asking | undefined {
  const { name, origins } = offer.certificate.payload;
  const isSame = page === budget.origin && name === budget.name;
  if (!isSame || !origins.some((one) => one.origin === budget.origin)) return "changed";
  if (likenessOf({ register, name, origin }, Object.values(paidShops(stored)))) return "caution";
  if (budget.paused) return "paused";
  return isEnded(budget, now) ? "ended" : undefined;
}

/** Whether it is an order that needs nobody's eyes, and fits. */
function orderAsking(
  stored: Stored,
  record: Waiting,
  budget: Budget,
  { now }: Facts,
): Asking | undefined {
  const { amount, currency, capture, asks } = record.offer.terms.payload;
  if (currency !== budget.currency) return "currency";
  if (capture === "later") return "held";
  if (asks) return "asks";
  if (pesters(stored.records, record, now)) return "pesters";
  const { profile } = stored;
  if (profile.state !== "enrolled" || profile.account.status !== "active") return "account";
  if (amount > budget.cap) return "over_cap";
  if (amount > leftOf(budget, stored.records, now)) return "used_up";
  return amount > (spendableIn(profile.account, currency) ?? 0) ? "funds" : undefined;
}

/** What may be known before there is an offer: whether to wait for it before a sheet is opened. @param now ms since the epoch */
export function mayPayQuietly(budget: Budget | undefined, origin: string, now: number): boolean {
  return (
    budget !== undefined && budget.origin === origin && !budget.paused && !isEnded(budget, now)
  );
}
