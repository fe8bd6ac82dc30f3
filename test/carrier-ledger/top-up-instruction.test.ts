// The standing top-up instruction, as the pure functions it is: when money comes in, how much, and what the month allows.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Currency } from "../../protocol/money/money.ts";
import { periodStart } from "../../protocol/money/period.ts";
import type { Instruction } from "../../protocol/operator/operator.ts";
import {
  withCredit,
  withInstruction,
} from "../../worker/carrier-server/branch/account/account-acts.ts";
import {
  fundsFor,
  toppedUpIn,
  topUpBefore,
  topUpFor,
} from "../../worker/carrier-server/branch/account/top-up-instruction.ts";
import { confirmInTurn } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { Turn } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aSettled, aVerifiedConfirm, JPY, tradeNamed, USD } from "./branch-facts.ts";

const INSTRUCTION: Instruction = { below: 1000, amount: 5000, month_max: 12_000 };
const instructed = (balance: number, instruction = INSTRUCTION, currency: Currency = JPY) =>
  anAccount({
    balances: { [currency]: balance },
    topUps: { instructions: { [currency]: instruction }, made: {} },
  });
const asked = (amount: number, currency: Currency = JPY) => ({ amount, currency });

describe("a standing instruction", () => {
  it("[LE75] brings money in where less than its edge would be left, and not at the edge", () => {
    expect(topUpBefore(instructed(3000), asked(2000), NOW)).toBe(0);
    expect(topUpBefore(instructed(3000), asked(2001), NOW)).toBe(5000);
    expect(topUpBefore(instructed(3000), asked(2001, USD), NOW)).toBe(0);
  });

  it("[LE75] makes a payment possible that needs it, to the last unit", () => {
    const account = instructed(3000);
    expect(fundsFor(account, asked(8000), NOW)).toBe(8000);
    expect(fundsFor(account, asked(8001), NOW)).toBe(8000);
    expect(fundsFor(instructed(0, { ...INSTRUCTION, below: 0 }), asked(1), NOW)).toBe(5000);
  });

  it("[LE76] brings nothing that would pass the month's most, and begins anew with the month", () => {
    const first = topUpFor(instructed(0), asked(5000), "a#1", NOW);
    const second = first && topUpFor(first.account, asked(10_000), "b#1", NOW);
    expect(second?.account.balances[JPY]).toBe(10_000);
    if (!second) throw new Error("12,000 a month are two top-ups of 5,000");
    expect(toppedUpIn(second.account, JPY, NOW)).toBe(10_000);
    expect(topUpFor(second.account, asked(10_000), "c#1", NOW)).toBeUndefined();
    expect(fundsFor(second.account, asked(10_001), NOW)).toBe(10_000);
    const next = Date.UTC(2100, 0, 1);
    expect(topUpBefore(second.account, asked(10_000), next)).toBe(5000);
  });

  it("[LE76] that is set anew doesn't begin the month anew", () => {
    const first = topUpFor(instructed(0), asked(5000), "a#1", NOW);
    if (!first) throw new Error("it tops up");
    const removed = withInstruction(first.account, { currency: JPY });
    if (!removed.ok) throw new Error("it can be removed");
    expect(topUpBefore(removed.value.account, asked(5000), NOW)).toBe(0);
    const again = { currency: JPY, instruction: { ...INSTRUCTION, month_max: 9999 } };
    const set = withInstruction(removed.value.account, again);
    if (!set.ok) throw new Error("it can be set again");
    expect(topUpBefore(set.value.account, asked(5000), NOW)).toBe(0);
  });

  it("[LE75] is for prepaid currencies, and credit for those without one", () => {
    const credit = { currency: JPY, limit: 100 };
    const postpaid = anAccount({ credit: { [JPY]: 100 } });
    const instruction = { currency: JPY, instruction: INSTRUCTION };
    const conflict = { error: { code: "status_conflict" } };
    expect(withInstruction(postpaid, instruction)).toMatchObject(conflict);
    expect(withCredit(instructed(0), credit)).toMatchObject(conflict);
    expect(withCredit(instructed(0), { ...credit, currency: USD }).ok).toBe(true);
    expect(withInstruction(postpaid, { ...instruction, currency: USD }).ok).toBe(true);
  });

  it("[LE76] brings the month's most to the last unit", () => {
    const account = instructed(0, { ...INSTRUCTION, month_max: 10_000 });
    const first = topUpFor(account, asked(5000), "a#1", NOW);
    const second = first && topUpFor(first.account, asked(5000), "b#1", NOW);
    expect(second && toppedUpIn(second.account, JPY, NOW)).toBe(10_000);
    expect(topUpBefore(instructed(0, { ...INSTRUCTION, month_max: 4999 }), asked(1), NOW)).toBe(0);
  });

  it("brings nothing that can't be counted", () => {
    const rich = instructed(Number.MAX_SAFE_INTEGER, {
      ...{ below: Number.MAX_SAFE_INTEGER, amount: 1, month_max: 1 },
    });
    expect(topUpBefore(rich, asked(5), NOW)).toBe(0);
  });
});

