/**
 * Looking for the trades of a page in one source after the other, newest first: at so many rows at most, so that a till
 * is never away from its trades for longer than some ms [AR2]. Pure but for what the sources read.
 */

import { LIST_SCAN_MAX } from "../../../../protocol/limits.ts";
import { type Place, placeOf } from "../../../../protocol/trade/place.ts";
import { mergedPages, type Page, type Part } from "../../reading/pages.ts";
import type { TradeRecord } from "../trade-record.ts";

export interface Found {
  readonly place: Place;
  readonly record: TradeRecord;
}

/** Rows from `from` on and before `before`, newest first, `limit` at most. */
type Rows = (from: Place, before: Place, limit: number) => readonly TradeRecord[];

export interface Source {
  readonly rows: Rows;
  /** of one that leaves rows out by itself: down to where it may look for one page; undefined where that is all */
  readonly reach?: (from: Place, before: Place) => Place | undefined;
}

const CHUNK = 50;

/** @param match undefined where every row is wanted */
export function scanned(
  sources: readonly Source[],
  page: Page,
  match: ((record: TradeRecord) => boolean) | undefined,
): Part<Found> {
  return mergedPages(
    sources.map((source) => scan(source, page, match)),
    page.limit,
  );
}

function scan(source: Source, page: Page, match: Parameters<typeof scanned>[2]): Part<Found> {
  const { limit } = page;
  const reach = source.reach?.(page.from, page.before);
  const from = reach ?? page.from;
  const entries: Found[] = [];
  for (let before = page.before, looked = 0; ; ) {
    const size = match ? Math.min(CHUNK, LIST_SCAN_MAX - looked) : limit + 1;
    const rows = source.rows(from, before, size);
    const found = rows.map((record) => ({ place: placeOf(record.id, record.created), record }));
    entries.push(...found.filter(({ record }) => match?.(record) ?? true));
    looked += rows.length;
    if (entries.length > limit) return cut(entries, limit);
    const last = found.at(-1);
    if (!last || rows.length < size)
      return reach === undefined ? { entries } : { entries, horizon: reach };
    before = last.place;
    if (looked >= LIST_SCAN_MAX) return { entries, horizon: before };
  }
}

function cut(entries: readonly Found[], limit: number): Part<Found> {
  const kept = entries.slice(0, limit);
  return { entries: kept, horizon: kept.at(-1)?.place ?? "" };
}
