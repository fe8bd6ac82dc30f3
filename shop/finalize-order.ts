/**
 * finalizeOrder: the only way an order becomes paid, for page, webhook and poller alike, by the SDK's finalizer: keyed by
 * the trade, verified against the order that the shop stored with it, and one transaction, so that it happens once however
 * many come at once. A receipt of another order, amount or mode changes nothing.
 */

import { createFinalizer, type Finalizer, type SignedReceipt } from "../register-server/index.ts";
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

type Asked = Order & { readonly capture: "now" | "later" };

const FIRST_NUMBER = 1001;
const finalizers = new WeakMap<Shop, Finalizer<Asked>>();

export function finalizerOf(shop: Shop): Finalizer<Asked> {
  const known = finalizers.get(shop);
  if (known) return known;
  const made = createFinalizer<Asked>({
    warifu: shop.warifu,
    orderOf: (trade) => {
      const row = findByTrade(shop, trade);
      const order = row && readOrder(shop, row.order);
      return order && { ...order, capture: order.later ? "later" : "now" };
    },
    once: (trade, work) =>
      inTransaction(shop.db, () => {
        const settled =
          "UPDATE order_trades SET state = 'settled' WHERE trade = ? AND state <> 'settled'";
        if (shop.db.prepare(settled).run(trade).changes > 0) return work();
      }),
    finalize: (order, receipt) => pay(shop, order, receipt),
    onRefused: ({ code, trade }) => shop.log("receipt_refused", { code, trade }),
  });
  finalizers.set(shop, made);
  return made;
}

/**
 * @param receipt from anywhere, unchecked
 * @param order the order it must be of, when the caller says so
 */
export async function finalizeOrder(
  shop: Shop,
  receipt: unknown,
  order?: string,
): Promise<Finalized> {
  const isIt = order === undefined ? {} : { isIt: ({ id }: Asked) => id === order };
  const done = await finalizerOf(shop).byReceipt(receipt, isIt);
  if (done.state !== "finalized")
    return { state: "refused", code: done.state === "refused" ? done.code : "trade_not_paid" };
  const { id } = done.order;
  const paid = shop.db.prepare("SELECT paid_trade FROM orders WHERE id = ?").get(id);
  if (paid?.paid_trade !== done.trade) return { state: "surplus", order: id };
  return { state: "paid", order: id, first: done.first };
}

/** Inside the transaction, once per trade, after the proof. */
function pay(shop: Shop, asked: Order, receipt: SignedReceipt): void {
  const { db, now } = shop;
  const { trade } = receipt.payload;
  // As it stands in this transaction.
  const order = readOrder(shop, asked.id);
  if (order.state === "paid") {
    db.prepare("INSERT INTO surplus_payments VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING").run(
      ...[trade, order.id, JSON.stringify(receipt), now()],
    );
    shop.log("surplus_payment", { order: order.id, trade });
    return;
  }
  db.prepare(
    `UPDATE orders SET state = 'paid', paid_trade = ?, receipt = ?, paid_at = ?,
       number = (SELECT coalesce(max(number) + 1, ${FIRST_NUMBER}) FROM orders)
     WHERE id = ?`,
  ).run(trade, JSON.stringify(receipt), now(), order.id);
  db.prepare("UPDATE order_money SET status = ?, captured = ? WHERE order_id = ?").run(
    ...(order.later ? ["authorized", 0] : ["settled", order.amount]),
    order.id,
  );
  takeOut(shop, order.session, order.lines);
}
