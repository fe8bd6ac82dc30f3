// Refunds: decided by the till, paid from its balance or its sisters', capped at what was captured, and never lost.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Digest, parseHourKey } from "../../../protocol/count/set-hash.ts";
import { parseTradeId, type TradeId, tillIdRange } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { refusal } from "../../../protocol/problem.ts";
import type { RefundView } from "../../../protocol/trade/order-messages.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { Register, Till } from "../../../worker/synchronous-server/index.ts";
import { FundsStore } from "../../../worker/synchronous-server/register/funds-store.ts";
import { aRefund } from "../../support/builders/signed-orders.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import {
  aPaid,
  capture,
  held,
  type Paid,
  postOrder,
  refund,
  refundsOf,
  viewOf,
} from "../orders-world.ts";
import {
  advanceClock,
  allTills,
  aShopOf,
  aTrade,
  balancesOfTill,
  env,
  problemIn,
  type Shop,
  tillCost,
  tillNumberOf,
  tillStub,
} from "../synchronous-world.ts";

const JPY = "JPY" as Currency;

let shop: Shop;
let branch: FakeOrderTaker;
beforeAll(async () => {
  shop = await aShopOf(4);
});
beforeEach(() => {
  branch = new FakeOrderTaker();
  branch.install();
});
afterEach(() => vi.restoreAllMocks());

const balanceAt = async (at: Shop, trade: TradeId) =>
  (await balancesOfTill(at, tillNumberOf(trade))).JPY ?? 0;

/** Of the register's own money and its tills'. */
async function balanceOfAll(at: Shop): Promise<number> {
  const balances = await Promise.all(allTills(at).map((_, till) => balancesOfTill(at, till)));
  const collected = await runInDurableObject(
    objectNamed(env.REGISTER, at.register),
    (register: Register) => new FundsStore(register.database).balance(JPY),
  );
  return balances.reduce((sum, { JPY: yen = 0 }) => sum + yen, collected);
}

/** As a payout would: takes all money out of the trade's till. */
async function empty(trade: TradeId): Promise<void> {
  await tillStub(trade).collect({ ref: crypto.randomUUID(), currency: JPY });
}

/** Two trades at different tills of one register, each paid 4980. */
async function atTwoTills(at: Shop): Promise<[Paid, Paid]> {
  const first = await aPaid(at, branch);
  for (;;) {
    const second = await aPaid(at, branch);
    if (tillNumberOf(second.trade) !== tillNumberOf(first.trade)) return [first, second];
  }
}

