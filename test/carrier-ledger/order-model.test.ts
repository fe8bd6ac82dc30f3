// Random histories of one account's trades against a model that is too simple to be wrong: paid at once or held,
// captured, voided, refunded, and over by time; each order twice, limits and status changed meanwhile.

import fc from "fast-check";
import { expect, it } from "vitest";
import { registerIdFrom, type TradeId } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import { periodStart } from "../../protocol/money/period.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  type Asked,
  operateInTurn,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import { confirmInTurn } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import { PERIODS, spentIn } from "../../worker/carrier-server/branch/confirm/spending.ts";
import { settlementAccount } from "../../worker/carrier-server/branch/ledger.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import { heldIn } from "../../worker/carrier-server/branch/order/hold.ts";
import {
  endHoldsInTurn,
  orderInTurn,
  orderWithoutRecord,
} from "../../worker/carrier-server/branch/order/order-turn.ts";
import { VOID_ID } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import type { VerifiedOrder } from "../../worker/carrier-server/branch/order/verify-order.ts";
import { NOW } from "../support/builders/realm.ts";
import { aSettled, aVerifiedConfirm, JPY, tradeNamed } from "./branch-facts.ts";
import { ID, MemoryStore } from "./memory-store.ts";

const HOUR_MS = 60 * 60_000;
const FAR = NOW + 1000 * 24 * HOUR_MS;
const SHOP = registerIdFrom("test", new Uint8Array(8).fill(9));
const TRADES = 8;

type Step =
  | { do: "pay"; trade: number; amount: number; holdHours: number | undefined; returned: boolean }
  | { do: "capture"; trade: number; key: number; amount: number; last: boolean }
  | { do: "void"; trade: number }
  | { do: "refund"; trade: number; key: number; amount: number }
  | { do: "wait"; hours: number; alarm: boolean }
  | { do: "limit"; day: number | undefined; budget: number | undefined }
  | { do: "status"; status: "active" | "frozen" | "closing" };

const trade = fc.nat(TRADES - 1);
const key = fc.nat(6);
const amount = fc.integer({ min: 1, max: 900 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      ...{ trade, amount: fc.integer({ min: 1, max: 2000 }), returned: fc.boolean() },
      holdHours: fc.option(fc.integer({ min: 1, max: 72 }), { nil: undefined, freq: 5 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constant("capture" as const), trade, key, amount },
      last: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("void" as const), trade }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("refund" as const), trade, key, amount }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("wait" as const), alarm: fc.boolean() },
      hours: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("limit" as const),
      day: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }),
      budget: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("status" as const),
      status: fc.constantFrom("active", "active", "frozen", "closing"),
    }),
  },
);

/** One trade, by the model's own reckoning. */
interface Sale {
  readonly attempt: number;
  readonly amount: number;
  readonly at: number;
  /** undefined: paid at once */
  readonly until: number | undefined;
  captured: number;
  refunded: number;
  over: boolean;
}

class History {
  readonly store = new MemoryStore();
  readonly sales = new Map<number, Sale>();
  /** by order: what it was answered the first time */
  readonly answers = new Map<string, string>();
  readonly codes = new Set<string>();
  now = NOW;
  day: number | undefined;
  budget: number | undefined;
  status = "active";

  constructor() {
    this.operate({ act: "top_up", asked: { amount: 6000, currency: JPY } });
  }

  play(one: Step): void {
    if (one.do === "pay") this.#pay(one);
    else if (one.do === "wait") this.#wait(one);
    else if (one.do === "limit") this.#limit(one);
    else if (one.do === "status") {
      this.status = one.status;
      this.operate({ act: "set_status", asked: { status: one.status } });
    } else this.#order(one);
    this.#expectSound();
  }

  operate(asked: Asked): void {
    const named = { account: ID, operator: "who", body: JSON.stringify(asked) as Hash };
    const command = { ...asked, ...named, idempotencyKey: `${this.store.acts.length}` };
    this.store.run((turn) => {
      const done = operateInTurn(turn, command, this.now);
      expect(done).toMatchObject({ ok: true });
    });
  }

