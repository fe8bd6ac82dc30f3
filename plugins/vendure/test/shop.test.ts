// A real Vendure that is paid by the real system: settled, declined, refunded, cancelled, expired; and finalized once,
// whoever brings the news, in whatever order, how often ever.
import { EventBus, PaymentStateTransitionEvent } from "@vendure/core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { ScriptedTerminal } from "../../../test/support/scenario/scripted-terminal.ts";
import {
  act,
  add,
  addPayment,
  bring,
  bringBare,
  confirm,
  coupon,
  decline,
  deliver,
  look,
  move,
  notice,
  type Ordered,
  order,
  pay,
  press,
} from "./shopping.ts";
import { plugin, startWorld, type World } from "./world.ts";

const RACES = 100;
const ORDERS_A_ROUND = 10;
const SHOPPERS = 4;

let world: World;
let shoppers: ScriptedTerminal[];
const shopper = () => shoppers[0] as ScriptedTerminal;

beforeAll(async () => {
  world = await startWorld();
  shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => world.terminal()));
});
afterAll(() => world?.close());

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000 });

async function becomes(ordered: Ordered, state: string): Promise<void> {
  await eventually(async () => expect((await look(world, ordered)).state).toBe(state));
}

/** Polls until it is so: a new trade is asked after for the first time after 2 s. */
async function polled(check: () => Promise<void>): Promise<void> {
  await eventually(async () => {
    await world.poll();
    await check();
  });
}

describe("an order is settled", () => {
  it("by the page's receipt", async () => {
    const ordered = await order(world);
    expect(ordered.amount).toBe(100);
    const { receipt } = await pay(world, shopper(), ordered);
    const answer = await bring(world, receipt);
    const paid = { order: ordered.code, state: "paid" };
    expect([answer.status, await answer.json()]).toEqual([200, paid]);
    const seen = await look(world, ordered);
    expect(seen).toMatchObject({ state: "PaymentSettled", active: false });
    expect(seen.payments).toMatchObject([
      { state: "Settled", amount: 100, transactionId: ordered.trade },
    ]);
  });

  it("by the webhook, though no page comes", async () => {
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    await becomes(ordered, "PaymentSettled");
  });

  it("by Vendure's own addPaymentToOrder with the receipt, and by no other order's receipt", async () => {
    await world.webhooks("disabled");
    const first = await order(world);
    const { receipt } = await pay(world, shopper(), first);
    expect(await addPayment(world, { receipt })).toBe("Order");
    const second = await order(world);
    expect(await addPayment(world, { receipt })).toBe("PaymentDeclinedError");
    expect(await addPayment(world, {})).toBe("PaymentDeclinedError");
    expect((await look(world, second)).state).toBe("ArrangingPayment");
    expect((await look(world, first)).times("PaymentSettled")).toBe(1);
    await world.webhooks("enabled");
  });

  it("by the poller, though neither page nor webhook comes", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    await polled(async () => expect((await look(world, ordered)).state).toBe("PaymentSettled"));
    await world.webhooks("enabled");
  });

  it("by the one trade that all its tabs got", async () => {
    const ordered = await order(world);
    const again = await Promise.all(Array.from({ length: 8 }, () => press(world.shop)));
    expect(new Set(again.map(({ trade }) => trade))).toEqual(new Set([ordered.trade]));
  });

  it("after the shop's own code broke down over it: nothing was written, and the next try does it", async () => {
    const ordered = await order(world);
    let broken = true;
    world.app.get(EventBus).registerBlockingEventHandler({
      event: PaymentStateTransitionEvent,
      id: "breaks-once",
      handler: () => {
        if (broken) throw new Error("the merchant's own code");
      },
    });
    onTestFinished(() => {
      broken = false;
    });
    await world.webhooks("disabled");
    const { receipt } = await pay(world, shopper(), ordered);
    expect((await bring(world, receipt)).status).toBe(500);
    expect(await deliver(world, notice(world, { trade: ordered.trade, status: "settled" }))).toBe(
      500,
    );
    expect((await look(world, ordered)).payments).toEqual([]);
    broken = false;
    expect((await bring(world, receipt)).status).toBe(200);
    expect((await look(world, ordered)).payments).toHaveLength(1);
    await world.webhooks("enabled");
  });
});

