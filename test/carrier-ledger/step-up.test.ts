// Step-up rules, as the pure functions they are: what one click lets through, what is left of it, what is counted.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StepUpRule } from "../../protocol/account/step-up.ts";
import { registerIdFrom } from "../../protocol/ids.ts";
import { STEP_UP_REGISTERS_MAX } from "../../protocol/limits.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import {
  afterPayment,
  NO_STEP_UPS,
  type StepUps,
  stepUpNeeded,
  withRule,
} from "../../worker/carrier-server/branch/confirm/step-up.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aGivenPin,
  anAccount,
  aSettled,
  aVerifiedConfirm,
  checkedPin,
  JPY,
  USD,
  WITH_PIN,
} from "./branch-facts.ts";

const shop = (number: number) =>
  registerIdFrom("test", new Uint8Array([number >> 8, number & 255, 0, 0, 0, 0, 0, 0]));
const payment = (amount: number, register = shop(1)) => ({ amount, currency: JPY, register });
const ruled = (rule: StepUpRule, before: StepUps = NO_STEP_UPS) =>
  withRule(before, { currency: JPY, rule, by: "operator" }, () => []);

describe("a step-up rule", () => {
  it("[LE77] [LE79] lets one click pay up to its amount", () => {
    const rules = ruled({ one_click: 3000 });
    expect(stepUpNeeded(rules, payment(3000))).toBeUndefined();
    expect(stepUpNeeded(rules, payment(3001))).toEqual({ reason: "amount", left: 3000 });
    expect(stepUpNeeded(rules, { ...payment(3001), currency: USD })).toBeUndefined();
  });

  it("[LE77] [LE79] asks again when clicks come to the total; a step-up begins the count anew", () => {
    const rules = ruled({ one_click: 3000, one_click_total: 5000 });
    const clicked = afterPayment(rules, payment(3000), false);
    expect(stepUpNeeded(clicked, payment(2000))).toBeUndefined();
    expect(stepUpNeeded(clicked, payment(2001))).toEqual({ reason: "cumulative", left: 2000 });
    expect(stepUpNeeded(clicked, payment(3001))).toEqual({ reason: "amount", left: 2000 });
    const proven = afterPayment(clicked, payment(10_000), true);
    expect(stepUpNeeded(proven, payment(3000))).toBeUndefined();
  });

  it("[LE77] [LE79] asks at the first payment at each register, and nothing is left for one click there", () => {
    const rules = ruled({ first_payment: "step_up", one_click: 3000 });
    expect(stepUpNeeded(rules, payment(1))).toEqual({ reason: "first_payment", left: 0 });
    expect(stepUpNeeded(rules, payment(3001))).toEqual({ reason: "amount", left: 0 });
    const paid = afterPayment(rules, payment(1), true);
    expect(stepUpNeeded(paid, payment(3000))).toBeUndefined();
    expect(stepUpNeeded(paid, payment(1, shop(2)))?.reason).toBe("first_payment");
  });

  it("[LE78] knows from the journal where was paid before it was set", () => {
    const settled = [shop(1), shop(2)].map((register) => ({ ...payment(1, register), at: NOW }));
    const rule = { first_payment: "step_up" } as const;
    const asked = { currency: JPY, rule, by: "operator" } as const;
    const rules = withRule(NO_STEP_UPS, asked, () => settled);
    expect(stepUpNeeded(rules, payment(1, shop(2)))).toBeUndefined();
    expect(stepUpNeeded(rules, payment(1, shop(3)))?.reason).toBe("first_payment");
  });

  it("[LE78] remembers the registers paid last, and no more than may stand in a row", () => {
    const one = afterPayment(ruled({ first_payment: "step_up" }), payment(1, shop(0)), true);
    const most = Array.from({ length: STEP_UP_REGISTERS_MAX }, (_, at) => shop(at + 1));
    const pay = (rules: StepUps, registers: typeof most) =>
      registers.reduce((so, register) => afterPayment(so, payment(1, register), false), rules);
    const forgotten = pay(one, most);
    expect(forgotten.paid).toHaveLength(STEP_UP_REGISTERS_MAX);
    expect(stepUpNeeded(forgotten, payment(1, shop(0)))?.reason).toBe("first_payment");
    // Paid once more in between, the first one is among the last.
    const kept = pay(pay(one, [...most.slice(1), shop(0)]), most.slice(0, 1));
    expect(stepUpNeeded(kept, payment(1, shop(0)))).toBeUndefined();
  });

  it("[LE78] counts from when it is set: on when it is changed, anew after it was taken away", () => {
    const clicked = afterPayment(ruled({ one_click_total: 5000 }), payment(4000), false);
    const changed = ruled({ one_click_total: 4500, one_click: 4000 }, clicked);
    expect(stepUpNeeded(changed, payment(501))).toEqual({ reason: "cumulative", left: 500 });
    expect(ruled({ one_click_total: 100 }, clicked).clicked).toEqual({ [JPY]: 4000 });
    expect(stepUpNeeded(ruled({ one_click_total: 100 }, clicked), payment(1))?.left).toBe(0);
    const anew = ruled({ one_click_total: 5000 }, ruled({}, clicked));
    expect(stepUpNeeded(anew, payment(5000))).toBeUndefined();
  });

  it("[LE78] of one currency leaves alone what is known for the others", () => {
    const unasked = (): never => {
      throw new Error("the journal is read only where nothing is known of the registers");
    };
    const five = { rule: { one_click: 5 }, by: "operator" } as const;
    const first = { first_payment: "step_up", one_click_total: 10 } as const;
    const paid = afterPayment(ruled(first), payment(4), false);
    const two = withRule(paid, { ...five, currency: USD }, unasked);
    expect(two).toEqual({
      rules: { [JPY]: first, [USD]: { one_click: 5 } },
      ...{ clicked: { [JPY]: 4 }, paid: paid.paid },
    });
    expect(withRule(NO_STEP_UPS, { ...five, currency: JPY }, unasked).paid).toEqual([]);
    // A second payment there is no second entry, and nothing is counted where there is no total.
    const again = afterPayment(two, { ...payment(1), currency: USD }, false);
    expect([again.paid, again.clicked]).toEqual([paid.paid, { [JPY]: 4 }]);
    expect(paid.paid).toEqual([shop(1).replace("reg_test_", "")]);
  });

  it("[LE78] keeps no list of registers that nothing asks for", () => {
    const paid = afterPayment(ruled({ first_payment: "step_up" }), payment(1), true);
    expect(paid.paid).toHaveLength(1);
    expect(ruled({}, paid).paid).toEqual([]);
    expect(afterPayment(ruled({ one_click: 1 }), payment(1), false).paid).toEqual([]);
  });
});

