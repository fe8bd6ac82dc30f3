/**
 * Shops that ask again and again: what was turned away, and from which pages nothing more is taken until they are
 * loaded anew. Counted by register and by the page's origin: an origin may be several registers', and a register's
 * pages may be at several origins. A page can load itself anew, so that who goes on is refused for a while wherever he
 * asks. Pure; kept for the browser's session. [PG14]
 */

import type { RegisterId } from "../../protocol/ids.ts";

/** Sheets turned away in this time, and the page has to be loaded anew. */
export const TURNED_AWAY_MAX = 3;
export const TURNED_AWAY_MS = 2 * 60_000;
/** And in this time, and nothing helps but waiting. */
export const STUBBORN_MAX = 6;
export const STUBBORN_MS = 10 * 60_000;

/** A shop's page in a tab of the browser. */
export interface AskingPage {
  /** opaque, made by the platform */
  readonly tab: string;
  /** of the frame that was pressed */
  readonly register: RegisterId;
  /** as the browser asserts it */
  readonly origin: string;
}

interface TurnedAway {
  /** a press counts once, however often its sheet is closed */
  readonly press: string;
  /** ms since the epoch */
  readonly at: number;
}

export interface Throttle {
  /** by register and by origin, the oldest first */
  readonly turnedAway: Readonly<Record<string, readonly TurnedAway[]>>;
  /** tabs whose page has to be loaded anew */
  readonly refused: readonly string[];
}

export const NO_THROTTLE: Throttle = { turnedAway: {}, refused: [] };

/** The shopper declined this press's order, or closed its sheet. */
export function turnAway(
  throttle: Throttle,
  page: AskingPage,
  { press, at }: TurnedAway,
): Throttle {
  const counts = recent(throttle, at);
  let most = 0;
  for (const who of [page.register, page.origin]) {
    const before = counts[who] ?? [];
    if (before.some((one) => one.press === press)) return throttle;
    counts[who] = [...before, { press, at }];
    most = Math.max(most, counts[who].filter((one) => at - one.at < TURNED_AWAY_MS).length);
  }
  const next = { ...throttle, turnedAway: counts };
  return most >= TURNED_AWAY_MAX ? refusePage(next, page.tab) : next;
}

/** The shopper wants nothing more from the page in this tab. */
export function refusePage(throttle: Throttle, tab: string): Throttle {
  return { ...throttle, refused: [...throttle.refused.filter((one) => one !== tab), tab] };
}

/** A page was loaded in this tab, or the tab is gone. */
export function pageLoaded(throttle: Throttle, tab: string): Throttle {
  const refused = throttle.refused.filter((one) => one !== tab);
  return refused.length === throttle.refused.length ? throttle : { ...throttle, refused };
}

/** @param now ms since the epoch */
export function takesRequests(throttle: Throttle, page: AskingPage, now: number): boolean {
  if (throttle.refused.includes(page.tab)) return false;
  const counts = recent(throttle, now);
  return [page.register, page.origin].every((who) => (counts[who]?.length ?? 0) < STUBBORN_MAX);
}

/** What still counts, and of nobody else. */
function recent({ turnedAway }: Throttle, now: number): Record<string, readonly TurnedAway[]> {
  const counts: Record<string, readonly TurnedAway[]> = {};
  for (const [who, all] of Object.entries(turnedAway)) {
    const kept = all.filter(({ at }) => now - at < STUBBORN_MS);
    if (kept.length > 0) counts[who] = kept;
  }
  return counts;
}
