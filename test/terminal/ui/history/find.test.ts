// Looking for a payment: words, amounts as people write them, and the filters; and it is quick with thousands.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { formatMoney } from "../../../../protocol/money/money-text.ts";
import { amountsTyped } from "../../../../terminal/ui/screens/history/amount-typed.ts";
import { EVERYTHING, type HistoryFilter } from "../../../../terminal/ui/screens/history/filter.ts";
import { findPayments } from "../../../../terminal/ui/screens/history/find.ts";
import type { Listed } from "../../../../terminal/ui/screens/history/state.ts";
import { spentTogether } from "../../../../terminal/ui/screens/history/sums.ts";
import { NOW } from "../../../support/builders/realm.ts";
import { aPayment, manyPayments } from "../../support/payments.ts";

const DAY = 86_400_000;
const find = (payments: Listed[], filter: Partial<HistoryFilter>, locale = "en-US") =>
  findPayments(payments, { filter: { ...EVERYTHING, ...filter }, locale, now: NOW }).map(
    ({ id }) => id,
  );

const PAYMENTS: Listed[] = [
  aPayment({ id: "a", name: "Kami paper goods", items: ["Washi notebook", "Crème brûlée set"] }),
  aPayment({ id: "b", name: "Östra Bokhandel", amount: 129_900, currency: "USD" as Currency }),
  aPayment({ id: "c", name: "紙の店", reference: "No. 1042", kind: "notPaid", taken: 0 }),
  aPayment({ id: "d", refunded: 500, at: NOW - 20 * DAY }),
  aPayment({ id: "e", kind: "givenBack", taken: 0, disputed: "open", at: NOW - 400 * DAY }),
  aPayment({
    id: "f",
    kind: "reserved",
    taken: 0,
    automatic: true,
    register: "other" as RegisterId,
  }),
];

describe("a search", () => {
  it("finds a shop's name or address, something bought, or an order's number, in any case", () => {
    expect(find(PAYMENTS, { text: "kami PAPER" })).toEqual(["a", "d", "e", "f"]);
    expect(find(PAYMENTS, { text: "notebook" })).toEqual(["a"]);
    expect(find(PAYMENTS, { text: "kami.example" })).toHaveLength(PAYMENTS.length);
    expect(find(PAYMENTS, { text: "1042" })).toEqual(["c"]);
    expect(find(PAYMENTS, { text: "紙" })).toEqual(["c"]);
  });

  it("takes letters without their accents for the same, and needs every word", () => {
    expect(find(PAYMENTS, { text: "creme brulee" })).toEqual(["a"]);
    expect(find(PAYMENTS, { text: "OSTRA" })).toEqual(["b"]);
    expect(find(PAYMENTS, { text: "washi ostra" })).toEqual([]);
  });

  it("finds an amount as its owner writes it", () => {
    expect(find(PAYMENTS, { text: "¥4,980" })).toEqual(["a", "c", "d", "e", "f"]);
    expect(find(PAYMENTS, { text: "4980" })).toEqual(["a", "c", "d", "e", "f"]);
    expect(find(PAYMENTS, { text: "1,299.00" })).toEqual(["b"]);
    expect(find(PAYMENTS, { text: "1.299,00 $" }, "de-DE")).toEqual(["b"]);
    expect(find(PAYMENTS, { text: "1 299,0" }, "fr-FR")).toEqual(["b"]);
    expect(find(PAYMENTS, { text: "٤٩٨٠" }, "ar-EG")).toContain("a");
    expect(find(PAYMENTS, { text: "４９８０円" }, "ja-JP")).toContain("a");
    expect(find(PAYMENTS, { text: "500" })).toEqual(["d"]);
  });

  it("reads back every amount that it writes, in every language", () => {
    const locale = fc.constantFrom(
      "en-US",
      "ja-JP",
      "de-DE",
      "fr-FR",
      "es-ES",
      "pt-BR",
      "zh-Hans",
      "ko-KR",
      "ar-EG",
    );
    const currency = fc.constantFrom("JPY", "USD", "EUR", "KWD");
    fc.assert(
      fc.property(
        locale,
        currency,
        fc.integer({ min: 1, max: 10 ** 12 }),
        (language, code, amount) => {
          const payment = aPayment({ id: "it", amount, taken: amount, currency: code as Currency });
          const money = { amount, currency: code as Currency };
          const text = formatMoney(money, language).replaceAll(/[\u200e\u200f\u061c]/g, "");
          return find([payment], { text }, language).length === 1;
        },
      ),
    );
  });

  it("takes no words for an amount", () => {
    for (const text of ["", "kami", "12 paper", "1.2.3", "1042-7"])
      expect(amountsTyped(text, "en-US"), text).toEqual([]);
  });
});

describe("a filter", () => {
  it("by what became of it", () => {
    expect(find(PAYMENTS, { which: "notPaid" })).toEqual(["c", "e"]);
    expect(find(PAYMENTS, { which: "reserved" })).toEqual(["f"]);
    expect(find(PAYMENTS, { which: "refunded" })).toEqual(["d"]);
    expect(find(PAYMENTS, { which: "disputed" })).toEqual(["e"]);
    expect(find(PAYMENTS, { which: "automatic" })).toEqual(["f"]);
  });

  it("by time and by shop, and with a search", () => {
    expect(find(PAYMENTS, { when: "week" })).toEqual(["a", "b", "c", "f"]);
    expect(find(PAYMENTS, { when: "month" })).toContain("d");
    expect(find(PAYMENTS, { when: "before" })).toEqual(["e"]);
    expect(find(PAYMENTS, { shop: "other" as RegisterId })).toEqual(["f"]);
    expect(find(PAYMENTS, { shop: "other" as RegisterId, text: "washi" })).toEqual([]);
  });
});

describe("what was spent", () => {
  it("is without what wasn't paid and what was refunded, each currency apart", () => {
    expect(spentTogether(PAYMENTS)).toEqual([
      { currency: "JPY", amount: 2 * 4_980 - 500 },
      { currency: "USD", amount: 129_900 },
    ]);
  });
});

describe("with five thousand payments", () => {
  it("a search takes milliseconds once they were looked at", () => {
    const payments = manyPayments(5_000);
    find(payments, { text: "shop" });
    const began = performance.now();
    expect(find(payments, { text: "shop 17" }).length).toBeGreaterThan(0);
    // What a machine does that has other things to do too; the browser's story measures the whole.
    expect(performance.now() - began).toBeLessThan(100);
  });
});
