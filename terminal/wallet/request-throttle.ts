/**
 * Shops that ask again and again: what was turned away, and from which pages nothing more is taken until they are
 * loaded anew. By register, since only its proven origins can hold its frame. A page can load itself anew, so
 * that who goes on is refused for a while wherever he asks. Pure; kept for the browser's session. [PG14]
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
  readonly register: RegisterId;
}

interface TurnedAway {
  /** a press counts once, however often its sheet is closed */
  readonly press: string;
  /** ms since the epoch */
  readonly at: number;
}

export interface Throttle {
  /** by register, the oldest first */
  readonly turnedAway: Readonly<Record<string, readonly TurnedAway[]>>;
  /** pages that have to be loaded anew */
  readonly refused: readonly AskingPage[];
}

export const NO_THROTTLE: Throttle = { turnedAway: {}, refused: [] };

/** The shopper declined this press's order, or closed its sheet. */
export function turnAway(
  throttle: Throttle,
  page: AskingPage,
  { press, at }: TurnedAway,
): Throttle {
  const before = recent(throttle, page.register, at);
  if (before.some((one) => one.press === press)) return throttle;
  const all = [...before, { press, at }];
  const next = { ...throttle, turnedAway: { ...throttle.turnedAway, [page.register]: all } };
  const lately = all.filter((one) => at - one.at < TURNED_AWAY_MS);
  return lately.length >= TURNED_AWAY_MAX ? refusePage(next, page) : next;
}

/** The shopper wants nothing more from this page. */
export function refusePage(throttle: Throttle, page: AskingPage): Throttle {
  const others = throttle.refused.filter((one) => !isSame(one, page));
  return { ...throttle, refused: [...others, page] };
}

/** A page was loaded in this tab, or the tab is gone. */
export function pageLoaded(throttle: Throttle, tab: string): Throttle {
  const refused = throttle.refused.filter((one) => one.tab !== tab);
  return refused.length === throttle.refused.length ? throttle : { ...throttle, refused };
}

/** @param now ms since the epoch */
export function takesRequests(throttle: Throttle, page: AskingPage, now: number): boolean {
  if (throttle.refused.some((one) => isSame(one, page))) return false;
  return recent(throttle, page.register, now).length < STUBBORN_MAX;
}

function recent(
  { turnedAway }: Throttle,
  register: RegisterId,
  now: number,
): readonly TurnedAway[] {
  return (turnedAway[register] ?? []).filter(({ at }) => now - at < STUBBORN_MS);
}

function isSame(one: AskingPage, other: AskingPage): boolean {
  return one.tab === other.tab && one.register === other.register;
}
