/**
 * Six characters of a trade's id, for eyes: two screens that show the same ones show the same trade [PG17]. Nothing is
 * found or paid by them.
 */

import type { TradeId } from "../ids.ts";

/** Of the id's text, within the part that is a hash. */
const [FROM, TO] = [35, 41];
/** Digits and letters that nobody mistakes for one another (Crockford's). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** @returns like "7K2-QM4" */
export function tradeCode(trade: TradeId): string {
  const letters = [...trade.slice(FROM, TO)].map((digit) => LETTERS[Number.parseInt(digit, 32)]);
  return `${letters.slice(0, 3).join("")}-${letters.slice(3).join("")}`;
}
