// The one documented order of checks of a capture, a void and a refund, as the pure function it is: each check
// alone, and each against all that come after it. Then what each order does.

import { describe, expect, it } from "vitest";
import type { AccountId, RegisterId } from "../../protocol/ids.ts";
import { ORDERS_PER_TRADE_MAX } from "../../protocol/limits.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  decideOrder,
  type OrderEffect,
  type OrderFacts,
} from "../../worker/carrier-server/branch/order/decide-order.ts";
import { orderInTurn } from "../../worker/carrier-server/branch/order/order-turn.ts";
import type { RecordedOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import type { VerifiedOrder } from "../../worker/carrier-server/branch/order/verify-order.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aCapture,
  aHolder,
  anAccount,
  anAuthorized,
  aRefund,
  aSettled,
  aVoid,
  aVoidOrder,
  HOLD_UNTIL,
  JPY,
  USD,
} from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const SET = `set_${aSettled().register.slice(4)}`;
const HELD = `${anAccount().id}:held`;
const OTHER = "other" as Hash;

interface Case {
  readonly facts: OrderFacts;
  readonly request: VerifiedOrder;
  readonly now: number;
}

const holding: OrderFacts = { account: aHolder(), known: [anAuthorized()], orders: [] };
const sold: OrderFacts = { account: anAccount(), known: [aSettled()], orders: [] };

function words({ facts, request, now }: Case): string {
  const decision = decideOrder(facts, request, now);
  if (decision.kind === "recorded") return `recorded ${decision.recorded.kind}`;
  return decision.kind === "rejected" ? decision.refusal.code : decision.effect.kind;
}

/** What carrying the order out records, over these facts. */
function done(facts: OrderFacts, request: VerifiedOrder, now = NOW): RecordedOrder {
  const decision = decideOrder(facts, request, now);
  if (decision.kind !== "decided") throw new Error(decision.kind);
  const accounts = facts.account ? [facts.account] : [];
  const turn = turnOver({ accounts, outcomes: facts.known, orders: facts.orders });
  const { receipt } = aSettled();
  orderInTurn(turn, request, { now, effect: decision.effect, receipt });
  return turn.changes().orders[0]!;
}

/** The facts after these orders. */
function carriedOut(facts: OrderFacts, ...requests: VerifiedOrder[]): OrderFacts {
  let now = facts;
  for (const request of requests) {
    const { account = now.account } = effectOf(now, request);
    now = { known: now.known, account, orders: [...now.orders, done(now, request)] };
  }
  return now;
}

function effectOf(facts: OrderFacts, request: VerifiedOrder): OrderEffect {
  const decision = decideOrder(facts, request, NOW);
  if (decision.kind !== "decided") throw new Error(decision.kind);
  return decision.effect;
}

type Fault = [string, (before: Case) => Case];
const many = (kind: "captured" | "refunded"): RecordedOrder[] =>
  Array.from({ length: ORDERS_PER_TRADE_MAX }, (_, at) => ({
    ...done(holding, aCapture()),
    ...{ kind, id: `before_${at}`, amount: 0 },
  })) as RecordedOrder[];
const withOrders = (c: Case, orders: readonly RecordedOrder[]): Case => ({
  ...c,
  facts: { ...c.facts, orders: [...c.facts.orders, ...orders] },
});
const known = (c: Case, outcome: OrderFacts["known"][number]): Case => ({
  ...c,
  facts: { ...c.facts, known: [outcome] },
});

