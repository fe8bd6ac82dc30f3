// Vendure's amounts and ISO 4217's, of currencies with none, two and three decimals.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorUnits, refundUnits } from "../src/money.ts";

describe("an amount of Vendure's in minor units", () => {
  it.each([
    [10_000, "JPY", 100],
    [150, "JPY", 2],
    [149, "JPY", 1],
    [1_990, "USD", 1_990],
    [1_250, "KWD", 12_500],
    [0, "JPY", 0],
  ])("%i %s is %i", (amount, currency, units) => {
    expect(minorUnits(amount, currency, 2)).toBe(units);
  });

  it("is by the shop's own precision", () => {
    expect(minorUnits(100, "JPY", 0)).toBe(100);
    expect(minorUnits(12_345, "USD", 3)).toBe(1_235);
  });
});

describe("refunds in parts", () => {
  it("give back as much as one of their sum, and none gives a negative amount", () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    const currency = fc.constantFrom("JPY", "USD", "KWD");
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 9 }), currency, (parts, code) => {
        let before = 0;
        let given = 0;
        for (const part of parts) {
          const units = refundUnits({ before, amount: part }, code, 2);
          expect(units).toBeGreaterThanOrEqual(0);
          given += units;
          before += part;
        }
        expect(given).toBe(minorUnits(before, code, 2));
      }),
    );
  });
});
