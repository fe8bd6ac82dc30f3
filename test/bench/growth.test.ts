// What growth rests on: trades and accounts that look like those beside them, and the shape that a stored set is of.
import { describe, expect, test } from "vitest";
import { type GrownSet, growthTable, judgeGrowth } from "../../bench/growth/growth-report.ts";
import type { GrowthPart } from "../../bench/growth/part-figures.ts";
import { shapeOfRow } from "../../bench/growth/shape-of-row.ts";
import { idsLike } from "../../bench/ours/fill.ts";
import { accountIdsLike } from "../../bench/ours/fill-accounts.ts";
import {
  type AccountId,
  accountIdFrom,
  branchOf,
  formatTradeId,
  parseTradeId,
  registerIdFrom,
} from "../../protocol/ids.ts";

describe("copied trades", () => {
  const register = registerIdFrom("test", new Uint8Array(8).fill(7));
  const time = new Uint8Array(6);
  const parts = { mode: "test", register, till: 3, time } as const;
  const id = formatTradeId({ ...parts, hash: new Uint8Array(16), tag: new Uint8Array(6) });

  test("are of the same register and till, and sort by time", () => {
    const ids = idsLike(id, 1_700_000_000_000, 50);
    expect(new Set(ids).size).toBe(50);
    expect(ids.toSorted()).toEqual(ids);
    for (const one of ids) {
      const { register: of, till } = parseTradeId(one as typeof id);
      expect([one.length, of, till]).toEqual([id.length, register, 3]);
    }
  });
});

test("copied accounts are of the same branch, in order, and none is another's", () => {
  const account = accountIdFrom("test", 3, new Uint8Array(8).fill(9));
  const ids = accountIdsLike(account, 100);
  expect(new Set(ids).size).toBe(100);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) {
    expect(branchOf(id as AccountId)).toBe(3);
    expect(id).toHaveLength(account.length);
  }
});

describe("the shape of a row", () => {
  test("is the same for another trade, whatever its values", () => {
    const row = (id: string, at: number) => ({
      id,
      terms: JSON.stringify({ amount: at, items: [{ name: id }] }),
      balances: JSON.stringify({ [`acc_test_${id}0123456789`]: at }),
    });
    expect(shapeOfRow(row("a", 1))).toEqual(shapeOfRow(row("b", 2)));
  });

  test.each([
    ["a column more", { cell: "[1]", more: 1 }],
    ["a column that is empty", { cell: null }],
    ["other names in JSON", { cell: '[{"a":1}]' }],
    ["another kind in JSON", { cell: '["1"]' }],
  ])("is another with %s", (_, row) => {
    expect(shapeOfRow(row)).not.toEqual(shapeOfRow({ cell: "[1]" }));
  });
});

describe("growth", () => {
  const step = (perSecond: number) => ({ perSecond, p50Ms: 2 }) as GrowthPart["many"]["confirm"];
  const part = (perSecond: number): GrowthPart => {
    const one = { create: step(perSecond), claim: step(perSecond), confirm: step(perSecond) };
    return { many: one, serial: one, startCpuMs: 1_500, taken: false };
  };
  const set = (name: string, rates: number[], atLeast?: number): GrownSet => ({
    ...{ name, parts: rates.map(part), branchBytes: 2 ** 20, allBytes: 2 ** 21 },
    ...(atLeast === undefined ? {} : { atLeast }),
  });
  const sets = [set("empty", [100, 50]), set("3 M", [90, 40], 0.9), set("1 M", [20, 20])];

  test("is judged by ratios to the empty set of the same round", () => {
    expect(judgeGrowth(sets)).toMatchObject([{ met: false, spread: { max: 0.9, min: 0.8 } }]);
  });

  test("has a row for each set", () => {
    const [, , empty, filled] = growthTable(sets).split("\n");
    expect(empty).toContain("1.00 ×");
    expect(filled).toMatch(/^3 M .*0\.85 \[0\.80\.\.0\.90\] × .* 1\.5 +1 +2$/);
  });
});
