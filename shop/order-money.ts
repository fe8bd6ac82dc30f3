/**
 * What Warifu says of an order's money: held, taken, given back. The shop's rows are a copy, brought up to date
 * from the trade; the trade is the truth.
 */

import { type TradeView, WarifuError } from "../register-server/index.ts";
import type { Order } from "./orders.ts";
import type { Shop } from "./shop.ts";

/** @param view of the trade that paid the order */
export function storeMoney({ db }: Shop, order: string, view: TradeView): void {
  const { status, captured = 0, refunded = 0 } = view;
  db.prepare(
    `INSERT INTO order_money (order_id, later, status, captured, refunded) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       status = excluded.status, captured = excluded.captured, refunded = excluded.refunded`,
  ).run(order, view.capture === "later" ? 1 : 0, status, captured, refunded);
}

/** Asks Warifu how the money of a paid order stands. What can't be known now stays as it was. */
export async function followMoney(shop: Shop, { id }: Order, signal: AbortSignal): Promise<void> {
  const trade = paidTradeOf(shop, id);
  if (trade === undefined) return;
  try {
    storeMoney(shop, id, await shop.warifu.getTrade(trade, { signal }));
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    if (error.code !== "aborted") shop.log("follow_failed", { order: id, code: error.code });
  }
}

export function paidTradeOf({ db }: Shop, order: string): string | undefined {
  const trade = db.prepare("SELECT paid_trade FROM orders WHERE id = ?").get(order)?.paid_trade;
  return typeof trade === "string" ? trade : undefined;
}