describe("a refund", () => {
  it("[TR22] leaves the balance, the fee's part comes back, and the trade says how much was refunded", async () => {
    const own = await aShopOf(4);
    branch.fee = 50;
    const { trade } = await aPaid(own, branch);
    const views: RefundView[] = [];
    for (const amount of [1000, 980]) {
      const answer = await refund(own, trade, { amount });
      expect(answer.status).toBe(201);
      views.push((await answer.json()) as RefundView);
    }
    expect(views).toMatchObject([
      { object: "refund", trade, amount: 1000, status: "done", fee_returned: 50 },
      { object: "refund", trade, amount: 980, status: "done", fee_returned: 50 },
    ]);
    const [first] = views;
    expect(first?.receipt?.payload).toMatchObject({ outcome: "refunded", order: first?.id });
    expect(await balanceAt(own, trade)).toBe(4980 - 1980 + 100);
    const view = await viewOf(own, trade);
    expect(view).toMatchObject({ status: "settled", captured: 4980, refunded: 1980 });
    expect(await refundsOf(own, trade)).toEqual(views);
  });

  it("[MS10] says nothing of who gets it", async () => {
    const { trade } = await aPaid(shop, branch);
    const text = await (await refund(shop, trade)).text();
    for (const secret of ["acc_", "ar1.", "usr_", "pay_"]) expect(text).not.toContain(secret);
  });

  it("[TR19] that comes again gets its answer and writes nothing; another one under its key is refused", async () => {
    const { trade } = await aPaid(shop, branch);
    const order = await aRefund(shop.realm, trade);
    const first = await (await postOrder(shop, "refunds", order)).text();
    const { key } = order.payload;
    const other = await aRefund(shop.realm, trade, { key, amount: 999 });
    const cost = await tillCost(shop, async () => {
      expect(await (await postOrder(shop, "refunds", order)).text()).toBe(first);
      const refused = await problemIn(await postOrder(shop, "refunds", other));
      expect(refused.code).toBe("idempotency_key_reused");
    });
    expect(cost.rows).toBe(0);
    expect(branch.moneyOf(trade).refunded).toBe(1000);
  });

  it("[TR21] of nothing that was paid is refused, and of a hold only what was captured", async () => {
    const { id } = await aTrade(shop);
    expect((await problemIn(await refund(shop, id))).code).toBe("trade_not_paid");
    const { trade } = await aPaid(shop, branch, held());
    expect((await problemIn(await refund(shop, trade))).code).toBe("over_captured");
    await capture(shop, trade, { amount: 300 });
    expect((await problemIn(await refund(shop, trade, { amount: 301 }))).code).toBe(
      "over_captured",
    );
    expect((await refund(shop, trade, { amount: 300 })).status).toBe(201);
    expect(await viewOf(shop, trade)).toMatchObject({
      status: "authorized",
      captured: 300,
      refunded: 300,
    });
  });

  it("[TR21] never gives back more than was captured, however many come at once", async () => {
    const own = await aShopOf(4);
    const { trade } = await aPaid(own, branch);
    await aPaid(own, branch);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refund(own, trade, { amount: 200 })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(24);
    expect(branch.moneyOf(trade).refunded).toBe(4800);
    expect((await viewOf(own, trade)).refunded).toBe(4800);
    expect(await balanceOfAll(own)).toBe(2 * 4980 - 4800);
    expect(await balanceAt(own, trade)).toBeGreaterThanOrEqual(0);
  });
});

describe("what a till counts", () => {
  it("[LE61] has captures and refunds in it, and counted afresh from the rows it is the same", async () => {
    const own = await aShopOf(4);
    const { trade } = await aPaid(own, branch, held());
    await capture(own, trade, { amount: 2000 });
    await refund(own, trade, { amount: 500 });
    const { register, till } = parseTradeId(trade);
    const [[key, digest]] = Object.entries(await tillStub(trade).digests([])) as [[string, Digest]];
    const range = tillIdRange(register, till);
    const { hour } = parseHourKey(key);
    const question = { register, till, hour, ...range, until: Number.MAX_SAFE_INTEGER };
    expect((await tillStub(trade).count(question)).digest).toEqual(digest);
    expect(digest).toMatchObject({ count: 2, sums: { JPY: 1500 } });
  });
});

describe("a refund without an answer", () => {
  it.each(["unreachable", "answers lost"] as const)(
    "[TR22] has left the balance, is asked again by a till that slept, and counts once (%s)",
    async (trouble) => {
      const own = await aShopOf(4);
      const { trade } = await aPaid(own, branch);
      branch.trouble = trouble;
      const order = await aRefund(own.realm, trade, { amount: 4000 });
      const answer = await postOrder(own, "refunds", order);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ status: "pending" });
      expect(await balanceAt(own, trade)).toBe(980);
      expect((await viewOf(own, trade)).refunded).toBe(0);
      expect((await problemIn(await refund(own, trade, { amount: 981 }))).code).toBe(
        "over_captured",
      );
      await evictDurableObject(tillStub(trade));
      branch.trouble = "none";
      advanceClock(60_000);
      await runDurableObjectAlarm(tillStub(trade));
      expect(await (await postOrder(own, "refunds", order)).json()).toMatchObject({
        status: "done",
      });
      expect((await viewOf(own, trade)).refunded).toBe(4000);
      expect(await balanceAt(own, trade)).toBe(980);
      expect(branch.moneyOf(trade).refunded).toBe(4000);
    },
  );

  it("[TR24] that the branch refuses gives the money back to the till, and stays refused", async () => {
    const own = await aShopOf(4);
    const { trade } = await aPaid(own, branch);
    branch.refuseWith = refusal("over_captured");
    const order = await aRefund(own.realm, trade);
    expect((await problemIn(await postOrder(own, "refunds", order))).code).toBe("over_captured");
    expect(await balanceAt(own, trade)).toBe(4980);
    branch.refuseWith = undefined;
    expect((await problemIn(await postOrder(own, "refunds", order))).code).toBe("over_captured");
    expect((await refund(own, trade, { amount: 4980 })).status).toBe(201);
  });
});

