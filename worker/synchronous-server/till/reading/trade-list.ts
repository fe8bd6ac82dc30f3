/**
 * A till's part of a register's list of trades: those that have rows, and those that were answered and have none yet.
 * Reads only; a page is of one moment of the till [AR2].
 */

import type { TradeView } from "../../../../protocol/messages.ts";
import { type Place, placeOf } from "../../../../protocol/trade/place.ts";
import type { TradeExpansion } from "../../../../protocol/trade/trade-list.ts";
import type { Page, Part, Placed } from "../../reading/pages.ts";
import type { TillConfig } from "../config.ts";
import type { TillStore } from "../store.ts";
import { isAsked, type TradeRecord } from "../trade-record.ts";
import { type Source, scanned } from "./scan.ts";
import { matcher, type TradeFilters } from "./trade-filters.ts";
import { timedRange } from "./trade-rows.ts";
import { listedView } from "./trade-views.ts";

export interface TradesQuestion {
  readonly page: Page;
  readonly filters: TradeFilters;
  readonly expand: readonly TradeExpansion[];
}

export interface ListedTrade extends Placed {
  readonly view: TradeView;
}

interface Sources {
  readonly config: TillConfig;
  readonly store: Pick<TillStore, "rows" | "metadata" | "orders">;
  /** those without a row */
  readonly early: readonly TradeRecord[];
  /** a trade as time has made it */
  readonly now: (record: TradeRecord) => TradeRecord;
}

export function listTrades(
  { config, store, early, now }: Sources,
  { page, filters, expand }: TradesQuestion,
): Part<ListedTrade> {
  const { metadata } = store;
  const noted = metadata.of.bind(metadata);
  const sources: Source[] = [
    timedSource(config, store, filters),
    untimedSource(config, store, filters),
    { rows: (...range) => between(early, ...range) },
  ];
  const { entries, horizon } = scanned(sources, page, matcher(filters, now, noted));
  const listed = entries.flatMap(({ place, record }) => {
    const trade = now(record);
    // Cancelled before its row was stored: nothing more is known of it [MS4].
    return isAsked(trade) ? [{ place, view: listedView(store, trade, expand) }] : [];
  });
  return horizon === undefined ? { entries: listed } : { entries: listed, horizon };
}

/** By the index where there is one: what a shop noted on its trades is what it looks for. A reference the database sifts for. */
export function timedSource(
  config: TillConfig,
  { rows, metadata }: Sources["store"],
  { metadata: noted, reference }: TradeFilters,
): Source {
  if (noted) {
    const source = (from: Place, before: Place, limit: number) =>
      metadata.tradesWith(noted, timedRange(config, from, before), limit);
    return { rows: source };
  }
  if (reference === undefined) return { rows: (...range) => rows.timed(config, ...range) };
  return {
    rows: (...range) => rows.timedWith(config, reference, ...range),
    reach: (...range) => rows.timedReach(config, ...range),
  };
}

function untimedSource(
  config: TillConfig,
  { rows }: Sources["store"],
  { reference }: TradeFilters,
): Source {
  if (reference === undefined) return { rows: (...range) => rows.untimed(config, ...range) };
  return {
    rows: (...range) => rows.untimedWith(config, reference, ...range),
    reach: (...range) => rows.untimedReach(config, ...range),
  };
}

function between(
  records: readonly TradeRecord[],
  from: Place,
  before: Place,
  limit: number,
): TradeRecord[] {
  return records
    .map((record) => ({ place: placeOf(record.id, record.created), record }))
    .filter(({ place }) => place >= from && place < before)
    .sort((a, b) => (a.place < b.place ? 1 : -1))
    .slice(0, limit)
    .map(({ record }) => record);
}
