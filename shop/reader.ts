/** What a request says of its reader: the language asked for, and the basket of its session. */

import type { Context } from "hono";
import { type Basket, basketOf } from "./basket.ts";
import { type Language, languageOf } from "./language.ts";
import type { Reader } from "./pages/layout.ts";
import { sessionOf } from "./session.ts";
import type { Shop } from "./shop.ts";

const EMPTY: Basket = { lines: [], locker: "station", currency: undefined, amount: 0 };

export function basketIn(shop: Shop, c: Context): Basket {
  const session = sessionOf(c);
  return session === undefined ? EMPTY : basketOf(shop, session);
}

export function languageIn(c: Context): Language {
  return languageOf(c.req.header("accept-language"));
}

export function readerOf(shop: Shop, c: Context): Reader {
  const { lines } = basketIn(shop, c);
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return { language: languageIn(c), pieces };
}