describe("an order that isn't paid", () => {
  it("is declined: the admin sees it, and the shopper may press again", async () => {
    const ordered = await order(world);
    await decline(world, shopper(), ordered);
    await eventually(async () => {
      const { payments } = await look(world, ordered);
      expect(payments).toMatchObject([{ state: "Declined", errorMessage: "the shopper declined" }]);
    });
    const again = await press(world.shop);
    expect(again.trade).not.toBe(ordered.trade);
    await pay(world, shopper(), again);
    await becomes(ordered, "PaymentSettled");
  });

  it("is refused for want of money: nothing is written, and the same trade may be paid by another", async () => {
    const ordered = await order(world, "T_2", 90);
    const refused = await confirm(world, shopper(), ordered);
    expect((await bring(world, refused)).status).toBe(422);
    expect((await look(world, ordered)).payments).toEqual([]);
    expect((await press(world.shop)).trade).toBe(ordered.trade);
  });

  it("expires: nothing is written, and the next press has another trade", async () => {
    const ordered = await order(world);
    await world.moveClock(31 * 60_000);
    await polled(async () =>
      expect(await world.row(ordered.trade)).toMatchObject({ state: "ended", reason: "expired" }),
    ).finally(() => world.moveClock(0));
    expect((await world.warifu.getTrade(ordered.trade)).status).toBe("expired");
    expect((await press(world.shop)).trade).not.toBe(ordered.trade);
    const { state, payments } = await look(world, ordered);
    expect([state, payments]).toEqual(["ArrangingPayment", []]);
  });

  it("is cancelled: by the admin, or by going back to the basket, and its trade with it", async () => {
    const ordered = await order(world);
    const { id } = await look(world, ordered);
    expect(await act(world, CANCEL_ORDER, { id })).toBeUndefined();
    await eventually(async () =>
      expect((await world.warifu.getTrade(ordered.trade)).status).toBe("cancelled"),
    );
    expect((await look(world, ordered)).state).toBe("Cancelled");
    const back = await order(world);
    await move(world.shop, "AddingItems");
    await eventually(async () =>
      expect((await world.warifu.getTrade(back.trade)).status).toBe("cancelled"),
    );
    await add(world.shop, "T_2");
    expect((await press(world.shop)).amount).toBe(350);
  });
});

