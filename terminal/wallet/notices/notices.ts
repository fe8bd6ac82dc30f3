/**
 * What was told, and what is to be told now. What is stored says so before anything is shown: a service worker that dies
 * between the two has told nothing, and the badge still says that there is news; none ever tells the same thing twice.
 */

import type { Book } from "../book.ts";
import type { Stored } from "../ports.ts";
import { type Notice, noticesOf } from "./notice.ts";

/** Kept in the store. */
export interface Notices {
  /** keys of what was told, or needed no telling; only of what there is still */
  readonly told: readonly string[];
  /** of them, those that no window has been open for since */
  readonly news: readonly string[];
  /** as messages of the system too, not on the badge alone; undefined: he wasn't asked yet */
  readonly shown?: boolean;
  /** without names and amounts: a screen may be seen by others */
  readonly quiet?: boolean;
}

export const NO_NOTICES: Notices = { told: [], news: [] };

/**
 * @param looking a window of ours is open: what it shows is known, and nothing is news
 * @param now ms since the epoch
 * @returns what to store, and of it what to show; undefined where nothing is new
 */
export function dueNotices(
  stored: Stored,
  looking: boolean,
  now: number,
): { readonly notices: Notices; readonly due: readonly Notice[] } | undefined {
  const known = stored.notices;
  const all = noticesOf(stored, now);
  // A store that comes from older code, or is new: what is there already is no news.
  if (!known) return { notices: { told: all.map(({ key }) => key), news: [] }, due: [] };
  const told = new Set(known.told);
  const fresh = all.filter(({ key }) => !told.has(key));
  // While the sheet is open nothing is written for it: a payment isn't held up by what needs no telling.
  const taken = looking ? fresh.filter(({ onSheet }) => !onSheet) : fresh;
  const due = taken.filter(({ seen }) => !seen);
  const news = looking ? [] : [...known.news, ...due.map(({ key }) => key)];
  if (taken.length === 0 && news.length === known.news.length) return undefined;
  return { notices: { ...known, ...kept(all, told, taken, news) }, due };
}

/** A window was open and shows nothing any more: what it had to show was shown. */
export function lookedAt(stored: Stored, now: number): Notices | undefined {
  const known = stored.notices ?? NO_NOTICES;
  const told = new Set(known.told);
  const all = noticesOf(stored, now);
  const shown = all.filter(({ key, onSheet }) => onSheet && !told.has(key));
  if (shown.length === 0 && known.news.length === 0) return undefined;
  return { ...known, ...kept(all, told, shown, []) };
}

function kept(
  all: readonly Notice[],
  told: ReadonlySet<string>,
  more: readonly Notice[],
  news: readonly string[],
): Pick<Notices, "told" | "news"> {
  const keys = new Set(more.map(({ key }) => key));
  const there = all.filter(({ key }) => told.has(key) || keys.has(key)).map(({ key }) => key);
  return { told: there, news: news.filter((key) => there.includes(key)) };
}

export interface NoticeKeeping {
  /** @param looking whether a window of ours is open @returns what is to be shown now, stored as told */
  take(looking: boolean): Promise<readonly Notice[]>;
  /** The last window of ours was closed. */
  lookedAt(): Promise<void>;
  /** What the shopper wants told, and how. */
  choose(choice: Pick<Notices, "shown" | "quiet">): Promise<void>;
}

/** @param now ms since the epoch */
export function keepNotices({ turn }: Book, now: () => number): NoticeKeeping {
  return {
    async take(looking) {
      let due: readonly Notice[] = [];
      await turn((stored) => {
        const found = dueNotices(stored, looking, now());
        due = found?.due ?? [];
        return found && { notices: found.notices };
      });
      return due;
    },
    lookedAt: () =>
      turn((stored) => {
        const notices = lookedAt(stored, now());
        return notices && { notices };
      }),
    choose: (choice) =>
      turn(({ notices = NO_NOTICES }) => ({ notices: { ...notices, ...choice } })),
  };
}
