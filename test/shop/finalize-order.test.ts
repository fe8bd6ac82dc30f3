// One function makes an order paid, whoever calls it: once, and only by a receipt of that very order.

import { beforeEach, describe, expect, it } from "vitest";
import { finalizeOrder } from "../../shop/finalize-order.ts";
import { findOrder, type Order } from "../../shop/orders.ts";
import { pollTrades } from "../../shop/poll-trades.ts";
import { tradeForOrder } from "../../shop/trade-for-order.ts";
import { NOW } from "../support/builders/realm.ts";
import { aWebhook } from "../support/builders/webhooks.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";
import { anOrder, aShop, rows, SESSION, type TestShop } from "./a-shop.ts";

let test: TestShop;
let order: Order;
let trade: string;

beforeEach(async () => {
  test = await aShop();
  order = anOrder(test);
  trade = await tradeForOrder(test.shop, order);
});

const state = () => findOrder(test.shop, order.id)?.state;
const lines = (session = SESSION) =>
  rows(test, "basket_lines").flatMap((row) =>
    row.session === session ? [[row.product, row.quantity]] : [],
  );

describe("finalizeOrder", () => {
  it("[SG7] makes the order paid, with its number, trade and receipt", async () => {
    const receipt = await test.fake.settle(trade);
    expect(await finalizeOrder(test.shop, receipt)).toEqual({
      state: "paid",
      order: order.id,
      first: true,
    });
    expect(findOrder(test.shop, order.id)).toMatchObject({
      state: "paid",
      number: 1001,
      paidAt: NOW,
    });
    const [row] = rows(test, "orders");
    expect(row?.paid_trade).toBe(trade);
    expect(JSON.parse(String(row?.receipt))).toEqual(receipt);
    expect(rows(test, "order_trades")[0]?.state).toBe("settled");
  });

  it("by page, webhook and poller at once, a hundred times, makes each order paid once", async () => {
    const numbers = new Set<number | null | undefined>();
    for (let round = 0; round < 100; round++) {
      const one = anOrder(test, { postcards: (round % 9) + 1 }, `${round}`.padStart(32, "0"));
      const receipt = await test.fake.settle(await tradeForOrder(test.shop, one));
      test.clock.now += 10_000;
      const page = () => finalizeOrder(test.shop, receipt, one.id);
      const event = test.fake.events.at(-1);
      const signed = await aWebhook({ event, id: event?.id ?? "", at: test.clock.now });
      const brought = async () => test.app.request("/webhooks/warifu", signed);
      const all = [page(), pollTrades(test.shop), page(), brought()] as const;
      const [first, , second, webhook] = await Promise.all(all);
      expect(webhook.status).toBe(204);
      const firsts = [first, second].filter((done) => done.state === "paid" && done.first);
      expect(first).toMatchObject({ state: "paid", order: one.id });
      expect(second).toMatchObject({ state: "paid", order: one.id });
      expect(firsts.length).toBeLessThanOrEqual(1);
      numbers.add(findOrder(test.shop, one.id)?.number);
    }
    expect([...numbers]).toEqual(Array.from({ length: 100 }, (_, i) => 1001 + i));
    expect(rows(test, "orders").filter((row) => row.state === "paid")).toHaveLength(100);
    expect(rows(test, "surplus_payments")).toEqual([]);
  });

  it("with the same receipt again writes nothing", async () => {
    const receipt = await test.fake.settle(trade);
    await finalizeOrder(test.shop, receipt);
    const before = rows(test, "orders");
    test.clock.now += 1;
    expect(await finalizeOrder(test.shop, receipt)).toMatchObject({ state: "paid", first: false });
    expect(rows(test, "orders")).toEqual(before);
  });

  it("takes what was bought out of the basket, and leaves what was added meanwhile", async () => {
    test.shop.db.prepare("UPDATE basket_lines SET quantity = 3").run();
    test.shop.db.prepare("INSERT INTO basket_lines VALUES (?, 'postcards', 1)").run(SESSION);
    await finalizeOrder(test.shop, await test.fake.settle(trade));
    expect(lines()).toEqual([
      ["brush-and-ink", 2],
      ["postcards", 1],
    ]);
  });

  it("empties a basket that was bought whole", async () => {
    await finalizeOrder(test.shop, await test.fake.settle(trade));
    expect(lines()).toEqual([]);
  });

  it("pays an order whose basket went on without it", async () => {
    anOrder(test, { postcards: 1 });
    expect(state()).toBe("replaced");
    await finalizeOrder(test.shop, await test.fake.settle(trade));
    expect(state()).toBe("paid");
    expect(lines()).toEqual([["postcards", 1]]);
  });

  it("writes a second payment of one order down for a refund, once", async () => {
    const first = await test.fake.settle(trade);
    test.shop.db.prepare("UPDATE order_trades SET state = 'ended'").run();
    const again = await tradeForOrder(test.shop, order);
    expect(again).not.toBe(trade);
    await finalizeOrder(test.shop, first);
    const second = await test.fake.settle(again);
    for (let times = 0; times < 2; times++)
      expect(await finalizeOrder(test.shop, second)).toEqual({ state: "surplus", order: order.id });
    expect(rows(test, "surplus_payments")).toMatchObject([{ trade: again, order_id: order.id }]);
    expect(rows(test, "orders")[0]?.paid_trade).toBe(trade);
    expect(test.logged).toEqual([["surplus_payment", { order: order.id, trade: again }]]);
  });
});

