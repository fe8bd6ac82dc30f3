/**
 * The desk's addresses, only where the register is a test register: whoever opens the page is the shop. A real
 * shop has them behind its own door.
 */

import { type Context, Hono } from "hono";
import { readAmount } from "../register-server/index.ts";
import { deliveryOf, followDelivery } from "./delivery.ts";
import { DESK_ACTS, type DeskAct, doAtDesk, openActs, paidOrders } from "./desk.ts";
import { answerDispute, DISPUTE_ACTS, type DisputeAct, openDisputes } from "./disputes.ts";
import { followMoney } from "./order-money.ts";
import { findByTrade } from "./order-trades.ts";
import { findOrder } from "./orders.ts";
import { deskPage } from "./pages/desk-page.ts";
import { readerOf } from "./reader.ts";
import type { Shop } from "./shop.ts";

/** Reserved money may have gone back by itself: asked for whoever looks. */
const LOOK_LIMIT_MS = 2_000;

export function deskRoutes(shop: Shop): Hono {
  const routes = new Hono();
  routes.get("/desk", async (c) => {
    const signal = AbortSignal.timeout(LOOK_LIMIT_MS);
    const reserved = paidOrders(shop).filter(({ money }) => money.status === "authorized");
    await Promise.all(reserved.map((order) => followMoney(shop, order, signal)));
    await Promise.all(paidOrders(shop).map((order) => followDelivery(shop, order, signal)));
    const entries = paidOrders(shop).map((order) => {
      const newKey = () => shop.warifu.newIdempotencyKey();
      const delivery = deliveryOf(shop, order);
      return { order, open: openActs(shop, order.id), newKey, ...(delivery ? { delivery } : {}) };
    });
    const disputes = await openDisputes(shop, signal);
    const said = /^[a-z_]{1,40}$/.exec(c.req.query("said") ?? "")?.[0];
    return c.html(deskPage(readerOf(shop, c), { entries, disputes }, said));
  });
  routes.post("/desk/dispute/:trade/:act", (c) => answer(shop, c));
  routes.post("/desk/:order/:act", (c) => act(shop, c));
  return routes;
}

async function answer(shop: Shop, c: Context): Promise<Response> {
  const trade = c.req.param("trade") ?? "";
  const act = DISPUTE_ACTS.find((one): one is DisputeAct => one === c.req.param("act"));
  const { key, text = "" } = await c.req.parseBody();
  const isForm = typeof key === "string" && /^[0-9a-f-]{36}$/.test(key) && typeof text === "string";
  if (!act || !isForm || !findByTrade(shop, trade)) return c.notFound();
  return c.redirect(`/desk?said=${await answerDispute(shop, trade, { act, key, text })}`, 303);
}

async function act(shop: Shop, c: Context): Promise<Response> {
  const order = findOrder(shop, c.req.param("order") ?? "");
  const what = DESK_ACTS.find((one): one is DeskAct => one === c.req.param("act"));
  const body = await c.req.parseBody();
  const { key, amount = "0" } = body;
  if (!order || !what || typeof key !== "string" || !/^[0-9a-f-]{36}$/.test(key))
    return c.notFound();
  const minor = typeof amount === "string" ? minorOf(amount, order.currency) : undefined;
  if (minor === undefined) return c.notFound();
  const said = await doAtDesk(shop, order, { key, act: what, amount: minor });
  return c.redirect(`/desk?said=${said}`, 303);
}

/** As it was typed, "19.90", in minor units; undefined for what is no amount of the currency. */
function minorOf(text: string, currency: string): number | undefined {
  try {
    return readAmount(text, currency);
  } catch {
    return undefined;
  }
}
