/**
 * Baskets, one per browser session. A basket has one currency: what is priced in another is bought on its
 * own. Prices come from the catalogue each time, never from the page.
 */

import { isLocker, type Locker, type Product, productOf } from "./catalogue.ts";
import { inTransaction } from "./database.ts";
import type { Shop } from "./shop.ts";

export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
}

export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly locker: Locker;
  /** of all lines; undefined when there are none */
  readonly currency: string | undefined;
  /** minor units */
  readonly amount: number;
}

export const QUANTITY_MAX = 99;

export function basketOf({ db }: Shop, session: string): Basket {
  const rows = db
    .prepare("SELECT product, quantity FROM basket_lines WHERE session = ? ORDER BY product")
    .all(session);
  const lines = rows.flatMap((row) => {
    const product = productOf(String(row.product)); // gone from the catalogue: gone from the basket
    return product ? [{ product, quantity: Number(row.quantity) }] : [];
  });
  const locker = db.prepare("SELECT locker FROM baskets WHERE session = ?").get(session)?.locker;
  return {
    lines,
    locker: isLocker(locker) ? locker : "station",
    currency: lines[0]?.product.currency,
    amount: lines.reduce((sum, line) => sum + line.product.amount * line.quantity, 0),
  };
}

/** @returns false when the basket has another currency than the product; nothing is changed then */
export function addToBasket(shop: Shop, session: string, product: Product): boolean {
  const { db } = shop;
  return inTransaction(db, () => {
    const { currency } = basketOf(shop, session);
    if (currency !== undefined && currency !== product.currency) return false;
    db.prepare(
      `INSERT INTO basket_lines (session, product, quantity) VALUES (?, ?, 1)
       ON CONFLICT DO UPDATE SET quantity = min(quantity + 1, ${QUANTITY_MAX})`,
    ).run(session, product.id);
    return true;
  });
}

/** @param quantity 0 takes the line out */
export function setQuantity(
  { db }: Shop,
  session: string,
  product: string,
  quantity: number,
): void {
  const key = [session, product] as const;
  if (quantity <= 0) {
    db.prepare("DELETE FROM basket_lines WHERE session = ? AND product = ?").run(...key);
    return;
  }
  db.prepare("UPDATE basket_lines SET quantity = ? WHERE session = ? AND product = ?").run(
    Math.min(quantity, QUANTITY_MAX),
    ...key,
  );
}

export function chooseLocker({ db }: Shop, session: string, locker: Locker): void {
  db.prepare(
    `INSERT INTO baskets (session, locker) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET locker = excluded.locker`,
  ).run(session, locker);
}

/** Takes what was bought out of the basket; what was added meanwhile stays. For use inside a transaction. */
export function takeOut(
  { db }: Shop,
  session: string,
  bought: readonly { product: string; quantity: number }[],
): void {
  for (const { product, quantity } of bought) {
    db.prepare("DELETE FROM basket_lines WHERE session = ? AND product = ? AND quantity <= ?").run(
      session,
      product,
      quantity,
    );
    db.prepare(
      "UPDATE basket_lines SET quantity = quantity - ? WHERE session = ? AND product = ?",
    ).run(quantity, session, product);
  }
}