it("[LE75] [LE76] any payments over any months: each top-up is its own sound transfer, and no month has too much", () => {
  const payments = fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 3000 }), days: fc.nat(20) }),
    { maxLength: 60 },
  );
  const instruction = fc.record({
    below: fc.nat(3000),
    amount: fc.integer({ min: 1, max: 4000 }),
    month_max: fc.nat(12_000),
  });
  let topUps = 0;
  fc.assert(
    fc.property(fc.nat(3000), instruction, payments, (balance, rule, list) => {
      const months = new Map<number, number>();
      let account = instructed(balance, rule);
      let now = NOW;
      for (const [at, { amount, days }] of list.entries()) {
        now += days * 24 * 60 * 60_000;
        const before = account;
        const { changed, outcomes, transfers } = paid(account, amount, at, now);
        account = changed[0] ?? account;
        const [outcome] = outcomes;
        const [made] = transfers;
        const settles = outcome?.kind === "settled";
        expect(settles).toBe(amount <= fundsFor(before, asked(amount), now));
        if (made) {
          topUps++;
          expect(settles).toBe(true);
          expect(made).toMatchObject({
            kind: "top_up",
            id: `instruction/${tradeNamed(`trade${at}`)}#1`,
            at: now,
          });
          const month = periodStart("month", now);
          months.set(month, (months.get(month) ?? 0) + rule.amount);
        }
        const change = (settles ? -amount : 0) + (made ? rule.amount : 0);
        expect(account.balances[JPY]).toBe((before.balances[JPY] ?? 0) + change);
        expect(account.balances[JPY]).toBeGreaterThanOrEqual(0);
      }
      for (const sum of months.values()) expect(sum).toBeLessThanOrEqual(rule.month_max);
    }),
    { numRuns: 200 },
  );
  expect(topUps).toBeGreaterThan(20);
});

/** One confirm in a turn, its prediction that of the account as it is. */
function paid(account: Account, amount: number, at: number, now: number) {
  const turn = new Turn({
    account: () => account,
    outcomes: () => [],
    orders: () => [],
    isAcknowledged: () => true,
    settledBy: () => [],
    hasTransfer: () => false,
    operatorAct: () => undefined,
    boundTo: () => undefined,
  });
  const request = aVerifiedConfirm({
    ...{ trade: tradeNamed(`trade${at}`), amount },
    ...{ deadline: now, period: { not_before: 0, not_after: now } },
  });
  const can = amount <= fundsFor(account, request, now);
  const verdict = can
    ? ({ kind: "settled" } as const)
    : ({ kind: "refused", code: "insufficient_funds" } as const);
  confirmInTurn(turn, request, { now, verdict, receipt: aSettled().receipt });
  return turn.changes();
}
