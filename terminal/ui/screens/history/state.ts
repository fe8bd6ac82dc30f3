/** The history: every payment that this terminal knows, the latest first, and what of it is being looked for. */

import { byTime, type Payment, paymentOf } from "../../../wallet/history/payment.ts";
import { wordOfKind } from "../../../wallet/outcome.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { HistoryFilter } from "./filter.ts";

export interface HistoryState {
  readonly status: "history";
  /** undefined until the archive was read */
  readonly payments: readonly Listed[] | undefined;
  readonly filter: HistoryFilter;
  /** how many are drawn at most */
  readonly drawn: number;
  readonly offline: boolean;
  /** ms since the epoch */
  readonly now: number;
}

interface Around {
  readonly offlineSince: number | undefined;
  /** ms since the epoch */
  readonly now: number;
}

export function historyState(
  stored: Pick<Stored, "records" | "disputes">,
  { archived, filter, drawn }: Archive,
  { offlineSince, now }: Around,
): HistoryState {
  const known = paymentsKnown(stored, archived);
  return { status: "history", ...known, filter, drawn, offline: offlineSince !== undefined, now };
}

export function paymentsKnown(
  stored: Pick<Stored, "records" | "disputes">,
  archived: Archive["archived"],
): Pick<HistoryState, "payments"> {
  return { payments: archived && listedPayments(stored, archived) };
}

interface Archive {
  readonly archived: readonly Payment[] | undefined;
  readonly filter: HistoryFilter;
  readonly drawn: number;
}

export type DisputeMark = "open" | "over";

export interface Listed extends Payment {
  /** something is wrong with it, its owner said */
  readonly disputed?: DisputeMark;
}

let known: { readonly from: readonly unknown[]; readonly payments: readonly Listed[] } | undefined;

/** All payments, the store's before the archive's where both have one. The same list until one of them changes. */
export function listedPayments(
  stored: Pick<Stored, "records" | "disputes">,
  archived: readonly Payment[],
): readonly Listed[] {
  const from = [stored.records, stored.disputes, archived];
  if (known?.from.every((one, at) => one === from[at])) return known.payments;
  known = { from, payments: listed(stored, archived) };
  return known.payments;
}

export function listed(
  { records, disputes = {} }: Pick<Stored, "records" | "disputes">,
  archived: readonly Payment[],
): Listed[] {
  const hot = Object.values(records).flatMap((record) => paymentOf(record) ?? []);
  const all = [...hot, ...archived.filter(({ id }) => !records[id])].sort(byTime);
  const paid = new Set(all.flatMap(({ kind, trade }) => (isPaid(kind) ? [trade] : [])));
  return all.flatMap((payment) => {
    // "Paid already": that payment is in this very list.
    if (payment.code === "trade_settled" && paid.has(payment.trade)) return [];
    const mark = disputeMark(disputes[payment.id]);
    return [mark ? { ...payment, disputed: mark } : payment];
  });
}

function isPaid(kind: Payment["kind"]): boolean {
  return wordOfKind(kind) === "settled";
}

const OVER: ReadonlySet<string> = new Set(["refunded", "withdrawn", "won"]);

export function disputeMark(
  entry: NonNullable<Stored["disputes"]>[string] | undefined,
): DisputeMark | undefined {
  if (!entry?.known) return entry?.sending ? "open" : undefined;
  return OVER.has(entry.known.status) ? "over" : "open";
}
