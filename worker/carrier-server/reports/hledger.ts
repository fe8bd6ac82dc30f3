/**
 * The carrier's journal as plain text accounting (hledger): one transaction per transfer, named by its trade or
 * by itself, and at the end what each account has [LE18]. Pure. Holds account ids and trades: for the operator
 * alone.
 */

import { hledgerText, type LedgerTransaction, tagText } from "../../../protocol/count/hledger.ts";
import type { JournalEntry, JournalExtract } from "../branch/journal-entry.ts";

/** The kinds of accounts, by how their names start. */
const PARENTS = [
  ["acc_", "payers"],
  ["set_", "registers"],
  ["clearing_", "carrier:clearing"],
  ["fees_", "carrier:fees"],
  ["rounding_", "carrier:rounding"],
  ["suspense_", "carrier:suspense"],
  ["books_", "registers:books"],
  ["swept_", "registers:swept"],
  ["paid_out_", "carrier:paid-out"],
  ["equity_", "carrier:equity"],
] as const;

/** @param extract entries oldest first, and the balances to be asserted */
export function hledgerJournal({ entries, balances }: JournalExtract): string {
  const named = balances.map((balance) => ({ ...balance, account: nameOf(balance.account) }));
  return hledgerText(entries.map(transactionOf), named);
}

function transactionOf(entry: JournalEntry): LedgerTransaction {
  const { kind, at, currency, postings } = entry;
  const named = postings.map((posting) => ({ ...posting, account: nameOf(posting.account) }));
  return { kind, at, currency, tags: tagsOf(entry), postings: named };
}

function tagsOf({ id, kind, trade, attempt }: JournalEntry): [string, string][] {
  if (trade === undefined) return [["transfer", tagText(id)]];
  const of: [string, string][] = [
    ["trade", trade],
    ["attempt", `${attempt}`],
  ];
  return isPayment(kind) ? of : [...of, ["order", tagText(id.slice(id.indexOf("/") + 1))]];
}

/** What a trade has once at most; its captures and refunds name the trade too, and themselves. */
function isPayment(kind: JournalEntry["kind"]): boolean {
  return kind === "settlement" || kind === "authorization";
}

function nameOf(account: string): string {
  const parent = PARENTS.find(([prefix]) => account.startsWith(prefix));
  return parent ? `${parent[1]}:${account}` : account;
}