/** From the last check to the first, of any order. */
const COMMON: Fault[] = [
  ["order_mismatch", (c) => ({ ...c, request: { ...c.request, register: "other" as RegisterId } })],
  ["wrong_account", (c) => ({ ...c, request: { ...c.request, account: "other" as AccountId } })],
  ["trade_not_paid", (c) => known(c, aVoid())],
];
const CAPTURE: Fault[] = [
  ["over_hold", (c) => ({ ...c, request: aCapture({ amount: 4981 }) })],
  ["hold_ended", (c) => ({ ...c, now: HOLD_UNTIL })],
  ["hold_missing", (c) => known(c, aSettled())],
  ["too_many_orders", (c) => withOrders(c, many("captured"))],
  ["order_mismatch", (c) => ({ ...c, request: aCapture({ currency: USD }) })],
  ...COMMON,
  [
    "exists_with_different_order",
    (c) => withOrders(c, [done(holding, aCapture({ order: OTHER }))]),
  ],
];
const VOID: Fault[] = [
  ["hold_ended", (c) => ({ ...c, facts: { ...c.facts, account: anAccount() } })],
  ["hold_missing", (c) => known(c, aSettled())],
  ...COMMON,
  ["recorded voided", (c) => withOrders(c, [done(holding, aVoidOrder())])],
];
const REFUND: Fault[] = [
  ["over_captured", (c) => ({ ...c, request: aRefund({ amount: 4981 }) })],
  ["too_many_orders", (c) => withOrders(c, many("refunded"))],
  ["order_mismatch", (c) => ({ ...c, request: aRefund({ currency: USD }) })],
  ...COMMON,
  ["recorded refunded", (c) => withOrders(c, [done(sold, aRefund())])],
];

describe.each<[string, Case, Fault[]]>([
  ["captured", { facts: holding, request: aCapture(), now: NOW }, CAPTURE],
  ["voided", { facts: holding, request: aVoidOrder(), now: NOW }, VOID],
  ["refunded", { facts: sold, request: aRefund(), now: NOW }, REFUND],
])("the order of checks: %s", (outcome, honest, faults) => {
  it("[LE21] when nothing is wrong", () => {
    expect(words(honest)).toBe(outcome);
  });

  it.each(faults)("[LE21] %s, alone", (answer, fault) => {
    expect(words(fault(honest))).toBe(answer);
  });

  it("[LE21] the earlier fault is the answer, whatever else is wrong", () => {
    let all = honest;
    for (const [answer, fault] of faults) {
      all = fault(all);
      expect(words(all)).toBe(answer);
    }
  });
});

describe("a capture", () => {
  it("[LE22] of a part goes to the register, and the rest stays held", () => {
    const effect = effectOf(holding, aCapture());
    expect(effect).toMatchObject({ amount: 1000, total: 1000, ended: false, released: 0 });
    expect(effect.transfer.postings).toEqual([
      { account: HELD, amount: -1000 },
      { account: SET, amount: 1000 },
    ]);
    expect(effect.account?.holds).toMatchObject([{ captured: 1000 }]);
  });

  it("[LE22] that is the last gives back what is left, in the same transfer", () => {
    const effect = effectOf(holding, aCapture({ last: true }));
    expect(effect).toMatchObject({ ended: true, released: 3980 });
    expect(effect.transfer.postings).toEqual([
      { account: HELD, amount: -4980 },
      { account: SET, amount: 1000 },
      { account: anAccount().id, amount: 3980 },
    ]);
    expect(effect.account).toMatchObject({ holds: [], balances: { [JPY]: 49_000 } });
  });

  it("[LE22] of all that is left ends the hold, said to be the last or not", () => {
    const facts = carriedOut(holding, aCapture());
    const effect = effectOf(facts, aCapture({ id: "cap_2", amount: 3980 }));
    expect(effect).toMatchObject({ ended: true, released: 0, total: 4980 });
    expect(effect.account?.holds).toEqual([]);
  });

  it("[LE21] is made from a frozen account's hold too", () => {
    const facts = { ...holding, account: { ...aHolder(), status: "frozen" as const } };
    expect(words({ facts, request: aCapture(), now: NOW })).toBe("captured");
  });

  it("[LE24] comes in time a moment before the hold ends, and not at its end", () => {
    const at = (now: number) => words({ facts: holding, request: aCapture(), now });
    expect([at(HOLD_UNTIL - 1), at(HOLD_UNTIL)]).toEqual(["captured", "hold_ended"]);
  });
});

