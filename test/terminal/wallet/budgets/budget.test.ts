// What of a budget is left, by which period, and what changes it: pure.

import { beforeAll, describe, expect, it } from "vitest";
import { BudgetTerms } from "../../../../protocol/account/budget.ts";
import { budgetMax } from "../../../../protocol/account/budget-max.ts";
import { BUDGET_MS } from "../../../../protocol/limits.ts";
import { parse } from "../../../../protocol/parse.ts";
import {
  allowed,
  type Budget,
  isEnded,
  isLowering,
  leftOf,
  lowered,
  newBudget,
  renewsAt,
  spentIn,
  withPaid,
} from "../../../../terminal/wallet/budgets/budget.ts";
import { budgetNearlyUsed } from "../../../../terminal/wallet/budgets/nearly-used.ts";
import { aRealm, type Realm } from "../../../support/builders/realm.ts";
import { aBudget, budgetTerms } from "../../support/budgets.ts";
import { aRecord, PAGE } from "../../support/records.ts";

const NOV_23 = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const YEN = 4_980;

let realm: Realm;
beforeAll(async () => {
  realm = await aRealm();
});

const onItsWay = (countAt: number) => aRecord(realm, "confirming", { countAt });

async function paid(budget: Budget, at: number): Promise<Budget> {
  const after = withPaid({ [budget.register]: budget }, await onItsWay(at));
  return after?.[budget.register] as Budget;
}

describe("a budget's terms", () => {
  it.each([
    { amount: 1_000_001 },
    { currency: "USD", amount: 1_000_001, cap: 100 },
    { currency: "KWD", amount: 10_000_001, cap: 100 },
    { cap: 10_001 },
    { cap: 0 },
    { amount: undefined },
    { cap: undefined },
    { period: "year" },
    { register: "reg" },
  ])("[BU1] are none with %j", (wrong) => {
    const terms = budgetTerms(realm);
    expect(parse(BudgetTerms, terms).ok).toBe(true);
    expect(parse(BudgetTerms, JSON.parse(JSON.stringify({ ...terms, ...wrong }))).ok).toBe(false);
  });

  it("[BU1] have an upper bound in every currency", () => {
    const bounds = (["JPY", "EUR", "KWD"] as const).map((code) => budgetMax(code as never));
    expect(bounds).toEqual([1_000_000, 1_000_000, 10_000_000]);
  });

  it("[BU1] end a year after they were allowed", () => {
    const budget = aBudget(realm, {}, NOV_23);
    expect([BUDGET_MS - 1, BUDGET_MS].map((ms) => isEnded(budget, NOV_23 + ms))).toEqual([
      false,
      true,
    ]);
  });
});

describe("what is left", () => {
  it("[BU4] is less by what is on its way, and stays so when it is paid", async () => {
    const budget = aBudget(realm, {}, NOV_23);
    const record = await onItsWay(NOV_23);
    expect(leftOf(budget, {}, NOV_23)).toBe(10_000);
    expect(leftOf(budget, { a: record }, NOV_23)).toBe(5_020);
    expect(leftOf(await paid(budget, NOV_23), {}, NOV_23)).toBe(5_020);
  });

  it("[BU4] is never less than nothing", async () => {
    const record = await onItsWay(NOV_23);
    const records = { a: record, b: { ...record, id: "b" }, c: { ...record, id: "c" } };
    expect(leftOf(aBudget(realm, {}, NOV_23), records, NOV_23)).toBe(0);
  });

  it("[BU5] is all of it in the next period, less what is still on its way", async () => {
    const budget = await paid(aBudget(realm, {}, NOV_23), NOV_23);
    const december = renewsAt(budget, NOV_23);
    expect(new Date(december).toISOString()).toBe("2026-12-01T00:00:00.000Z");
    expect(leftOf(budget, {}, december - 1)).toBe(5_020);
    expect(leftOf(budget, {}, december)).toBe(10_000);
    expect(leftOf(budget, { a: await onItsWay(NOV_23) }, december)).toBe(5_020);
  });

  it.each([
    ["day", "2026-11-24"],
    ["week", "2026-11-30"],
    ["month", "2026-12-01"],
  ] as const)("[BU5] begins anew after a %s in UTC", (period, day) => {
    const budget = aBudget(realm, { period }, NOV_23);
    expect(new Date(renewsAt(budget, NOV_23)).toISOString().slice(0, 10)).toBe(day);
  });

  it("[BU5] is each period's own, when the clock goes over its end and back", async () => {
    const next = NOV_23 + 10 * DAY_MS;
    const both = await paid(await paid(aBudget(realm, {}, NOV_23), next), NOV_23);
    const more = await paid(both, NOV_23);
    expect([next, NOV_23, NOV_23 - 90 * DAY_MS].map((now) => leftOf(more, {}, now))).toEqual([
      5_020, 40, 10_000,
    ]);
  });

  it("[BU5] is counted for the latest sixty periods", async () => {
    let budget = aBudget(realm, { period: "day" }, NOV_23);
    for (let day = 0; day < 61; day++) budget = await paid(budget, NOV_23 + day * DAY_MS);
    expect(Object.keys(budget.spent)).toHaveLength(60);
    expect([0, 1, 60].map((day) => spentIn(budget, NOV_23 + day * DAY_MS))).toEqual([0, YEN, YEN]);
  });

  it("[BU5] isn't touched by a payment that nothing was reserved for, or of another currency", async () => {
    const budget = aBudget(realm, {}, NOV_23);
    const budgets = { [budget.register]: budget };
    expect(withPaid(budgets, await aRecord(realm, "confirming"))).toBe(budgets);
    const euros = { [budget.register]: { ...budget, currency: "EUR" as never } };
    expect(withPaid(euros, await onItsWay(NOV_23))).toBe(euros);
    expect(withPaid(undefined, await onItsWay(NOV_23))).toBeUndefined();
    expect(withPaid({}, await onItsWay(NOV_23))).toEqual({});
  });
});

