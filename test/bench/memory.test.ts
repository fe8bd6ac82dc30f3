// What is said of memory: how the soak finds growth, and what the herd holds.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHerd, openTable } from "../../bench/herd/herd-report.ts";
import {
  ENTRIES,
  HOT_SHOPPER,
  type HotRound,
  hotShop,
  spreadLoad,
} from "../../bench/herd/hot-loads.ts";
import { pairsThatFit } from "../../bench/herd/open-files.ts";
import { residentIn } from "../../bench/measure/memory.ts";
import { lastHalf, slopeOf, sparkline } from "../../bench/measure/slope.ts";
import { growthIn, judgeSoak, soakTable, together } from "../../bench/soak/soak-report.ts";

const MIB = 2 ** 20;
const every = (ms: number, values: readonly number[]) =>
  values.map((value, index) => ({ at: index * ms, value }));

test("memory is what the kernel says is resident", () => {
  expect(residentIn("Name:\tworkerd\nVmRSS:\t    2048 kB\n")).toBe(2_097_152);
});

describe("the slope", () => {
  test("of a line is the line's", () => {
    const line = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer());
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 20 }), ([slope, start], count) => {
        const values = Array.from({ length: count }, (_, index) => start + slope * index * 10);
        expect(slopeOf(every(10, values))).toBeCloseTo(slope, 6);
      }),
    );
  });

  test("isn't turned by a sample out of line", () => {
    expect(slopeOf(every(1, [5, 5, 5, 900, 5, 5, 5, 5]))).toBe(0);
  });

  test("of one sample is none", () => {
    expect(slopeOf(every(1, [7]))).toBe(0);
    expect(slopeOf([])).toBe(0);
  });

  test("of the last half leaves out growing up", () => {
    expect(lastHalf(every(10, [1, 2, 3, 4, 5])).map(({ value }) => value)).toEqual([3, 4, 5]);
  });
});

test("a line of text has its greatest value highest", () => {
  expect(sparkline([0, 4, 8, 4, 0])).toBe("▁▅█▅▁");
  expect(sparkline(Array.from({ length: 600 }, () => 1))).toHaveLength(60);
});

describe("a soak", () => {
  const flat = every(
    60_000,
    [200, 300, 300, 300, 300, 300, 300, 300, 300, 300].map((n) => n * MIB),
  );
  const rising = every(
    60_000,
    Array.from({ length: 10 }, (_, minute) => (100 + 2 * minute) * MIB),
  );

  test("that is flat after it grew up is met, one that goes on growing isn't", () => {
    expect(judgeSoak({ one: flat })).toMatchObject({ met: true, spread: { median: 0 } });
    expect(judgeSoak({ one: flat, two: rising }).met).toBe(false);
    expect(growthIn(rising) / MIB).toBeCloseTo(20, 6);
  });

  test("of too few samples isn't met", () => {
    expect(judgeSoak({ one: flat.slice(0, 4) }).met).toBe(false);
  });

  test("adds both servers, and has a row for each", () => {
    expect(together({ one: flat, two: rising })[1]?.value).toBe(402 * MIB);
    expect(soakTable({ one: flat, two: rising })).toMatch(/^both together .* 20\.0$/m);
  });
});

describe("a herd", () => {
  const open = {
    ...{ pages: 5_000, terminals: 5_000, confirmsPerSecond: 900, unheard: 0, failed: 0 },
    memory: { "synchronous server": 300 * MIB, "carrier server": 200 * MIB },
  };
  const round = (hot: number, shopper: number): HotRound => {
    const loads = ENTRIES.flatMap((entry) => [
      [spreadLoad(entry), 100] as const,
      [hotShop(entry), hot] as const,
    ]);
    const rates = [...loads, [HOT_SHOPPER, shopper] as const];
    const confirms = rates.map(([load, perSecond]) => [load, { perSecond }]);
    return { taken: 0, confirms: Object.fromEntries(confirms) };
  };

  test("is judged by its hot shop, its hot shopper and its memory", () => {
    const judged = judgeHerd([round(95, 310), round(85, 290), round(92, 400)], open);
    expect(judged.map(({ met }) => met)).toEqual([true, true, true, true]);
    const bad = judgeHerd([round(80, 299)], { ...open, memory: { one: 1_025 * MIB } });
    expect(bad.map(({ met }) => met)).toEqual([false, false, false, false]);
  });

  test("with fewer pages has its share of the memory", () => {
    const half = (mebibytes: number) =>
      judgeHerd([], { ...open, pages: 2_500, memory: { one: mebibytes * MIB } });
    expect(half(512)).toMatchObject([{ met: true }]);
    expect(half(513)).toMatchObject([{ met: false }]);
  });

  test("is as large as the limit of open files admits, with room for the objects' own", () => {
    expect(pairsThatFit(5_000, undefined)).toBe(5_000);
    expect(pairsThatFit(5_000, 65_536)).toBe(5_000);
    expect(pairsThatFit(5_000, 20_000)).toBe(2_750);
    expect(pairsThatFit(100, 20_000)).toBe(100);
    expect(pairsThatFit(5_000, 1_024)).toBe(1);
  });

  test("says each server's memory, and which pages heard of their trade", () => {
    const table = openTable({ ...open, unheard: 3 });
    expect(table).toMatch(/^both together: MiB at most +500$/m);
    expect(table).toMatch(/own trade +4,997$/m);
  });
});
