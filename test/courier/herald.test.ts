// When a till tells the Courier that it has news: while somebody listens, once for all of a moment, and until it is heard.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EVENTS_AGAIN_MS, EVENTS_GATHER_MS, EVENTS_NET_MS } from "../../protocol/limits.ts";
import { Herald } from "../../worker/synchronous-server/courier/herald.ts";

const NOW = 1_790_000_000_000;

let told: number;
let armed: number[];
let answers: boolean;
let some: boolean;
/** of the Courier's next answer */
let isAll: boolean;
const LISTENING = { version: 1, on: true };

beforeEach(() => {
  [told, armed, answers, some, isAll] = [0, [], true, true, true];
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function aHerald(): Herald {
  return new Herald({
    tell: async () => {
      told += 1;
      if (!answers) throw new Error("no answer");
      return { listening: LISTENING, isAll };
    },
    arm: (moment) => armed.push(moment),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    hasEvents: () => some,
  });
}

describe("a herald", () => {
  it("[EV6] tells of all that happens within a moment once, and has the alarm set before", async () => {
    const herald = aHerald();
    for (let notes = 0; notes < 5; notes++) herald.note();
    expect([told, armed[0]]).toEqual([0, NOW + EVENTS_NET_MS]);
    await vi.advanceTimersByTimeAsync(EVENTS_GATHER_MS);
    expect(told).toBe(1);
    await herald.work();
    expect(told).toBe(1);
  });

  it("[EV6] tells nobody who doesn't listen, and does again when somebody does", async () => {
    const herald = aHerald();
    herald.heard({ version: 0, on: false });
    herald.note();
    await vi.advanceTimersByTimeAsync(EVENTS_NET_MS);
    expect([told, armed]).toEqual([0, []]);
    herald.heard({ version: 2, on: true });
    herald.heard({ version: 1, on: false });
    herald.note();
    await vi.advanceTimersByTimeAsync(EVENTS_GATHER_MS);
    expect(told).toBe(1);
  });

  it("[EV6] after a start tells by the alarm what may not have been told, if there is anything", async () => {
    some = false;
    await aHerald().work();
    expect(told).toBe(0);
    some = true;
    await aHerald().work();
    expect(told).toBe(1);
  });

  it("[EV6] tells again, by the alarm, a Courier that didn't answer", async () => {
    const herald = aHerald();
    answers = false;
    await herald.work();
    expect(armed).toEqual([NOW + EVENTS_AGAIN_MS]);
    answers = true;
    await herald.work();
    await herald.work();
    expect(told).toBe(2);
  });

  it("[EV6] tells again until all was taken, and no more once nobody listens", async () => {
    const herald = new Herald({
      tell: async () => {
        told += 1;
        return { listening: { version: 2, on: told < 7 }, isAll: told === 3 };
      },
      arm: (moment) => armed.push(moment),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      hasEvents: () => true,
    });
    await herald.work();
    expect(told).toBe(3);
    herald.note();
    await vi.advanceTimersByTimeAsync(EVENTS_GATHER_MS);
    expect(told).toBe(7);
    herald.note();
    await vi.advanceTimersByTimeAsync(EVENTS_GATHER_MS);
    expect(told).toBe(7);
  });

  it("[EV6] tells once more of what happened while it was telling", async () => {
    const herald = aHerald();
    const first = herald.work();
    herald.note();
    await first;
    expect(told).toBe(2);
    await vi.advanceTimersByTimeAsync(EVENTS_GATHER_MS);
    expect(told).toBe(2);
  });
});
