// What was spent: without refunds, by the owner's months and by shops, each currency apart; and nothing is lost in sums.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { spendingOf } from "../../../../terminal/wallet/history/spending.ts";
import { aPayment } from "../../support/payments.ts";

const at = (year: number, month: number, day = 15) => new Date(year, month - 1, day).getTime();
const NOW = at(2026, 11, 23);
const of = (register: string, when: number, amount: number, more = {}) =>
  aPayment({ register: register as RegisterId, name: register, at: when, amount, ...more });

describe("what was spent", () => {
  it("is summed by month, the latest first, without a gap", () => {
    const [yen] = spendingOf(
      [of("a", at(2026, 11, 1), 100), of("a", at(2026, 11, 22), 50), of("b", at(2026, 9), 7)],
      NOW,
    );
    expect(yen?.months).toEqual([
      { start: at(2026, 11, 1), amount: 150 },
      { start: at(2026, 10, 1), amount: 0 },
      { start: at(2026, 9, 1), amount: 7 },
    ]);
  });

  it("is without refunds, in the month of the payment, and without what wasn't paid", () => {
    const spent = spendingOf(
      [
        of("a", at(2026, 10), 100, { refunded: 40 }),
        of("a", at(2026, 11), 100, { refunded: 100 }),
        of("a", at(2026, 11), 900, { kind: "notPaid", taken: 0 }),
      ],
      NOW,
    );
    expect(spent).toHaveLength(1);
    expect(spent[0]?.shops).toEqual([{ register: "a", name: "a", amount: 60 }]);
    expect(spent[0]?.months.map(({ amount }) => amount)).toEqual([0, 60]);
  });

  it("names the shops of the most, by their latest names, and sums the others", () => {
    const payments = Array.from({ length: 9 }, (_, n) => of(`shop ${n}`, at(2026, 11), 10 + n));
    const [yen] = spendingOf(
      [...payments, of("shop 8", at(2026, 11, 20), 1, { name: "New" })],
      NOW,
    );
    expect(yen?.shops.map(({ name }) => name)).toEqual([
      "New",
      "shop 7",
      "shop 6",
      "shop 5",
      "shop 4",
      "shop 3",
    ]);
    expect(yen?.others).toEqual({ count: 3, amount: 10 + 11 + 12 });
  });

  it("keeps currencies apart, the one with the most payments first; older years are left out", () => {
    const usd = { currency: "USD" as Currency };
    const spent = spendingOf(
      [of("a", NOW, 5), of("a", NOW, 6, usd), of("b", NOW, 7, usd), of("c", at(2025, 11), 9)],
      NOW,
    );
    expect(spent.map(({ currency, shops }) => [currency, shops.length])).toEqual([
      ["USD", 2],
      ["JPY", 1],
    ]);
  });

  it("by month and by shop is the same sum", () => {
    const payment = fc.record({
      register: fc.constantFrom(..."abcdefghij"),
      at: fc.integer({ min: at(2025, 12, 2), max: NOW }),
      amount: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(payment), (all) => {
        const payments = all.map((one) => of(one.register, one.at, one.amount));
        for (const { months, shops, others } of spendingOf(payments, NOW)) {
          const sum = (some: readonly { amount: number }[]) =>
            some.reduce((total, { amount }) => total + amount, 0);
          expect(sum(shops) + (others?.amount ?? 0)).toBe(sum(months));
          expect(sum(months)).toBe(all.reduce((total, { amount }) => total + amount, 0));
        }
      }),
    );
  });
});
