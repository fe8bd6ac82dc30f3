// A register's export as hledger reads it: our own re-adder takes any, and so does hledger where it is installed.

import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payoutIdFrom, refundIdFrom, registerIdFrom, type TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { ShopEntry } from "../../protocol/register/payouts.ts";
import type { RegisterBooks } from "../../worker/synchronous-server/register/register-books.ts";
import {
  shopHledger,
  type TillBooks,
} from "../../worker/synchronous-server/register/shop-hledger.ts";
import { checkJournal } from "../support/accounting/check-journal.ts";

const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(5));
const START = Date.UTC(2026, 10, 1);
const CURRENCIES = ["JPY", "USD", "KWD"] as Currency[];

interface Step {
  readonly act: "sale" | "refund" | "payout" | "loan";
  readonly till: number;
  readonly currency: Currency;
  readonly amount: number;
  readonly minutes: number;
}

const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom("sale", "sale", "sale", "refund", "payout", "loan"),
    till: fc.nat({ max: 2 }),
    currency: fc.constantFrom(...CURRENCIES),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    minutes: fc.nat({ max: 2_000 }),
  }),
  { maxLength: 60 },
);

interface Books {
  readonly tills: TillBooks[];
  readonly register: RegisterBooks;
}

/** What a register has after these steps, as its tills and itself would have stored it. */
function booksAfter(made: readonly Step[]): Books {
  const entries: ShopEntry[][] = [[], [], []];
  const collections: RegisterBooks["collections"][number][] = [];
  const loans: RegisterBooks["loans"][number][] = [];
  const payouts: RegisterBooks["payouts"][number][] = [];
  let at = START;
  const add = (till: number, entry: Omit<ShopEntry, "till" | "at">) =>
    entries[till]?.push({ ...entry, till, at });
  made.forEach(({ act, till, currency, amount, minutes }, index) => {
    at += minutes * 60_000;
    const trade = `trd_test_${index}` as TradeId;
    const refund = refundIdFrom("test", new Uint8Array(16).fill(index));
    if (act === "sale") {
      const fee = Math.floor(amount / 30);
      const sale = { trade, sale: index + 1, reference: `P-${index}, "x"` };
      add(till, { kind: "sale", ...sale, currency, amount, fee, net: amount - fee });
    } else if (act === "refund") {
      const back = { currency, amount: -amount, fee: 0, net: -amount };
      add(till, { kind: "refund", ref: refund, trade, ...back });
    } else if (act === "loan") {
      add(till, { kind: "loan", ref: refund, currency, amount, fee: 0, net: amount });
      loans.push({ refund, till, currency, amount, at });
    } else {
      const id = payoutIdFrom(REGISTER, currency, index + 1);
      const given = { currency, amount: -amount, fee: 0, net: -amount };
      add(till, { kind: "collection", ref: id, ...given });
      collections.push({ ref: id, till, currency, amount, list: "", at });
      const status = index % 3 === 0 ? "refused" : "ordered";
      const code = status === "refused" ? "payout_unfunded" : null;
      const payout = { row: index, id, currency, number: index + 1, status, amount, code } as const;
      payouts.push({ ...payout, created: at, updated: at });
    }
  });
  const of = (currency: Currency) => (one: { currency: Currency; amount: number | null }) =>
    one.currency === currency ? (one.amount ?? 0) : 0;
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const balances = CURRENCIES.map((currency) => ({
    currency,
    amount:
      sum(collections.map(of(currency))) -
      sum(loans.map(of(currency))) -
      sum(payouts.filter(({ status }) => status === "ordered").map(of(currency))),
  }));
  const tills = entries.map((own, till) => ({
    till,
    entries: own,
    balances: Object.fromEntries(
      CURRENCIES.map((currency) => [
        currency,
        sum(own.filter((one) => one.currency === currency).map(({ net }) => net)),
      ]),
    ),
  }));
  return { tills, register: { tills: 3, collections, loans, payouts, balances } };
}

const textOf = ({ tills, register }: Books) => shopHledger(tills, register);

describe("a register's export", () => {
  it("[LE58] of any journal balances, names each sale's trade once, and its assertions hold", () => {
    fc.assert(
      fc.property(steps, (made) => {
        const checked = checkJournal(textOf(booksAfter(made)));
        const sold = made.flatMap(({ act }, index) => (act === "sale" ? `trd_test_${index}` : []));
        expect([...checked.trades].sort()).toEqual([...sold].sort());
        expect(checked.assertions).toBe(12);
        for (const currency of CURRENCIES)
          expect(checked.balances.get(`assets:in-transit ${currency}`) ?? 0n).toBe(0n);
      }),
    );
  });

  it("[LE58] that is wrong is found out", () => {
    const { tills, register } = booksAfter([
      { act: "sale", till: 0, currency: "JPY" as Currency, amount: 900, minutes: 1 },
    ]);
    const [first] = tills;
    const wrong = [{ ...first!, balances: { JPY: 1 } as TillBooks["balances"] }];
    expect(() => checkJournal(shopHledger(wrong, register))).toThrow("assertion failed");
  });
});

// Absent, not skipped, where there is no hledger: our own checker has held the same above.
if (spawnSync("hledger", ["--version"]).status === 0) {
  describe("hledger", () => {
    it("[LE58] finds nothing wrong with a busy register's export", () => {
      const busy = fc
        .sample(steps, { numRuns: 40, seed: 7 })
        .reduce((a, b) => (a.length > b.length ? a : b));
      const input = textOf(booksAfter(busy));
      const { status, stderr } = spawnSync("hledger", ["-f", "-", "check"], {
        input,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
    });
  });
}
