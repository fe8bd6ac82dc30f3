/** What a million settled trades cost, pure: from what one trade uses, at list prices. */

import type { Counts } from "./counting.ts";
import { type Item, MESSAGES_PER_REQUEST, OBJECT_GB, PRICES } from "./prices.ts";

export type Usage = Readonly<Record<Item, number>>;

export interface Line {
  readonly item: Item;
  /** by one settled trade */
  readonly used: number;
  /** US dollars for a million settled trades */
  readonly dollars: number;
}

const MILLION = 1_000_000;
const GB = 1_000_000_000;

/**
 * @param counts of both servers @param cpuMs of both servers' processes, objects with them: more than is billed
 * @param storedBytes that the trades left @returns what each of so many trades used
 */
export function usageOf(
  counts: Counts,
  { trades, cpuMs, storedBytes }: { trades: number; cpuMs: number; storedBytes: number },
): Usage {
  const { requests, calls, messages, alarms, rowsRead, rowsWritten, alarmsSet, activeMs } = counts;
  const whole: Usage = {
    requests,
    cpuMs,
    objectRequests: calls + alarms + messages / MESSAGES_PER_REQUEST,
    objectGbS: (activeMs / 1_000) * OBJECT_GB,
    // setAlarm() is billed as a row written.
    rowsWritten: rowsWritten + alarmsSet,
    rowsRead,
    storedGbMonths: storedBytes / GB,
  };
  const each = Object.entries(whole).map(([item, used]) => [item, used / trades]);
  return Object.fromEntries(each) as Usage;
}

export function billOf(usage: Usage): Line[] {
  return (Object.keys(PRICES) as Item[]).map((item) => {
    const { dollars, per } = PRICES[item];
    return { item, used: usage[item], dollars: (usage[item] * MILLION * dollars) / per };
  });
}

export function totalOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0);
}
