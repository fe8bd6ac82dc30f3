/**
 * What is to be done with each stored thing, and when: the whole of a restarted terminal's memory of its
 * work. Pure; openWallet acts on it.
 */

import { CONFIRM_GRACE_MS } from "../../protocol/limits.ts";
import { nextDispute } from "./dispute/dispute-entry.ts";
import { shares } from "./elsewhere/words.ts";
import { PREPARING_MS } from "./patience.ts";
import type { Stored } from "./ports.ts";
import { nextGiving } from "./privacy/given.ts";
import type { TerminalProfile } from "./terminal-profile.ts";
import type { TradeRecord } from "./trade-record.ts";

/** @returns when this record next needs an act, ms since the epoch; undefined when it needs none */
export function dueAt(record: TradeRecord): number | undefined {
  switch (record.state) {
    case "preparing":
      return record.at + PREPARING_MS;
    // Then the branch refuses it for good, and its receipt says so.
    case "proving":
      return record.offer.terms.payload.deadline + CONFIRM_GRACE_MS + 1;
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

export function dueRecords(stored: Stored, now: number): TradeRecord[] {
  return dueByItself(stored).filter((record) => (dueAt(record) ?? Infinity) <= now);
}

/** Where another terminal may have paid it in time, no order ends by this one's clock: see elsewhere/proof.ts. */
function dueByItself(stored: Stored): TradeRecord[] {
  const all = Object.values(stored.records);
  return shares(stored) ? all.filter(({ state }) => state !== "offered") : all;
}

/** @returns when the terminal itself next has something to ask or bring, ms since the epoch */
export function profileDueAt(profile: TerminalProfile): number | undefined {
  switch (profile.state) {
    case "enrolling":
    case "linking":
    case "recovering":
      return profile.nextAt;
    case "enrolled": {
      const { link, change } = profile.terminals ?? {};
      const times = [change?.nextAt, link?.state === "looking" ? link.nextAt : undefined];
      const due = times.filter((time) => time !== undefined);
      return due.length > 0 ? Math.min(...due) : undefined;
    }
    default:
      return undefined;
  }
}

/** @returns when anything needs an act, ms since the epoch; undefined when nothing does */
export function nextDue(stored: Stored): number | undefined {
  const { profile, given = {}, disputes = {} } = stored;
  const times = dueByItself(stored).flatMap((record) => dueAt(record) ?? []);
  const ofProfile = profileDueAt(profile);
  const ofGiven = nextGiving(given);
  const ofDisputes = nextDispute(disputes);
  for (const time of [ofProfile, ofGiven, ofDisputes]) if (time !== undefined) times.push(time);
  return times.length > 0 ? Math.min(...times) : undefined;
}
