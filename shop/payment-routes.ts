/**
 * The addresses between a shop and Warifu: make the trade of a press, take a receipt, take a webhook, show the order.
 * Whatever comes in is only ever believed after finalizeOrder verified it.
 */

import { type Context, Hono } from "hono";
import { WarifuError } from "../register-server/index.ts";
import { deliveryOf, followDelivery } from "./delivery.ts";
import { type Finalized, finalizeOrder, finalizerOf } from "./finalize-order.ts";
import { followMoney } from "./order-money.ts";
import { knownTradeOf } from "./order-trades.ts";
import { findOrder, type Order, orderForBasket, ordersOf, readOrder } from "./orders.ts";
import { orderPage, ordersPage } from "./pages/order-page.ts";
import { pollOrder } from "./poll-trades.ts";
import { basketIn, languageIn, readerOf } from "./reader.ts";
import { sessionOf } from "./session.ts";
import type { Shop } from "./shop.ts";
import { tradeForOrder } from "./trade-for-order.ts";

/** Whoever looks at an order waits this long for news of it. */
const LOOK_LIMIT_MS = 2_000;

export function paymentRoutes(shop: Shop): Hono {
  const routes = new Hono();
  routes.post("/checkout/trade", (c) => answerPress(shop, c));
  routes.post("/receipts", (c) => takeReceipt(shop, c));
  routes.post("/orders/:order/receipt", (c) => takeReceipt(shop, c, c.req.param("order")));
  const { webhookSecret: secret } = shop;
  if (secret !== undefined)
    routes.post("/webhooks/warifu", (c) =>
      finalizerOf(shop).webhook(c.req.raw, { secret, now: shop.now() }),
    );
  routes.get("/orders", (c) => {
    const session = sessionOf(c);
    return c.html(ordersPage(readerOf(shop, c), session ? ordersOf(shop, session) : []));
  });
  routes.get("/orders/:order", async (c) => {
    const order = ownOrder(shop, c);
    if (!order) return c.notFound();
    const trade = order.state === "unpaid" ? knownTradeOf(shop, order) : null;
    const signal = AbortSignal.timeout(LOOK_LIMIT_MS);
    if (trade) await pollOrder(shop, trade, signal);
    else if (order.money.status === "authorized") await followMoney(shop, order, signal);
    const after = readOrder(shop, order.id);
    await followDelivery(shop, after, signal);
    return c.html(orderPage(readerOf(shop, c), after, deliveryOf(shop, after)));
  });
  routes.get("/orders/:order/status", (c) => {
    const order = ownOrder(shop, c);
    return order ? c.json({ state: order.state }) : c.notFound();
  });
  return routes;
}

/** The tag's trade-from: an empty POST, answered with {trade}. */
async function answerPress(shop: Shop, c: Context): Promise<Response> {
  const session = sessionOf(c);
  const basket = basketIn(shop, c);
  if (session === undefined || basket.lines.length === 0)
    return c.json({ error: "basket_empty" }, 409);
  const order = orderForBasket(shop, session, basket, languageIn(c));
  try {
    return c.json({ trade: await tradeForOrder(shop, order), order: order.id });
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    const { code, requestId } = error;
    shop.log("trade_failed", { order: order.id, code, requestId });
    return c.json({ error: code }, 502);
  }
}

/** 200 only once the order is written. */
async function takeReceipt(shop: Shop, c: Context, order?: string): Promise<Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const receipt =
    typeof body === "object" && body !== null && "receipt" in body ? body.receipt : body;
  const finalized = await finalizeOrder(shop, receipt, order);
  return c.json(answerOf(finalized), finalized.state === "refused" ? 422 : 200);
}

function answerOf(finalized: Finalized): Record<string, string> {
  if (finalized.state === "refused") return { error: finalized.code };
  return { order: finalized.order, state: finalized.state };
}

function ownOrder(shop: Shop, c: Context): Order | undefined {
  const order = findOrder(shop, c.req.param("order") ?? "");
  return order && order.session === sessionOf(c) ? order : undefined;
}
