// What a page of trades costs a till that has many: rows it looks at, and that SQLite finds them by their ids. What a
// create costs doesn't change by it, but for a key that says no time.

import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import { LIST_SCAN_MAX, LIST_SIFT_MAX } from "../../../protocol/limits.ts";
import { LAST_PLACE, placeAt, timedIdAt } from "../../../protocol/trade/place.ts";
import { Database } from "../../../worker/objects/database.ts";
import { scanned } from "../../../worker/synchronous-server/till/reading/scan.ts";
import { matcher } from "../../../worker/synchronous-server/till/reading/trade-filters.ts";
import { timedSource } from "../../../worker/synchronous-server/till/reading/trade-list.ts";
import { TradeRows } from "../../../worker/synchronous-server/till/reading/trade-rows.ts";
import { TillStore } from "../../../worker/synchronous-server/till/store.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import {
  aKey,
  aShop,
  aTrade,
  flushed,
  type Shop,
  tillCost,
  tillStub,
} from "../synchronous-world.ts";

const MANY = 12_000;
/** of one of the oldest, and with what JSON writes otherwise */
const RARE = 'P-"17" \\ é';

let shop: Shop;
let trade: TradeId;

beforeAll(async () => {
  shop = await aShop();
  ({ id: trade } = await aTrade(shop));
  await flushed(trade);
  await runInDurableObject(tillStub(trade), (_: Till, { storage: { sql } }) => {
    const { register, till } = parseTradeId(trade);
    const [row] = sql.exec("SELECT * FROM trades WHERE id = ?", trade).toArray();
    const { id: _id, ...cells } = row ?? {};
    const marks = Object.keys(cells).map(() => "?");
    const query = `INSERT INTO trades (id, ${Object.keys(cells).join()}) VALUES (?, ${marks.join()})`;
    const terms = String(cells.terms).replace(/"reference":"[^"]*",?/, "");
    const rare = terms.replace('"payload":{', `"payload":{"reference":${JSON.stringify(RARE)},`);
    for (let at = 0; at < MANY; at++) {
      const row = Object.values({ ...cells, terms: at === 7 ? rare : terms });
      sql.exec(query, timedIdAt(register, till, placeAt(1_000_000 + at)), ...row);
    }
  });
}, 60_000);

interface Seen {
  rowsRead: number;
  readonly plans: string[];
}

/** Sees what SQLite reads for the page of these filters. */
function looked(limit: number, filters: Parameters<typeof matcher>[0], before = LAST_PLACE) {
  return runInDurableObject(tillStub(trade), (_: Till, { storage }) => {
    const seen: Seen = { rowsRead: 0, plans: [] };
    const sql = {
      exec: (query: string, ...bindings: SqlStorageValue[]) => {
        const plan = storage.sql.exec(`EXPLAIN QUERY PLAN ${query}`, ...bindings).toArray();
        seen.plans.push(...plan.map(({ detail }) => `${detail}`));
        const cursor = storage.sql.exec(query, ...bindings);
        const rows = cursor.toArray();
        seen.rowsRead += cursor.rowsRead;
        return { rowsWritten: 0, toArray: () => rows };
      },
    };
    const rows = new TradeRows(new Database({ sql } as unknown as DurableObjectStorage));
    const own = parseTradeId(trade);
    const { reference } = filters;
    const sources = [
      timedSource(own as never, { rows } as never, { reference } as never),
      { rows: rows.untimed.bind(rows, own) },
    ];
    const page = { from: placeAt(0), before, limit };
    const found = scanned(
      sources,
      page,
      matcher(
        filters,
        (record) => record,
        () => undefined,
      ),
    );
    const { entries, horizon } = found;
    return { ...seen, found: entries.length, more: horizon !== undefined, horizon };
  });
}

describe("a page of a till with many trades", () => {
  it("[AR2] reads as many rows as it has entries, by the ids' own order", async () => {
    const { rowsRead, plans, found, more } = await looked(20, {});
    expect({ found, more }).toEqual({ found: 20, more: true });
    expect(rowsRead).toBeLessThanOrEqual(22);
    for (const plan of plans) expect(plan).toMatch(/^SEARCH (trades|untimed) USING PRIMARY KEY/);
  });

  it("[AR2] that finds nothing has looked at no more rows than it may", async () => {
    const { rowsRead, found, more } = await looked(100, { amount: 1 });
    expect({ found, more }).toEqual({ found: 0, more: true });
    expect(rowsRead).toBeLessThanOrEqual(LIST_SCAN_MAX + 10);
  });

  it("[AR2] by reference is sifted by the database, so that a rare one is found in few looks", async () => {
    const first = await looked(20, { reference: RARE });
    expect({ found: first.found, more: first.more }).toEqual({ found: 0, more: true });
    // What may be sifted, once to know how far that is and once for it, and no row is read as a trade.
    expect(first.rowsRead).toBeLessThanOrEqual(2 * LIST_SIFT_MAX + 20);
    const second = await looked(20, { reference: RARE }, first.horizon);
    const third = await looked(20, { reference: RARE }, second.horizon);
    expect([second.found, third.found, third.more]).toEqual([0, 1, false]);
    for (const plan of first.plans) expect(plan).toMatch(/^SEARCH (trades|untimed) USING PRIMARY/);
  });
});

describe("what a list asks of a create", () => {
  it("[AR1] is nothing, but a row where its key says no time", async () => {
    const own = await aShop();
    const made = async (key: string) => flushed((await aTrade(own, { key })).id);
    expect((await tillCost(own, () => made(aKey()))).rows).toBe(1);
    // Its row, its place, and what is live although no id says so.
    expect((await tillCost(own, () => made("order-17"))).rows).toBe(3);
  });

  it("[AR1] rows of older code that say no time are listed once", async () => {
    const own = await aShop();
    const { id } = await aTrade(own, { key: "order-1" });
    await aTrade(own);
    await flushed(id);
    await runInDurableObject(tillStub(id), (till: Till, { storage: { sql } }) => {
      const listed = () => sql.exec("SELECT id FROM untimed").toArray();
      expect(listed()).toEqual([{ id }]);
      sql.exec("DROP INDEX orders_by_time");
      for (const table of MADE_SINCE) sql.exec(`DROP TABLE ${table}`);
      sql.exec("DELETE FROM migrations WHERE number >= ?", UNTIMED_MADE);
      new TillStore(till.database).migrate();
      expect(listed()).toEqual([{ id }]);
    });
  });
});

/** the migration that made the list, and what it and those after it made */
const UNTIMED_MADE = 11;
const MADE_SINCE = [
  ...["untimed", "metadata", "metadata_names", "metadata_keys"],
  ...["disputes", "dispute_entries"],
];
