/**
 * Which trade each sale of a till is, so that what reads some sales by number reads no others. An index would cost
 * a row per sale: the latest stand in the till's own row, which each sale writes anyway, and leave it together,
 * some at a time, for a row of this table. Sales that have no trade of their own (captures) aren't in it.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import type { Database } from "../../objects/database.ts";

/** A sale's number, and its trade. */
export type NumberedSale = readonly [number, TradeId];

/** What stood in the table of trades before this one was there is listed one by one. */
export const SALE_LIST_MIGRATION = `CREATE TABLE sale_list (last INTEGER PRIMARY KEY, sales TEXT NOT NULL) STRICT;
   INSERT INTO sale_list
     SELECT sale, json_array(json_array(sale, id)) FROM trades WHERE sale IS NOT NULL ORDER BY sale;`;

export class SaleList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Inside a transaction only. @param sales in order, after all that are listed */
  add(sales: readonly NumberedSale[]): void {
    const last = sales.at(-1)?.[0];
    if (last === undefined) return;
    this.#database.exec("INSERT INTO sale_list VALUES (?, ?)", last, JSON.stringify(sales));
  }

  /** Those with these numbers that have left the till's row, in order. Reads their rows, and no others. */
  between(after: number, upTo: number, limit: number): NumberedSale[] {
    return this.#database
      .exec<{ sales: string }>(
        `SELECT sales FROM sale_list WHERE last > ?1 AND last <= coalesce(
           (SELECT last FROM sale_list WHERE last >= ?2 ORDER BY last LIMIT 1), ?2)
         ORDER BY last LIMIT ?3`,
        ...[after, upTo, limit],
      )
      .flatMap(({ sales }) => JSON.parse(sales) as NumberedSale[])
      .filter(([number]) => number > after && number <= upTo);
  }
}
