// What a hold's changes refuse to do, and that each finds its own among several: of other trades, of other attempts.

import { describe, expect, it } from "vitest";
import type { AccountId, TradeId } from "../../protocol/ids.ts";
import { ORDERS_PER_TRADE_MAX } from "../../protocol/limits.ts";
import { NO_FEE } from "../../protocol/money/fees.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import { PREDICT_AGAIN } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import {
  authorize,
  capture,
  holdOf,
  isHeldAccount,
  release,
} from "../../worker/carrier-server/branch/order/hold.ts";
import { HoldEnds } from "../../worker/carrier-server/branch/order/hold-ends.ts";
import {
  endHoldsInTurn,
  holdEndInTurn,
  orderInTurn,
  orderWithoutRecord,
} from "../../worker/carrier-server/branch/order/order-turn.ts";
import {
  EXPIRY_ID,
  type ExpiredHold,
  holdEnded,
  isExpired,
  type RecordedOrder,
  VOID_ID,
} from "../../worker/carrier-server/branch/order/recorded-order.ts";
import type { VerifiedOrder } from "../../worker/carrier-server/branch/order/verify-order.ts";
import { isTold } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aCapture,
  aHold,
  aHolder,
  anAccount,
  anAuthorized,
  aRefund,
  aSettled,
  aVoid,
  aVoidOrder,
  HOLD_UNTIL,
  holdingOf,
  JPY,
} from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const FIRST = aHold();
const SAME_TRADE = aHold({ attempt: 2, amount: 200 });
const OTHER_TRADE = aHold({ trade: "other" as TradeId, amount: 300 });
/** One account, three holds. */
const holder = [FIRST, SAME_TRADE, OTHER_TRADE].reduce(holdingOf, anAccount());
const { receipt } = aSettled();

function carryOut(turn: ReturnType<typeof turnOver>, request: VerifiedOrder, expected = request) {
  const { account, trade } = request;
  const facts = {
    account: turn.account(account),
    known: turn.outcomes(trade),
    orders: turn.orders(trade),
  };
  const decision = decideOrder(facts, expected, NOW);
  if (decision.kind !== "decided") throw new Error(decision.kind);
  return orderInTurn(turn, request, { now: NOW, effect: decision.effect, receipt });
}

describe("among several holds", () => {
  it("[LE20] one is found by its trade and its attempt", () => {
    for (const hold of [FIRST, SAME_TRADE, OTHER_TRADE]) expect(holdOf(holder, hold)).toEqual(hold);
    expect(holdOf(holder, { trade: OTHER_TRADE.trade, attempt: 2 })).toBeUndefined();
    expect(holdOf(undefined, FIRST)).toBeUndefined();
  });

  it("[LE21] an order takes from its own, and by the outcome of its own attempt", () => {
    const known = [aVoid(), anAuthorized({ attempt: 2, amount: 200 })];
    const turn = turnOver({ accounts: [holder], outcomes: known });
    expect(carryOut(turn, aCapture({ attempt: 2, amount: 200 }))).toMatchObject({ ok: true });
    expect(turn.changes().changed[0]?.holds).toEqual([FIRST, OTHER_TRADE]);
    const facts = { account: holder, known, orders: [] };
    expect(decideOrder(facts, aCapture(), NOW)).toEqual({
      ...{ kind: "rejected", refusal: { code: "trade_not_paid" } },
    });
  });

  it("[LE24] the question how one ended ends no other", () => {
    const over = holdingOf(anAccount(), { ...OTHER_TRADE, until: NOW });
    const outcomes = [aVoid(), anAuthorized({ attempt: 2 })];
    const turn = turnOver({ accounts: [over], outcomes });
    const question = { account: over.id, trade: FIRST.trade, attempt: 2 };
    expect(holdEndInTurn(turn, question, NOW)).toEqual({
      ok: true,
      value: { kind: "hold_ended", captured: 0 },
    });
    expect(turn.changes().orders).toEqual([]);
    expect(holdEndInTurn(turn, { ...question, attempt: 1 }, NOW)).toMatchObject({
      error: { code: "trade_not_paid" },
    });
  });

  it("[LE24] the alarm looks where the first of all accounts' holds ends", () => {
    const ends = new HoldEnds();
    const [one, two, three] = ["one", "two", "three"] as AccountId[];
    const keep = (id: AccountId | undefined, until: number) =>
      ends.keep({ id: id!, holds: [aHold({ until })] });
    keep(one, 9);
    keep(two, 5);
    keep(three, 7);
    expect([ends.next(), ends.over(7)]).toEqual([5, [two, three]]);
    keep(two, 5);
    ends.keep({ id: two!, holds: [] });
    expect([ends.next(), ends.over(6)]).toEqual([7, []]);
  });
});

