// One function makes an order paid, whoever comes first: page, webhook or poller. A hundred races between them, over a
// store that fails now and then, and between two processes that share only that store.
import { beforeEach, describe, expect, it } from "vitest";
import type { TradeEvent } from "../../protocol/register/events.ts";
import {
  createFinalizer,
  createWarifu,
  type Finalizer,
  type FinalizerOptions,
  type Refused,
  type Warifu,
} from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { aWebhook, WEBHOOK_OTHER_SECRET, WEBHOOK_SECRET } from "../support/builders/webhooks.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

interface Order {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly capture?: "now" | "later";
}

/** What survives a process: orders, the trades that were finalized, and what finalizing did. */
class Store {
  readonly orders = new Map<string, Order>();
  readonly finalized = new Set<string>();
  readonly paid: string[] = [];
  /** how many of the next transactions fail just before they are committed */
  failures = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** One transaction after the other, as a database makes them: all of it, or nothing. */
  once(trade: string, work: (paid: string[]) => void | Promise<void>): Promise<void> {
    const transaction = this.#last.then(async () => {
      if (this.finalized.has(trade)) return;
      const written: string[] = [];
      await work(written);
      if (this.failures > 0) {
        this.failures -= 1;
        throw new Error("the disk is full");
      }
      this.finalized.add(trade);
      this.paid.push(...written);
    });
    this.#last = transaction.catch(() => undefined);
    return transaction;
  }
}

let fake: FakeWarifu;
let warifu: Warifu;
let store: Store;
let refused: Refused[];

beforeEach(async () => {
  fake = await FakeWarifu.open();
  const options = { fetch: fake.fetch, now: () => NOW, wait: async () => undefined };
  warifu = createWarifu({ key: fake.key, ...options, webhookSecret: WEBHOOK_SECRET });
  store = new Store();
  refused = [];
});

function aProcess(overrides: Partial<FinalizerOptions<Order, string[]>> = {}): Finalizer<Order> {
  return createFinalizer<Order, string[]>({
    warifu,
    orderOf: async (trade) => store.orders.get(trade),
    once: (trade, work) => store.once(trade, work),
    finalize: (order, receipt, paid) => void paid.push(`${order.id} ${receipt.payload.amount}`),
    onRefused: (one) => void refused.push(one),
    ...overrides,
  });
}

async function anOrder(id = "P-1", amount = 4980): Promise<{ order: Order; trade: string }> {
  const order = { id, amount, currency: "JPY" };
  const { id: trade } = await warifu.createTrade({ amount, currency: "JPY", reference: id });
  store.orders.set(trade, order);
  return { order, trade };
}

const post = (body: unknown) =>
  new Request("https://shop.example/receipts", { method: "POST", body: JSON.stringify(body) });

const brought = (event: TradeEvent) => aWebhook({ event, id: event.id });

/** The status of an answer, or 500 as a server says it of what throws. */
const answered = (door: Promise<Response>) => door.then(({ status }) => status).catch(() => 500);

describe("page, webhook and poller at once", () => {
  it("make each of a hundred orders paid exactly once, and say so only then", async () => {
    const [one, other] = [aProcess(), aProcess()];
    let position = 0;
    const isPaid = (trade: string) => store.finalized.has(trade);
    for (let run = 0; run < 100; run++) {
      const { order, trade } = await anOrder(`P-${run}`, 100 + run);
      const receipt = await fake.settle(trade);
      const event = fake.events.at(-1) as TradeEvent;
      store.failures = run % 3;
      fake.mishaps.push(...(run % 5 === 0 ? (["lost", "unreachable"] as const) : []));
      const untilGood = async (door: () => Promise<Response>) => {
        for (;;) {
          const status = await answered(door());
          if (status < 300) break;
          expect(status).toBe(500);
        }
        expect(isPaid(trade)).toBe(true);
      };
      const untilPolled = async () => {
        const save = (sequence: number) => {
          position = sequence;
        };
        const done = one.poll({ after: position, save }).then(
          () => true,
          () => false,
        );
        if (!(await done)) return untilPolled();
        expect(isPaid(trade)).toBe(true);
      };
      await Promise.all([
        untilGood(() => one.page(post({ receipt }))),
        untilGood(() => other.page(post(receipt), { isIt: ({ id }) => id === order.id })),
        untilGood(async () => one.webhook(await brought(event))),
        untilGood(async () => other.webhook(await brought(event))),
        untilPolled(),
      ]);
      expect(position).toBe(event.sequence);
    }
    expect(store.paid).toEqual(Array.from({ length: 100 }, (_, run) => `P-${run} ${100 + run}`));
    expect(refused).toEqual([]);
  });

  it("do it once in one process even over a store that asks and then writes", async () => {
    const paid: string[] = [];
    const careless = aProcess({
      once: async (trade, work) => {
        if (store.finalized.has(trade)) return;
        await new Promise((resolve) => setTimeout(resolve, 1));
        await work(paid);
        store.finalized.add(trade);
      },
    });
    const { trade } = await anOrder();
    const receipt = await fake.settle(trade);
    const done = await Promise.all([
      ...[careless.byReceipt(receipt), careless.byTrade(trade), careless.byReceipt(receipt)],
    ]);
    expect(paid).toEqual(["P-1 4980"]);
    expect(done.filter((one) => one.state === "finalized" && one.first)).toHaveLength(1);
    expect(done.every(({ state }) => state === "finalized")).toBe(true);
  });
});

