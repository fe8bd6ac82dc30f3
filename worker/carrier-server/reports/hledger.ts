/**
 * The journal as plain text accounting (hledger): one transaction per transfer, sorted, and at the end what
 * each account has, as assertions, so that any hledger re-adds our books and says where they are wrong
 * [LE18]. Pure. Holds account ids and trades: for the operator alone.
 */

import { decimalText, type Money } from "../../../protocol/money.ts";
import type { AccountBalance, JournalEntry, JournalExtract } from "../branch/journal-entry.ts";

/** Without it "1.500 KWD" could be read as one thousand five hundred. */
const HEADER = "decimal-mark .\n";

/** The kinds of accounts, by how their names start. */
const PARENTS = [
  ["acc_", "payers"],
  ["set_", "registers"],
  ["clearing_", "carrier:clearing"],
  ["fees_", "carrier:fees"],
  ["rounding_", "carrier:rounding"],
  ["suspense_", "carrier:suspense"],
  ["books_", "registers:books"],
  ["paid_out_", "carrier:paid-out"],
  ["equity_", "carrier:equity"],
] as const;

/** @param extract entries oldest first, and the balances to be asserted */
export function hledgerJournal({ entries, balances }: JournalExtract): string {
  const assertions = assertionsOf(balances, entries.at(-1)?.at ?? 0);
  return [HEADER, ...entries.map(transactionOf), ...assertions].join("\n");
}

function transactionOf({ id, kind, at, currency, postings, trade, attempt }: JournalEntry): string {
  const of = `trade:${trade}, attempt:${attempt}`;
  const order = isPayment(kind) ? "" : `, order:${plain(id.slice(id.indexOf("/") + 1))}`;
  const tag = trade === undefined ? `transfer:${plain(id)}` : of + order;
  const lines = postings.map(
    ({ account, amount }) => `    ${nameOf(account)}  ${amountText({ amount, currency })}`,
  );
  const time = new Date(at).toISOString();
  return [`${time.slice(0, 10)} ${kind}  ; ${tag}, time:${time}`, ...lines, ""].join("\n");
}

/** What a trade has once at most; its captures and refunds name the trade too, and themselves. */
function isPayment(kind: JournalEntry["kind"]): boolean {
  return kind === "settlement" || kind === "authorization";
}

/** One transaction that moves nothing. On the last day, since hledger checks assertions in order of dates. */
function assertionsOf(balances: readonly AccountBalance[], at: number): string[] {
  if (balances.length === 0) return [];
  const lines = balances.map(({ account, amount, currency }) => {
    const nothing = amountText({ amount: 0, currency });
    return `    ${nameOf(account)}  ${nothing} = ${amountText({ amount, currency })}`;
  });
  return [[`${new Date(at).toISOString().slice(0, 10)} balances`, ...lines, ""].join("\n")];
}

function nameOf(account: string): string {
  const parent = PARENTS.find(([prefix]) => account.startsWith(prefix));
  return parent ? `${parent[1]}:${account}` : account;
}

function amountText(money: Money): string {
  return `${decimalText(money)} ${money.currency}`;
}

/** An idempotency key is the operator's own text: what ends a tag or a comment is taken out. */
function plain(id: string): string {
  return id.replace(/[^\w./#-]/g, "_");
}
