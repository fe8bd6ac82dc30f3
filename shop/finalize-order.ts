/**
 * finalizeOrder: the only way an order becomes paid, for page and poller alike. Keyed by the receipt's trade
 * and verified against the order that the shop stored with it; the change is one transaction, so it happens
 * once however many come at once. A receipt of another order, amount or mode changes nothing.
 */

import { WarifuError } from "../register-server/index.ts";
import { takeOut } from "./basket.ts";
import { inTransaction } from "./database.ts";
import { findByTrade } from "./order-trades.ts";
import { type Order, readOrder } from "./orders.ts";
import type { Shop } from "./shop.ts";

export type Finalized =
  /** `first`: this call made it so */
  | { readonly state: "paid"; readonly order: string; readonly first: boolean }
  /** the order was paid by another trade already; written down for a refund */
  | { readonly state: "surplus"; readonly order: string }
  /** not this shop's receipt; `code` says why */
  | { readonly state: "refused"; readonly code: string };

const FIRST_NUMBER = 1001;

/**
 * @param receipt from anywhere, unchecked
 * @param order the order it must be of, when the caller says so
 */
export async function finalizeOrder(
  shop: Shop,
  receipt: unknown,
  order?: string,
): Promise<Finalized> {
  const trade = tradeNamedIn(receipt);
  const row = trade === undefined ? undefined : findByTrade(shop, trade);
  if (trade === undefined || !row) return { state: "refused", code: "trade_not_ours" };
  if (order !== undefined && row.order !== order)
    return { state: "refused", code: "order_mismatch" };
  const { amount, currency, later } = readOrder(shop, row.order);
  const { register, mode } = shop.warifu;
  const outcome = later ? ("authorized" as const) : ("settled" as const);
  const expected = { register, mode, trade, amount, currency, outcome };
  try {
    await shop.warifu.verifyReceipt(receipt, expected);
  } catch (error) {
    if (error instanceof WarifuError) return { state: "refused", code: error.code };
    throw error;
  }
  return inTransaction(shop.db, () => pay(shop, row.order, trade, JSON.stringify(receipt)));
}

/** Inside a transaction, after the proof. */
function pay(shop: Shop, id: string, trade: string, receipt: string): Finalized {
  const { db, now } = shop;
  const order = readOrder(shop, id);
  db.prepare("UPDATE order_trades SET state = 'settled' WHERE trade = ?").run(trade);
  if (order.state === "paid") return repeated(shop, order, trade, receipt);
  db.prepare(
    `UPDATE orders SET state = 'paid', paid_trade = ?, receipt = ?, paid_at = ?,
       number = (SELECT coalesce(max(number) + 1, ${FIRST_NUMBER}) FROM orders)
     WHERE id = ?`,
  ).run(trade, receipt, now(), id);
  db.prepare("UPDATE order_money SET status = ?, captured = ? WHERE order_id = ?").run(
    ...(order.later ? ["authorized", 0] : ["settled", order.amount]),
    id,
  );
  takeOut(shop, order.session, order.lines);
  return { state: "paid", order: id, first: true };
}

function repeated(
  { db, now, log }: Shop,
  { id }: Order,
  trade: string,
  receipt: string,
): Finalized {
  const paid = db.prepare("SELECT paid_trade FROM orders WHERE id = ?").get(id);
  if (paid?.paid_trade === trade) return { state: "paid", order: id, first: false };
  const { changes } = db
    .prepare("INSERT INTO surplus_payments VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
    .run(trade, id, receipt, now());
  if (changes > 0) log("surplus_payment", { order: id, trade });
  return { state: "surplus", order: id };
}

function tradeNamedIn(receipt: unknown): string | undefined {
  const trade = field(field(receipt, "payload"), "trade");
  return typeof trade === "string" ? trade : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
