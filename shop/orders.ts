/**
 * Orders: written before anything is asked of Warifu, and what they ask for never changes. An order belongs
 * to the session that made it; there is no other way to read it.
 */

import type { Basket } from "./basket.ts";
import type { Locker } from "./catalogue.ts";
import { inTransaction } from "./database.ts";
import type { Language } from "./language.ts";
import type { Shop } from "./shop.ts";

export interface OrderLine {
  readonly product: string;
  readonly name: string;
  readonly quantity: number;
  /** the line's total, minor units */
  readonly amount: number;
}

export interface Order {
  readonly id: string;
  readonly session: string;
  readonly state: "unpaid" | "replaced" | "paid";
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly locker: Locker;
  /** ms since the epoch */
  readonly createdAt: number;
  /** gapless, given when paid */
  readonly number: number | null;
  readonly paidAt: number | null;
  /** some of it is sent later: the money is reserved first */
  readonly later: boolean;
  /** as Warifu last said, minor units */
  readonly money: {
    readonly status: string;
    readonly captured: number;
    readonly refunded: number;
  };
}

/** No letters or digits that are read for one another. */
const ID_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The unpaid order of this very basket, or a new one. Orders of the session's earlier baskets are replaced:
 * their trades are cancelled by the poller.
 */
export function orderForBasket(
  shop: Shop,
  session: string,
  basket: Basket,
  language: Language,
): Order {
  const { db, now } = shop;
  const lines = JSON.stringify(linesOf(basket, language));
  return inTransaction(db, () => {
    const same = currentOrder(shop, session, basket);
    if (same) return same;
    db.prepare("UPDATE orders SET state = 'replaced' WHERE session = ? AND state = 'unpaid'").run(
      session,
    );
    const id = newOrderId();
    db.prepare(
      `INSERT INTO orders (id, session, state, amount, currency, lines, locker, created_at)
       VALUES (?, ?, 'unpaid', ?, ?, ?, ?, ?)`,
    ).run(id, session, basket.amount, basket.currency ?? "", lines, basket.locker, now());
    const later = basket.lines.some(({ product }) => product.sentLater) ? 1 : 0;
    db.prepare("INSERT INTO order_money VALUES (?, ?, 'open', 0, 0)").run(id, later);
    return readOrder(shop, id);
  });
}

/** The unpaid order of what is in the basket now, whatever language it was written in. */
export function currentOrder(shop: Shop, session: string, basket: Basket): Order | undefined {
  const wanted = contentOf(
    basket.lines.map(({ product, quantity }) => ({ product: product.id, quantity })),
  );
  return ordersOf(shop, session).find(
    ({ state, lines, locker, amount, currency }) =>
      state === "unpaid" &&
      locker === basket.locker &&
      amount === basket.amount &&
      currency === basket.currency &&
      contentOf(lines) === wanted,
  );
}

function contentOf(lines: readonly { product: string; quantity: number }[]): string {
  return JSON.stringify(lines.map(({ product, quantity }) => [product, quantity]).sort());
}

/** Newest first. */
export function ordersOf({ db }: Shop, session: string): Order[] {
  return db
    .prepare(
      "SELECT * FROM orders_with_money WHERE session = ? ORDER BY created_at DESC, position DESC",
    )
    .all(session)
    .map(orderOf);
}

export function findOrder({ db }: Shop, id: string): Order | undefined {
  const row = db.prepare("SELECT * FROM orders_with_money WHERE id = ?").get(id);
  return row && orderOf(row);
}

/** @throws Error when there is none: the caller knew it */
export function readOrder(shop: Shop, id: string): Order {
  const order = findOrder(shop, id);
  if (!order) throw new Error("an order that was written can be read");
  return order;
}

function linesOf(basket: Basket, language: Language): OrderLine[] {
  return basket.lines.map(({ product, quantity }) => ({
    product: product.id,
    name: product.name[language],
    quantity,
    amount: product.amount * quantity,
  }));
}

function orderOf(row: Record<string, unknown>): Order {
  return {
    id: String(row.id),
    session: String(row.session),
    state: row.state as Order["state"],
    amount: Number(row.amount),
    currency: String(row.currency),
    lines: JSON.parse(String(row.lines)) as OrderLine[],
    locker: row.locker as Locker,
    createdAt: Number(row.created_at),
    number: row.number === null ? null : Number(row.number),
    paidAt: row.paid_at === null ? null : Number(row.paid_at),
    later: row.later === 1,
    money: {
      status: String(row.status),
      captured: Number(row.captured),
      refunded: Number(row.refunded),
    },
  };
}

function newOrderId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `K-${[...bytes].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join("")}`;
}