describe("another budget in its place", () => {
  const shop = { name: "Kami paper goods", origin: PAGE };

  it("[BU6] is a lowering only where nothing in it lets more through", () => {
    const known = aBudget(realm, {}, NOV_23);
    const asks = (some: object) =>
      isLowering({ ...budgetTerms(realm), ...some }, known, NOV_23 + DAY_MS);
    expect([{}, { amount: 9_000 }, { cap: 100 }].map(asks)).toEqual([true, true, true]);
    expect(
      [{ amount: 10_001 }, { cap: 5_001 }, { period: "day" }, { currency: "EUR" }].map(asks),
    ).toEqual([false, false, false, false]);
    expect(isLowering(budgetTerms(realm), undefined, NOV_23)).toBe(false);
    expect(isLowering(budgetTerms(realm), known, NOV_23 + BUDGET_MS)).toBe(false);
  });

  it("[BU6] that is lower keeps what was spent, and its end", async () => {
    const known = await paid(aBudget(realm, {}, NOV_23), NOV_23);
    const less = lowered(known, { ...budgetTerms(realm), amount: 6_000, cap: 1_000 });
    expect(leftOf(less, {}, NOV_23)).toBe(1_020);
    expect(less.until).toBe(known.until);
  });

  it("[BU5] that is higher keeps what the period has seen, and lasts a year from now", async () => {
    const known = await paid(aBudget(realm, {}, NOV_23), NOV_23);
    const now = NOV_23 + DAY_MS;
    const more = allowed({ ...budgetTerms(realm), amount: 20_000 }, shop, known, now);
    expect(leftOf(more, {}, now)).toBe(15_020);
    expect([more.since, more.until]).toEqual([NOV_23, now + BUDGET_MS]);
    const inDollars = allowed(
      { ...budgetTerms(realm), currency: "USD" as never },
      shop,
      known,
      now,
    );
    expect(spentIn(inDollars, now)).toBe(0);
  });

  it("[BU5] of another period still counts what is on its way when it is paid", async () => {
    const known = aBudget(realm, {}, NOV_23);
    for (const period of ["day", "week", "month"] as const) {
      const other = allowed({ ...budgetTerms(realm), period }, shop, known, NOV_23);
      expect(spentIn(await paid(other, NOV_23), NOV_23)).toBe(YEN);
      const spent = await paid(known, NOV_23);
      const after = allowed({ ...budgetTerms(realm), period }, shop, spent, NOV_23 + 1);
      expect(spentIn(after, NOV_23 + 1)).toBe(YEN);
    }
  });

  it("[BU6] is not paused any more, and has the shop's name and page of today", () => {
    const known: Budget = { ...aBudget(realm, {}, NOV_23), paused: true };
    const today = { name: "Kami", origin: "https://kami.example" };
    const more = allowed(budgetTerms(realm), today, known, NOV_23);
    expect(more).toMatchObject(today);
    expect(more.paused).toBeUndefined();
    expect(newBudget(budgetTerms(realm), today, NOV_23).spent).toEqual({});
  });
});

describe("nearly used", () => {
  it("[BU5] is a budget from four fifths on, once a period, unless it is paused or has ended", async () => {
    const budget = aBudget(realm, { amount: 6_225 }, NOV_23);
    const records = { a: await onItsWay(NOV_23) };
    expect(budgetNearlyUsed(budget, {}, NOV_23)).toBeUndefined();
    const news = budgetNearlyUsed(budget, records, NOV_23);
    expect(news).toMatchObject({ left: 1_245, amount: 6_225, period: "month" });
    expect(budgetNearlyUsed(await paid(budget, NOV_23), {}, NOV_23 + DAY_MS)?.key).toBe(news?.key);
    expect(budgetNearlyUsed({ ...budget, amount: 6_226 }, records, NOV_23)).toBeUndefined();
    expect(budgetNearlyUsed({ ...budget, paused: true }, records, NOV_23)).toBeUndefined();
    expect(budgetNearlyUsed(budget, records, NOV_23 + BUDGET_MS)).toBeUndefined();
  });
});
