// What a million trades cost: what is counted inside workerd, and what it comes to at list prices.
import { describe, expect, test, vi } from "vitest";
import { billOf, totalOf, usageOf } from "../../bench/cost/bill.ts";
import { costTable, judgeCost } from "../../bench/cost/cost-table.ts";
import { Counter, type Counts } from "../../bench/cost/counting.ts";
import { NOTHING, since, sumOf } from "../../bench/cost/counts.ts";

const NO_MORE = { trades: 1, cpuMs: 0, storedBytes: 0 };

function dollarsFor(counts: Partial<Counts>, more: Partial<typeof NO_MORE> = {}): number {
  return totalOf(billOf(usageOf({ ...NOTHING, ...counts }, { ...NO_MORE, ...more })));
}

describe("the bill of a million trades", () => {
  test.each([
    ["a request of the Worker", { requests: 1 }, 0.3],
    ["a call of an object", { calls: 1 }, 0.15],
    ["an alarm that goes off", { alarms: 1 }, 0.15],
    ["twenty messages on a socket", { messages: 20 }, 0.15],
    ["a row written", { rowsWritten: 1 }, 1],
    ["an alarm that is set: a row", { alarmsSet: 1 }, 1],
    ["a thousand rows read", { rowsRead: 1_000 }, 1],
    ["a second of an object", { activeMs: 1_000 }, 1.6],
  ])("has, for %s of each, its list price", (_, counts, dollars) => {
    expect(dollarsFor(counts)).toBeCloseTo(dollars, 9);
  });

  test("has CPU by the millisecond and a month of what a trade leaves", () => {
    expect(dollarsFor({}, { cpuMs: 5 })).toBeCloseTo(0.1, 9);
    expect(dollarsFor({}, { storedBytes: 1_000 })).toBeCloseTo(0.2, 9);
  });

  test("is of one trade, however many were counted", () => {
    expect(dollarsFor({ rowsWritten: 600 }, { trades: 100 })).toBeCloseTo(6, 9);
  });

  test.each([
    [12, true],
    [13, false],
  ])("of %d dollars is judged", (rowsWritten, met) => {
    const usage = usageOf({ ...NOTHING, rowsWritten }, NO_MORE);
    const load = { says: "a load", trades: 1, usage, byClass: {} };
    expect(judgeCost([load])).toMatchObject([{ met, spread: { median: rowsWritten } }]);
    expect(costTable([load])).toContain(`${rowsWritten}.00`);
  });
});

// The runtime's objects, as far as they are counted.
class Cursor {
  rowsRead = 0;
  rowsWritten = 2;
  toArray(): unknown[] {
    this.rowsRead = 7;
    return [];
  }
  one(): unknown {
    return {};
  }
}
class Sql {
  readonly databaseSize = 4_096;
  exec(): Cursor {
    return new Cursor();
  }
}
class Storage {
  readonly sql = new Sql();
  setAlarm(): Promise<void> {
    return Promise.resolve();
  }
}
class State {
  readonly storage = new Storage();
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  waitUntil(promise: Promise<unknown>): void {
    promise.catch(() => undefined);
  }
}
class RuntimeObject {
  readonly ctx: State;
  constructor(ctx: State) {
    this.ctx = ctx;
  }
}
class Base extends RuntimeObject {
  inherited(): string {
    return "inherited";
  }
}
class Small extends Base {
  async write(): Promise<string> {
    this.ctx.storage.sql.exec().toArray();
    await this.ctx.storage.setAlarm();
    return "written";
  }
  alarm(): void {}
  webSocketMessage(): void {}
  webSocketClose(): void {}
}

describe("a counted object", () => {
  function aSmall(counter: Counter, id = "one"): Small {
    const Counted = counter.counted("Small", Small as never);
    return new Counted(new State(id) as never, {}) as Small;
  }

  test("answers as it did, and its rows, calls, messages and alarms are counted", async () => {
    const counter = new Counter();
    const small = aSmall(counter);
    expect(await small.write()).toBe("written");
    expect(small.inherited()).toBe("inherited");
    small.alarm();
    small.webSocketMessage();
    small.webSocketClose();
    counter.request();
    const { Small: counts, door } = counter.read();
    expect(door).toMatchObject({ requests: 1 });
    expect(counts).toMatchObject({ calls: 2, messages: 1, alarms: 1, alarmsSet: 1 });
    expect(counts).toMatchObject({ rowsRead: 7, rowsWritten: 2 });
  });

  test("that slept and came again stands on disk once", () => {
    const counter = new Counter();
    for (const id of ["one", "one", "two"]) aSmall(counter, id).inherited();
    expect(counter.read().Small).toMatchObject({ storedBytes: 8_192 });
  });

  test("is active from the first that begins until the last has ended", async () => {
    const counter = new Counter();
    const ends: (() => void)[] = [];
    class Slow extends RuntimeObject {
      wait(): Promise<void> {
        return new Promise((resolve) => ends.push(resolve));
      }
    }
    const Counted = counter.counted("Slow", Slow as never);
    const slow = new Counted(new State("one") as never, {}) as Slow;
    vi.useFakeTimers();
    const [first, second] = [slow.wait(), slow.wait()];
    vi.advanceTimersByTime(30);
    ends[0]?.();
    await first;
    expect(counter.read().Slow?.activeMs).toBe(0);
    vi.advanceTimersByTime(12);
    ends[1]?.();
    await second;
    vi.useRealTimers();
    expect(counter.read().Slow?.activeMs).toBe(42);
  });
});

describe("counts", () => {
  test("of two servers are added, and what was before is taken off", () => {
    const one = { ...NOTHING, calls: 3, rowsWritten: 1 };
    expect(sumOf([one, one])).toMatchObject({ calls: 6, rowsWritten: 2, requests: 0 });
    const grown = since({ Till: one }, { Till: { ...one, calls: 5 }, Branch: one });
    expect(grown).toMatchObject({ Till: { calls: 2, rowsWritten: 0 }, Branch: { calls: 3 } });
  });
});