describe("money is given back", () => {
  it("in parts and whole, and never twice for one refund", async () => {
    const ordered = await order(world, "T_2");
    const { receipt } = await pay(world, shopper(), ordered);
    await bring(world, receipt);
    const [payment] = (await look(world, ordered)).payments;
    const refund = (amount: number) => act(world, REFUND, { id: payment?.id, amount });
    expect(await refund(30)).toBeUndefined();
    expect(await refund(30)).toBeUndefined();
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(60);
    expect(await refund(190)).toBeUndefined();
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(250);
    expect(await refund(1)).toContain("exceeds");
    const { refunds = [] } = (await look(world, ordered)).payments[0] ?? {};
    expect(refunds.map(({ state, total }) => [state, total])).toEqual([
      ["Settled", 30],
      ["Settled", 30],
      ["Settled", 190],
    ]);
  });

  it("once, where the answer was lost and the admin asks again", async () => {
    const ordered = await order(world, "T_2");
    const { receipt } = await pay(world, shopper(), ordered);
    await bring(world, receipt);
    const [payment] = (await look(world, ordered)).payments;
    const row = await world.row(ordered.trade);
    // What the lost call had done: the same key.
    const idempotencyKey = `${row.key}-refund-1`;
    await world.warifu.refundTrade(
      ordered.trade,
      { amount: 100, currency: "USD" },
      { idempotencyKey },
    );
    const refund = (amount: number) => act(world, REFUND, { id: payment?.id, amount });
    await expect(refund(70)).rejects.toThrow("another refund");
    expect(await refund(100)).toBeUndefined();
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(100);
    expect(await refund(70)).toBeUndefined();
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(170);
  });

  it("where the order became another while it was paid", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    const { receipt } = await pay(world, shopper(), ordered);
    await coupon(world);
    const answer = await bring(world, receipt);
    const surplus = { order: ordered.code, state: "surplus" };
    expect([answer.status, await answer.json()]).toEqual([200, surplus]);
    const seen = await look(world, ordered);
    expect([seen.state, seen.payments]).toEqual(["ArrangingPayment", []]);
    expect(seen.notes).toEqual([
      `Warifu: 100 minor units of USD (${ordered.trade}) goes back: amount_changed`,
      `Warifu: 100 minor units of USD (${ordered.trade}) went back`,
    ]);
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(100);
    const again = await press(world.shop);
    expect(again.amount).toBe(50);
    await world.webhooks("enabled");
    await pay(world, shopper(), again);
    await becomes(ordered, "PaymentSettled");
  });

  it("where the order was paid otherwise meanwhile", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    const { id } = await look(world, ordered);
    expect(await act(world, PAY_BY_HAND, { id })).toBeUndefined();
    await polled(async () =>
      expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(100),
    );
    expect((await look(world, ordered)).payments).toHaveLength(1);
    await world.webhooks("enabled");
  });
});

describe("held money", () => {
  beforeAll(() => world.capture("later"));
  afterAll(() => world.capture("now"));

  async function held(): Promise<[Ordered, string]> {
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    await becomes(ordered, "PaymentAuthorized");
    const [payment] = (await look(world, ordered)).payments;
    expect(payment?.state).toBe("Authorized");
    return [ordered, payment?.id ?? ""];
  }

  it("is taken when the payment is settled", async () => {
    const [ordered, id] = await held();
    expect(await act(world, SETTLE, { id })).toBeUndefined();
    expect((await look(world, ordered)).state).toBe("PaymentSettled");
    expect(await world.warifu.getTrade(ordered.trade)).toMatchObject({
      status: "completed",
      captured: 100,
    });
    expect(await act(world, REFUND, { id, amount: 100 })).toBeUndefined();
    expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(100);
  });

  it("goes back when the payment is cancelled, and can't be settled then", async () => {
    const [ordered, id] = await held();
    expect(await act(world, CANCEL_PAYMENT, { id })).toBeUndefined();
    expect((await look(world, ordered)).payments).toMatchObject([{ state: "Cancelled" }]);
    expect((await world.warifu.getTrade(ordered.trade)).status).toBe("voided");
    expect(await act(world, SETTLE, { id })).toBeDefined();
  });

  it("goes back when the order is cancelled", async () => {
    const [ordered] = await held();
    const { id } = await look(world, ordered);
    expect(await act(world, CANCEL_ORDER, { id })).toBeUndefined();
    await eventually(async () => {
      expect((await look(world, ordered)).payments).toMatchObject([{ state: "Cancelled" }]);
      expect((await world.warifu.getTrade(ordered.trade)).status).toBe("voided");
    });
  });

  it("is the shop's no more, where the hold ended otherwise: the payment is cancelled", async () => {
    const [ordered] = await held();
    await world.warifu.voidTrade(ordered.trade);
    await eventually(async () =>
      expect((await look(world, ordered)).payments).toMatchObject([{ state: "Cancelled" }]),
    );
  });

  it("goes back where the order became another while it was paid", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    const { receipt } = await pay(world, shopper(), ordered);
    await coupon(world);
    expect((await bring(world, receipt)).status).toBe(200);
    expect((await world.warifu.getTrade(ordered.trade)).status).toBe("voided");
    expect((await world.row(ordered.trade)).state).toBe("returned");
    await world.webhooks("enabled");
  });

  it("is settled in the shop too, where only the capture's answer was lost", async () => {
    const [ordered] = await held();
    const { key } = await world.row(ordered.trade);
    const all = { amount: 100, currency: "USD", last: true };
    await world.warifu.captureTrade(ordered.trade, all, { idempotencyKey: `${key}-capture` });
    await becomes(ordered, "PaymentSettled");
  });
});

