// From a press to a trade: written down before each step, one trade at a time, the same one for every press.

import { beforeEach, describe, expect, it } from "vitest";
import { findOrder, type Order } from "../../shop/orders.ts";
import { pollTrades } from "../../shop/poll-trades.ts";
import { tradeForOrder } from "../../shop/trade-for-order.ts";
import { anOrder, aShop, rows, type TestShop } from "./a-shop.ts";

let test: TestShop;
let order: Order;

beforeEach(async () => {
  test = await aShop();
  order = anOrder(test);
});

const press = () => tradeForOrder(test.shop, order);
const attempts = () => rows(test, "order_trades").map(({ trade, state }) => [trade, state]);
const creates = () => test.fake.seen.filter(({ path }) => path === "/v1/trades");

describe("a press", () => {
  it("asks for what the order says", async () => {
    const { terms } = test.fake.get(await press());
    expect(terms.payload).toMatchObject({
      amount: 4980,
      currency: "JPY",
      reference: order.id,
      items: [{ name: "Brush and ink", quantity: 1, amount: 4980 }],
    });
  });

  it("[MS3] has its key written down before anything is sent", async () => {
    let written: unknown;
    test.fake.pause = async () => {
      written = rows(test, "order_trades").map(({ key, trade }) => [key, trade]);
    };
    await press();
    expect(written).toEqual([[creates()[0]?.headers.get("idempotency-key"), null]]);
  });

  it("gets no trade that isn't written down", async () => {
    test.shop.db.exec(
      "CREATE TRIGGER broken BEFORE UPDATE ON order_trades BEGIN SELECT raise(ABORT, 'disk'); END",
    );
    await expect(press()).rejects.toThrow("disk");
    test.shop.db.exec("DROP TRIGGER broken");
    const trade = await press();
    expect(test.fake.trades.size).toBe(1);
    expect(attempts()).toEqual([[trade, "live"]]);
  });

  it("again gets the same trade, also two at once", async () => {
    const [first, second] = await Promise.all([press(), press()]);
    expect(second).toBe(first);
    expect(await press()).toBe(first);
    expect(test.fake.trades.size).toBe(1);
  });

  it("[MS3] whose answers are all lost makes the same trade the next time", async () => {
    test.fake.mishaps.push("lost", "lost", "lost", "lost");
    await expect(press()).rejects.toMatchObject({ code: "no_answer" });
    test.clock.now += 60_000;
    await press();
    expect(test.fake.trades.size).toBe(1);
    expect(new Set(creates().map(({ body }) => body)).size).toBe(1);
  });

  it.each(["declined", "expired", "cancelled"] as const)(
    "after the trade was %s gets another",
    async (how) => {
      const first = await press();
      test.fake.end(first, how);
      const second = await press();
      expect(second).not.toBe(first);
      expect(attempts()).toEqual([
        [first, "ended"],
        [second, "live"],
      ]);
    },
  );

  it("gets the trade it has when Warifu can't be asked: it may be paid", async () => {
    const first = await press();
    test.fake.mishaps.push("unreachable", "unreachable", "unreachable", "unreachable");
    expect(await press()).toBe(first);
    expect(attempts()).toEqual([[first, "live"]]);
  });

  it("[MS4] asks for the same trade again when Warifu lost it right after making it", async () => {
    await press();
    test.fake.trades.clear();
    const trade = await press();
    expect(test.fake.get(trade).status).toBe("open");
    expect(new Set(creates().map(({ body }) => body)).size).toBe(1);
    expect(new Set(creates().map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
    expect(attempts()).toEqual([[trade, "live"]]);
  });

  it("on an order that was paid unseen makes it paid, and no second trade", async () => {
    const first = await press();
    await test.fake.settle(first);
    expect(await press()).toBe(first);
    expect(findOrder(test.shop, order.id)?.state).toBe("paid");
    expect(test.fake.trades.size).toBe(1);
  });

  it("long after one that never arrived gets a new trade", async () => {
    test.fake.mishaps.push("unreachable", "unreachable", "unreachable", "unreachable");
    await expect(press()).rejects.toMatchObject({ code: "no_answer" });
    test.clock.now += 3_600_000;
    test.fake.now = test.clock.now;
    const trade = await press();
    expect(attempts()).toEqual([
      [null, "ended"],
      [trade, "live"],
    ]);
  });

  it("that Warifu refuses is no trade", async () => {
    test.fake.mishaps.push("unauthorized");
    await expect(press()).rejects.toMatchObject({ code: "unauthorized" });
    expect(attempts()).toEqual([[null, "live"]]);
  });

  it("that only meets trades that are over gives up", async () => {
    test.fake.tamper = (view) => ({ ...view, status: "expired" });
    const trade = await press();
    expect(test.fake.trades.size).toBe(3);
    expect(attempts().every(([, state]) => state === "ended")).toBe(true);
    expect(attempts().at(-1)?.[0]).toBe(trade);
  });
});

describe("the poller", () => {
  async function poll() {
    test.clock.now += 10_000;
    await pollTrades(test.shop);
  }
  const state = () => findOrder(test.shop, order.id)?.state;

  it("finds a payment whose page is gone", async () => {
    await test.fake.settle(await press());
    await poll();
    expect(state()).toBe("paid");
  });

  it("leaves an open trade as it is, and ends one that ended", async () => {
    const trade = await press();
    await poll();
    expect(attempts()).toEqual([[trade, "live"]]);
    test.fake.end(trade, "expired");
    await poll();
    expect(attempts()).toEqual([[trade, "ended"]]);
    expect(state()).toBe("unpaid");
  });

  it("asks a young trade every 2 s and an old one every 30 s", async () => {
    await press();
    const asked = async (ms: number) => {
      test.clock.now += ms;
      const before = test.fake.seen.length;
      await pollTrades(test.shop);
      return test.fake.seen.length - before;
    };
    expect([await asked(2_000), await asked(1_999), await asked(1)]).toEqual([1, 0, 1]);
    expect([await asked(300_000), await asked(29_999), await asked(1)]).toEqual([1, 0, 1]);
  });

  it("cancels the trade of a basket that has changed", async () => {
    const trade = await press();
    anOrder(test, { postcards: 2 });
    await poll();
    expect(test.fake.get(trade).status).toBe("cancelled");
    expect(attempts()).toEqual([[trade, "ended"]]);
  });

  it("makes an order paid that was paid before it could be cancelled", async () => {
    await test.fake.settle(await press());
    anOrder(test, { postcards: 2 });
    await poll();
    expect(state()).toBe("paid");
  });

  it("says what failed, and tries again", async () => {
    const trade = await press();
    await test.fake.settle(trade);
    test.fake.mishaps.push("unreachable", "unreachable", "unreachable", "unreachable");
    await poll();
    expect(test.logged).toEqual([["poll_failed", { trade, code: "no_answer" }]]);
    await poll();
    expect(state()).toBe("paid");
  });

  it("never makes an order paid by a receipt that isn't its own", async () => {
    const trade = await press();
    await test.fake.settle(trade, { amount: 1 });
    await poll();
    expect(state()).toBe("unpaid");
    expect(test.logged).toEqual([["receipt_refused", { trade, code: "receipt_wrong_amount" }]]);
  });
});
