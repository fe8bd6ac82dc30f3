// The bench's numbers: percentiles, spreads over rounds, and ratios that are computed inside each round.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentile, ratioOfRounds, spreadOf } from "../../bench/measure/statistics.ts";

describe("percentile", () => {
  test("is a value that was measured, whatever the order", () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.99)).toBe(99);
  });

  test("has at least its share of the values at or below it", () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const found = percentile(all, share);
        const below = all.filter((value) => value <= found).length;
        return all.includes(found) && below >= share * all.length;
      }),
    );
  });

  test("of nothing is no number", () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("spread over rounds", () => {
  test("is the middle one of an odd number, the mean of both of an even one", () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});

describe("ratio", () => {
  test("compares within a round, so a slow hour counts for both", () => {
    expect(ratioOfRounds([100, 10, 50], [50, 5, 25])).toEqual({ median: 2, min: 2, max: 2 });
  });

  test("leaves out rounds in which one of both has no figure", () => {
    expect(ratioOfRounds([100, undefined, 30], [50, 5, 10])?.median).toBe(2.5);
    expect(ratioOfRounds([1], [undefined])).toBeUndefined();
    expect(ratioOfRounds([1], [0])).toBeUndefined();
  });
});
