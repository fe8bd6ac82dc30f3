/**
 * A register's monthly statement, from its tills' journals and its own payouts. Pure. It is of what tills and
 * register have together [LE46], so what moves between them is no entry of it.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import { addMinor, type Currency, sumMinor } from "../../../protocol/money/money.ts";
import { decimalText } from "../../../protocol/money/money-text.ts";
import type { ShopEntry, ShopStatement } from "../../../protocol/register/payouts.ts";
import type { Month } from "../../http/month.ts";
import type { RegisterBooks } from "./register-books.ts";

type PayoutBooks = Pick<RegisterBooks, "collections" | "payouts">;

/** Where a till's money goes to the register, or comes from it. */
const BETWEEN: ReadonlySet<string> = new Set(["collection", "loan"]);

/** @param tills the whole journal of each, with nothing left out */
export function shopStatement(
  register: RegisterId,
  month: Month,
  tills: readonly (readonly ShopEntry[])[],
  books: PayoutBooks,
): ShopStatement {
  const sold = tills.flat().filter(({ kind }) => !BETWEEN.has(kind));
  const until = [...sold, ...payoutEntries(books)]
    .filter(({ at }) => at < month.end)
    .sort((a, b) => a.at - b.at);
  const currencies = [...new Set(until.map(({ currency }) => currency))].sort();
  return {
    register,
    month: month.name,
    currencies: currencies.map((currency) => sectionOf(currency, month, until)),
  };
}

function sectionOf(
  currency: Currency,
  month: Month,
  until: readonly ShopEntry[],
): ShopStatement["currencies"][number] {
  const own = until.filter((entry) => entry.currency === currency);
  const before = own.filter(({ at }) => at < month.start);
  const opening = sumMinor(before.map(({ net }) => net));
  let balance = opening;
  const entries = own.slice(before.length).map((entry) => {
    balance = addMinor(balance, entry.net);
    return { ...entry, balance };
  });
  return { currency, opening, entries, closing: balance };
}

/**
 * By times that never change, so that a month which is over isn't told anew when its payout is paid or refused: the
 * money is the payout's from the last till's giving on, and a refused one's is given back when it was refused.
 */
function payoutEntries({ collections, payouts }: PayoutBooks): ShopEntry[] {
  const given = new Map<string, number>();
  for (const { ref, at } of collections) given.set(ref, Math.max(at, given.get(ref) ?? 0));
  return payouts.flatMap(({ id, currency, amount, status, created, updated }) => {
    if (status === "collecting" || amount === null || amount === 0) return [];
    const at = Math.max(created, given.get(id) ?? 0);
    const one = (kind: string, change: number, when: number): ShopEntry => ({
      ...{ kind, ref: id, currency, amount: change, fee: 0, net: change, at: when },
    });
    const taken = one("payout", -amount, at);
    const isBack = status === "refused" || status === "returned";
    return isBack ? [taken, one(`payout_${status}`, amount, updated)] : [taken];
  });
}

const COLUMNS = "time,currency,entry,till,sale,id,trade,reference,gross,fee,net,balance";

/** RFC 4180, amounts as exact decimals. Only the reference is a text that isn't ours. */
export function shopStatementCsv({ month, currencies }: ShopStatement): string {
  const lines = currencies.flatMap(({ currency, opening, entries, closing }) => {
    const edge = (word: string, amount: number) =>
      `${month},${currency},${word},,,,,,,,,${decimalText({ amount, currency })}`;
    const listed = entries.map((entry) => {
      const { at, kind, till, sale, ref, trade, reference = "", amount, fee, net } = entry;
      const sums = [amount, fee, net, entry.balance];
      const texts = sums.map((sum) => decimalText({ amount: sum, currency }));
      const names = [till, sale, ref, trade, quoted(reference)];
      return [new Date(at).toISOString(), currency, kind, ...names, ...texts].join(",");
    });
    return [edge("opening_balance", opening), ...listed, edge("closing_balance", closing)];
  });
  return `${[COLUMNS, ...lines].join("\r\n")}\r\n`;
}

/** A spreadsheet would run a text that starts like a formula: the apostrophe makes it one to read. */
function quoted(text: string): string {
  if (text === "") return "";
  const shown = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${shown.replaceAll('"', '""')}"`;
}
