/**
 * The poller: asks Warifu about every live trade, so that an order gets paid even if its page is gone. Trades
 * of replaced orders are cancelled; if one was paid before, the order is paid all the same.
 */

import { setTimeout as wait } from "node:timers/promises";
import { type TradeView, WarifuError } from "../register-server/index.ts";
import { findByTrade, type OrderTrade, tradesToAsk } from "./order-trades.ts";
import { type Order, readOrder } from "./orders.ts";
import type { Shop } from "./shop.ts";
import { takeOutcome } from "./trade-for-order.ts";

const EVERY_MS = 1_000;

/** Runs until the signal aborts. Failures are logged and tried again. */
export async function startPoller(shop: Shop, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pollTrades(shop, signal);
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** One round. */
export async function pollTrades(shop: Shop, signal?: AbortSignal): Promise<void> {
  await Promise.all(tradesToAsk(shop).map((row) => pollTrade(shop, row, signal)));
}

/** The trade of one order, for whoever looks at it. @param trade its live trade */
export async function pollOrder(shop: Shop, trade: string, signal: AbortSignal): Promise<void> {
  const row = findByTrade(shop, trade);
  if (row?.state === "live") await pollTrade(shop, row, signal);
}

async function pollTrade(shop: Shop, row: OrderTrade, signal?: AbortSignal): Promise<void> {
  try {
    await takeOutcome(shop, row.key, await askAbout(shop, row, signal));
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    if (error.code !== "aborted") shop.log("poll_failed", { trade: row.trade, code: error.code });
  }
}

async function askAbout(shop: Shop, row: OrderTrade, signal?: AbortSignal): Promise<TradeView> {
  const { warifu } = shop;
  const trade = row.trade ?? "";
  const options = signal === undefined ? {} : { signal };
  const order: Order = readOrder(shop, row.order);
  if (order.state !== "replaced") return warifu.getTrade(trade, options);
  try {
    return await warifu.cancelTrade(trade, options);
  } catch (error) {
    if (!(error instanceof WarifuError) || error.code !== "trade_settled") throw error;
    return warifu.getTrade(trade, options);
  }
}
