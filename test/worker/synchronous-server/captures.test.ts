// Captures and voids: what a shop takes of a hold and gives up of it, asked until the branch has answered.
import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { refusal } from "../../../protocol/problem.ts";
import type { CaptureView } from "../../../protocol/trade/order-messages.ts";
import { aCapture, aVoid } from "../../support/builders/signed-orders.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, capture, capturesOf, held, postOrder, viewOf, voidHold } from "../orders-world.ts";
import {
  advanceClock,
  aShop,
  aTrade,
  balancesOfTill,
  cancel,
  post,
  problemIn,
  type Shop,
  statusOf,
  tillCost,
  tillNumberOf,
  tillStub,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
let branch: FakeOrderTaker;
beforeAll(async () => {
  shop = await aShop();
});
beforeEach(() => {
  branch = new FakeOrderTaker();
  branch.install();
});

describe("a capture", () => {
  it("[TR20] is a sale: a number, the balance without the fee, and the trade, in one commit", async () => {
    const own = await aShop();
    branch.fee = 30;
    const { trade } = await aPaid(own, branch, held());
    const views: CaptureView[] = [];
    const cost = await tillCost(own, async () => {
      for (const amount of [1000, 2000])
        views.push((await (await capture(own, trade, { amount })).json()) as CaptureView);
    });
    // The order as it is asked, and with its answer: row and index, row and index, trade and sums.
    expect(cost).toMatchObject({ hops: 2, commits: 4 });
    expect(views).toMatchObject([
      { object: "capture", trade, amount: 1000, status: "done", fee: 30, sale: { number: 1 } },
      { object: "capture", trade, amount: 2000, status: "done", fee: 30, sale: { number: 2 } },
    ]);
    const [first] = views;
    expect(first?.receipt?.payload).toMatchObject({
      outcome: "captured",
      order: first?.id,
      amount: 1000,
    });
    expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({ JPY: 2940 });
    expect(await viewOf(own, trade)).toMatchObject({ status: "authorized", captured: 3000 });
    expect(await capturesOf(own, trade)).toEqual(views);
  });

  it("[TR12] of all that is held, or the last one, completes the trade", async () => {
    const whole = await aPaid(shop, branch, held());
    expect((await capture(shop, whole.trade, { amount: 4980 })).status).toBe(201);
    const last = await aPaid(shop, branch, held());
    expect((await capture(shop, last.trade, { amount: 10, last: true })).status).toBe(201);
    for (const [{ trade }, captured] of [[whole, 4980] as const, [last, 10] as const]) {
      expect(await viewOf(shop, trade)).toMatchObject({ status: "completed", captured });
      expect((await problemIn(await capture(shop, trade))).code).toBe("hold_ended");
      expect((await problemIn(await cancel(shop, trade))).code).toBe("trade_settled");
    }
  });

  it("[TR19] that comes again gets its answer and writes nothing; another one under its key is refused", async () => {
    const { trade } = await aPaid(shop, branch, held());
    const order = await aCapture(shop.realm, trade);
    const first = await (await postOrder(shop, "captures", order)).text();
    const cost = await tillCost(shop, async () => {
      const again = await postOrder(shop, "captures", order);
      expect(again.status).toBe(200);
      expect(again.headers.get("Idempotent-Replayed")).toBe("true");
      expect(await again.text()).toBe(first);
      const { key } = order.payload;
      const other = await aCapture(shop.realm, trade, { key, amount: 999 });
      const refused = await problemIn(await postOrder(shop, "captures", other));
      expect(refused).toMatchObject({ code: "idempotency_key_reused", status: 422 });
    });
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
    expect(branch.asked).toEqual(["capture"]);
  });

  it("[TR21] never takes more than is held, however many come at once", async () => {
    const own = await aShop();
    const { trade } = await aPaid(own, branch, held());
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => capture(own, trade, { amount: 200 })),
    );
    const done = answers.filter(({ status }) => status === 201);
    expect(done).toHaveLength(24);
    const codes = await Promise.all(
      answers
        .filter(({ status }) => status === 409)
        .map(async (one) => (await problemIn(one)).code),
    );
    expect(new Set(codes)).toEqual(new Set(["over_hold"]));
    expect(branch.moneyOf(trade).captured).toBe(4800);
    expect(await viewOf(own, trade)).toMatchObject({ status: "authorized", captured: 4800 });
    const numbers = (await capturesOf(own, trade)).map(({ sale }) => sale?.number ?? 0);
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
    expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({ JPY: 4800 });
  });
});

