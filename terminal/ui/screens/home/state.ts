/** Home: the balance as last known, and the last orders by day, newest first. */

import type { AccountStatus, Balance, CreditView } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import type { TradeRecord } from "../../../wallet/trade-record.ts";

export interface HomeEntry {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: Currency;
  /** ms since the epoch */
  readonly at: number;
  /** `reserved`: held for the shop, which takes what it needs of it */
  readonly outcome: "paid" | "reserved" | "notPaid" | "expired";
}

export interface HomeState {
  readonly status: "home";
  readonly account: string;
  readonly standing: AccountStatus;
  readonly balances: readonly Balance[];
  /** of the postpaid currencies */
  readonly credit: readonly CreditView[];
  /** ms since the epoch */
  readonly balanceAt: number;
  readonly offline: boolean;
  readonly entries: readonly HomeEntry[];
  /** for "Today" and "Yesterday", ms since the epoch */
  readonly now: number;
}

const ENTRIES_SHOWN = 20;

export function homeState(
  profile: Enrolled,
  records: Stored["records"],
  { online, now }: { readonly online: boolean; readonly now: number },
): HomeState {
  const { label, status, balances, credit = [] } = profile.account;
  return {
    status: "home",
    account: label,
    standing: status,
    balances,
    credit,
    balanceAt: profile.accountAt,
    offline: !online,
    entries: entriesOf(records),
    now,
  };
}

export function entriesOf(records: Stored["records"]): HomeEntry[] {
  return Object.values(records)
    .flatMap((record) => entryOf(record) ?? [])
    .sort((a, b) => b.at - a.at)
    .slice(0, ENTRIES_SHOWN);
}

/** Only what ended, and only what a shop was proven to have asked. */
function entryOf(record: TradeRecord): HomeEntry | undefined {
  if (!("endedAt" in record) || !("offer" in record) || !record.offer) return undefined;
  const { terms, certificate } = record.offer;
  const { amount, currency, capture } = terms.payload;
  const outcome = outcomeOf(record.state, capture);
  const at = record.state === "settled" ? record.receipt.payload.time : record.endedAt;
  return { id: record.id, name: certificate.payload.name, amount, currency, at, outcome };
}

function outcomeOf(state: TradeRecord["state"], capture: "now" | "later"): HomeEntry["outcome"] {
  if (state === "settled") return capture === "later" ? "reserved" : "paid";
  return state === "expired" ? "expired" : "notPaid";
}
