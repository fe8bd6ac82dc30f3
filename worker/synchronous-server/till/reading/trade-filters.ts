/** Which trades a list is asked for. Pure; as the shop sees a trade at this moment, so that list and read agree. */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Metadata } from "../../../../protocol/trade/metadata.ts";
import { type TradeStatus, tradeStatus } from "../../../../protocol/words.ts";
import { isAsked, receiptOf, type TradeRecord } from "../trade-record.ts";

/** Each narrows it further. */
export interface TradeFilters {
  readonly statuses?: readonly TradeStatus[];
  /** when the payer's account decided: from, and before, ms since the epoch */
  readonly settledFrom?: number;
  readonly settledUntil?: number;
  /** minor units */
  readonly amount?: number;
  readonly amountMin?: number;
  readonly amountMax?: number;
  readonly currency?: Currency;
  readonly reference?: string;
  /** with this text under this name */
  readonly metadata?: { readonly name: string; readonly value: string };
}

/**
 * @param now the trade as time has made it
 * @param noted its metadata
 * @returns undefined where every trade is wanted
 */
export function matcher(
  filters: TradeFilters,
  now: (record: TradeRecord) => TradeRecord,
  noted: (id: TradeId) => Metadata | undefined,
): ((record: TradeRecord) => boolean) | undefined {
  if (Object.keys(filters).length === 0) return undefined;
  const { metadata } = filters;
  const isNoted = ({ id }: TradeRecord) =>
    !metadata || noted(id)?.[metadata.name] === metadata.value;
  return (record) => matches(now(record), filters) && isNoted(record);
}

function matches(record: TradeRecord, filters: TradeFilters): boolean {
  if (!isAsked(record)) return false;
  const { amount, currency, reference } = record.asked.terms.payload;
  const { statuses, amountMin = amount, amountMax = amount } = filters;
  return (
    (statuses?.includes(tradeStatus(record.trade.state)) ?? true) &&
    (filters.amount ?? amount) === amount &&
    amountMin <= amount &&
    amount <= amountMax &&
    (filters.currency ?? currency) === currency &&
    (filters.reference === undefined || filters.reference === reference) &&
    isSettledIn(record, filters)
  );
}

function isSettledIn(record: TradeRecord, { settledFrom, settledUntil }: TradeFilters): boolean {
  if (settledFrom === undefined && settledUntil === undefined) return true;
  const { receipt } = receiptOf(record);
  if (!receipt) return false;
  const { time } = receipt.payload;
  return time >= (settledFrom ?? 0) && time < (settledUntil ?? Number.POSITIVE_INFINITY);
}
