// What is counted: added together, read as shares, promised, and handed on. Pure, and this isolate's own counters.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { pointsOf } from "../../worker/watching/analytics.ts";
import { faultOf } from "../../worker/watching/faults.ts";
import { log, said } from "../../worker/watching/log.ts";
import {
  count,
  gauge,
  hasReport,
  keepReport,
  observe,
  takeReport,
} from "../../worker/watching/metrics.ts";
import { objectiveViews } from "../../worker/watching/objectives.ts";
import {
  addReports,
  countUpTo,
  NOTHING_REPORTED,
  quantile,
  type Report,
} from "../../worker/watching/report.ts";

const NOW = 1_800_000_000_000;

beforeEach(() => {
  takeReport(NOW);
});

const measured = (...values: number[]): Report => {
  for (const value of values) observe("confirm_ms", value);
  return takeReport(NOW);
};

describe("an isolate's counters", () => {
  it("begin anew with each report", () => {
    count("trades", "open");
    count("trades", "open");
    count("refusals", "trade_expired");
    gauge("difference", 2, NOW);
    gauge("difference", 1, NOW);
    expect(hasReport()).toBe(true);
    expect(takeReport(NOW)).toEqual({
      counters: { trades: { open: 2 }, refusals: { trade_expired: 1 } },
      gauges: { difference: 2 },
      histograms: {},
    });
    expect(hasReport()).toBe(false);
    expect(takeReport(NOW)).toEqual(NOTHING_REPORTED);
  });

  it("say of a gauge how it has stood in the last minute, and nothing that is over", () => {
    gauge("difference", 5, NOW - 60_000);
    gauge("difference", 1, NOW);
    expect(takeReport(NOW).gauges).toEqual({ difference: 1 });
    gauge("difference", 5, NOW - 60_000);
    expect(takeReport(NOW).gauges).toEqual({});
  });

  it("go with the next report where nobody took one", () => {
    count("trades", "open");
    keepReport(takeReport(NOW));
    count("trades", "open");
    expect(takeReport(NOW).counters).toEqual({ trades: { open: 2 } });
  });
});

describe("two reports", () => {
  it("are one: counters and histograms added, of a gauge the higher", () => {
    const a: Report = {
      ...measured(3, 40),
      counters: { said: { x: 1 } },
      gauges: { difference: 1 },
    };
    const b: Report = {
      ...measured(3),
      counters: { said: { x: 2, y: 1 } },
      gauges: { difference: 4 },
    };
    const both = addReports(a, b);
    expect(both.counters).toEqual({ said: { x: 3, y: 1 } });
    expect(both.gauges).toEqual({ difference: 4 });
    expect(both.histograms.confirm_ms).toEqual(measured(3, 40, 3).histograms.confirm_ms);
    expect(addReports(NOTHING_REPORTED, both)).toEqual(both);
  });
});

describe("a histogram", () => {
  it("says by which bound a share of its values ends", () => {
    const { confirm_ms } = measured(1, 2, 3, 4, 1_500).histograms;
    expect(quantile("confirm_ms", confirm_ms, 0.5)).toBe(5);
    expect(quantile("confirm_ms", confirm_ms, 0.99)).toBe(2_000);
    expect(quantile("confirm_ms", undefined, 0.5)).toBeUndefined();
    const slow = measured(10_000_000).histograms.confirm_ms;
    expect(quantile("confirm_ms", slow, 0.5)).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts those within one of its bounds, the bound itself included", () => {
    const { confirm_ms } = measured(499, 500, 501).histograms;
    expect(countUpTo("confirm_ms", confirm_ms, 500)).toBe(2);
  });
});

describe("the objectives", () => {
  it("take what was refused as answered, and what failed from the budget", () => {
    const requests = { "confirm/done": 9_990, "confirm/refused": 5, "confirm/failed": 5 };
    const views = objectiveViews({ ...NOTHING_REPORTED, counters: { requests } });
    const confirm = views.find(({ name }) => name === "confirm answered");
    expect(confirm).toMatchObject({ good: 9_995, total: 10_000, share: 0.9995 });
    expect(confirm?.budget_left).toBeCloseTo(0);
  });

  it("say nothing of nothing", () => {
    for (const { share, budget_left } of objectiveViews(NOTHING_REPORTED))
      expect([share, budget_left]).toEqual([null, null]);
  });
});

describe("the points of a minute", () => {
  it("are what was measured, what stands, and of what was counted the most first", () => {
    const counters = { trades: { open: 1, settled: 9 } };
    const points = pointsOf({ ...measured(3), counters, gauges: { difference: 0 } });
    expect(points.map(({ metric, label }) => [metric, label])).toEqual([
      ["confirm_ms", ""],
      ["difference", ""],
      ["trades", "settled"],
      ["trades", "open"],
    ]);
    expect(points[0]?.doubles).toEqual([1, 3, 5, 5, 5]);
  });
});

describe("the log", () => {
  it("is a line of JSON with level and event, and counts what was said", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    log("crashed", { request_id: "req_1", code: "internal_error" });
    const line = '{"level":"error","event":"crashed","request_id":"req_1","code":"internal_error"}';
    expect(error.mock.calls).toEqual([[line]]);
    expect(takeReport(NOW).counters).toEqual({ said: { crashed: 1 } });
    error.mockRestore();
  });

  it("says of another's error its name alone", () => {
    expect(said(new TypeError("account acc_test_secret"))).toEqual({ error: "TypeError" });
    expect(said("text")).toEqual({ error: "unknown" });
  });
});

describe("a fault", () => {
  it.each([
    [Object.assign(new Error(), { overloaded: true, retryable: true }), "overloaded"],
    [Object.assign(new Error(), { durableObjectReset: true }), "storage"],
    [new Error("disk: SQLITE_FULL"), "storage"],
    [new TypeError("x"), "mistake"],
    ["x", "mistake"],
  ])("%s is %s", (error, fault) => {
    expect(faultOf(error)).toBe(fault);
  });
});
