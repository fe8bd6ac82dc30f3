// Limits and budgets, as the pure functions they are: where periods begin, what is left, and what a new limit sees.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import { periodStart } from "../../protocol/money/period.ts";
import {
  countSpent,
  NO_LIMITS,
  overLimit,
  PERIODS,
  type SettledPayment,
  type SpendingLimits,
  spentBy,
  spentIn,
} from "../../worker/carrier-server/branch/confirm/spending.ts";
import { JPY, USD } from "./branch-facts.ts";

const SHOP = registerIdFrom("test", new Uint8Array(8).fill(1));
const OTHER_SHOP = registerIdFrom("test", new Uint8Array(8).fill(2));
const at = (text: string) => Date.parse(text);
const payment = (amount: number, when: string, more: Partial<SettledPayment> = {}) => ({
  ...{ amount, currency: JPY, register: SHOP, at: at(when) },
  ...more,
});

describe("a period", () => {
  it.each([
    ["day", "2026-11-22T23:59:59.999Z", "2026-11-22T00:00:00Z"],
    ["day", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z"],
    ["week", "2026-11-22T23:59:59.999Z", "2026-11-16T00:00:00Z"],
    ["week", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z"],
    ["week", "1970-01-01T00:00:00Z", "1969-12-29T00:00:00Z"],
    ["month", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z"],
    ["month", "2026-12-31T23:59:59.999Z", "2026-12-01T00:00:00Z"],
  ] as const)("[LE11] a %s with %s in it begins at %s", (period, now, start) => {
    expect(periodStart(period, at(now))).toBe(at(start));
  });

  it("[LE11] begins at or before each of its moments, and at the start again at its own start", () => {
    const moments = fc.integer({ min: 0, max: at("2100-01-01T00:00:00Z") });
    fc.assert(
      fc.property(moments, fc.constantFrom(...PERIODS), (now, period) => {
        const start = periodStart(period, now);
        expect(start).toBeLessThanOrEqual(now);
        expect(periodStart(period, start)).toBe(start);
        if (period === "week") expect(new Date(start).getUTCDay()).toBe(1);
      }),
    );
  });
});

describe("a limit", () => {
  const limits: SpendingLimits = {
    currencies: { [JPY]: { payment: 500, day: 1000 } },
    budgets: [{ register: SHOP, currency: JPY, period: "month", amount: 1200 }],
  };

  it("[LE11] lets through what is left to the last unit, and no more", () => {
    const spent = countSpent({ limits, spent: {} }, payment(700, "2026-11-22T10:00:00Z"));
    const now = at("2026-11-22T11:00:00Z");
    const ask = (amount: number) => overLimit({ limits, spent }, payment(amount, ""), now);
    expect(ask(300)).toBeUndefined();
    expect(ask(301)).toEqual({ code: "over_day_limit", left: 300 });
    expect(ask(501)).toEqual({ code: "over_payment_limit", left: 500 });
  });

  it("[LE11] begins anew with its period, and a budget with its own", () => {
    const spent = countSpent({ limits, spent: {} }, payment(1000, "2026-11-22T23:59:59.999Z"));
    const next = at("2026-11-23T00:00:00Z");
    const ask = (amount: number, register = SHOP, now = next) =>
      overLimit({ limits, spent }, payment(amount, "", { register }), now);
    expect(ask(200)).toBeUndefined();
    expect(ask(201)).toEqual({ code: "over_register_budget", left: 200 });
    expect(ask(201, OTHER_SHOP)).toBeUndefined();
    expect(ask(500, SHOP, at("2026-12-01T00:00:00Z"))).toBeUndefined();
  });

  it("[LE11] says what of it is left for each amount, and nothing where there is no limit", () => {
    const cases = fc.record({
      limit: fc.option(fc.nat(3000), { nil: undefined }),
      spent: fc.nat(3000),
      amount: fc.integer({ min: 1, max: 3000 }),
    });
    const codes = { day: "over_day_limit", week: "over_week_limit", month: "over_month_limit" };
    fc.assert(
      fc.property(cases, fc.constantFrom(...PERIODS), ({ limit, spent, amount }, period) => {
        const own = limit === undefined ? {} : { [period]: limit };
        const these: SpendingLimits = { currencies: { [JPY]: own }, budgets: [] };
        const when = "2026-11-22T10:00:00Z";
        const before = spentBy(these, spent === 0 ? [] : [payment(spent, when)]);
        const over = overLimit({ limits: these, spent: before }, payment(amount, ""), at(when));
        const passes = limit === undefined || spent + amount <= limit;
        const left = Math.max(0, (limit ?? 0) - spent);
        expect(over).toEqual(passes ? undefined : { code: codes[period], left });
      }),
    );
  });

  it("[LE11] of one currency says nothing of another", () => {
    const now = at("2026-11-22T11:00:00Z");
    const asked = payment(1_000_000, "", { currency: USD });
    expect(overLimit({ limits, spent: {} }, asked, now)).toBeUndefined();
  });

  it("[LE14] set below what is spent leaves nothing, not less", () => {
    const spent = countSpent(
      { limits: NO_LIMITS, spent: {} },
      payment(700, "2026-11-22T10:00:00Z"),
    );
    const low: SpendingLimits = { currencies: { [JPY]: { week: 100 } }, budgets: [] };
    const over = overLimit({ limits: low, spent }, payment(1, ""), at("2026-11-22T11:00:00Z"));
    expect(over).toEqual({ code: "over_week_limit", left: 0 });
  });

  it("a payment stored after one of the next period counts with that one", () => {
    const late = [payment(5, "2026-11-23T00:00:00Z"), payment(7, "2026-11-22T23:59:59.999Z")];
    const spent = late.reduce((so, one) => countSpent({ limits, spent: so }, one), {});
    expect(spentIn(spent, { currency: JPY }, "day", at("2026-11-23T01:00:00Z"))).toBe(12);
  });
});

it("[LE12] what is counted is the sum of the period's payments, at the register and at all", () => {
  const limits: SpendingLimits = {
    currencies: {},
    budgets: [{ register: SHOP, currency: JPY, period: "week", amount: 0 }],
  };
  const start = at("2026-10-20T00:00:00Z");
  const payments = fc.array(
    fc.record({
      at: fc.integer({ min: start, max: start + 60 * 24 * 60 * 60_000 }),
      amount: fc.integer({ min: 1, max: 100_000 }),
      currency: fc.constantFrom(JPY, USD),
      register: fc.constantFrom(SHOP, OTHER_SHOP),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(payments, (made) => {
      const spent = spentBy(limits, made);
      const now = Math.max(start, ...made.map((one) => one.at));
      for (const period of PERIODS) {
        const inPeriod = made.filter(
          (one) => one.currency === JPY && one.at >= periodStart(period, now),
        );
        const sum = (list: SettledPayment[]) => list.reduce((s, { amount }) => s + amount, 0);
        expect(spentIn(spent, { currency: JPY }, period, now)).toBe(sum(inPeriod));
        const here = inPeriod.filter(({ register }) => register === SHOP);
        expect(spentIn(spent, { currency: JPY, register: SHOP }, period, now)).toBe(sum(here));
      }
    }),
  );
});

it("[LE12] counters are by currency, and by register only under a budget, as stored rows have them", () => {
  const limits: SpendingLimits = {
    currencies: {},
    budgets: [
      { register: OTHER_SHOP, currency: JPY, period: "day", amount: 1 },
      { register: SHOP, currency: USD, period: "day", amount: 1 },
    ],
  };
  const when = "2026-11-22T10:00:00Z";
  const keys = (made: SettledPayment) => Object.keys(countSpent({ limits, spent: {} }, made));
  expect(keys(payment(1, when))).toEqual(["JPY"]);
  expect(keys(payment(1, when, { register: OTHER_SHOP }))).toEqual(["JPY", `JPY/${OTHER_SHOP}`]);
  expect(keys(payment(1, when, { currency: USD }))).toEqual(["USD", `USD/${SHOP}`]);
  expect(NO_LIMITS).toEqual({ currencies: {}, budgets: [] });
});
