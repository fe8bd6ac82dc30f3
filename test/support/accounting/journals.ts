// Journals of made-up branches: any number of accounts, shops, top-ups, settlements, holds and refunds in currencies
// of 0, 2 and 3 decimals, and the balances that their rows would hold.

import fc from "fast-check";
import { accountIdFrom, registerIdFrom, type TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
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
  fate: fc.constantFrom("settled", "refunded", "held", "captured", "voided"),
  taken: fc.integer({ min: 1, max: 10_000_000 }),
});
type Move = Parameters<Parameters<typeof move.map>[0]>[0];

export const extracts: fc.Arbitrary<JournalExtract> = fc
  .array(move, { maxLength: 60 })
  .map((moves) => {
    const sorted = [...moves].sort((a, b) => a.at - b.at);
    const entries = sorted.flatMap(entriesOf);
    return { entries, balances: balancesOf(entries) };
  });

function entriesOf(one: Move, index: number): JournalEntry[] {
  const { at, account, shop, currency, amount, fate } = one;
  if (!shop) {
    const id = `top_up/key, ${index}: "x"`;
    return [{ ...topUp(account, "test", amount, currency), id, kind: "top_up", at }];
  }
  const trade = `trd_test_${index}` as TradeId;
  const of = { trade, attempt: 1, register: shop, currency, at };
  const [own, held, set] = [account, `${account}:held`, settlementAccount(shop)];
  const entry = (kind: JournalEntry["kind"], order: string, postings: [string, number][]) => ({
    ...{ ...of, kind, id: `${trade}#1${order}` },
    postings: postings.map(([name, change]) => ({ account: name, amount: change })),
  });
  const taken = Math.min(one.taken, amount);
  if (fate === "settled" || fate === "refunded") {
    const made = settlement(account, set, amount, currency);
    const settled: JournalEntry = { ...made, ...of, kind: "settlement", id: `${trade}#1` };
    const back = entry("refund", "/rfd_1", [
      [set, -taken],
      [own, taken],
    ]);
    return fate === "settled" ? [settled] : [settled, back];
  }
  const hold = entry("authorization", "", [
    [own, -amount],
    [held, amount],
  ]);
  if (fate === "held") return [hold];
  const end =
    fate === "voided"
      ? entry("void", "/void", [
          [held, -amount],
          [own, amount],
        ])
      : entry("capture", "/cap_1", [
          [held, -amount],
          [set, taken],
          [own, amount - taken],
        ]);
  return [hold, end];
}

function balancesOf(entries: readonly JournalEntry[]): AccountBalance[] {
  const sums = new Map<string, AccountBalance>();
  for (const { currency, postings } of entries)
    for (const { account, amount } of postings) {
      const key = `${account} ${currency}`;
      sums.set(key, { account, currency, amount: (sums.get(key)?.amount ?? 0) + amount });
    }
  return [...sums.values()];
}
