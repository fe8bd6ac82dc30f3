// When a register is paid out by itself: moments of the UTC calendar, later than now, and one key for each.

import { describe, expect, it } from "vitest";
import {
  nextRun,
  scheduledKey,
} from "../../../worker/synchronous-server/register/payout-schedule.ts";

const at = (text: string) => Date.parse(text);
const shown = (ms: number | undefined) => (ms === undefined ? ms : new Date(ms).toISOString());

describe("the next payout by schedule", () => {
  it.each([
    ["daily", "2026-11-22T19:20:00Z", "2026-11-23T00:00:00.000Z"],
    ["daily", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00.000Z"],
    ["daily", "2026-11-21T23:59:59.999Z", "2026-11-22T00:00:00.000Z"],
    // The 22nd is a Sunday.
    ["weekly", "2026-11-22T19:20:00Z", "2026-11-23T00:00:00.000Z"],
    ["weekly", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00.000Z"],
    ["monthly", "2026-11-30T23:00:00Z", "2026-12-01T00:00:00.000Z"],
    ["monthly", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["monthly", "2028-02-29T12:00:00Z", "2028-03-01T00:00:00.000Z"],
    ["off", "2026-11-22T19:20:00Z", undefined],
  ] as const)("[LE56] %s after %s is %s", (every, now, next) => {
    expect(shown(nextRun(every, at(now)))).toBe(next);
  });

  it("[LE56] has one key per moment and currency", () => {
    expect(scheduledKey(at("2026-11-23T00:00:00Z"), "JPY")).toBe("schedule/2026-11-23/JPY");
  });
});
