// Histories of a trade's orders at a till on real SQLite, against a branch that decides when it likes and answers when
// it likes: whatever the order, the till's money is the branch's.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTradeId, type PayerTag, registerIdFrom } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { refusal } from "../../protocol/problem.ts";
import type { SignedReceipt, SignedTerms } from "../../protocol/signing/signed-objects.ts";
import { Disk, Storage } from "../../simulator/runtime/storage.ts";
import { Database } from "../../worker/objects/database.ts";
import { takeHoldEnd } from "../../worker/synchronous-server/till/acts.ts";
import { NO_SALES, type TillSums } from "../../worker/synchronous-server/till/count/sums.ts";
import { KnownTrades } from "../../worker/synchronous-server/till/known-trades.ts";
import { placeOrder } from "../../worker/synchronous-server/till/order/order-acts.ts";
import {
  type OrderAnswer,
  takeAnswer,
} from "../../worker/synchronous-server/till/order/order-answers.ts";
import type {
  Ordered,
  OrderRecord,
} from "../../worker/synchronous-server/till/order/order-record.ts";
import { TillStore } from "../../worker/synchronous-server/till/store.ts";
import type { TradeRecord } from "../../worker/synchronous-server/till/trade-record.ts";
import { TillTurn } from "../../worker/synchronous-server/till/turn.ts";

const HELD = 1000;
const FEE = 3;
const OTHERS = 5_000;
const NOW = 1_790_000_000_000;
const JPY = "JPY" as Currency;
const mode = "test" as const;
const register = registerIdFrom(mode, new Uint8Array(8));
const none = { time: new Uint8Array(6), hash: new Uint8Array(16), tag: new Uint8Array(6) };
const TRADE = formatTradeId({ mode, register, till: 0, ...none });

function aReceipt(payload: Record<string, unknown>): SignedReceipt {
  const facts = { trade: TRADE, attempt: 1, currency: JPY, offer: "offer", time: NOW, ...payload };
  return { payload: facts, signature: "signed" } as unknown as SignedReceipt;
}

/** The till: one authorized trade in its rows, and turns over them. */
class TillOnDisk {
  readonly #database: Database;
  readonly #store: TillStore;
  /** other trades' money is there too */
  sums: TillSums = { ...NO_SALES, balances: { [JPY]: OTHERS } };

  constructor() {
    const owner = { isAlive: () => true, wrote: () => undefined, writeFails: () => false };
    const storage = new Storage(new Disk(), owner) as unknown as DurableObjectStorage;
    this.#database = new Database(storage);
    this.#store = new TillStore(this.#database);
    this.#store.migrate();
    this.#store.writeConfig({} as never, this.sums);
    const claim = { payer: "pay" as PayerTag, account: "a", sealed: "s", until: 0 } as never;
    const receipt = aReceipt({ outcome: "authorized", amount: HELD });
    const payload = { amount: HELD, currency: JPY, capture: "later", hold_until: NOW + 9_000_000 };
    this.#store.insertTrade({
      id: TRADE,
      trade: { state: "authorized", attempt: 1, claim, receipt, held: HELD, captured: 0 },
      asked: {
        terms: { payload: { ...payload, deadline: NOW } } as unknown as SignedTerms,
        certificate: "certificate" as never,
        offer: "offer" as never,
      },
      sale: undefined,
      refunded: 0,
      created: NOW,
      updated: NOW,
    });
  }

  turn<T>(act: (turn: TillTurn) => T): T {
    const turn = new TillTurn(
      this.#store,
      { early: new Map(), known: new KnownTrades((id) => this.#store.readTrade(id)) },
      this.sums,
    );
    const acted = act(turn);
    if (turn.hasWrites()) this.#database.transaction(() => turn.write(NOW));
    this.sums = turn.sums;
    return acted;
  }

  get trade(): TradeRecord["trade"] & { captured?: number } {
    return (this.#store.readTrade(TRADE) as TradeRecord).trade;
  }

  get refunded(): number {
    return this.#store.readTrade(TRADE)?.refunded ?? 0;
  }

  get balance(): number {
    return (this.sums.balances[JPY] ?? 0) - OTHERS;
  }

  booked(): number {
    return this.#store.bookings
      .between(0, Number.MAX_SAFE_INTEGER)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  sales(): number[] {
    return this.#store.orders
      .list(TRADE, "capture")
      .flatMap(({ state }) => (state.status === "done" ? [state.sale ?? 0] : []));
  }
}

/** Decides each order once, when it is asked to; its answers may be told whenever. */
class Branch {
  captured = 0;
  refunded = 0;
  ended = false;
  readonly answers = new Map<OrderRecord, OrderAnswer>();

  decide(order: OrderRecord): void {
    if (!this.answers.has(order)) this.answers.set(order, this.#answerTo(order));
  }

  /** For a reason of its own. */
  refuse(order: OrderRecord): void {
    if (!this.answers.has(order))
      this.answers.set(order, { kind: "refused", code: "wrong_account" });
  }

  #answerTo(ordered: OrderRecord): OrderAnswer {
    const refused = (code: "hold_ended" | "over_hold" | "over_captured") =>
      ({ kind: "refused", code: refusal(code).code }) as const;
    if (ordered.kind === "refund") {
      const { amount } = ordered.order.payload;
      if (this.refunded + amount > this.captured) return refused("over_captured");
      this.refunded += amount;
      const receipt = aReceipt({ outcome: "refunded", amount, order: ordered.id });
      const feeReturned = Math.min(1, amount);
      return { kind: "refund", value: { receipt, feeReturned, refunded: this.refunded } };
    }
    if (this.ended) return refused("hold_ended");
    if (ordered.kind === "void") {
      this.ended = true;
      const receipt = aReceipt({ outcome: "voided", amount: HELD - this.captured });
      return { kind: "void", value: { receipt, captured: this.captured } };
    }
    const { amount, last } = ordered.order.payload;
    if (this.captured + amount > HELD) return refused("over_hold");
    this.captured += amount;
    this.ended = last || this.captured === HELD;
    const receipt = aReceipt({ outcome: "captured", amount, order: ordered.id });
    const fee = Math.min(FEE, amount);
    return { kind: "capture", value: { receipt, fee, captured: this.captured, ended: this.ended } };
  }
}

type Told = Map<OrderRecord, OrderAnswer>;

type Step =
  | { readonly do: "capture"; readonly amount: number; readonly last: boolean }
  | { readonly do: "refund"; readonly amount: number }
  | { readonly do: "void" | "end hold" }
  | { readonly do: "decide" | "answer" | "refuse"; readonly which: number };

const amount = fc.integer({ min: 1, max: 700 });
const which = fc.nat(30);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("capture" as const), amount, last: rarely() }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("refund" as const), amount }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("void" as const, "end hold" as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("decide" as const, "refuse" as const), which }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("answer" as const), which }) },
);

