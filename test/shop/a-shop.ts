// A shop in memory, its Warifu a fake one with real keys and receipts, its clock the test's.

import type { Hono } from "hono";
import { createWarifu } from "../../register-server/index.ts";
import { basketOf } from "../../shop/basket.ts";
import { createShop } from "../../shop/create-shop.ts";
import { openDatabase } from "../../shop/database.ts";
import { type Order, orderForBasket } from "../../shop/orders.ts";
import type { Shop } from "../../shop/shop.ts";
import { NOW } from "../support/builders/realm.ts";
import { WEBHOOK_SECRET } from "../support/builders/webhooks.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

export const ORIGIN = "http://127.0.0.1:3000";
export const SESSION = "0".repeat(32);

export interface TestShop {
  readonly shop: Shop;
  readonly fake: FakeWarifu;
  readonly app: Hono;
  readonly clock: { now: number };
  readonly logged: [string, Record<string, unknown>][];
}

export async function aShop(): Promise<TestShop> {
  const fake = await FakeWarifu.open();
  const clock = { now: NOW };
  const logged: [string, Record<string, unknown>][] = [];
  const now = () => clock.now;
  const shop: Shop = {
    db: openDatabase(":memory:"),
    warifu: createWarifu({ key: fake.key, fetch: fake.fetch, now, wait: async () => {} }),
    webhookSecret: WEBHOOK_SECRET,
    origin: ORIGIN,
    now,
    tradeDelayMs: 0,
    log: (event, detail) => void logged.push([event, detail]),
  };
  return { shop, fake, clock, logged, app: createShop(shop) };
}

/** An order for these goods, written as a press writes it. */
export function anOrder(
  { shop }: TestShop,
  goods: Record<string, number> = { "brush-and-ink": 1 },
  session = SESSION,
): Order {
  const { db } = shop;
  db.prepare("DELETE FROM basket_lines WHERE session = ?").run(session);
  const insert = db.prepare("INSERT INTO basket_lines VALUES (?, ?, ?)");
  for (const [product, quantity] of Object.entries(goods)) insert.run(session, product, quantity);
  return orderForBasket(shop, session, basketOf(shop, session), "en");
}

/** Every row of a table, for looking at what was written. */
export function rows({ shop }: TestShop, table: string): Record<string, unknown>[] {
  return shop.db.prepare(`SELECT * FROM ${table}`).all();
}

/** A browser at the shop: keeps its cookie, comes from the shop's own pages. */
export function aBrowser({ app }: TestShop, headers: Record<string, string> = {}) {
  let cookie = "";
  const send = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const response = await app.request(ORIGIN + path, {
      ...init,
      headers: { origin: ORIGIN, ...(cookie ? { cookie } : {}), ...headers, ...init.headers },
    });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  };
  return {
    get: (path: string) => send(path, {}),
    post: (path: string, fields?: Record<string, string>) =>
      send(path, { method: "POST", ...(fields ? { body: new URLSearchParams(fields) } : {}) }),
    postJson: (path: string, body: unknown) =>
      send(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}