describe("a hold", () => {
  it("[LE20] holds money, and none of it captured", () => {
    for (const wrong of [{ amount: 0 }, { amount: -1 }, { captured: 1 }])
      expect(() => authorize(anAccount(), aHold(wrong))).toThrow("an authorization holds money");
  });

  it("[LE22] is never captured beyond what is left, nor for nothing", () => {
    const account = aHolder();
    const [hold] = account.holds;
    const taken = (amount: number, released = 0, fee = NO_FEE) =>
      capture(account, hold!, { amount, released, fee });
    for (const amount of [0, -1, 4981]) expect(() => taken(amount)).toThrow("[LE22]");
    expect(() => taken(4000, 981)).toThrow("[LE22]");
    expect(() => taken(4000, 979)).toThrow("what is left of a hold is released whole");
    expect(taken(4000, 980).account.holds).toEqual([]);
    expect(taken(4980).account.holds).toEqual([]);
  });

  it("[LE40] pays a fee up to all of what is captured, and then nothing to the shop", () => {
    const account = aHolder();
    const [hold] = account.holds;
    const charged = (fee: number) =>
      capture(account, hold!, { amount: 100, released: 0, fee: { amount: fee, rounding: 0 } });
    for (const fee of [-1, 101]) expect(() => charged(fee)).toThrow("[LE40]");
    expect(charged(100).transfer.postings).toEqual([
      { account: `${account.id}:held`, amount: -100 },
      { account: "fees_test", amount: 100 },
    ]);
  });

  it("[LE20] must be the account's own", () => {
    const stranger = aHold({ amount: 1 });
    expect(() => release(aHolder(), stranger)).toThrow("the hold is one of the account's");
    expect(() => endHoldsInTurn(turnOver({}), anAccount().id, NOW)).toThrow(
      "a hold has its account",
    );
  });

  it("[LE26] that gives nothing back leaves what is spent as it is", () => {
    const account = aHolder();
    const { account: after } = capture(account, account.holds[0]!, { amount: 10, released: 0 });
    expect(after.spent).toBe(account.spent);
  });

  it("[LE20] has a sub-account that is known by its name", () => {
    expect([`${anAccount().id}:held`, anAccount().id].map(isHeldAccount)).toEqual([true, false]);
  });
});

