/**
 * Calendar periods in UTC: a day and a month from 00:00, a week from Monday 00:00 [LE11]. For limits, for what an
 * instruction brings in, and for what a shopper lets a shop take. Pure.
 */

export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

const DAY_MS = 24 * 60 * 60_000;
/** The epoch was a Thursday: three days into its week. */
const EPOCH_WEEKDAY = 3;

/** @returns the period's first moment, ms since the epoch */
export function periodStart(period: Period, now: number): number {
  const day = Math.floor(now / DAY_MS);
  if (period === "day") return day * DAY_MS;
  const intoWeek = (((day + EPOCH_WEEKDAY) % 7) + 7) % 7;
  if (period === "week") return (day - intoWeek) * DAY_MS;
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** @returns the first moment of the period after the one that begins at `start`, ms since the epoch */
export function periodEnd(period: Period, start: number): number {
  if (period === "day") return start + DAY_MS;
  if (period === "week") return start + 7 * DAY_MS;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
