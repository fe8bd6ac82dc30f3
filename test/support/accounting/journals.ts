// Journals of made-up branches: any number of accounts, shops, top-ups and settlements in currencies of 0, 2 and 3
// decimals, and the balances that their rows would hold.

import fc from "fast-check";
import { accountIdFrom, registerIdFrom, type TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money.ts";
import type {
  AccountBalance,
  JournalEntry,
  JournalExtract,
} from "../../../worker/carrier-server/branch/journal-entry.ts";
import {
  settlement,
  settlementAccount,
  topUp,
} from "../../../worker/carrier-server/branch/ledger.ts";

export const CURRENCIES = ["JPY", "USD", "KWD"] as Currency[];
export const ACCOUNTS = [1, 2, 3].map((fill) =>
  accountIdFrom("test", 0, new Uint8Array(8).fill(fill)),
);
export const SHOPS = [1, 2].map((fill) => registerIdFrom("test", new Uint8Array(8).fill(fill)));
const START = Date.UTC(2026, 9, 15);
const DAYS_60_MS = 60 * 24 * 60 * 60_000;

const move = fc.record({
  at: fc.integer({ min: START, max: START + DAYS_60_MS }),
  account: fc.constantFrom(...ACCOUNTS),
  shop: fc.option(fc.constantFrom(...SHOPS)),
  currency: fc.constantFrom(...CURRENCIES),
  amount: fc.integer({ min: 1, max: 10_000_000 }),
});

export const extracts: fc.Arbitrary<JournalExtract> = fc
  .array(move, { maxLength: 60 })
  .map((moves) => {
    const sorted = [...moves].sort((a, b) => a.at - b.at);
    const entries = sorted.map(({ at, account, shop, currency, amount }, index): JournalEntry => {
      if (!shop) {
        const id = `top_up/key, ${index}: "x"`;
        return { ...topUp(account, "test", amount, currency), id, kind: "top_up", at };
      }
      const trade = `trd_test_${index}` as TradeId;
      const made = settlement(account, settlementAccount(shop), amount, currency);
      const settled = { trade, attempt: 1, register: shop };
      return { ...made, ...settled, id: `${trade}#1`, kind: "settlement", at };
    });
    return { entries, balances: balancesOf(entries) };
  });

function balancesOf(entries: readonly JournalEntry[]): AccountBalance[] {
  const sums = new Map<string, AccountBalance>();
  for (const { currency, postings } of entries)
    for (const { account, amount } of postings) {
      const key = `${account} ${currency}`;
      sums.set(key, { account, currency, amount: (sums.get(key)?.amount ?? 0) + amount });
    }
  return [...sums.values()];
}