function rarely() {
  return fc.nat(9).map((one) => one === 0);
}

function orderedOf(asked: Step, key: string): Ordered {
  const payload = { trade: TRADE, key, currency: JPY, ...asked };
  const kind = asked.do as "capture" | "refund" | "void";
  return { kind, id: `${kind}_${key}`, order: { payload, signature: key } } as unknown as Ordered;
}

/** Of the orders of a kind that aren't refused, as far as the till knows. */
function asked(orders: readonly OrderRecord[], told: Told, kind: "capture" | "refund"): number {
  return orders.reduce((sum, one) => {
    if (one.kind === "void" || one.kind !== kind) return sum;
    return told.get(one)?.kind === "refused" ? sum : sum + one.order.payload.amount;
  }, 0);
}

/** What the till was told of its orders, and what it should have made of it. */
function expectedBalance(orders: readonly OrderRecord[], told: Told): number {
  return orders.reduce((sum, one) => {
    const answer = told.get(one);
    if (one.kind === "void" || answer?.kind === "refused") return sum;
    const { amount: moved } = one.order.payload;
    if (one.kind === "refund") return sum - moved + (answer ? Math.min(1, moved) : 0);
    return answer ? sum + moved - Math.min(FEE, moved) : sum;
  }, 0);
}

function checkMoney(till: TillOnDisk, orders: readonly OrderRecord[], told: Told): void {
  const balance = expectedBalance(orders, told);
  expect(till.balance).toBe(balance);
  expect(asked(orders, told, "capture")).toBeLessThanOrEqual(HELD);
  expect(asked(orders, told, "refund")).toBeLessThanOrEqual(till.trade.captured ?? 0);
  expect(till.booked()).toBe(balance);
  const sales = till.sales().toSorted((a, b) => a - b);
  expect(sales).toEqual(sales.map((_, index) => index + 1));
}

function play(steps: readonly Step[]): void {
  const till = new TillOnDisk();
  const branch = new Branch();
  const placed: OrderRecord[] = [];
  const told = new Map<OrderRecord, OrderAnswer>();
  const answer = (order: OrderRecord) => {
    branch.decide(order);
    const said = branch.answers.get(order) as OrderAnswer;
    till.turn((turn) => takeAnswer(turn, order, said, NOW));
    told.set(order, said);
  };
  const endHold = () => {
    branch.ended = true;
    till.turn((turn) => takeHoldEnd(turn, TRADE, 1, branch.captured, NOW));
  };
  for (const [at, one] of steps.entries()) {
    if (one.do === "end hold") endHold();
    else if (one.do === "decide" || one.do === "answer" || one.do === "refuse") {
      const order = placed[one.which % Math.max(1, placed.length)];
      if (order && one.do === "answer") answer(order);
      else if (order) branch[one.do === "refuse" ? "refuse" : "decide"](order);
    } else {
      const made = till.turn((turn) => placeOrder(turn, orderedOf(one, `k${at}`), NOW));
      if (made.ok) placed.push(made.value.order);
    }
    checkMoney(till, placed, told);
  }
  for (const order of placed) answer(order);
  checkMoney(till, placed, told);
  if (branch.ended) endHold();
  expect(till.trade.captured ?? 0).toBe(branch.captured);
  expect(till.refunded).toBe(branch.refunded);
  expect(["authorized", "completed", "voided"]).toContain(till.trade.state);
  expect(till.trade.state === "authorized").toBe(!branch.ended);
}

describe("a history of orders", () => {
  it("[TR17] [TR20] [TR21] [TR22] leaves the till with what the branch decided, in any order of answers", () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), play), { numRuns: 300 });
  });
});
