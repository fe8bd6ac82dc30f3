// A register's events by asking: one for each change that it acts on, numbered without a gap, in the order of each
// trade, whatever stops in between.
import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusal } from "../../../protocol/problem.ts";
import { EventList } from "../../../protocol/register/events.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Courier } from "../../../worker/synchronous-server/courier/courier.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import { allEvents, eventPage, sequencesOf, typesOf, upTo } from "../events-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, capture, HOUR, held, type Paid, refund, voidHold } from "../orders-world.ts";
import {
  aClaim,
  advanceClock,
  aShop,
  ask,
  aTrade,
  aWallet,
  cancel,
  env,
  flushed,
  postDecline,
  problemIn,
  readOffer,
  type Shop,
  setTills,
  statusOf,
  storedRow,
  tillCost,
  tillNumberOf,
  tillStub,
  until,
} from "../synchronous-world.ts";
import { aShopWithSales } from "./sales-world.ts";

let shop: Shop;
let branch: FakeOrderTaker;
beforeEach(async () => {
  shop = await aShop();
  await setTills(shop, 4);
  branch = new FakeOrderTaker();
  branch.install();
});

const courier = () => objectNamed(env.COURIER, shop.register);

describe("events", () => {
  it("[EV1] [EV3] of sales at four tills at once have every number, and each sale its own", async () => {
    const { trades } = await aShopWithSales(Array<number>(12).fill(100), shop);
    const pages = await Promise.all(Array.from({ length: 5 }, () => eventPage(shop)));
    for (const page of pages) {
      expect(sequencesOf(page.events)).toEqual(upTo(12));
      expect(page).toEqual(pages[0]);
    }
    const [first] = pages;
    expect(v.parse(EventList, first).last).toBe(12);
    const told = first?.events.map(({ data }) => ("trade" in data ? data.trade : ""));
    expect([...(told ?? [])].sort()).toEqual([...trades].sort());
  });

  it("[EV1] a trade that ends without money has one, and what came before it none", async () => {
    const wallet = await aWallet();
    const [cancelled, declined, expired] = [
      await aTrade(shop),
      await aTrade(shop),
      await aTrade(shop),
    ];
    await aClaim(wallet, await readOffer(expired.id));
    expect((await postDecline(wallet, declined.id)).status).toBe(200);
    await cancel(shop, cancelled.id);
    advanceClock(HOUR);
    await until(async () => (await statusOf(expired.id)) === "expired");
    await until(async () => (await allEvents(shop)).length === 3);
    const events = await allEvents(shop);
    for (const [trade, type] of [
      [cancelled, "cancelled"],
      [declined, "declined"],
      [expired, "expired"],
    ] as const)
      expect(typesOf(events, trade.id)).toEqual([type]);
  });

  it("[EV1] [EV3] a hold's are in the order of its changes, with the ids of what was ordered", async () => {
    const { trade } = await aPaid(shop, branch, held());
    await capture(shop, trade, { amount: 1000 });
    await refund(shop, trade, { amount: 300 });
    await capture(shop, trade, { amount: 500, last: true });
    const other = await aPaid(shop, branch, held());
    await voidHold(shop, other.trade);
    const events = await allEvents(shop);
    expect(typesOf(events, trade)).toEqual([
      ...["authorized", "captured", "refunded", "captured", "completed"],
    ]);
    expect(typesOf(events, other.trade)).toEqual(["authorized", "voided"]);
    const captured = events.filter(({ type }) => type === "trade.captured");
    expect(captured.map(({ data }) => data.status)).toEqual(["authorized", "completed"]);
    for (const { data } of captured) expect(data).toMatchObject({ capture: /^cap_/ });
  });

  it("[EV1] a hold and its end that are heard of together are two", async () => {
    const { offer, trade } = await aPaid(shop, branch, held(), { tell: false });
    const news = await branch.decide(shop, offer);
    const ended = { ...news, key: `${news.key} end`, outcome: { kind: "hold_ended", captured: 0 } };
    await tillStub(trade).credit([news, ended] as never);
    expect(typesOf(await allEvents(shop), trade)).toEqual(["authorized", "voided"]);
  });

  it("[EV1] an order that the branch refuses has one", async () => {
    const { trade } = await aPaid(shop, branch);
    branch.refuseWith = refusal("over_captured");
    await refund(shop, trade, { amount: 100 });
    expect(typesOf(await allEvents(shop), trade)).toEqual(["settled", "refund_refused"]);
  });

  it("[EV2] a settled trade's costs the till no row, and all others of a commit one", async () => {
    const wallet = await aWallet();
    const { id } = await aTrade(shop);
    await flushed(id);
    const offer = await readOffer(id);
    await aClaim(wallet, offer);
    const news = await branch.decide(shop, offer);
    const settled = await tillCost(shop, () => tillStub(id).credit([news]));
    expect(settled).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const hold = await aPaid(shop, branch, held(), { tell: false });
    const told = await branch.decide(shop, hold.offer);
    const authorized = await tillCost(shop, () => tillStub(hold.trade).credit([told]));
    expect(authorized).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const again = await tillCost(shop, () => tillStub(hold.trade).credit([told]));
    expect(again).toMatchObject({ commits: 0, rows: 0 });
  });

  it("[EV3] are each taken once, though every object stops and they are asked for again", async () => {
    const { trades } = await aShopWithSales([1, 2, 3], shop);
    const before = await allEvents(shop);
    await abortAllDurableObjects();
    expect(await allEvents(shop)).toEqual(before);
    await aPaid(shop, branch);
    await evictDurableObject(courier());
    const after = await allEvents(shop, 1);
    expect(after.slice(0, 3)).toEqual(before);
    expect(sequencesOf(after)).toEqual(upTo(4));
    expect(before.map(({ type }) => type)).toEqual(trades.map(() => "trade.settled"));
  });

  it("[EV3] that were asked for many times at once are stored once", async () => {
    await aShopWithSales([1, 2], shop);
    await eventPage(shop);
    await aPaid(shop, branch);
    const pages = await Promise.all(Array.from({ length: 6 }, () => eventPage(shop)));
    for (const { events } of pages) expect(sequencesOf(events)).toEqual(upTo(3));
  });

  it("[EV6] of a shop that neither asks nor has webhooks are stored nowhere but at its tills", async () => {
    await aPaid(shop, branch);
    const told = await courier().news({ register: shop.register, source: 0 });
    expect(told).toEqual({ listening: { version: 0, on: false }, isAll: true });
    const hasTables = await runInDurableObject(courier(), ({ database }: Courier) =>
      database.hasTables(),
    );
    expect(hasTables).toBe(false);
  });

  it("[EV4] say ids, type, status and time, and nothing else", async () => {
    const { trade } = await aPaid(shop, branch);
    const { events } = await eventPage(shop);
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^evt_test_[0-9a-v]{26}$/),
        ...{ object: "event", type: "trade.settled", mode: "test", register: shop.register },
        ...{ sequence: 1, timestamp: expect.stringMatching(/^20.*Z$/) },
        data: { trade, status: "settled" },
      },
    ]);
  });

  it("[EV5] are told in pages and by type, whatever happened before the question among them", async () => {
    const trades = [];
    for (let made = 0; made < 3; made++) trades.push((await aPaid(shop, branch)).trade);
    await refund(shop, trades[0]!, { amount: 10 });
    expect(sequencesOf(await allEvents(shop, 1))).toEqual(upTo(4));
    const refunds = await eventPage(shop, "?types=trade.refunded,payout.paid");
    expect(refunds).toMatchObject({ events: [{ type: "trade.refunded" }], last: 4 });
    expect(refunds.next).toBeUndefined();
    expect(await eventPage(shop, "?after=4")).toEqual({ events: [], last: 4 });
    for (const query of [
      "?after=-1",
      "?limit=0",
      "?limit=501",
      "?types=trade.claimed",
      "?types=",
    ]) {
      const headers = { Authorization: `Bearer ${shop.apiKey}` };
      const { code, param } = await problemIn(await ask(`/v1/events${query}`, { headers }));
      expect([code, `?${param}`]).toEqual(["invalid_request", query.split("=")[0]]);
    }
  });

  it("[EV5] of a till that doesn't answer come later; the others' come now", async () => {
    const untold = () => aPaid(shop, branch, {}, { tell: false });
    const paid = [await untold(), await untold(), await untold()] as const;
    const first = paid[0].trade;
    let gone: Till | undefined;
    await runInDurableObject(tillStub(first), (till: Till) => {
      gone = till;
    });
    const { events } = Till.prototype;
    vi.spyOn(console, "error").mockReturnValue();
    vi.spyOn(Till.prototype, "events").mockImplementation(function (this: Till, question) {
      if (this === gone) throw new Error("gone");
      return events.call(this, question);
    });
    for (const { trade, offer } of paid)
      await tillStub(trade).credit([await branch.decide(shop, offer)]);
    const isThere = ({ trade }: Paid) => tillNumberOf(trade) !== tillNumberOf(first);
    const some = await allEvents(shop);
    expect(sequencesOf(some)).toEqual(upTo(paid.filter(isThere).length));
    expect(typesOf(some, first)).toEqual([]);
    vi.restoreAllMocks();
    const all = await allEvents(shop);
    expect(all.slice(0, some.length)).toEqual(some);
    expect(sequencesOf(all)).toEqual(upTo(3));
    expect(typesOf(all, first)).toEqual(["settled"]);
  });

  it("of a till whose rows are of older code are its sales", async () => {
    const { trades } = await aShopWithSales([7], shop);
    const stub = tillStub(trades[0]!);
    await runInDurableObject(stub, (_: Till, { storage: { sql } }) => {
      sql.exec("DROP INDEX orders_by_time");
      for (const table of MADE_SINCE) sql.exec(`DROP TABLE ${table}`);
      sql.exec("DELETE FROM migrations WHERE number >= ?", SHIPPED);
    });
    await evictDurableObject(stub);
    expect(await storedRow(trades[0]!)).toBeDefined();
    expect(typesOf(await allEvents(shop), trades[0]!)).toEqual(["settled"]);
  });
});

/** the migration that made the list of events, and what it and those after it made */
const SHIPPED = 10;
const MADE_SINCE = [
  ...["event_list", "untimed", "metadata", "metadata_names", "metadata_keys"],
  ...["disputes", "dispute_entries"],
];
