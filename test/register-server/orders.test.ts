// The SDK's captures, voids and refunds against a fake synchronous server: signed orders, keys, receipts, refusals.

import { beforeEach, describe, expect, it } from "vitest";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const HELD = { amount: 4980, currency: "JPY", capture: "later" } as const;
const yen = (amount: number) => ({ amount, currency: "JPY" });

let server: FakeWarifu;
let warifu: Warifu;
beforeEach(async () => {
  server = await FakeWarifu.open();
  warifu = createWarifu({
    key: server.key,
    fetch: server.fetch,
    now: () => NOW,
    wait: async () => {},
  });
});

async function aHeld(): Promise<string> {
  const { id } = await warifu.createTrade(HELD);
  await server.authorize(id);
  return id;
}

const expected = (trade: string, amount: number) => {
  const { register, mode } = warifu;
  return { register, mode, trade, amount, currency: "JPY" };
};

describe("a trade that is captured later", () => {
  it("is held for a week after its deadline, or as long as the shop says", async () => {
    const { id, deadline, hold_until } = await warifu.createTrade(HELD);
    expect(deadline).toBe(NOW + 30 * 60_000);
    expect(hold_until).toBe(deadline + 7 * 24 * 60 * 60_000);
    const receipt = await server.authorize(id);
    const authorized = { ...expected(id, 4980), outcome: "authorized" as const };
    expect((await warifu.verifyReceipt(receipt, authorized)).hold_until).toBe(hold_until);
    const holdUntil = deadline + 1;
    expect((await warifu.createTrade({ ...HELD, holdUntil })).hold_until).toBe(holdUntil);
  });

  it.each([
    { ...HELD, holdUntil: NOW },
    { ...HELD, capture: "now" as const, holdUntil: NOW + 60 * 60_000 },
  ])("isn't sent with a hold that can't be: %#", async (order) => {
    await expect(warifu.createTrade(order)).rejects.toMatchObject({ code: "invalid_request" });
    expect(server.seen).toEqual([]);
  });
});

describe("captureTrade", () => {
  it("takes parts, and each receipt is its own capture's", async () => {
    const trade = await aHeld();
    const first = await warifu.captureTrade(trade, yen(1000));
    const second = await warifu.captureTrade(trade, { ...yen(1000), last: true });
    expect([first, second]).toMatchObject([{ status: "done" }, { status: "done", last: true }]);
    const captured = { ...expected(trade, 1000), outcome: "captured" as const };
    await warifu.verifyReceipt(first.receipt, { ...captured, order: first.id });
    for (const order of [second.id, undefined]) {
      const other = order === undefined ? captured : { ...captured, order };
      await expect(warifu.verifyReceipt(first.receipt, other)).rejects.toMatchObject({
        code: "receipt_wrong_order",
      });
    }
    expect(await warifu.listCaptures(trade)).toEqual([first, second]);
    expect(await warifu.getTrade(trade)).toMatchObject({ status: "completed", captured: 2000 });
  });

  it("sends the same bytes again when the answer is lost, and takes it once", async () => {
    const trade = await aHeld();
    server.seen.length = 0;
    server.mishaps.push("lost", "storage_unavailable");
    const idempotencyKey = warifu.newIdempotencyKey();
    const first = await warifu.captureTrade(trade, yen(1000), { idempotencyKey });
    expect(new Set(server.seen.map(({ body }) => body)).size).toBe(1);
    expect(await warifu.captureTrade(trade, yen(1000), { idempotencyKey })).toEqual(first);
    expect((await warifu.getTrade(trade)).captured).toBe(1000);
  });

  it("says that it is pending, and is done when it is called again", async () => {
    const trade = await aHeld();
    server.orders = "pending";
    const idempotencyKey = warifu.newIdempotencyKey();
    const pending = await warifu.captureTrade(trade, yen(1000), { idempotencyKey });
    expect(pending).toMatchObject({ status: "pending" });
    expect(pending.receipt).toBeUndefined();
    server.orders = "done";
    const done = await warifu.captureTrade(trade, yen(1000), { idempotencyKey });
    expect(done).toMatchObject({ id: pending.id, status: "done" });
  });

  it("says why it was refused", async () => {
    const trade = await aHeld();
    await expect(warifu.captureTrade(trade, yen(4981))).rejects.toMatchObject({
      code: "over_hold",
      status: 409,
      retryable: false,
    });
    await expect(warifu.captureTrade(trade, yen(0))).rejects.toMatchObject({
      code: "invalid_request",
      param: "amount",
    });
  });
});

describe("voidTrade", () => {
  it("gives the hold up", async () => {
    const trade = await aHeld();
    expect((await warifu.voidTrade(trade)).status).toBe("voided");
    await expect(warifu.captureTrade(trade, yen(1))).rejects.toMatchObject({ code: "hold_ended" });
  });
});

describe("refundTrade", () => {
  it("gives back in parts, up to what was paid", async () => {
    const { id } = await warifu.createTrade({ amount: 4980, currency: "JPY" });
    await expect(warifu.refundTrade(id, yen(1))).rejects.toMatchObject({ code: "trade_not_paid" });
    await server.settle(id);
    const first = await warifu.refundTrade(id, yen(1000));
    const refunded = { ...expected(id, 1000), outcome: "refunded" as const, order: first.id };
    await warifu.verifyReceipt(first.receipt, refunded);
    await warifu.refundTrade(id, yen(3980));
    await expect(warifu.refundTrade(id, yen(1))).rejects.toMatchObject({ code: "over_captured" });
    expect(await warifu.listRefunds(id)).toHaveLength(2);
    expect((await warifu.getTrade(id)).refunded).toBe(4980);
  });

  it("tries again while the shop has too little money yet", async () => {
    const { id } = await warifu.createTrade({ amount: 4980, currency: "JPY" });
    await server.settle(id);
    server.mishaps.push("refund_unfunded");
    expect((await warifu.refundTrade(id, yen(1000))).status).toBe("done");
    server.mishaps.push(...Array.from({ length: 4 }, () => "refund_unfunded" as const));
    await expect(warifu.refundTrade(id, yen(1000))).rejects.toMatchObject({
      code: "refund_unfunded",
      retryable: true,
    });
  });
});

describe("every order", () => {
  it("refuses an answer about another one", async () => {
    const trade = await aHeld();
    const other = await warifu.captureTrade(trade, yen(1));
    server.tamper = (view) => ({ ...view, id: other.id });
    await expect(warifu.captureTrade(trade, yen(1))).rejects.toMatchObject({
      code: "answer_mismatch",
    });
  });

  it("isn't sent for another register's trade", async () => {
    const stranger = await FakeWarifu.open();
    const theirs = createWarifu({ key: stranger.key, fetch: stranger.fetch });
    const { id } = await theirs.createTrade(HELD);
    for (const call of [
      warifu.captureTrade(id, yen(1)),
      warifu.voidTrade(id),
      warifu.refundTrade(id, yen(1)),
      warifu.listCaptures(id),
      warifu.listRefunds(id),
    ])
      await expect(call).rejects.toMatchObject({ code: "wrong_register" });
    expect(server.seen).toEqual([]);
  });
});