describe("an order in a turn", () => {
  const over = (orders: RecordedOrder[] = []) =>
    turnOver({ accounts: [aHolder()], outcomes: [anAuthorized()], orders });

  it("[LE25] that would come to another amount than its receipt says records nothing", () => {
    const turn = over();
    const foreseen = aVoidOrder();
    const facts = { account: aHolder(), known: [anAuthorized()], orders: [] };
    const decision = decideOrder(facts, foreseen, NOW);
    if (decision.kind !== "decided") throw new Error("it can be given up");
    expect(decision.effect.amount).toBe(4980);
    carryOut(turn, aCapture());
    const { effect } = decision;
    expect(orderInTurn(turn, foreseen, { now: NOW, effect, receipt })).toBe(PREDICT_AGAIN);
    expect(turn.changes().orders).toHaveLength(1);
  });

  it("[LE25] is answered the same again, and other bytes under its id are refused", () => {
    const turn = over();
    const answer = { receipt, fee: 0, total: 1000, ended: false };
    expect(carryOut(turn, aCapture())).toStrictEqual({ ok: true, value: answer });
    const [stored] = turn.changes().orders;
    const facts = { account: aHolder(), known: [anAuthorized()], orders: [stored!] };
    const again = decideOrder(facts, aCapture(), NOW);
    if (again.kind === "decided") throw new Error("it was carried out");
    expect(orderWithoutRecord(again)).toStrictEqual({ ok: true, value: answer });
    const prediction = { now: NOW, effect: {} as never, receipt };
    expect(orderInTurn(over([stored!]), aCapture(), prediction)).toEqual({
      ok: true,
      value: answer,
    });
    const other = decideOrder(facts, aCapture({ order: "other" as Hash }), NOW);
    if (other.kind === "decided") throw new Error("it isn't the same");
    expect(orderWithoutRecord(other)).toEqual({
      ok: false,
      error: { code: "exists_with_different_order" },
    });
    expect(orderInTurn(over([stored!]), aCapture({ order: "other" as Hash }), prediction)).toEqual({
      ...{ ok: false, error: { code: "exists_with_different_order" } },
    });
  });

  it("[LE30] a refund says what was refunded in all, and ends no hold", () => {
    const turn = turnOver({ accounts: [anAccount()], outcomes: [aSettled()] });
    carryOut(turn, aRefund());
    const second = carryOut(turn, aRefund({ id: "rfd_2", amount: 500 }));
    expect(second).toMatchObject({ value: { total: 1500, fee: 0, ended: false } });
  });

  it("[LE42] a refund whose fee was all of it is the carrier's to give, by fee and rounding", () => {
    const fees = { currency: JPY, fixed: 0, rate_ppm: 1_000_000, refunds: "returned" } as const;
    const facts = (rate_ppm: number) => ({
      account: anAccount(),
      known: [aSettled({ fees: { ...fees, rate_ppm } })],
      orders: [],
    });
    const postingsOf = (rate_ppm: number, amount: number) => {
      const decision = decideOrder(facts(rate_ppm), aRefund({ amount }), NOW);
      return decision.kind === "decided" ? decision.effect.transfer.postings : [];
    };
    expect(postingsOf(1_000_000, 10)).toEqual([
      { account: "fees_test", amount: -10 },
      { account: anAccount().id, amount: 10 },
    ]);
    // 0.01 % of 4,980 is rounded up from nothing: 1, all of it by rounding.
    expect(postingsOf(101, 4980)).toContainEqual({ account: "rounding_test", amount: -1 });
  });

  it("captures and refunds of a trade are counted apart, and a void by neither", () => {
    const recorded = (kind: "captured" | "refunded", amount: number): RecordedOrder[] =>
      Array.from({ length: ORDERS_PER_TRADE_MAX }, (_, at) => ({
        ...({ kind, id: `${kind}_${at}`, trade: FIRST.trade, order: "x" as Hash } as RecordedOrder),
        amount: at === 0 ? amount : 0,
      }));
    const facts = {
      account: { ...aHolder(), holds: [aHold({ captured: 1000 })] },
      known: [anAuthorized()],
    };
    const kindOf = (orders: RecordedOrder[], request: VerifiedOrder) =>
      decideOrder({ ...facts, orders }, request, NOW).kind;
    const [captures, refunds] = [recorded("captured", 1000), recorded("refunded", 0)];
    expect(kindOf(captures, aRefund())).toBe("decided");
    expect(kindOf(refunds, aCapture())).toBe("decided");
    expect(kindOf([...captures, ...refunds], aVoidOrder())).toBe("decided");
    expect(kindOf(captures.slice(1), aCapture())).toBe("decided");
    expect(kindOf(captures, aCapture())).toBe("rejected");
  });

  it("[LE24] an expiry and a void have names of their own, and only an expiry is told", () => {
    expect([VOID_ID, EXPIRY_ID]).toEqual(["void", "expiry"]);
    const expired = { kind: "expired", total: 7 } as ExpiredHold;
    const voided = { kind: "voided" } as RecordedOrder;
    expect([expired, voided].map(isExpired)).toEqual([true, false]);
    expect(holdEnded(expired)).toEqual({ kind: "hold_ended", captured: 7 });
    const none = turnOver({}).changes();
    expect(isTold({ ...none, orders: [voided], outcomes: [aVoid()] })).toBe(false);
    expect(isTold({ ...none, orders: [voided, expired] })).toBe(true);
    expect(isTold({ ...none, outcomes: [aVoid(), aSettled()] })).toBe(true);
    const turn = turnOver({ accounts: [aHolder()] });
    endHoldsInTurn(turn, anAccount().id, HOLD_UNTIL);
    expect(isTold(turn.changes())).toBe(true);
  });
});
