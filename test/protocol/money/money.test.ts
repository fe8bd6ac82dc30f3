// Money: decimals by ISO 4217, exact texts, and sums that stop instead of rounding.

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CURRENCIES, decimalsOf } from "../../../protocol/money/currencies.ts";
import {
  Amount,
  addMinor,
  Currency,
  isCurrency,
  type Money,
  sumMinor,
} from "../../../protocol/money/money.ts";
import { decimalText, formatMoney, parseMoney } from "../../../protocol/money/money-text.ts";

const jpy = "JPY" as Currency;
const usd = "USD" as Currency;
const kwd = "KWD" as Currency;
const anyCurrency = fc.constantFrom(...CURRENCIES).map((code) => code as Currency);

describe("money", () => {
  it("[LE1] knows ISO's decimals, also where Intl differs", () => {
    const decimals = Object.fromEntries(
      [
        "JPY",
        "KRW",
        "ISK",
        "UGX",
        "CLP",
        "USD",
        "EUR",
        "HUF",
        "COP",
        "IDR",
        "KWD",
        "IQD",
        "BHD",
        "TND",
      ].map((c) => [c, decimalsOf(c)]),
    );
    expect(decimals).toEqual({
      JPY: 0,
      KRW: 0,
      ISK: 0,
      UGX: 0,
      CLP: 0,
      USD: 2,
      EUR: 2,
      HUF: 2,
      COP: 2,
      IDR: 2,
      KWD: 3,
      IQD: 3,
      BHD: 3,
      TND: 3,
    });
  });

  it("[LE1] refuses codes that are no active currency", () => {
    for (const code of ["", "jpy", "XXX", "XAU", "HRK", "JP", "JPYY", "toString", "__proto__"]) {
      expect(isCurrency(code)).toBe(false);
      expect(v.is(Currency, code)).toBe(false);
    }
    expect(v.safeParse(Currency, "XXX").issues?.[0].message).toBe("not an ISO 4217 currency");
    for (const code of CURRENCIES) expect(isCurrency(code) && v.is(Currency, code)).toBe(true);
  });

  it("[LE1] refuses amounts that are not safe integers of at least one minor unit", () => {
    for (const amount of [
      0,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      "100",
      null,
      true,
      [1],
    ]) {
      expect(v.is(Amount, amount)).toBe(false);
    }
    expect(v.is(Amount, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it("[LE1] reads plain decimal texts exactly", () => {
    expect(parseMoney("4980", jpy)).toEqual({ ok: true, value: { amount: 4980, currency: jpy } });
    expect(parseMoney("19.9", usd)).toEqual({ ok: true, value: { amount: 1990, currency: usd } });
    expect(parseMoney("0.005", kwd)).toEqual({ ok: true, value: { amount: 5, currency: kwd } });
  });

  it("[LE1] refuses texts that two people could read differently", () => {
    for (const text of [
      "",
      " 1",
      "1 ",
      "1,000",
      "01",
      "1.",
      ".5",
      "-1",
      "+1",
      "1e3",
      "１",
      "0x1",
      "Infinity",
    ]) {
      expect(parseMoney(text, usd)).toEqual({ ok: false, error: "not_a_number" });
    }
    expect(parseMoney("1.5", jpy)).toEqual({ ok: false, error: "too_many_decimals" });
    expect(parseMoney("1.001", usd)).toEqual({ ok: false, error: "too_many_decimals" });
    expect(parseMoney("90071992547409.92", usd)).toEqual({ ok: false, error: "too_large" });
  });

  it("[LE1] every amount of every currency survives the way to text and back", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), anyCurrency, (amount, currency) => {
        const money: Money = { amount, currency };
        expect(parseMoney(decimalText(money), currency)).toEqual({ ok: true, value: money });
      }),
    );
  });

  it("[LE1] writes debts with their sign, and nothing without one", () => {
    expect(decimalText({ amount: 0, currency: jpy })).toBe("0");
    expect(decimalText({ amount: 0, currency: kwd })).toBe("0.000");
    expect(decimalText({ amount: -5, currency: usd })).toBe("-0.05");
    expect(decimalText({ amount: -4980, currency: jpy })).toBe("-4980");
    fc.assert(
      fc.property(fc.integer({ min: 1 }), anyCurrency, (amount, currency) => {
        const text = decimalText({ amount, currency });
        expect(decimalText({ amount: -amount, currency })).toBe(`-${text}`);
      }),
    );
  });

  it("[LE1] any text is read exactly as it says, or refused", () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,17})(\.\d{1,4})?$/);
    fc.assert(
      fc.property(digits, anyCurrency, (text, currency) => {
        const [whole = "", fraction = ""] = text.split(".");
        const decimals = decimalsOf(currency) ?? 0;
        const exact = BigInt(whole + fraction.padEnd(decimals, "0"));
        const fits = exact <= BigInt(Number.MAX_SAFE_INTEGER);
        const error = fraction.length > decimals ? "too_many_decimals" : "too_large";
        const value = { amount: Number(exact), currency };
        expect(parseMoney(text, currency)).toEqual(
          fits && fraction.length <= decimals ? { ok: true, value } : { ok: false, error },
        );
      }),
    );
  });

  it("[LE1] draws with ISO's digits by locale, and loses none of them", () => {
    expect(formatMoney({ amount: 4980, currency: jpy }, "en")).toBe("¥4,980");
    expect(formatMoney({ amount: 4980, currency: "ISK" as Currency }, "en")).toMatch(/4,980$/);
    expect(formatMoney({ amount: 1990, currency: usd }, "en")).toBe("$19.90");
    expect(formatMoney({ amount: 12_500, currency: kwd }, "en")).toMatch(/12\.500$/);
    expect(formatMoney({ amount: 900_719_925_474_099_1, currency: usd }, "en")).toBe(
      "$90,071,992,547,409.91",
    );
  });

  it("[LE2] sums stop at the edge of the safe integers", () => {
    expect(sumMinor([1, 2, 3])).toBe(6);
    expect(() => addMinor(Number.MAX_SAFE_INTEGER, 1)).toThrow("LE2");
    expect(() => addMinor(0.5, 1)).toThrow("LE2");
    // A sum that comes back into the safe integers is no excuse for a part that isn't one.
    expect(() => addMinor(2 ** 53, -1)).toThrow("LE2");
    expect(() => addMinor(-1, 2 ** 53)).toThrow("LE2");
  });

  it("[LE2] a sum of many is the same in any order, and nothing is the sum of none", () => {
    expect(sumMinor([])).toBe(0);
    const many = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }));
    fc.assert(
      fc.property(many, (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        expect(BigInt(sumMinor(amounts))).toBe(exact);
        expect(sumMinor([...amounts].reverse())).toBe(sumMinor(amounts));
      }),
    );
  });

  it("[LE2] a sum is exact or it stops", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        const exact = BigInt(a) + BigInt(b);
        const fits =
          exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= BigInt(Number.MIN_SAFE_INTEGER);
        if (fits) expect(BigInt(addMinor(a, b))).toBe(exact);
        else expect(() => addMinor(a, b)).toThrow();
      }),
    );
  });
});