describe("a receipt that isn't the order's", () => {
  async function refusedWith(receipt: unknown, code: string, of?: string) {
    expect(await finalizeOrder(test.shop, receipt, of)).toEqual({ state: "refused", code });
    expect(state()).toBe("unpaid");
    expect(rows(test, "order_trades")[0]?.state).toBe("live");
    expect(lines()).toHaveLength(1);
  }

  it.each([
    ["amount", { amount: 1 }, "receipt_wrong_amount"],
    ["currency", { currency: "USD" as never }, "receipt_wrong_currency"],
    ["outcome", { outcome: "refused" as const }, "receipt_wrong_outcome"],
  ])("[SG7] of another %s changes nothing", async (_, change, code) => {
    const receipt = await test.fake.receiptFor(test.fake.get(trade), change);
    await refusedWith(receipt, code);
  });

  it("[SG7] of another mode changes nothing", async () => {
    const receipt = await test.fake.receiptFor(test.fake.get(trade), { mode: "live" });
    await refusedWith(receipt, "receipt_wrong_mode");
  });

  it("[SG7] of another carrier changes nothing", async () => {
    const stranger = await FakeWarifu.open();
    const receipt = await stranger.receiptFor(test.fake.get(trade), {
      iss: test.fake.realm.realm,
      register: test.fake.realm.register,
      aud: test.fake.realm.register,
    });
    await refusedWith(receipt, "receipt_uncertified_key");
  });

  it("of another order of this shop changes neither", async () => {
    const other = anOrder(test, { postcards: 1 }, "1".repeat(32));
    const receipt = await test.fake.settle(await tradeForOrder(test.shop, other));
    await refusedWith(receipt, "order_mismatch", order.id);
    expect(findOrder(test.shop, other.id)?.state).toBe("unpaid");
  });

  it("of a trade the shop never made changes nothing", async () => {
    const made = await test.shop.warifu.createTrade({ amount: 4980, currency: "JPY" });
    await refusedWith(await test.fake.settle(made.id), "trade_not_ours");
  });

  it("that is none changes nothing", async () => {
    for (const thing of [undefined, null, "paid", {}, { payload: null }, { payload: { trade: 7 } }])
      await refusedWith(thing, "receipt_malformed");
    await refusedWith({ payload: { trade } }, "receipt_malformed");
  });

  it("in one transaction that fails is nowhere half written", async () => {
    const receipt = await test.fake.settle(trade);
    test.shop.db.exec(
      "CREATE TRIGGER broken BEFORE DELETE ON basket_lines BEGIN SELECT raise(ABORT, 'disk'); END",
    );
    await expect(finalizeOrder(test.shop, receipt)).rejects.toThrow("disk");
    expect(state()).toBe("unpaid");
    expect(rows(test, "order_trades")[0]?.state).toBe("live");
    test.shop.db.exec("DROP TRIGGER broken");
    expect(await finalizeOrder(test.shop, receipt)).toMatchObject({ state: "paid", first: true });
  });
});
