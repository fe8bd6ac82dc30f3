// Fees: exact, rounded half up, never more than the amount, and the same whichever way a sum was reached.

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { accountIdFrom, registerIdFrom } from "../../../protocol/ids.ts";
import {
  type FeeSchedule,
  FeeSchedules,
  feeBackOfRefund,
  feeOf,
  feeOfCapture,
  NO_FEE,
} from "../../../protocol/money/fees.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import {
  feePostings,
  settlement,
  settlementAccount,
} from "../../../worker/carrier-server/branch/ledger.ts";

const USD = "USD" as Currency;

function aSchedule(overrides: Partial<FeeSchedule> = {}): FeeSchedule {
  return { currency: USD, fixed: 30, rate_ppm: 29_000, refunds: "returned", ...overrides };
}

const schedules = fc.record({
  currency: fc.constant(USD),
  fixed: fc.integer({ min: 0, max: 5_000 }),
  rate_ppm: fc.integer({ min: 0, max: 1_000_000 }),
  refunds: fc.constantFrom("kept" as const, "returned" as const),
});
const amounts = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);
const parts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 });
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe("a fee", () => {
  it.each([
    // amount, fixed, ppm, fee, of it by rounding
    [1_000, 30, 29_000, 59, 0],
    [1_017, 30, 29_000, 59, 0],
    [1_018, 30, 29_000, 60, 1],
    [50, 0, 10_000, 1, 1],
    [49, 0, 10_000, 0, 0],
    [20, 30, 29_000, 20, 0],
    [100, 0, 1_000_000, 100, 0],
    [0, 30, 29_000, 0, 0],
  ])(
    "[LE40] of %i, at %i and %i ppm, is %i, of it %i by rounding",
    (amount, fixed, rate_ppm, fee, rounding) => {
      expect(feeOf(aSchedule({ fixed, rate_ppm }), amount)).toEqual({ amount: fee, rounding });
    },
  );

  it("[LE40] is exact and never more than the amount, up to the greatest", () => {
    fc.assert(
      fc.property(schedules, amounts, (schedule, amount) => {
        const fee = feeOf(schedule, amount);
        const twice = 2n * BigInt(amount) * BigInt(schedule.rate_ppm);
        const rounded = BigInt(schedule.fixed) + (twice + 1_000_000n) / 2_000_000n;
        const expected = rounded > BigInt(amount) ? BigInt(amount) : rounded;
        expect(BigInt(fee.amount)).toBe(expected);
        expect(fee.amount).toBeGreaterThanOrEqual(0);
        expect([0, 1]).toContain(fee.rounding);
      }),
    );
  });

  it("[LE40] is of a safe amount, or of none at all", () => {
    for (const amount of [-1, 0.5, 2 ** 53, Number.NaN])
      expect(() => feeOf(aSchedule(), amount)).toThrow("[LE2]");
  });

  it("[LE40] of a currency without a schedule is none", () => {
    expect(feeOf(undefined, 5_000)).toEqual(NO_FEE);
    expect(feeOfCapture(undefined, 100, 5_000)).toEqual(NO_FEE);
    expect(feeBackOfRefund(undefined, { captured: 9, refundedBefore: 0 }, 9)).toEqual(NO_FEE);
  });

  it("[LE41] of a sale captured in any parts is the fee of the whole", () => {
    fc.assert(
      fc.property(schedules, parts, (schedule, split) => {
        let before = 0;
        const fees = split.map((part) => {
          const fee = feeOfCapture(schedule, before, part);
          expect(fee.amount).toBeGreaterThanOrEqual(0);
          expect(fee.amount).toBeLessThanOrEqual(part);
          before += part;
          return fee;
        });
        const whole = feeOf(schedule, before);
        expect(sum(fees.map(({ amount }) => amount))).toBe(whole.amount);
        expect(sum(fees.map(({ rounding }) => rounding))).toBe(whole.rounding);
      }),
    );
  });

  it("[LE41] comes back with refunds in any parts: all of it where it is returned, nothing where it is kept", () => {
    fc.assert(
      fc.property(schedules, parts, (schedule, split) => {
        const captured = sum(split);
        let refundedBefore = 0;
        const back = split.map((part) => {
          const fee = feeBackOfRefund(schedule, { captured, refundedBefore }, part);
          expect(fee.amount).toBeGreaterThanOrEqual(0);
          expect(fee.amount).toBeLessThanOrEqual(part);
          refundedBefore += part;
          return fee;
        });
        const expected = schedule.refunds === "returned" ? feeOf(schedule, captured) : NO_FEE;
        expect(sum(back.map(({ amount }) => amount))).toBe(expected.amount);
        expect(sum(back.map(({ rounding }) => rounding))).toBe(expected.rounding);
      }),
    );
  });

  it("[LE41] is not given back on more than was captured", () => {
    const before = { captured: 100, refundedBefore: 60 };
    expect(() => feeBackOfRefund(aSchedule(), before, 41)).toThrow("no more is refunded");
  });
});

describe("a fee's postings", () => {
  const payer = accountIdFrom("test", 0, new Uint8Array(8).fill(1));
  const shop = settlementAccount(registerIdFrom("test", new Uint8Array(8).fill(2)));

  it("[LE42] [LE3] are fees and rounding apart, sum to zero with the rest, and none is of 0", () => {
    fc.assert(
      fc.property(schedules, amounts, (schedule, amount) => {
        const fee = feeOf(schedule, amount);
        const { postings } = settlement(payer, shop, amount, USD, fee);
        expect(postings.every((posting) => posting.amount !== 0)).toBe(true);
        expect(postings.reduce((total, posting) => total + BigInt(posting.amount), 0n)).toBe(0n);
        const of = (account: string) =>
          postings.find((posting) => posting.account === account)?.amount ?? 0;
        expect(of(payer)).toBe(-amount);
        expect(of(shop)).toBe(amount - fee.amount);
        expect(of("fees_test")).toBe(fee.amount - fee.rounding);
        expect(of("rounding_test")).toBe(fee.rounding);
      }),
    );
  });

  it("[LE42] of a fee given back are the same with the other sign", () => {
    expect(feePostings("live", { amount: -60, rounding: -1 })).toEqual([
      { account: "fees_live", amount: -59 },
      { account: "rounding_live", amount: -1 },
    ]);
    expect(feePostings("live", { amount: 0, rounding: 0 })).toEqual([]);
  });

  it("[LE40] are never of more than the amount", () => {
    const fee = { amount: 101, rounding: 0 };
    expect(() => settlement(payer, shop, 100, USD, fee)).toThrow("no more than the amount");
  });
});

describe("schedules", () => {
  it("[LE40] are one per currency, of whole parts and minor units", () => {
    expect(v.is(FeeSchedules, [aSchedule()])).toBe(true);
    const both = [aSchedule(), aSchedule({ currency: "JPY" as Currency, refunds: "kept" })];
    expect(v.is(FeeSchedules, both)).toBe(true);
    const twice = v.safeParse(FeeSchedules, [aSchedule(), aSchedule({ fixed: 1 })]);
    expect(twice.issues?.[0].message).toBe("a currency has one schedule");
    for (const wrong of [{ fixed: -1 }, { fixed: 0.5 }, { rate_ppm: 1_000_001 }, { rate_ppm: -1 }])
      expect(v.is(FeeSchedules, [aSchedule(wrong)])).toBe(false);
  });
});