describe("in the order of checks", () => {
  const asking = ruled({ one_click: 100 });
  const decide = (account: ReturnType<typeof anAccount>, more = {}) =>
    decideConfirm({ account, known: [] }, aVerifiedConfirm(more), NOW);

  it("[LE79] a step-up is asked for last, records nothing, and lets the same attempt go on", () => {
    expect(decide(anAccount({ stepUps: asking }))).toEqual({
      kind: "rejected",
      refusal: {
        ...{ code: "step_up_required", reason: "amount" },
        left: { amount: 100, currency: JPY },
        methods: { passkeys: [], pin: { state: "none" } },
      },
    });
    const account = anAccount({ stepUps: asking, means: WITH_PIN });
    const proven = aVerifiedConfirm({ stepUp: aGivenPin() });
    expect(
      decideConfirm({ account, known: [], checked: checkedPin("right") }, proven, NOW),
    ).toMatchObject({
      verdict: { kind: "settled" },
    });
  });

  it("[LE79] nobody is asked to prove himself for what is refused anyway, or decided already", () => {
    const poor = anAccount({ stepUps: asking, balances: { [JPY]: 4979 } });
    expect(decide(poor)).toMatchObject({ verdict: { code: "insufficient_funds" } });
    const frozen = anAccount({ stepUps: asking, status: "frozen" });
    expect(decide(frozen)).toMatchObject({ verdict: { code: "account_frozen" } });
    const facts = { account: anAccount({ stepUps: asking }), known: [aSettled()] };
    expect(decideConfirm(facts, aVerifiedConfirm(), NOW).kind).toBe("recorded");
  });
});

it("[LE77] any payments: between two step-ups, clicks never come to more than the total, and none is over its amount", () => {
  const payments = fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 900 }), proves: fc.boolean(), shop: fc.nat(3) }),
    { maxLength: 50 },
  );
  const rule = fc.record({ one_click: fc.nat(900), one_click_total: fc.nat(3000) });
  fc.assert(
    fc.property(rule, payments, (limits, list) => {
      let state = ruled({ ...limits, first_payment: "step_up" });
      let clicks = 0;
      const known = new Set<number>();
      for (const { amount, proves, shop: at } of list) {
        const needed = stepUpNeeded(state, payment(amount, shop(at)));
        const enough =
          amount <= limits.one_click && clicks + amount <= limits.one_click_total && known.has(at);
        expect(needed === undefined).toBe(enough);
        // What is said to be left is let through, and not one more.
        const left = needed?.left ?? 0;
        if (left > 0) expect(stepUpNeeded(state, payment(left, shop(at)))).toBeUndefined();
        if (needed) expect(stepUpNeeded(state, payment(left + 1, shop(at)))).toBeDefined();
        if (needed && !proves) continue;
        state = afterPayment(state, payment(amount, shop(at)), proves);
        clicks = proves ? 0 : clicks + amount;
        known.add(at);
        expect(clicks).toBeLessThanOrEqual(limits.one_click_total);
      }
    }),
  );
});