describe("an order without an answer", () => {
  it.each(["unreachable", "answers lost"] as const)(
    "[TR19] is answered as pending, asked again by a till that slept, and counted once (%s)",
    async (trouble) => {
      const own = await aShop();
      const { trade } = await aPaid(own, branch, held());
      branch.trouble = trouble;
      const order = await aCapture(own.realm, trade);
      const answer = await postOrder(own, "captures", order);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ status: "pending", amount: 1000 });
      expect(await viewOf(own, trade)).toMatchObject({ captured: 0 });
      await evictDurableObject(tillStub(trade));
      advanceClock(2_000);
      await runDurableObjectAlarm(tillStub(trade));
      expect((await capturesOf(own, trade))[0]?.status).toBe("pending");
      branch.trouble = "none";
      advanceClock(60_000);
      await runDurableObjectAlarm(tillStub(trade));
      const [done] = await capturesOf(own, trade);
      expect(done).toMatchObject({ status: "done", sale: { number: 1 } });
      expect(await (await postOrder(own, "captures", order)).json()).toEqual(done);
      expect(branch.moneyOf(trade).captured).toBe(1000);
      expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({ JPY: 1000 });
    },
  );

  it("[TR19] whose till dies while the branch is asked is done once, after it wakes", async () => {
    const own = await aShop();
    const { trade } = await aPaid(own, branch, held());
    const order = await aCapture(own.realm, trade);
    let release = () => {};
    branch.gate = new Promise((resolve) => {
      release = resolve;
    });
    const asked = postOrder(own, "captures", order).catch(() => undefined);
    await until(async () => branch.asked.length > 0);
    await abortAllDurableObjects();
    release();
    branch.gate = undefined;
    await asked;
    expect((await capturesOf(own, trade))[0]?.status).toBe("pending");
    expect(await viewOf(own, trade)).toMatchObject({ status: "authorized", captured: 0 });
    advanceClock(60_000);
    await runDurableObjectAlarm(tillStub(trade));
    await until(async () => (await capturesOf(own, trade))[0]?.status === "done");
    expect(branch.moneyOf(trade).captured).toBe(1000);
    expect(await viewOf(own, trade)).toMatchObject({ captured: 1000 });
    expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({ JPY: 1000 });
  });

  it("[MS9] [TR19] is asked at once by whoever sends it again", async () => {
    const { trade } = await aPaid(shop, branch, held());
    branch.trouble = "unreachable";
    const order = await aCapture(shop.realm, trade);
    expect((await postOrder(shop, "captures", order)).status).toBe(202);
    expect((await postOrder(shop, "captures", order)).status).toBe(202);
    branch.trouble = "none";
    expect((await postOrder(shop, "captures", order)).status).toBe(200);
  });

  it("[TR19] stays pending when the carrier says that nothing was decided", async () => {
    const { trade } = await aPaid(shop, branch, held());
    branch.refuseWith = refusal("carrier_unavailable");
    const order = await aCapture(shop.realm, trade);
    expect((await postOrder(shop, "captures", order)).status).toBe(202);
    branch.refuseWith = undefined;
    expect((await postOrder(shop, "captures", order)).status).toBe(200);
  });

  it("[TR17] that is answered after the news of the hold's end still counts", async () => {
    const own = await aShop();
    const { trade } = await aPaid(own, branch, held());
    branch.trouble = "answers lost";
    const order = await aCapture(own.realm, trade, { amount: 700 });
    expect((await postOrder(own, "captures", order)).status).toBe(202);
    const outcome = branch.endHold(trade);
    await tillStub(trade).credit([{ key: "end", trade, attempt: 1, outcome }]);
    expect(await viewOf(own, trade)).toMatchObject({ status: "completed", captured: 0 });
    branch.trouble = "none";
    expect((await postOrder(own, "captures", order)).status).toBe(200);
    expect(await viewOf(own, trade)).toMatchObject({ status: "completed", captured: 700 });
    expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({ JPY: 700 });
  });

  it("[TR24] that the branch refused stays refused, with its code", async () => {
    const { trade } = await aPaid(shop, branch, held());
    branch.refuseWith = refusal("over_hold");
    const order = await aCapture(shop.realm, trade);
    expect((await problemIn(await postOrder(shop, "captures", order))).code).toBe("over_hold");
    branch.refuseWith = undefined;
    const cost = await tillCost(shop, async () => {
      expect((await problemIn(await postOrder(shop, "captures", order))).code).toBe("over_hold");
    });
    expect(cost.rows).toBe(0);
    expect(await capturesOf(shop, trade)).toMatchObject([{ status: "refused", code: "over_hold" }]);
    expect((await capture(shop, trade, { amount: 4980 })).status).toBe(201);
  });
});

