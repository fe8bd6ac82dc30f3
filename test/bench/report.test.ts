// The bench's report: figures by rounds, bars, tables, and whether a run can be believed.
import { describe, expect, test } from "vitest";
import type { Measured } from "../../bench/measure/measure-step.ts";
import { errorsIn, judge, markedParts, spreadAt } from "../../bench/report/figures.ts";
import { report } from "../../bench/report/report.ts";
import { number, processTable, shown, tableOf } from "../../bench/report/table.ts";
import type { Part, Round } from "../../bench/rounds.ts";

const MEASURED: Measured = {
  ...{ requests: 10, perSecond: 100, p50Ms: 2, p99Ms: 9, cpuMicros: 300, cores: 1 },
  ...{ loadCores: 0.4, fsyncs: 0.1, restedAfterMs: 50, foreignCores: 0, errors: {} },
};

function part(entry: string, confirm: Partial<Measured> = {}, marked = false): Part {
  const steps = { create: MEASURED, claim: MEASURED, confirm: { ...MEASURED, ...confirm } };
  return { entry, connections: 32, steps, marked };
}

const AT = { entry: "ours", step: "confirm", connections: 32 } as const;
const BAR = { says: "rate", ours: AT, theirs: "peer", figure: "perSecond" } as const;

describe("figures", () => {
  const rounds: Round[] = [
    [part("ours", { perSecond: 200 }), part("peer", { perSecond: 100 })],
    [part("peer", { perSecond: 10 }), part("ours", { perSecond: 30 })],
    [part("ours", { perSecond: 100 }), part("peer", { perSecond: 100 })],
  ];

  test("are found by entry, step and concurrency, in whatever order the entries came", () => {
    expect(spreadAt(rounds, AT, "perSecond")).toEqual({ median: 100, min: 30, max: 200 });
    expect(spreadAt(rounds, { ...AT, connections: 1 }, "perSecond")).toBeUndefined();
  });

  test("a bar is judged by the median of the rounds' ratios", () => {
    const [high] = judge(rounds, [], [{ ...BAR, is: "at least", bar: 2 }]);
    expect(high).toMatchObject({ met: true, unit: "×", spread: { median: 2, min: 1, max: 3 } });
    const [low] = judge(rounds, [], [{ ...BAR, is: "at most", bar: 1.9 }]);
    expect(low?.met).toBe(false);
  });

  test("a bar over a limit is a ratio to what was measured in the same round", () => {
    const limits = [1, 0.5, 4].map((p50Ms) => [{ name: "fsync", rate: 1, p50Ms }]);
    const bar = { says: "p50", ours: AT, limit: "fsync", figure: "p50Ms" } as const;
    const [judged] = judge(rounds, limits, [{ ...bar, is: "at most", bar: 2 }]);
    expect(judged).toMatchObject({ met: true, spread: { median: 2, min: 0.5, max: 4 } });
    expect(judge(rounds, [], [{ ...bar, is: "at most", bar: 2 }])).toEqual([]);
  });

  test("a figure is judged as it is, of all processes or of one", () => {
    const processes = { branch: { cpuMicros: 1, fsyncs: 0.02 }, till: { cpuMicros: 1 } };
    const all = [[part("ours", { fsyncs: 0.5, processes })]];
    const bar = { says: "fsyncs", ours: AT, figure: "fsyncs", is: "at most", bar: 0.2 } as const;
    expect(judge(all, [], [bar])).toMatchObject([{ met: false, unit: "" }]);
    expect(judge(all, [], [{ ...bar, process: "branch" }])).toMatchObject([{ met: true }]);
    expect(judge(all, [], [{ ...bar, process: "till" }])).toEqual([]);
  });

  test("a bar over a peer that wasn't there isn't judged", () => {
    expect(judge([[part("ours")]], [], [{ ...BAR, is: "at least", bar: 1 }])).toEqual([]);
  });

  test("marked parts and errors are counted over all rounds", () => {
    const bad = [part("ours", { errors: { "500": 2 } }, true), part("peer")];
    expect(markedParts([bad, bad])).toBe(2);
    expect(errorsIn([bad, bad])).toEqual({ "ours: 500": 4 });
  });
});

describe("tables", () => {
  test("columns are as wide as they need, numbers to the right", () => {
    expect(
      tableOf(
        ["who", "n"],
        [
          ["a", "1"],
          ["longer", "22"],
        ],
      ),
    ).toBe("who      n\n------  --\na        1\nlonger  22");
  });

  test("a spread is its median with the least and the most", () => {
    expect(shown({ median: 1234.5, min: 1000, max: 2000 })).toBe("1,235 [1,000..2,000]");
    expect(shown(undefined)).toBe("–");
    expect(number(0.456, 2)).toBe("0.46");
  });
});

describe("processes", () => {
  test("each has a row with what a request of each step cost it", () => {
    const processes = { carrier: { cpuMicros: 250, fsyncs: 0.25 }, till: { cpuMicros: 50 } };
    const table = processTable([[part("ours", { processes })]], ["ours"], 32);
    expect(table).toMatch(/ours: carrier .* 250 +0\.25$/m);
    expect(table).toMatch(/ours: till .* 50 +–$/m);
  });
});

describe("a run", () => {
  const books = { name: "ours", settled: 3, credited: 3, sumOfPostings: 0, shopBalance: 30 };
  const machine = {
    ...{ at: "2026-11-23T04:00Z", commit: "abc", processors: "2", memoryGiB: 4, system: "Linux" },
    versions: {},
  };
  const run = (over: object, errors = {}) =>
    report({
      ...{ rounds: [[part("ours", { errors })]], limits: [], entries: [], sizes: [] },
      books: [{ ...books, ...over }],
      machine,
    });

  test("is sound when nothing failed and the books balance", () => {
    expect(run({}).sound).toBe(true);
  });

  test.each([
    ["a sale that wasn't credited", { credited: 2 }, {}],
    ["an entry without its other side", { sumOfPostings: 1 }, {}],
    ["a request that failed", {}, { "500": 1 }],
  ])("isn't with %s", (_, over, errors) => {
    expect(run(over, errors).sound).toBe(false);
  });
});
