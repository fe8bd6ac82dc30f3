// Postpaid accounts, as the pure functions they are: how far a balance may go, what is left, what is owed.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  paidIn,
  paidOut,
  withCredit,
  withStatus,
} from "../../worker/carrier-server/branch/account/account-acts.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import {
  type Account,
  fundsOf,
  post,
  settlement,
} from "../../worker/carrier-server/branch/ledger.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aVerifiedConfirm, JPY, USD } from "./branch-facts.ts";

const ACTING = { idempotencyKey: "key", now: NOW };
const postpaid = (balance: number, limit: number): Account =>
  anAccount({ balances: { [JPY]: balance }, credit: { [JPY]: limit } });

describe("a postpaid account", () => {
  it("[LE70] pays down to its credit limit and no further, whatever it owes already", () => {
    const cases = fc.tuple(
      fc.integer({ min: -60_000, max: 60_000 }),
      fc.nat(60_000),
      fc.integer({ min: 1, max: 130_000 }),
    );
    fc.assert(
      fc.property(cases, ([balance, limit, amount]) => {
        const account = postpaid(balance, limit);
        const paid = () => post(account, settlement(account.id, "set_test_0", amount, JPY));
        const can = amount <= fundsOf(account, JPY);
        expect(can).toBe(balance - amount >= -limit);
        if (can) expect(paid().balances[JPY]).toBe(balance - amount);
        else expect(paid).toThrow("[LE70]");
      }),
    );
  });

  it("[LE70] [LE71] whose limit is below what it owes lets nothing out, and money in", () => {
    const owing = postpaid(-5000, 3000);
    expect(fundsOf(owing, JPY)).toBe(0);
    expect(paidIn(owing, { amount: 500, currency: JPY }, ACTING)).toMatchObject({
      value: { account: { balances: { [JPY]: -4500 } } },
    });
    const facts = { account: owing, known: [] };
    expect(decideConfirm(facts, aVerifiedConfirm({ amount: 1 }), NOW)).toMatchObject({
      verdict: { code: "insufficient_funds", left: { amount: 0, currency: JPY } },
    });
  });

  it("[LE71] says what balance and credit together would have let through", () => {
    const facts = { account: postpaid(1000, 3000), known: [] };
    expect(decideConfirm(facts, aVerifiedConfirm({ amount: 4001 }), NOW)).toMatchObject({
      verdict: { code: "insufficient_funds", left: { amount: 4000, currency: JPY } },
    });
    expect(decideConfirm(facts, aVerifiedConfirm({ amount: 4000 }), NOW)).toMatchObject({
      verdict: { kind: "settled" },
    });
  });

  it("[LE70] with more money than can be counted together with its credit still has a countable sum", () => {
    const rich = postpaid(Number.MAX_SAFE_INTEGER, 1_000_000_000_000);
    expect(fundsOf(rich, JPY)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("[LE15] closes only when nothing is owed, and takes what it owes while closing, and no more", () => {
    const closing: Account = { ...postpaid(-5000, 5000), status: "closing" };
    const payIn = (amount: number) => paidIn(closing, { amount, currency: JPY }, ACTING);
    expect(withStatus(closing, "closed")).toMatchObject({ error: { code: "account_not_empty" } });
    expect(payIn(5001)).toMatchObject({ error: { code: "status_conflict" } });
    const even = payIn(5000);
    if (!even.ok) throw new Error("what is owed may be paid");
    expect(withStatus(even.value.account, "closed")).toMatchObject({
      value: { account: { status: "closed" } },
    });
  });
});

describe("a credit limit", () => {
  it("[LE70] makes its currency held, and without one the currency is prepaid again", () => {
    const set = withCredit(anAccount(), { currency: USD, limit: 700 });
    if (!set.ok) throw new Error("a limit can be set");
    expect(set.value.account).toMatchObject({ balances: { [USD]: 0 }, credit: { [USD]: 700 } });
    const unset = withCredit(set.value.account, { currency: USD });
    expect(unset).toMatchObject({ value: { account: { balances: { [USD]: 0 }, credit: {} } } });
  });
});

describe("a withdrawal", () => {
  it("[LE72] takes what the balance has, never credit", () => {
    const account = postpaid(1000, 3000);
    const out = (amount: number) => paidOut(account, { amount, currency: JPY }, ACTING);
    expect(out(1001)).toMatchObject({ error: { code: "over_balance" } });
    expect(out(1000)).toMatchObject({ value: { account: { balances: { [JPY]: 0 } } } });
    expect(paidOut(account, { amount: 1, currency: USD }, ACTING)).toMatchObject({
      error: { code: "over_balance" },
    });
  });

  it.each([
    ["active", true],
    ["closing", true],
    ["frozen", false],
  ] as const)("[LE72] from a %s account: %s", (status, done) => {
    const account = anAccount({ status });
    expect(paidOut(account, { amount: 1, currency: JPY }, ACTING).ok).toBe(done);
  });
});
