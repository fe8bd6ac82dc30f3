/**
 * Where an order goes, if its payer said so: the shop asks for it with the trade, and he may give all of it, some, or
 * nothing. Then the parcel goes to the locker. What he gave is opened here, by the shop's own key, and kept with the order.
 */

import { type DisclosureField, type GivenFields, WarifuError } from "../register-server/index.ts";
import { paidTradeOf } from "./order-money.ts";
import type { Order } from "./orders.ts";
import type { Shop } from "./shop.ts";

const ASKS: readonly DisclosureField[] = ["delivery_address", "delivery_name", "phone"];

/** It comes just after the payment; later, nothing will. */
const AWAITED_MS = 60 * 60_000;

/** What the shop asks for: nothing where its WARIFU_KEY couldn't open it. */
export function asksOf({ warifu }: Shop): { asks?: readonly DisclosureField[] } {
  return warifu.canAsk ? { asks: ASKS } : {};
}

export function deliveryOf({ db }: Shop, { id }: Order): GivenFields | undefined {
  const row = db.prepare("SELECT fields FROM order_delivery WHERE order_id = ?").get(id);
  return typeof row?.fields === "string" ? JSON.parse(row.fields) : undefined;
}

/** Asks Warifu for it, for whoever looks at the order. What can't be known now may be known at the next look. */
export async function followDelivery(shop: Shop, order: Order, signal: AbortSignal): Promise<void> {
  const { db, now, warifu, log } = shop;
  const awaited = order.paidAt !== null && now() - order.paidAt < AWAITED_MS;
  const trade = awaited ? paidTradeOf(shop, order.id) : undefined;
  if (trade === undefined || !warifu.canAsk || deliveryOf(shop, order)) return;
  try {
    const fields = await warifu.openDisclosure(await warifu.getTrade(trade, { signal }));
    if (fields)
      db.prepare("INSERT INTO order_delivery VALUES (?, ?) ON CONFLICT DO NOTHING").run(
        order.id,
        JSON.stringify(fields),
      );
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    if (error.code !== "aborted") log("delivery_failed", { order: order.id, code: error.code });
  }
}