describe("a webhook", () => {
  it("that is forged, changed, stale or replayed is 401 and changes nothing", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    const about = { trade: ordered.trade, status: "settled" };
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const genuine = notice(world, about);
    const { "webhook-signature": _, ...unsigned } = genuine.headers;
    const hostile = [
      notice(world, about, { secret }),
      { ...genuine, body: genuine.body.replace(`"sequence":1`, `"sequence":2`) },
      { ...genuine, body: genuine.body.slice(0, -1) },
      { ...genuine, body: "" },
      { ...genuine, headers: { ...genuine.headers, "webhook-id": "evt_other" } },
      { ...genuine, headers: unsigned as typeof genuine.headers },
      notice(world, about, { at: Date.now() - 6 * 60_000 }),
      notice(world, about, { at: Date.now() + 6 * 60_000 }),
    ];
    for (const message of hostile) expect(await deliver(world, message)).toBe(401);
    expect((await look(world, ordered)).payments).toEqual([]);
    expect(await deliver(world, genuine)).toBe(204);
    const before = await look(world, ordered);
    expect(before.state).toBe("PaymentSettled");
    expect(await deliver(world, genuine)).toBe(401);
    expect(await look(world, ordered)).toEqual({ ...before, times: expect.anything() });
    await world.webhooks("enabled");
  });

  it("that is repeated by Warifu is 204 and changes nothing", async () => {
    const ordered = await order(world);
    await pay(world, shopper(), ordered);
    await becomes(ordered, "PaymentSettled");
    const before = await look(world, ordered);
    const about = { trade: ordered.trade, status: "settled" };
    expect(await deliver(world, notice(world, about))).toBe(204);
    expect(await deliver(world, notice(world, { ...about, status: "expired" }))).toBe(204);
    expect(await look(world, ordered)).toEqual({ ...before, times: expect.anything() });
  });

  it("of another shop's trade or of something new is 204 and changes nothing", async () => {
    const { id } = await world.warifu.createTrade({ amount: 5, currency: "USD" });
    expect(await deliver(world, notice(world, { trade: id, status: "settled" }))).toBe(204);
  });

  it("is larger than any of Warifu's: refused unread", async () => {
    const message = notice(world, { trade: "x", status: "settled" });
    expect(await deliver(world, { ...message, body: "x".repeat(300_000) })).toBe(413);
  });
});

describe("a receipt", () => {
  it("that is forged or of nothing here is 422 and changes nothing", async () => {
    await world.webhooks("disabled");
    const ordered = await order(world);
    const { receipt } = await pay(world, shopper(), ordered);
    const payload = { ...receipt?.payload, amount: 1 };
    const elsewhere = await world.warifu.createTrade({ amount: 100, currency: "USD" });
    const hostile = [
      { ...receipt, payload },
      { ...receipt, payload: { ...receipt?.payload, trade: elsewhere.id } },
      { payload: { trade: ordered.trade } },
      { payload: { trade: { $ne: null } } },
      "receipt",
      null,
    ];
    for (const one of hostile) expect((await bring(world, one)).status).toBe(422);
    expect((await look(world, ordered)).payments).toEqual([]);
    expect((await bringBare(world, receipt)).status).toBe(200);
    await world.webhooks("enabled");
  });
});