describe("a refund at a till without money", () => {
  it("[TR23] is refused for now when no till of the register has any, and nothing is stored", async () => {
    const own = await aShopOf(4);
    const { trade } = await aPaid(own, branch);
    await empty(trade);
    const order = await aRefund(own.realm, trade);
    const refused = await problemIn(await postOrder(own, "refunds", order));
    expect(refused).toMatchObject({ code: "refund_unfunded", kind: "not_yet", retryable: true });
    expect(await refundsOf(own, trade)).toEqual([]);
    expect(branch.asked).toEqual([]);
    while ((await balanceOfAll(own)) < 1000) await aPaid(own, branch);
    expect((await postOrder(own, "refunds", order)).status).toBe(201);
  });

  it("[TR23] borrows what is missing from the others, and no yen is made or lost", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    while ((await balanceAt(own, first.trade)) === 0) await aPaid(own, branch, { amount: 10 });
    const has = await balanceAt(own, first.trade);
    const before = await balanceOfAll(own);
    expect((await refund(own, first.trade, { amount: has + 1500 })).status).toBe(201);
    expect(await balanceAt(own, first.trade)).toBe(0);
    expect(await balanceOfAll(own)).toBe(before - has - 1500);
  });

  it("[TR23] 50 at once pull and pay no more than there is", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const before = await balanceOfAll(own);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refund(own, first.trade, { amount: 99 })),
    );
    const done = answers.filter(({ status }) => status === 201).length;
    expect(done).toBeGreaterThan(0);
    expect(await balanceOfAll(own)).toBe(before - 99 * done);
    expect(branch.moneyOf(first.trade).refunded).toBe(99 * done);
  });

  it("[TR23] that was stopped while it borrowed gets the money once, when it wakes", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const before = await balanceOfAll(own);
    const real = Register.prototype.lend;
    vi.spyOn(Register.prototype, "lend").mockImplementation(async function (
      this: Register,
      question,
    ) {
      await real.call(this, question);
      throw new Error("the answer was lost");
    });
    const order = await aRefund(own.realm, first.trade);
    expect((await problemIn(await postOrder(own, "refunds", order))).code).toBe("refund_unfunded");
    expect(await balanceOfAll(own)).toBe(before - 1000);
    await evictDurableObject(tillStub(first.trade));
    vi.restoreAllMocks();
    advanceClock(60_000);
    await runDurableObjectAlarm(tillStub(first.trade));
    expect(await balanceOfAll(own)).toBe(before);
    expect(await balanceAt(own, first.trade)).toBe(1000);
    expect((await postOrder(own, "refunds", order)).status).toBe(201);
    expect(await balanceOfAll(own)).toBe(before - 1000);
  });

  it("[TR23] borrows a second time when others took what was lent", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const real = Register.prototype.lend;
    const lend = vi.spyOn(Register.prototype, "lend").mockImplementation(async function (
      this: Register,
      question,
    ) {
      const lent = await real.call(this, question);
      throw Object.assign(new Error("the answer was lost"), { lent });
    });
    const order = await aRefund(own.realm, first.trade);
    expect((await problemIn(await postOrder(own, "refunds", order))).code).toBe("refund_unfunded");
    lend.mockRestore();
    advanceClock(60_000);
    await runDurableObjectAlarm(tillStub(first.trade));
    expect((await refund(own, first.trade, { amount: 600 })).status).toBe(201);
    expect((await postOrder(own, "refunds", order)).status).toBe(201);
  });

  it("[TR23] is lent the money however often others took what was lent before", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const real = Register.prototype.lend;
    const order = await aRefund(own.realm, first.trade);
    for (let taken = 0; taken < 3; taken++) {
      const lend = vi.spyOn(Register.prototype, "lend").mockImplementation(async function (
        this: Register,
        question,
      ) {
        await real.call(this, question);
        throw new Error("the answer was lost");
      });
      const refused = await problemIn(await postOrder(own, "refunds", order));
      expect(refused).toMatchObject({ code: "refund_unfunded", retryable: true });
      lend.mockRestore();
      advanceClock(60_000);
      await runDurableObjectAlarm(tillStub(first.trade));
      expect(await balanceAt(own, first.trade)).toBe(1000);
      await empty(first.trade);
    }
    expect((await postOrder(own, "refunds", order)).status).toBe(201);
  });

  it("[LE55] books what its register lent, though it was told otherwise before and needs another amount now", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const before = await balanceOfAll(own);
    const real = Register.prototype.lend;
    // Asked twice at once, and answered the first time before there was enough: that answer comes last.
    vi.spyOn(Register.prototype, "lend").mockImplementationOnce(async function (
      this: Register,
      question,
    ) {
      await real.call(this, question);
      return { ok: false, error: refusal("refund_unfunded") };
    });
    // By its alarm the register would tell the till meanwhile.
    vi.spyOn(Till.prototype, "lent").mockImplementation(async () => {
      throw new Error("not told");
    });
    const order = await aRefund(own.realm, first.trade, { amount: 1000 });
    expect((await problemIn(await postOrder(own, "refunds", order))).code).toBe("refund_unfunded");
    const sold = 300;
    while ((await balanceAt(own, first.trade)) === 0) await aPaid(own, branch, { amount: sold });
    const now = await balanceOfAll(own);
    expect((await postOrder(own, "refunds", order)).status).toBe(201);
    // The loan that this till had not heard of comes in, and goes out with the refund.
    expect(await balanceOfAll(own)).toBe(now);
    expect(await balanceAt(own, first.trade)).toBe(sold);
    expect((now - before + 1000) % sold).toBe(0);
  });

  it("[TR23] asks its register one question at a time for a refund, however often that is asked", async () => {
    const own = await aShopOf(4);
    const [first] = await atTwoTills(own);
    await empty(first.trade);
    const real = Register.prototype.lend;
    let [asking, most] = [0, 0];
    vi.spyOn(Register.prototype, "lend").mockImplementation(async function (
      this: Register,
      question,
    ) {
      asking++;
      most = Math.max(most, asking);
      await scheduler.wait(20);
      return real.call(this, question).finally(() => asking--);
    });
    const order = await aRefund(own.realm, first.trade);
    const answers = await Promise.all([1, 2, 3].map(() => postOrder(own, "refunds", order)));
    for (const { ok } of answers) expect(ok).toBe(true);
    expect(most).toBe(1);
  });

  it("[LE53] what a till gives lists captures and refunds, and they sum to it", async () => {
    const own = await aShopOf(4);
    branch.fee = 10;
    const { trade } = await aPaid(own, branch, held());
    const { id } = (await (await capture(own, trade, { amount: 2000 })).json()) as { id: string };
    await refund(own, trade, { amount: 500 });
    branch.refuseWith = refusal("over_captured");
    await refund(own, trade, { amount: 1 });
    const { amount } = await tillStub(trade).collect({ ref: "payout", currency: JPY });
    expect(amount).toBe(2000 - 10 - 500 + 10);
    const entries = await tillStub(trade).collected("payout");
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["capture", "refund", "refund_fee", "refund_refused"]),
    );
    expect(entries[0]).toMatchObject({ kind: "capture", ref: id, trade, amount: 2000, fee: 10 });
  });
});