  #limit({ day, budget }: Extract<Step, { do: "limit" }>): void {
    Object.assign(this, { day, budget });
    const budgets =
      budget === undefined ? [] : [{ register: SHOP, period: "week" as const, amount: budget }];
    const asked = { currency: JPY, ...(day === undefined ? {} : { day }), budgets };
    this.operate({ act: "set_limits", asked });
  }

  #wait({ hours, alarm }: Extract<Step, { do: "wait" }>): void {
    this.now += hours * HOUR_MS;
    for (const sale of this.sales.values())
      if (sale.until !== undefined && sale.until <= this.now) sale.over = true;
    if (alarm) this.store.run((turn) => endHoldsInTurn(turn, ID, this.now));
  }

  #pay({ trade, amount, holdHours, returned }: Extract<Step, { do: "pay" }>): void {
    const id = tradeNamed(`t${trade}`);
    const known = this.store.outcomes(id);
    const until = holdHours === undefined ? undefined : this.now + holdHours * HOUR_MS;
    const refunds = returned ? "returned" : "kept";
    const fees: FeeSchedule = { currency: JPY, fixed: 7, rate_ppm: 33_333, refunds };
    const request = aVerifiedConfirm({
      ...{ trade: id, attempt: known.length + 1, amount, register: SHOP, fees },
      settlementAccount: settlementAccount(SHOP),
      ...{ deadline: FAR, period: { not_before: 0, not_after: FAR } },
      ...(until === undefined ? {} : { holdUntil: until }),
    });
    const decision = decideConfirm({ account: this.store.current, known }, request, this.now);
    expect(decision.kind).toBe(this.sales.has(trade) ? "rejected" : "decided");
    if (decision.kind !== "decided") return;
    const allowed = this.#allows(amount);
    expect(decision.verdict.kind !== "refused").toBe(allowed);
    const { verdict } = decision;
    const prediction = { now: this.now, verdict, receipt: aSettled().receipt };
    const rows = this.store.run((turn) => {
      confirmInTurn(turn, request, prediction);
    });
    expect(rows).toBe(2);
    if (!allowed) return;
    const captured = until === undefined ? amount : 0;
    this.sales.set(trade, {
      amount,
      at: this.now,
      until,
      captured,
      refunded: 0,
      over: false,
      attempt: known.length + 1,
    });
  }

  /** Active, enough there, and what is spent or still held stays within the limits. */
  #allows(amount: number): boolean {
    const spent = (period: "day" | "week") => this.#spent(periodStart(period, this.now));
    return (
      this.status === "active" &&
      amount <= this.#posted(ID) &&
      spent("day") + amount <= (this.day ?? Infinity) &&
      spent("week") + amount <= (this.budget ?? Infinity)
    );
  }

  /** What a hold whose time is over gives back is spent until the branch has come round to it. */
  #spent(since: number): number {
    const open = (trade: number) =>
      this.store.current.holds.some((hold) => hold.trade === tradeNamed(`t${trade}`));
    return [...this.sales]
      .filter(([, { at }]) => at >= since)
      .reduce((sum, [trade, one]) => sum + (open(trade) ? one.amount : one.captured), 0);
  }

  #order(one: Extract<Step, { do: "capture" | "void" | "refund" }>): void {
    const request = this.#requestOf(one);
    const sale = this.sales.get(one.trade);
    const before = this.answers.get(`${one.trade}/${request.id}`);
    const { rows, answer } = this.#carryOut(request);
    const again = this.#carryOut(request);
    expect(again.rows).toBe(0);
    if (before !== undefined) {
      expect(rows).toBe(0);
      const [same] = JSON.parse(before) as [string, string];
      if (same === request.order) expect(JSON.stringify([same, answer])).toBe(before);
      else expect(answer).toContain("exists_with_different_order");
      return;
    }
    const code = expectedCode(one, sale);
    this.codes.add(code);
    if (code !== "ok") {
      expect([rows, answer]).toEqual([0, expect.stringContaining(`"${code}"`)]);
      return;
    }
    expect([rows, again.answer]).toEqual([2, answer]);
    this.answers.set(`${one.trade}/${request.id}`, JSON.stringify([request.order, answer]));
    applyTo(sale!, one);
  }

  #requestOf(one: Extract<Step, { do: "capture" | "void" | "refund" }>): VerifiedOrder {
    const of = {
      account: ID,
      trade: tradeNamed(`t${one.trade}`) as TradeId,
      attempt: this.sales.get(one.trade)?.attempt ?? 1,
      register: SHOP,
    };
    const order = JSON.stringify(one) as Hash;
    if (one.do === "void") return { ...of, kind: "void", id: VOID_ID, order };
    const asked = { ...of, order, amount: one.amount, currency: JPY };
    if (one.do === "refund") return { ...asked, kind: "refund", id: `rfd_${one.key}` };
    return { ...asked, kind: "capture", id: `cap_${one.key}`, last: one.last };
  }

  #carryOut(request: VerifiedOrder): { rows: number; answer: string } {
    const [known, orders] = [this.store.outcomes(request.trade), this.store.orders(request.trade)];
    const facts = { account: this.store.current, known, orders };
    const decision = decideOrder(facts, request, this.now);
    if (decision.kind !== "decided")
      return { rows: 0, answer: JSON.stringify(orderWithoutRecord(decision)) };
    const { receipt } = aSettled();
    let answer = "";
    const rows = this.store.run((turn) => {
      const prediction = { now: this.now, effect: decision.effect, receipt };
      answer = JSON.stringify(orderInTurn(turn, request, prediction));
    });
    return { rows, answer };
  }

  #posted(account: string): number {
    const { transfers, recorded, ordered } = this.store;
    const journal = [...transfers, ...recorded, ...ordered];
    const postings = journal.flatMap((one) => ("postings" in one ? one.postings : []));
    return postings.reduce((sum, one) => (one.account === account ? sum + one.amount : sum), 0);
  }

  #expectSound(): void {
    const { current, ordered } = this.store;
    for (const { postings } of ordered)
      expect(postings.reduce((sum, one) => sum + one.amount, 0)).toBe(0);
    expect(current.balances[JPY]).toBe(this.#posted(ID));
    expect(this.#posted(ID)).toBeGreaterThanOrEqual(0);
    expect(heldIn(current)[JPY] ?? 0).toBe(this.#posted(`${ID}:held`));
    const sales = [...this.sales.values()];
    const net = sales.reduce((sum, one) => sum + one.captured - one.refunded, 0);
    const carrier = ["fees_test", "rounding_test", settlementAccount(SHOP)];
    expect(carrier.reduce((sum, name) => sum + this.#posted(name), 0)).toBe(net);
    for (const one of sales) {
      expect(one.captured).toBeLessThanOrEqual(one.amount);
      expect(one.refunded).toBeLessThanOrEqual(one.captured);
    }
    for (const period of PERIODS)
      expect(spentIn(current.spent, { currency: JPY }, period, this.now)).toBe(
        this.#spent(periodStart(period, this.now)),
      );
  }
}

function expectedCode(one: Extract<Step, { do: "capture" | "void" | "refund" }>, sale?: Sale) {
  if (!sale) return "trade_not_paid";
  if (one.do === "refund")
    return one.amount > sale.captured - sale.refunded ? "over_captured" : "ok";
  if (sale.until === undefined) return "hold_missing";
  if (sale.over) return "hold_ended";
  return one.do === "capture" && one.amount > sale.amount - sale.captured ? "over_hold" : "ok";
}

function applyTo(sale: Sale, one: Extract<Step, { do: "capture" | "void" | "refund" }>): void {
  if (one.do === "refund") sale.refunded += one.amount;
  if (one.do === "capture") sale.captured += one.amount;
  if (one.do === "void") sale.over = true;
  if (one.do === "capture" && (one.last || sale.captured === sale.amount)) sale.over = true;
}

it("[LE3] [LE22] [LE24] [LE25] [LE26] [LE31] any history of orders keeps the books sound and every cap", () => {
  const codes = new Set<string>();
  let expired = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const history = new History();
      for (const one of steps) history.play(one);
      for (const code of history.codes) codes.add(code);
      expired += history.store.ordered.filter(({ kind }) => kind === "expired").length;
    }),
    { numRuns: 300 },
  );
  // A search that met nothing would prove nothing.
  expect(expired).toBeGreaterThan(50);
  expect([...codes]).toEqual(
    expect.arrayContaining([
      ...["ok", "trade_not_paid", "over_captured", "hold_missing", "hold_ended", "over_hold"],
    ]),
  );
});
