// Amounts for people's eyes: ISO 4217's decimals, whatever the runtime thinks.

import { describe, expect, it } from "vitest";
import { decimalAmount, formatAmount, readAmount } from "../../register-server/index.ts";

it.each([
  [4980, "JPY", "en", "¥4,980"],
  [1990, "USD", "en", "$19.90"],
  [12500, "KWD", "en", "KWD 12.500"],
  [5000, "UGX", "en", "UGX 5,000"],
  [4980, "JPY", "ja", "¥4,980"],
])("%i minor units of %s in %s are written %s", (amount, currency, locale, written) => {
  const plain = formatAmount(amount, currency, locale)
    .replace("\u00a0", " ")
    .replace("\uffe5", "¥");
  expect(plain).toBe(written);
});

it("a code that isn't a currency is refused", () => {
  expect(() => formatAmount(1, "YEN", "en")).toThrow(/^invalid_request/);
});

describe("an amount in a form", () => {
  it.each([
    [4980, "JPY", "4980"],
    [1990, "USD", "19.90"],
    [12_500, "KWD", "12.500"],
    [5, "USD", "0.05"],
  ])("%i of %s is %s, both ways", (amount, currency, text) => {
    expect(decimalAmount(amount, currency)).toBe(text);
    expect(readAmount(text, currency)).toBe(amount);
  });

  it("is read as it is typed, and never guessed", () => {
    expect(readAmount(" 19.9 ", "USD")).toBe(1990);
    for (const text of ["", "-1", "1,990", "19.999", "1e3", "٣", "9".repeat(20)])
      expect(() => readAmount(text, "USD")).toThrow("not an amount of USD");
    expect(() => readAmount("1.5", "JPY")).toThrow("not an amount of JPY");
    for (const call of [() => readAmount("1", "XYZ"), () => decimalAmount(1, "XYZ")])
      expect(call).toThrow("not an ISO 4217 currency");
  });
});
