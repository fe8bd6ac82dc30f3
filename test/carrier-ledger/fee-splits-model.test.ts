// Random histories of one paid trade, for where each unit of it went: whatever is captured and given back, in any
// parts and order, with any fee, also when the payer's account is frozen or closed meanwhile.

import fc from "fast-check";
import { expect, it } from "vitest";
import { type FeeSchedule, feeOf } from "../../protocol/money/fees.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import { settlement, settlementAccount } from "../../worker/carrier-server/branch/ledger.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import { heldAccount, heldIn } from "../../worker/carrier-server/branch/order/hold.ts";
import {
  endHoldsInTurn,
  orderInTurn,
} from "../../worker/carrier-server/branch/order/order-turn.ts";
import type { VerifiedOrder } from "../../worker/carrier-server/branch/order/verify-order.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aCapture,
  aHolder,
  anAccount,
  anAuthorized,
  aRefund,
  aSettled,
  aVoidOrder,
  HOLD_UNTIL,
  JPY,
} from "./branch-facts.ts";
import { ID, MemoryStore } from "./memory-store.ts";

const PAID = aSettled().amount;
const START = 50_000;
const { register, receipt } = aSettled();

type Step =
  | {
      readonly do: "capture";
      readonly key: number;
      readonly amount: number;
      readonly last: boolean;
    }
  | { readonly do: "refund"; readonly key: number; readonly amount: number }
  | { readonly do: "void" | "end" | "freeze" | "close" };

const key = fc.nat(6);
// Some that add up to all of it, and one that is too much.
const amount = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  fc.constantFrom(980, 1000, PAID, PAID + 1),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant("capture" as const), key, amount },
      // Mostly not: a hold that ends early shows little.
      last: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("refund" as const), key, amount }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("void", "end", "freeze", "close") }),
  },
);
const fees: fc.Arbitrary<FeeSchedule> = fc.record({
  currency: fc.constant(JPY),
  fixed: fc.nat(400),
  rate_ppm: fc.nat(1_000_000),
  refunds: fc.constantFrom("kept", "returned"),
});

/** What the trade came to, by the model's own reckoning; minor units. */
interface Model {
  held: number;
  captured: number;
  refunded: number;
  readonly done: Set<string>;
}

function paidTrade(schedule: FeeSchedule, now: boolean): { store: MemoryStore; model: Model } {
  const store = new MemoryStore();
  const sold = settlement(ID, settlementAccount(register), PAID, JPY, feeOf(schedule, PAID));
  store.current = now ? anAccount({ balances: { [JPY]: START - PAID } }) : aHolder();
  store.recorded.push(
    now ? aSettled({ ...sold, fees: schedule }) : anAuthorized({ fees: schedule }),
  );
  const model = {
    held: now ? 0 : PAID,
    captured: now ? PAID : 0,
    refunded: 0,
    done: new Set<string>(),
  };
  return { store, model };
}

function orderFor(one: Step): VerifiedOrder {
  // The same key with another amount is another order under the same id.
  const order = JSON.stringify(one) as Hash;
  if (one.do === "capture")
    return aCapture({ id: `cap_${one.key}`, order, amount: one.amount, last: one.last });
  if (one.do === "refund") return aRefund({ id: `rfd_${one.key}`, order, amount: one.amount });
  return aVoidOrder({ order });
}

/** Whether the order may be carried out, and what the trade comes to then. */
function expected(model: Model, one: Step): boolean {
  const { held, captured, refunded } = model;
  if (one.do === "refund") {
    if (one.amount > captured - refunded) return false;
    model.refunded += one.amount;
    return true;
  }
  if (held === 0 || (one.do === "capture" && one.amount > held)) return false;
  const taken = one.do === "capture" ? one.amount : 0;
  model.captured += taken;
  model.held = one.do === "void" || (one.do === "capture" && one.last) ? 0 : held - taken;
  return true;
}

function carryOut(store: MemoryStore, model: Model, one: Step): void {
  const request = orderFor(one);
  const { trade, id, order } = request;
  const facts = () => ({
    account: store.current,
    known: store.outcomes(trade),
    orders: store.orders(trade),
  });
  const decision = decideOrder(facts(), request, NOW);
  const known = model.done.has(id);
  const can = !known && expected(model, one);
  expect(decision.kind === "decided").toBe(can);
  if (known) {
    const same = store.orders(trade).some((o) => o.id === id && "order" in o && o.order === order);
    expect(decision.kind).toBe(same ? "recorded" : "rejected");
  }
  if (decision.kind !== "decided") return;
  model.done.add(id);
  const prediction = { now: NOW, effect: decision.effect, receipt };
  const answers: string[] = [];
  const carriedOut = () =>
    store.run((turn) => {
      answers.push(JSON.stringify(orderInTurn(turn, request, prediction)));
    });
  expect(carriedOut()).toBeLessThanOrEqual(2);
  expect(carriedOut()).toBe(0);
  expect(answers[1]).toBe(answers[0]);
}

function expectSound(store: MemoryStore, model: Model, schedule: FeeSchedule): void {
  const orders = store.orders(aSettled().trade);
  const paid = store.recorded.flatMap((one) => ("postings" in one ? one.postings : []));
  const sums = new Map<string, number>();
  for (const { account, amount: change } of [...paid, ...orders.flatMap((one) => one.postings)])
    sums.set(account, (sums.get(account) ?? 0) + change);
  const of = (account: string) => sums.get(account) ?? 0;
  const { held, captured, refunded } = model;
  // What was paid, less what came back, is with the shop, the carrier, and what is still held.
  const charged = feeOf(schedule, schedule.refunds === "returned" ? captured - refunded : captured);
  expect(of("fees_test") + of("rounding_test")).toBe(charged.amount);
  expect(of(settlementAccount(register))).toBe(captured - refunded - charged.amount);
  expect(of(heldAccount(ID))).toBe(held);
  expect(heldIn(store.current)[JPY] ?? 0).toBe(held);
  expect(of(ID) + of("suspense_test")).toBe(refunded - captured - held);
  expect(store.current.balances[JPY]).toBe(START + of(ID));
  expect([...sums.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
  expect(refunded).toBeLessThanOrEqual(captured);
  expect(captured + held).toBeLessThanOrEqual(PAID);
}

it("[LE22] [LE25] [LE27] [LE31] [LE32] any history of a trade gives back no more than was captured, captures no more than was held, and costs the fee of what is left", () => {
  const seen = new Set<string>();
  const steps = fc.array(step, { minLength: 5, maxLength: 30 });
  fc.assert(
    fc.property(fees, fc.boolean(), steps, (schedule, now, list) => {
      const { store, model } = paidTrade(schedule, now);
      for (const one of list) {
        if (one.do === "freeze") store.current = { ...store.current, status: "frozen" };
        else if (one.do === "close") {
          // Nothing is closed that still has money; what matters here is that it takes none.
          store.current = { ...store.current, status: "closed" };
        } else if (one.do === "end") {
          store.run((turn) => endHoldsInTurn(turn, ID, HOLD_UNTIL));
          model.held = 0;
        } else carryOut(store, model, one);
        expectSound(store, model, schedule);
      }
      for (const { kind } of store.ordered) seen.add(kind);
      if (model.refunded > 0 && model.refunded === model.captured) seen.add("all refunded");
      if (store.ordered.some((o) => o.postings.some((p) => p.account === "suspense_test")))
        seen.add("suspense");
    }),
    { numRuns: 300 },
  );
  // A search that met nothing would prove nothing.
  expect([...seen].sort()).toEqual(
    ["all refunded", "captured", "expired", "refunded", "suspense", "voided"].sort(),
  );
});