describe("an order becomes paid", () => {
  it("by the trade, once there is money, with what the receipt says", async () => {
    const finalizer = aProcess();
    const { order, trade } = await anOrder();
    expect(await finalizer.byTrade(trade)).toEqual({ state: "unpaid", trade, status: "open" });
    const receipt = await fake.settle(trade);
    const done = { state: "finalized", trade, order, receipt };
    expect(await finalizer.byTrade(trade)).toEqual({ ...done, first: true });
    expect(await finalizer.byTrade(trade)).toEqual({ ...done, first: false });
    expect(await finalizer.byReceipt(receipt)).toEqual({ ...done, first: false });
  });

  it("by a hold, where the trade was made for one, and by nothing else then", async () => {
    const finalizer = aProcess();
    const asked = { amount: 4980, currency: "JPY", capture: "later" } as const;
    const { id: trade } = await warifu.createTrade(asked);
    store.orders.set(trade, { id: "P-1", ...asked });
    const receipt = await fake.authorize(trade);
    store.orders.set(trade, { id: "P-1", amount: 4980, currency: "JPY" });
    const code = "receipt_wrong_outcome";
    expect(await finalizer.byReceipt(receipt)).toMatchObject({ state: "refused", code });
    store.orders.set(trade, { id: "P-1", ...asked });
    expect(await finalizer.byReceipt(receipt)).toMatchObject({ state: "finalized", first: true });
    fake.end(trade, "voided");
    expect(await finalizer.byTrade(trade)).toMatchObject({ state: "unpaid", status: "voided" });
  });

  it("with what a database's library gives: null for no row, rows for writes, and thenables", async () => {
    // biome-ignore lint/suspicious/noThenProperty: query builders have one
    const lazy = { ran: 0, then: (done: (rows: number) => void) => done(++lazy.ran) };
    const finalizer = aProcess({
      orderOf: async (trade) => store.orders.get(trade) ?? null,
      once: async (trade, work) => {
        await store.once(trade, work);
        return { rows: 1 };
      },
      finalize: () => lazy,
    });
    const { trade } = await anOrder();
    const receipt = await fake.settle(trade);
    expect(await finalizer.byReceipt(receipt)).toMatchObject({ state: "finalized", first: true });
    expect(lazy.ran).toBe(1);
    const { id } = await warifu.createTrade({ amount: 5, currency: "JPY" });
    const stranger = await fake.settle(id);
    expect(await finalizer.byReceipt(stranger)).toMatchObject({ code: "trade_not_ours" });
  });

  it("not by what can't be written: what threw is thrown, and the next one does it", async () => {
    const finalizer = aProcess();
    const { trade } = await anOrder();
    const receipt = await fake.settle(trade);
    store.failures = 1;
    await expect(finalizer.page(post(receipt))).rejects.toThrow("the disk is full");
    expect(store.paid).toEqual([]);
    expect((await finalizer.page(post(receipt))).status).toBe(200);
    expect(store.paid).toHaveLength(1);
  });
});

