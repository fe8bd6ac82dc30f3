/**
 * The shop as a Hono app: pages and forms, all of one session's own. Payments are in payment-routes.ts.
 * Every change needs a request from the shop's own pages.
 */

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { checkoutScript } from "../register-server/index.ts";
import { addToBasket, chooseLocker, setQuantity } from "./basket.ts";
import { isLocker, productOf } from "./catalogue.ts";
import { deskRoutes } from "./desk-routes.ts";
import { knownTradeOf } from "./order-trades.ts";
import { currentOrder } from "./orders.ts";
import { basketPage } from "./pages/basket-page.ts";
import { checkoutPage } from "./pages/checkout-page.ts";
import { goodsPage } from "./pages/goods-page.ts";
import { layout, plainPage } from "./pages/layout.ts";
import { paymentRoutes } from "./payment-routes.ts";
import { basketIn, readerOf } from "./reader.ts";
import { securityHeaders } from "./security-headers.ts";
import { sessionOf, startSession } from "./session.ts";
import type { Shop } from "./shop.ts";
import { wordsOf } from "./words.ts";

const BODY_BYTES_MAX = 64 * 1024;

export function createShop(shop: Shop): Hono {
  const app = new Hono();
  const { origin } = shop.warifu;
  app.use(securityHeaders(origin, checkoutScript(origin).src));
  app.use(csrf({ origin: shop.origin }));
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX }));
  app.get("/health", (c) => c.json({ status: "ok" }));
  // Proves that these pages are the register's: the carrier reads it when it certifies, and every day.
  app.get("/.well-known/warifu.json", async (c) => c.json(await shop.warifu.wellKnown()));
  app.get("/", (c) => c.html(goodsPage(readerOf(shop, c))));
  basketRoutes(shop, app);
  app.get("/checkout", (c) => showCheckout(shop, c));
  app.route("/", paymentRoutes(shop));
  if (shop.warifu.mode === "test") app.route("/", deskRoutes(shop));
  app.notFound((c) => {
    const reader = readerOf(shop, c);
    const words = wordsOf(reader.language);
    const on = { href: "/", label: words.backToGoods };
    const main = plainPage(words.notFoundTitle, words.notFoundText, on);
    return c.html(layout(reader, { title: words.notFoundTitle, main }), 404);
  });
  return app;
}

function basketRoutes(shop: Shop, app: Hono): void {
  const secure = shop.origin.startsWith("https:");
  app.get("/basket", (c) => {
    const refused = c.req.query("refused") === "currency";
    return c.html(basketPage(readerOf(shop, c), basketIn(shop, c), refused));
  });
  app.post("/basket", async (c) => {
    const product = productOf(textOf(await c.req.parseBody(), "product"));
    if (!product) return c.notFound();
    const added = addToBasket(shop, startSession(c, secure), product);
    return c.redirect(added ? "/basket" : "/basket?refused=currency", 303);
  });
  app.post("/basket/line", async (c) => {
    const body = await c.req.parseBody();
    const quantity = textOf(body, "quantity");
    const session = sessionOf(c);
    if (session && /^\d{1,2}$/.test(quantity))
      setQuantity(shop, session, textOf(body, "product"), Number(quantity));
    return c.redirect("/basket", 303);
  });
  app.post("/checkout", async (c) => {
    const locker = textOf(await c.req.parseBody(), "locker");
    const session = sessionOf(c);
    if (session && isLocker(locker)) chooseLocker(shop, session, locker);
    return c.redirect("/checkout", 303);
  });
}

function showCheckout(shop: Shop, c: Context): Response | Promise<Response> {
  const session = sessionOf(c);
  const basket = basketIn(shop, c);
  if (!session || basket.lines.length === 0) return c.redirect("/basket", 303);
  const { origin, register } = shop.warifu;
  const order = currentOrder(shop, session, basket);
  const follow = order ? knownTradeOf(shop, order) : null;
  return c.html(checkoutPage(readerOf(shop, c), basket, { origin, register, follow }));
}

function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}