describe("page, webhook and poller at once", () => {
  const rounds = Array.from({ length: RACES / ORDERS_A_ROUND }, (_, round) => [
    round * ORDERS_A_ROUND + 1,
    (round + 1) * ORDERS_A_ROUND,
  ]);
  const settled: string[] = [];
  beforeAll(() => {
    const events = world.app.get(EventBus).ofType(PaymentStateTransitionEvent);
    events.subscribe(({ toState, payment }) => {
      if (toState === "Settled") settled.push(payment.transactionId);
    });
  });

  it.each(rounds)("finalize each of the orders %i to %i once", async () => {
    const orders: Ordered[] = [];
    for (let one = 0; one < ORDERS_A_ROUND; one++) orders.push(await order(world));
    const each = async (terminal: ScriptedTerminal, at: number) => {
      for (let one = at; one < orders.length; one += SHOPPERS)
        await race(orders[one] as Ordered, terminal, one % 2 === 0);
    };
    await Promise.all(shoppers.map(each));
    for (const ordered of orders) {
      const seen = await look(world, ordered);
      expect(seen).toMatchObject({ state: "PaymentSettled", notes: [] });
      expect(seen.payments).toMatchObject([{ state: "Settled", amount: 100 }]);
      expect(seen.times("PaymentSettled")).toBe(1);
      expect(settled.filter((trade) => trade === ordered.trade)).toHaveLength(1);
    }
  });

  /** Of every other one the page comes before the till has heard of it. The real webhook comes by itself meanwhile. */
  async function race(ordered: Ordered, terminal = shopper(), early = false): Promise<void> {
    const receipt = early
      ? await confirm(world, terminal, ordered)
      : (await pay(world, terminal, ordered)).receipt;
    const about = { trade: ordered.trade, status: "settled" };
    const [page, webhook, again] = await Promise.all([
      bring(world, receipt),
      deliver(world, notice(world, about)),
      bring(world, receipt),
      world.app.get(plugin.Finalizer).finalize(receipt),
      world.follow(ordered.trade),
      world.poll(),
    ]);
    expect([page.status, webhook, again.status]).toEqual([200, 204, 200]);
  }
});

describe("a shop that sells in yen", () => {
  it("asks for whole yen, and gives all of them back in parts", async () => {
    expect(await act(world, SELL_IN_YEN)).toBeUndefined();
    const ordered = await order(world, "T_2");
    expect(ordered.amount).toBe(3);
    const view = await pay(world, shopper(), ordered);
    expect([view.amount, view.currency]).toEqual([3, "JPY"]);
    await becomes(ordered, "PaymentSettled");
    const [payment] = (await look(world, ordered)).payments;
    expect(payment?.amount).toBe(250);
    for (const [amount, refunded] of [
      [125, 1],
      [125, 3],
    ]) {
      expect(await act(world, REFUND, { id: payment?.id, amount })).toBeUndefined();
      expect((await world.warifu.getTrade(ordered.trade)).refunded).toBe(refunded);
    }
  });
});

const SELL_IN_YEN = `mutation {
  updateChannel(
    input: { id: "T_1", defaultCurrencyCode: JPY, availableCurrencyCodes: [JPY, USD] }
  ) {
    ... on ErrorResult { message }
  }
}`;
const CANCEL_ORDER = `mutation ($id: ID!) {
  cancelOrder(input: { orderId: $id }) { ... on ErrorResult { message } }
}`;
const CANCEL_PAYMENT = `mutation ($id: ID!) { cancelPayment(id: $id) { ... on ErrorResult { message } } }`;
const SETTLE = `mutation ($id: ID!) { settlePayment(id: $id) { ... on ErrorResult { message } } }`;
const REFUND = `mutation ($id: ID!, $amount: Money!) {
  refundOrder(input: { paymentId: $id, amount: $amount, lines: [], shipping: 0, adjustment: 0 }) {
    ... on ErrorResult { message }
  }
}`;
const PAY_BY_HAND = `mutation ($id: ID!) {
  addManualPaymentToOrder(input: { orderId: $id, method: "cash", metadata: {} }) {
    ... on ErrorResult { message }
  }
}`;
