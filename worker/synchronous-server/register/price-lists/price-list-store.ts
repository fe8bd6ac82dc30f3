/** The register's price lists, a row each: the newest of its name alone. Nothing but reading and writing them. */

import type {
  PricedItems,
  PriceListName,
  SignedPriceList,
} from "../../../../protocol/price-list/price-list.ts";
import type { Database, Row } from "../../../objects/database.ts";

export const PRICE_LISTS_MIGRATION = `CREATE TABLE price_lists (
     name TEXT PRIMARY KEY,
     serial INTEGER NOT NULL,
     list TEXT NOT NULL,
     items TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`;

export interface StoredPriceList {
  readonly list: SignedPriceList;
  readonly items: PricedItems;
}

export class PriceListStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(name: PriceListName): StoredPriceList | undefined {
    const query = "SELECT list, items FROM price_lists WHERE name = ?";
    const [row] = this.#database.exec<{ list: string; items: string } & Row>(query, name);
    return row && { list: JSON.parse(row.list), items: JSON.parse(row.items) };
  }

  count(): number {
    const [row] = this.#database.exec<{ lists: number }>(
      "SELECT count(*) AS lists FROM price_lists",
    );
    return row?.lists ?? 0;
  }

  write({ list, items }: StoredPriceList): void {
    this.#database.exec(
      `INSERT INTO price_lists (name, serial, list, items) VALUES (?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET
         serial = excluded.serial, list = excluded.list, items = excluded.items`,
      ...[list.payload.name, list.payload.serial, JSON.stringify(list), JSON.stringify(items)],
    );
  }
}
