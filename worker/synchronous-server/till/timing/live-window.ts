/**
 * How a till that wakes up finds its live trades without an index: ids begin with the time of their key,
 * so one range of ids holds all that can still be live. Those it would miss are listed as stragglers.
 */

import { parseTradeId } from "../../../../protocol/ids.ts";
import { TRADE_LIFETIME_MAX_MS } from "../../../../protocol/limits.ts";
import { nextTickOf, type TradeRecord } from "../trade-record.ts";

/**
 * A till that slept through days (an outage, a lost alarm) looks back from its newest trade rather than from
 * now: what was live when it fell asleep is no older than that by more than the window.
 * @param newest when the newest trade was made; all in ms since the epoch
 */
export function liveSince(newest: number, now: number): number {
  return Math.min(newest, now) - LIVE_WINDOW_MS;
}

/** From here on a live trade's id is in the range of every wake to come, unless it stays live until then. */
export function stragglersBefore(now: number): number {
  return now - TRADE_LIFETIME_MAX_MS - KEY_AGE_MAX_MS;
}

/** How far a key's time may lie before its trade's creation: a skewed clock, a late create. */
const KEY_AGE_MAX_MS = 60 * 60_000;

/** The range reaches back over the longest life, a late key, and as long again to end it. */
const LIVE_WINDOW_MS = TRADE_LIFETIME_MAX_MS + 2 * KEY_AGE_MAX_MS;

/**
 * How often a till that goes on writing lists what its range is about to lose: within the hour that the range is
 * wider than stragglersBefore() says.
 */
export const SIGHT_EVERY_MS = KEY_AGE_MAX_MS / 2;

/** A live trade that the range will miss, now or before it can have ended. @param now ms since the epoch */
export function isStraggler(record: TradeRecord, now: number): boolean {
  const next = nextTickOf(record);
  if (next === undefined) return false;
  const time = timeOf(record);
  // A hold may last for weeks; nothing else is due later than a trade's longest life.
  const last = record.trade.state === "authorized" ? Math.max(now, next) : now;
  return time < record.created - KEY_AGE_MAX_MS || time < stragglersBefore(last);
}

/** ms since the epoch; 0 when the key was no UUIDv7 */
function timeOf({ id }: TradeRecord): number {
  return parseTradeId(id).time.reduce((time, byte) => time * 256 + byte, 0);
}
