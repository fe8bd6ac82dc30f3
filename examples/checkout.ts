/**
 * What the Node examples do at their addresses, whatever serves them: make the trade of a press, and the one finalizer
 * that page, webhook and poller come to.
 */

import {
  createFinalizer,
  createWarifu,
  type Finalizer,
  type Warifu,
} from "@warifu/register-server";
import { type Order, Orders } from "./orders.ts";
import { ARTICLE } from "./page.ts";

export interface Checkout {
  readonly warifu: Warifu;
  readonly orders: Orders;
  readonly finalizer: Finalizer<Order>;
  /** a press: stores the order, makes its trade, stores its id, and only then hands it out */
  press(): Promise<{ trade: string; order: string }>;
  /** a round of the poller */
  poll(signal?: AbortSignal): Promise<void>;
}

export function openCheckout(env: Readonly<Record<string, string | undefined>>): Checkout {
  const orders = new Orders(env.DATABASE ?? "orders.sqlite");
  const warifu = createWarifu({
    key: env.WARIFU_KEY,
    webhookSecret: env.WARIFU_WEBHOOK_SECRET,
  });
  const finalizer = createFinalizer<Order>({
    warifu,
    orderOf: (trade) => orders.ofTrade(trade),
    once: (trade, work) => orders.once(trade, work),
    finalize: (order, receipt) => orders.pay(order.id, receipt),
    onRefused: ({ code, trade }) => console.warn("refused", code, trade),
  });
  return {
    ...{ warifu, orders, finalizer },
    press: async () => {
      const id = crypto.randomUUID();
      const { name, amount, currency } = ARTICLE;
      const key = warifu.newIdempotencyKey();
      orders.place({ id, amount, currency, key });
      const items = [{ name, quantity: 1, amount }];
      const asked = { amount, currency, items, reference: id };
      const trade = await warifu.createTrade(asked, { idempotencyKey: key });
      orders.setTrade(id, trade.id);
      return { trade: trade.id, order: id };
    },
    poll: (signal) =>
      finalizer.poll({
        after: orders.position(),
        save: (sequence) => orders.savePosition(sequence),
        ...(signal ? { signal } : {}),
      }),
  };
}
