/**
 * Statements and lists of one account, from its journal entries. Pure. A statement opens with the sum of
 * all that was before its month, and closes with that and the month's own [LE18]; months are UTC's.
 */

import type { AccountId } from "../../../protocol/ids.ts";
import { addMinor, type Currency, sumMinor } from "../../../protocol/money/money.ts";
import { decimalText } from "../../../protocol/money/money-text.ts";
import type {
  AccountEntries,
  AccountEntry,
  Statement,
} from "../../../protocol/operator/operator.ts";
import type { Month } from "../../http/month.ts";
import { changeOf, type JournalEntry } from "../branch/journal-entry.ts";
import { heldAccount } from "../branch/order/hold.ts";

export function accountEntry(entry: JournalEntry, account: AccountId): AccountEntry {
  const { postings, ...rest } = entry;
  const held = changeOf(postings, heldAccount(account));
  return { ...rest, change: changeOf(postings, account), ...(held === 0 ? {} : { held }) };
}

/** @param entries of the account, oldest first @param postpaid the currencies that have a credit limit now */
export function statement(
  account: AccountId,
  month: Month,
  entries: readonly JournalEntry[],
  postpaid: readonly Currency[] = [],
): Statement {
  const until = entries.filter(({ at }) => at < month.end);
  const currencies = [...new Set(until.map(({ currency }) => currency))].sort();
  return {
    account,
    month: month.name,
    currencies: currencies.map((currency) => {
      const own = until
        .filter((entry) => entry.currency === currency)
        .map((entry) => accountEntry(entry, account));
      const made = statementOf(currency, month, own);
      const owes = postpaid.includes(currency) || made.closing < 0;
      return owes ? { ...made, due: Math.max(0, -made.closing) } : made;
    }),
  };
}

function statementOf(
  currency: Currency,
  month: Month,
  entries: readonly AccountEntry[],
): Statement["currencies"][number] {
  const before = entries.filter(({ at }) => at < month.start);
  const opening = sumMinor(before.map(({ change }) => change));
  let balance = opening;
  const listed = entries.slice(before.length).map((entry) => {
    balance = addMinor(balance, entry.change);
    return { ...entry, balance };
  });
  return { currency, opening, entries: listed, closing: balance };
}

const COLUMNS = "time,currency,entry,trade,attempt,register,amount,balance,held";

/** RFC 4180, amounts as exact decimals. Each field is an id, a number, a time or a word of ours: none needs quotes. */
export function statementCsv({ month, currencies }: Statement): string {
  const lines = currencies.flatMap(({ currency, opening, entries, closing }) => {
    const edge = (word: string, amount: number) =>
      [month, currency, word, "", "", "", "", decimalText({ amount, currency }), ""].join(",");
    const listed = entries.map((entry) => {
      const { at, kind, trade, attempt, register, change, balance, held = 0 } = entry;
      const amounts = [change, balance, held].map((amount) => decimalText({ amount, currency }));
      const time = new Date(at).toISOString();
      return [time, currency, kind, trade, attempt, register, ...amounts].join(",");
    });
    return [edge("opening_balance", opening), ...listed, edge("closing_balance", closing)];
  });
  return `${[COLUMNS, ...lines].join("\r\n")}\r\n`;
}

/** `at.n`: the page starts after n entries of that moment. No id is in it, since it stands in an address. */
export interface Cursor {
  readonly at: number;
  readonly seen: number;
}

/** @returns undefined for a text that isn't a cursor of ours */
export function cursorOf(text: string): Cursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,9})$/.exec(text);
  return match ? { at: Number(match[1]), seen: Number(match[2]) } : undefined;
}

/** @param entries of the account, oldest first */
export function pageOf(
  account: AccountId,
  entries: readonly JournalEntry[],
  { limit, cursor = { at: 0, seen: 0 } }: { limit: number; cursor?: Cursor },
): AccountEntries {
  const earlier = entries.filter(({ at }) => at < cursor.at).length;
  const start = earlier + cursor.seen;
  const page = entries.slice(start, start + limit);
  const listed = page.map((entry) => accountEntry(entry, account));
  const last = page.at(-1);
  if (!last || start + limit >= entries.length) return { entries: listed };
  const given = entries.slice(0, start + limit);
  const seen = given.filter(({ at }) => at === last.at).length;
  return { entries: listed, next: `${last.at}.${seen}` };
}

/**
 * The cursor of the page after this one, for a list that storage itself cuts.
 * @param times of the page's entries, at least one, in order
 */
export function cursorAfter(from: Cursor, times: readonly number[]): { next?: string } {
  const last = times.at(-1);
  if (last === undefined) return {};
  const seen = times.filter((at) => at === last).length;
  return { next: `${last}.${last === from.at ? from.seen + seen : seen}` };
}