describe("fees of captures and refunds", () => {
  const fees: FeeSchedule = { currency: JPY, fixed: 10, rate_ppm: 25_000, refunds: "returned" };
  const held: OrderFacts = { ...holding, known: [anAuthorized({ fees })] };

  it("[LE27] captured in parts or at once, a trade costs the same", () => {
    const parts = carriedOut(held, aCapture(), aCapture({ id: "cap_2", amount: 3980 })).orders;
    const once = done(held, aCapture({ amount: 4980 }));
    const feeOf = (order: RecordedOrder) => (order.kind === "expired" ? 0 : order.fee);
    expect(parts.map(feeOf).reduce((sum, fee) => sum + fee)).toBe(feeOf(once));
    expect(feeOf(once)).toBe(10 + 125);
  });

  it("[LE27] captures and refunds in any order leave the fee of what is left", () => {
    const facts = carriedOut(
      held,
      aCapture({ amount: 100 }),
      aRefund({ amount: 50 }),
      aCapture({ id: "cap_2", amount: 100 }),
      aRefund({ id: "rfd_2", amount: 150 }),
    );
    const sums = facts.orders.flatMap(({ postings }) => postings);
    const carrier = sums.filter(({ account }) => /^(fees|rounding)_/.test(account));
    expect(carrier.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(sums.filter(({ account }) => account === SET).reduce((s, p) => s + p.amount, 0)).toBe(0);
  });
});

describe("a refund", () => {
  it("[LE30] comes from the register's account to the payer's", () => {
    const effect = effectOf(sold, aRefund());
    expect(effect.transfer.postings).toEqual([
      { account: SET, amount: -1000 },
      { account: anAccount().id, amount: 1000 },
    ]);
    expect(effect.account?.balances).toEqual({ [JPY]: 51_000 });
  });

  it.each(["frozen", "closing"] as const)("[LE30] comes into a %s account", (status) => {
    const facts = { ...sold, account: anAccount({ status }) };
    expect(effectOf(facts, aRefund()).account?.balances).toEqual({ [JPY]: 51_000 });
  });

  it.each([anAccount({ status: "closed" }), undefined])(
    "[LE32] to an account that takes none goes to suspense",
    (account) => {
      const effect = effectOf({ ...sold, account }, aRefund());
      expect(effect.transfer.postings).toContainEqual({ account: "suspense_test", amount: 1000 });
      expect(effect.account).toBeUndefined();
      expect(done({ ...sold, account }, aRefund())).toMatchObject({ account: anAccount().id });
    },
  );

  it("[LE31] may take all that was captured, in parts, and no more", () => {
    const facts = carriedOut(
      sold,
      aRefund({ amount: 4000 }),
      aRefund({ id: "rfd_2", amount: 980 }),
    );
    expect(words({ facts, request: aRefund({ id: "rfd_3", amount: 1 }), now: NOW })).toBe(
      "over_captured",
    );
  });

  it("[LE31] of a hold takes what was captured of it, also while it stands", () => {
    const facts = carriedOut(holding, aCapture());
    const ask = (amount: number) => words({ facts, request: aRefund({ amount }), now: NOW });
    expect([ask(1000), ask(1001)]).toEqual(["refunded", "over_captured"]);
  });

  it("[LE34] gives no limit back", () => {
    const account = anAccount({ spent: { [JPY]: { day: { since: 0, amount: 4980 } } } as never });
    expect(effectOf({ ...sold, account }, aRefund()).account?.spent).toEqual(account.spent);
  });
});

describe("a void", () => {
  it("[LE23] gives back what is left", () => {
    const effect = effectOf(carriedOut(holding, aCapture()), aVoidOrder());
    expect(effect).toMatchObject({ amount: 3980, total: 1000, ended: true });
    expect(effect.account).toMatchObject({ holds: [], balances: { [JPY]: 49_000 } });
  });

  it("[LE23] [LE25] happens once: another one finds the hold ended", () => {
    const facts = carriedOut(holding, aVoidOrder());
    const other = aVoidOrder({ order: OTHER });
    expect(words({ facts, request: other, now: NOW })).toBe("hold_ended");
    expect(words({ facts, request: aVoidOrder(), now: NOW })).toBe("recorded voided");
  });
});