describe("the page", () => {
  it("[SG7] is told what is wrong with a receipt, and nothing is done", async () => {
    const finalizer = aProcess();
    const { trade } = await anOrder();
    const receipt = await fake.settle(trade);
    const other = await fake.receiptFor(fake.get(trade), { amount: 1 });
    const stranger = await fake.settle(
      (await warifu.createTrade({ amount: 5, currency: "JPY" })).id,
    );
    const isIt = () => false;
    for (const [body, error, options] of [
      [other, "receipt_wrong_amount", {}],
      [stranger, "trade_not_ours", {}],
      [receipt, "order_mismatch", { isIt }],
      [{ paid: true }, "receipt_malformed", {}],
      ["x".repeat(70_000), "receipt_malformed", {}],
    ] as const) {
      const answer = await finalizer.page(post(body), options);
      expect([answer.status, await answer.json()]).toEqual([422, { error }]);
    }
    const unread = new Request("https://shop.example", { method: "POST", body: "{" });
    expect((await finalizer.page(unread)).status).toBe(422);
    await expect(finalizer.page(unread)).rejects.toMatchObject({ code: "body_read" });
    expect(store.paid).toEqual([]);
    expect(refused.map(({ code }) => code)).toContain("receipt_wrong_amount");
  });
});

describe("the webhook", () => {
  it("[EV11] does nothing of what was forged, and says 401", async () => {
    const finalizer = aProcess();
    const { trade } = await anOrder();
    await fake.settle(trade);
    const event = fake.events.at(-1) as TradeEvent;
    const secret = { secret: WEBHOOK_OTHER_SECRET };
    expect(await answered(finalizer.webhook(await brought(event), secret))).toBe(401);
    const late = await aWebhook({ event, id: event.id, at: NOW - 3_600_000 });
    expect(await answered(finalizer.webhook(late))).toBe(401);
    expect(store.paid).toEqual([]);
    // Its own mistakes a shop hears of.
    const read = await brought(event);
    await read.text();
    await expect(finalizer.webhook(read)).rejects.toMatchObject({ code: "webhook_body_read" });
    await expect(finalizer.webhook(await brought(event), { secret: "none" })).rejects.toMatchObject(
      { code: "webhook_key_malformed" },
    );
  });

  it("of a trade that the shop doesn't know comes again, unless others sell there too", async () => {
    const { id: trade } = await warifu.createTrade({ amount: 5, currency: "JPY" });
    await fake.settle(trade);
    const event = fake.events.at(-1) as TradeEvent;
    expect(await answered(aProcess().webhook(await brought(event)))).toBe(404);
    expect(refused).toMatchObject([{ code: "trade_not_ours", trade }]);
    const sharing = aProcess({ unknownTrades: "accept" });
    expect(await answered(sharing.webhook(await brought(event)))).toBe(204);
    expect(refused).toHaveLength(1);
  });

  it("that comes before the trade says so comes again", async () => {
    const finalizer = aProcess();
    const { trade } = await anOrder();
    const data = { trade: fake.get(trade).id, status: "settled" } as const;
    const event = fake.tell({ type: "trade.settled", data });
    expect(await answered(finalizer.webhook(await brought(event)))).toBe(503);
    let saved = 0;
    const save = (sequence: number) => {
      saved = sequence;
    };
    await expect(finalizer.poll({ after: 0, save })).rejects.toMatchObject({ retryable: true });
    expect(saved).toBe(0);
    fake.end(trade, "expired");
    expect(await answered(finalizer.webhook(await brought(event)))).toBe(204);
  });

  it("and the poller bring every other event to onEvent, awaited", async () => {
    const heard: string[] = [];
    const finalizer = aProcess({
      onEvent: async ({ type }) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        heard.push(type);
        if (heard.length === 1) throw new Error("not written");
      },
    });
    const { trade } = await anOrder();
    const data = { trade: fake.get(trade).id, status: "expired" } as const;
    const event = fake.tell({ type: "trade.expired", data });
    expect(await answered(finalizer.webhook(await brought(event)))).toBe(500);
    expect(await answered(finalizer.webhook(await brought(event)))).toBe(204);
    const saved: number[] = [];
    fake.tell({ type: "trade.expired", data });
    await finalizer.poll({ after: 0, save: (sequence) => void saved.push(sequence) });
    expect(heard).toHaveLength(4);
    expect(saved).toEqual([1, 2]);
  });
});
