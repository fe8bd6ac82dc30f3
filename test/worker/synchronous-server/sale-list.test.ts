// What a till reads to list some of its sales: those, and no other trade; also where older code had stored them.

import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { Database } from "../../../worker/objects/database.ts";
import { TillStore } from "../../../worker/synchronous-server/till/store.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { allTills, aShop, aTrade, post, type Shop } from "../synchronous-world.ts";
import { aShopWithSales } from "./sales-world.ts";

/** More than two rows of the list, the last ones still in the till's own row. */
const SOLD = 37;
/** A reader of all trades would read these too. */
const UNPAID = 120;
/** the migration that made the list */
const SHIPPED = 7;
/** by it, and by those after it */
const MADE_SINCE = [
  "sale_list",
  "nothing_given",
  "disclosures",
  "event_list",
  "untimed",
  ...["metadata", "metadata_names", "metadata_keys", "disputes", "dispute_entries"],
];

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
  const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": "one-till" };
  await post(`/v1/registers/${shop.register}/tills`, { tills: 1 }, headers);
  await Promise.all(Array.from({ length: UNPAID }, () => aTrade(shop)));
  await aShopWithSales(Array<number>(SOLD).fill(10), shop);
});

const tillOf = () => allTills(shop, 1)[0]!;

/** @returns the numbers that were found, and how many rows were read for it */
function salesRead(after: number, upTo: number, limit?: number) {
  return runInDurableObject(tillOf(), (_: Till, { storage }) => {
    let rowsRead = 0;
    const sql = {
      exec: (query: string, ...bindings: SqlStorageValue[]) => {
        const cursor = storage.sql.exec(query, ...bindings);
        const rows = cursor.toArray();
        rowsRead += cursor.rowsRead;
        return { rowsWritten: 0, toArray: () => rows };
      },
    };
    const store = new TillStore(new Database({ sql } as unknown as DurableObjectStorage));
    const found = store.salesBetween(after, upTo, limit);
    return { numbers: found.map(({ sale }) => sale), rowsRead };
  });
}

const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

it.each([
  [0, SOLD, undefined, from(1, SOLD)],
  [0, 1, undefined, [1]],
  [14, 18, undefined, from(15, 18)],
  [20, 35, 3, from(21, 23)],
  [30, 1000, undefined, from(31, SOLD)],
  [SOLD, 1000, undefined, []],
])(
  "sales after %i up to %i, at most %s, cost about what they are",
  async (after, upTo, limit, numbers) => {
    const read = await salesRead(after, upTo, limit);
    expect(read.numbers).toEqual(numbers);
    // Each is its row, its id as it is looked for, and their sorting; the rest are the list's rows and the till's own.
    expect(read.rowsRead).toBeLessThanOrEqual(4 * numbers.length + 8);
  },
);

it("rows that older code stored are listed, and found in the same way", async () => {
  await runInDurableObject(tillOf(), (till: Till, { storage: { sql } }) => {
    const { sales, ...sums } = JSON.parse(`${sql.exec("SELECT sums FROM till").one().sums}`);
    expect(sales).toHaveLength(SOLD % 16);
    sql.exec("UPDATE till SET sums = ?", JSON.stringify(sums));
    sql.exec("DROP INDEX orders_by_time");
    for (const table of MADE_SINCE) sql.exec(`DROP TABLE ${table}`);
    sql.exec("DELETE FROM migrations WHERE number >= ?", SHIPPED);
    new TillStore(till.database).migrate();
  });
  expect((await salesRead(14, 18)).numbers).toEqual(from(15, 18));
  expect((await salesRead(14, 18)).rowsRead).toBeLessThanOrEqual(24);
});
