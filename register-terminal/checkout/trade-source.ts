/**
 * Where the page's trade comes from: createTrade, else trade-from, else trade. trade-from is an address of
 * the shop's own backend; it gets an empty POST with the page's cookies and answers {trade}.
 */

import { TradeTrouble } from "./press-flow.ts";

/** Attributes that say whose trade it is: with another value the button is for another order. */
export const SOURCE_ATTRIBUTES = ["trade", "trade-from", "price-list", "item", "quantity"];

const ANSWER_LIMIT_MS = 30_000;

export interface TradeSource {
  readonly createTrade?: (() => unknown) | undefined;
  /** reads `trade-from` and `trade` */
  getAttribute(name: string): string | null;
}

/** @returns what the page gave, unchecked. @throws TradeTrouble */
export async function tradeFrom(source: TradeSource): Promise<unknown> {
  if (source.createTrade) return source.createTrade();
  const from = source.getAttribute("trade-from");
  if (from) return post(new URL(from, document.baseURI));
  const trade = source.getAttribute("trade");
  if (trade) return trade;
  throw new TradeTrouble("trade_source_missing");
}

async function post(url: URL): Promise<unknown> {
  if (url.origin !== location.origin) throw new TradeTrouble("trade_from_elsewhere");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json" },
      credentials: "same-origin",
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json())?.trade;
  } catch (cause) {
    throw new TradeTrouble("trade_from_failed", cause);
  }
}
