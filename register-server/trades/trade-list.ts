/** A register's trades in pages, newest first, and all of them as an iterator. */

import type { TradeView } from "../../protocol/messages.ts";
import { type TradeExpansion, TradeList } from "../../protocol/trade/trade-list.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import { type EachOptions, eachOf, type PageOptions, queryOf } from "../http/calls.ts";
import { exchange } from "../http/exchange.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

/** Each narrows it further. Times are ms since the epoch, `From` included and `Until` not; amounts minor units. */
export interface TradeFilter {
  readonly status?: TradeStatus | readonly TradeStatus[];
  readonly createdFrom?: number;
  readonly createdUntil?: number;
  /** when the payer's account decided */
  readonly settledFrom?: number;
  readonly settledUntil?: number;
  readonly amount?: number;
  readonly amountMin?: number;
  readonly amountMax?: number;
  /** ISO 4217 */
  readonly currency?: string;
  /** exactly this one */
  readonly reference?: string;
  /** with exactly this text under this name */
  readonly metadata?: { readonly key: string; readonly value: string };
  /** what each trade is to come with: its `receipt`, all its `captures`, all its `refunds` */
  readonly expand?: readonly TradeExpansion[];
}

export interface TradeListCalls {
  /** A page, the newest first. It may be short and still have a `next`. @throws WarifuError */
  listTrades(options?: TradeFilter & PageOptions): Promise<TradeList>;
  /** All of them, the newest first: those that come meanwhile aren't among them. @throws WarifuError */
  eachTrade(options?: TradeFilter & EachOptions): AsyncGenerator<TradeView, void, undefined>;
}

export function tradeListCalls(channel: Channel, { register }: Identity): TradeListCalls {
  const listTrades = async (options: TradeFilter & PageOptions = {}) => {
    const { signal } = options;
    const path = `/v1/trades${queryOf(namedFilter(options))}`;
    const page = await exchange(channel, { method: "GET", path, signal }, TradeList);
    if (page.trades.every((trade) => trade.register === register)) return page;
    throw new WarifuError("answer_mismatch", "the answer is about another register's trades");
  };
  return {
    listTrades,
    eachTrade: (options = {}) =>
      eachOf(
        (page) => listTrades({ ...options, ...page }),
        ({ trades }) => trades,
      ),
  };
}

function namedFilter(filter: TradeFilter & PageOptions): Parameters<typeof queryOf>[0] {
  const { limit, cursor, currency, reference, amount } = filter;
  return {
    ...{ limit, cursor, currency, reference, amount },
    status: filter.status === undefined ? undefined : [filter.status].flat().join(),
    created_from: filter.createdFrom,
    created_until: filter.createdUntil,
    settled_from: filter.settledFrom,
    settled_until: filter.settledUntil,
    amount_min: filter.amountMin,
    amount_max: filter.amountMax,
    metadata_key: filter.metadata?.key,
    metadata_value: filter.metadata?.value,
    expand: filter.expand?.join(),
  };
}
