/** What was counted of some trades, pure: sums and differences by class of objects. */

import type { Usage } from "./bill.ts";
import type { Counts } from "./counting.ts";

/** "door" is the Workers' own. */
export type ByClass = Readonly<Record<string, Counts>>;

export interface CountedLoad {
  /** how the trades came */
  readonly says: string;
  readonly trades: number;
  /** by one trade */
  readonly usage: Usage;
  /** by all trades */
  readonly byClass: ByClass;
}

export const NOTHING: Counts = {
  ...{ requests: 0, calls: 0, messages: 0, alarms: 0, alarmsSet: 0 },
  ...{ rowsRead: 0, rowsWritten: 0, activeMs: 0, storedBytes: 0 },
};
const NAMES = Object.keys(NOTHING) as (keyof Counts)[];

export function sumOf(all: readonly Counts[]): Counts {
  const sums = NAMES.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)]);
  return Object.fromEntries(sums) as Counts;
}

export function since(before: ByClass, after: ByClass): ByClass {
  const grown = Object.entries(after).map(([name, counts]) => {
    const was = before[name] ?? NOTHING;
    const grew = NAMES.map((each) => [each, counts[each] - was[each]]);
    return [name, Object.fromEntries(grew) as Counts] as const;
  });
  return Object.fromEntries(grown);
}
