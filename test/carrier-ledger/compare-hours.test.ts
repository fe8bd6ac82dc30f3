// What two counts of an hour say, and since when: the clock of every difference, as the pure functions it is.

import { describe, expect, it } from "vitest";
import { type Digest, NOTHING } from "../../protocol/count/set-hash.ts";
import { IN_FLIGHT_MS } from "../../protocol/limits.ts";
import type { Currency } from "../../protocol/money/money.ts";
import {
  compared,
  type HourState,
  isInFlight,
  isOverdue,
  isQuiet,
} from "../../worker/carrier-server/reconciliation/compare.ts";

const sold = (amount: number): Digest => ({
  ...{ count: 1, sums: { ["JPY" as Currency]: amount } },
  hash: String(amount).padStart(64, "0"),
});
const pair = (carrier: Digest, till: Digest | null) => ({ key: "hour", carrier, till });
const look = (known: HourState | undefined, carrier: Digest, till: Digest | null, now: number) =>
  compared(known, pair(carrier, till), now);

describe("an hour", () => {
  it("[LE62] that differs does so since the first look that saw it, however it goes on", () => {
    const first = look(undefined, sold(1), NOTHING, 10);
    expect(first).toEqual({
      ...pair(sold(1), NOTHING),
      ...{ agrees: false, since: 10, quietSince: 10 },
    });
    const more = look(first, sold(2), NOTHING, 20);
    expect(more).toMatchObject({ agrees: false, since: 10, quietSince: 20 });
    const moved = look(more, sold(2), sold(1), 30);
    expect(moved).toMatchObject({ agrees: false, since: 10, quietSince: 30 });
    expect(look(moved, sold(2), sold(1), 40)).toMatchObject({ since: 10, quietSince: 30 });
  });

  it("[LE62] that agrees again does so since then, and begins anew when it differs again", () => {
    const differs = look(undefined, sold(1), NOTHING, 10);
    const agrees = look(differs, sold(1), sold(1), 20);
    expect(agrees).toMatchObject({ agrees: true, since: 20, quietSince: 20 });
    expect(look(agrees, sold(1), sold(1), 30)).toMatchObject({ since: 20, quietSince: 20 });
    expect(look(agrees, sold(2), sold(1), 30)).toMatchObject({ agrees: false, since: 30 });
  });

  it("[LE62] of a till that doesn't answer can't be told to differ: its time begins with its answer", () => {
    const differs = look(undefined, sold(1), NOTHING, 10);
    const silent = look(differs, sold(1), null, 20);
    expect(silent).toMatchObject({ agrees: false, since: 20, quietSince: 20, till: null });
    expect(isOverdue(silent, 20 + IN_FLIGHT_MS)).toBe(false);
    const back = look(silent, sold(1), NOTHING, 30);
    expect(back).toMatchObject({ agrees: false, since: 30, quietSince: 30 });
    expect(look(look(differs, sold(1), sold(1), 20), sold(1), null, 30).since).toBe(30);
  });

  it("[LE62] is in flight until its time is over, then overdue, and quiet by the same time", () => {
    const differs = look(undefined, sold(1), NOTHING, 10);
    const agrees = look(undefined, sold(1), sold(1), 10);
    const [before, over] = [10 + IN_FLIGHT_MS - 1, 10 + IN_FLIGHT_MS];
    expect([isInFlight(differs, before), isInFlight(differs, over)]).toEqual([true, false]);
    expect([isOverdue(differs, before), isOverdue(differs, over)]).toEqual([false, true]);
    expect([isQuiet(differs, before), isQuiet(differs, over)]).toEqual([false, true]);
    expect([isInFlight(agrees, before), isOverdue(agrees, over)]).toEqual([false, false]);
  });
});
