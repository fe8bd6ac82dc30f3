/** When a register is paid out by itself: at 00:00 UTC, each day, Monday or first of a month. Pure. */

import type { PayoutSchedule } from "../../../protocol/register/payouts.ts";

const DAY_MS = 24 * 60 * 60_000;
/** The epoch was a Thursday: three days into its week. */
const EPOCH_WEEKDAY = 3;

/** @returns ms since the epoch, later than `now`; undefined where nothing is paid by itself */
export function nextRun(every: PayoutSchedule["every"], now: number): number | undefined {
  const today = Math.floor(now / DAY_MS);
  if (every === "daily") return (today + 1) * DAY_MS;
  if (every === "weekly") return (today + 7 - ((today + EPOCH_WEEKDAY) % 7)) * DAY_MS;
  if (every === "off") return undefined;
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** What makes a scheduled payout once: its moment and its currency. Visible ASCII, as any idempotency key. */
export function scheduledKey(moment: number, currency: string): string {
  return `schedule/${new Date(moment).toISOString().slice(0, 10)}/${currency}`;
}
