/**
 * What is to be done with each stored thing, and when: the whole of a restarted terminal's memory of its
 * work. Pure; openWallet acts on it.
 */

import { PREPARING_MS } from "./patience.ts";
import type { Stored } from "./ports.ts";
import type { TradeRecord } from "./trade-record.ts";

/** @returns when this record next needs an act, ms since the epoch; undefined when it needs none */
export function dueAt(record: TradeRecord): number | undefined {
  switch (record.state) {
    case "preparing":
      return record.at + PREPARING_MS;
    case "offered":
      return record.offer.terms.payload.deadline;
    case "reading":
    case "claiming":
    case "confirming":
    case "declining":
      return record.nextAt;
    default:
      return undefined;
  }
}

export function dueRecords({ records }: Stored, now: number): TradeRecord[] {
  return Object.values(records).filter((record) => (dueAt(record) ?? Infinity) <= now);
}

/** @returns when anything needs an act, ms since the epoch; undefined when nothing does */
export function nextDue({ profile, records }: Stored): number | undefined {
  const times = Object.values(records).flatMap((record) => dueAt(record) ?? []);
  if (profile.state === "enrolling") times.push(profile.nextAt);
  return times.length > 0 ? Math.min(...times) : undefined;
}