describe("a void", () => {
  it("[TR12] gives the rest of the hold up: voided, or completed with what was captured", async () => {
    const whole = await aPaid(shop, branch, held());
    const answer = await voidHold(shop, whole.trade);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: whole.trade, status: "voided" });
    const part = await aPaid(shop, branch, held());
    await capture(shop, part.trade, { amount: 100 });
    expect(await (await voidHold(shop, part.trade)).json()).toMatchObject({
      status: "completed",
      captured: 100,
    });
  });

  it("[TR19] is asked until it is answered, and comes again without a row", async () => {
    const { trade } = await aPaid(shop, branch, held());
    branch.trouble = "answers lost";
    const order = await aVoid(shop.realm, trade);
    const pending = await postOrder(shop, "void", order);
    expect(pending.status).toBe(202);
    expect(await pending.json()).toMatchObject({ status: "authorized" });
    await evictDurableObject(tillStub(trade));
    branch.trouble = "none";
    advanceClock(60_000);
    await runDurableObjectAlarm(tillStub(trade));
    await until(async () => (await statusOf(trade)) === "voided");
    const cost = await tillCost(shop, async () => {
      expect(await (await postOrder(shop, "void", order)).json()).toMatchObject({
        status: "voided",
      });
    });
    expect(cost.rows).toBe(0);
    expect((await problemIn(await voidHold(shop, trade))).code).toBe("hold_ended");
  });
});

describe("the order of checks of an order", () => {
  it("[MS11] the first that fails is the answer, and writes nothing", async () => {
    const { trade } = await aPaid(shop, branch, held());
    const { id: unpaid } = await aTrade(shop, held());
    const settled = await aPaid(shop, branch);
    const elsewhere = await aPaid(await aShop(), branch, held());
    const stranger = { ...shop.realm, registerKey: await makeKeyPair() };
    const make = (overrides: Parameters<typeof aCapture>[2], of = trade) =>
      aCapture(shop.realm, of, overrides);
    const order = await make({});
    const realm = `realm:${"0".repeat(16)}`;
    const [bad, unknown] = [await aCapture(stranger, trade), elsewhere.trade];
    const sent = async (one: Awaited<ReturnType<typeof make>>, headers = {}) =>
      (await problemIn(await postOrder(shop, "captures", one, headers))).code;
    const path = `/v1/trades/${trade}/captures`;
    const bearer = { Authorization: `Bearer ${shop.apiKey}` };
    const cost = await tillCost(shop, async () => {
      expect(await sent(order, { Authorization: "Bearer x" })).toBe("unauthorized");
      expect(await sent(await make({}, unknown))).toBe("trade_not_found");
      expect((await problemIn(await post(path, { order }, bearer))).code).toBe(
        "idempotency_key_missing",
      );
      const unread = await post(path, { order, more: 1 }, { ...bearer, "Idempotency-Key": "k" });
      expect((await problemIn(unread)).code).toBe("invalid_request");
      expect(await sent(await make({ mode: "live" }))).toBe("wrong_mode");
      expect(await sent(await make({ aud: realm, iss: elsewhere.offer.terms.payload.iss }))).toBe(
        "wrong_audience",
      );
      expect(await sent(order, { "Idempotency-Key": "another" })).toBe("order_key_mismatch");
      expect(await sent(await make({ iss: elsewhere.offer.terms.payload.iss }))).toBe(
        "wrong_register",
      );
      const misaddressed = await postOrder(shop, "captures", {
        ...order,
        payload: { ...order.payload, trade: settled.trade },
      });
      expect((await problemIn(misaddressed)).code).toBe("bad_signature");
      const other = await post(
        `/v1/trades/${settled.trade}/captures`,
        { order },
        {
          ...bearer,
          "Idempotency-Key": order.payload.key,
        },
      );
      expect((await problemIn(other)).code).toBe("order_mismatch");
      const wrongKey = shop.apiKey.slice(0, -1) + (shop.apiKey.endsWith("0") ? "1" : "0");
      expect(await sent(bad, { Authorization: `Bearer ${wrongKey}` })).toBe("unauthorized");
      expect(await sent(bad)).toBe("bad_signature");
      expect(await sent(await make({}, unpaid))).toBe("trade_not_paid");
      expect(await sent(await make({}, settled.trade))).toBe("hold_missing");
      const dollars = { currency: "USD" as never, amount: 4981 };
      expect(await sent(await make(dollars))).toBe("order_mismatch");
      expect(await sent(await make({ amount: 4981 }))).toBe("over_hold");
    });
    expect(cost.rows).toBe(0);
    expect(branch.asked).toEqual([]);
  });

  it("[MS11] a trade has so many captures and no more", async () => {
    const { trade } = await aPaid(shop, branch, held());
    for (let batch = 0; batch < 4; batch++)
      await Promise.all(Array.from({ length: 25 }, () => capture(shop, trade, { amount: 1 })));
    expect((await problemIn(await capture(shop, trade, { amount: 1 }))).code).toBe(
      "too_many_orders",
    );
    expect((await voidHold(shop, trade)).status).toBe(200);
  });
});
