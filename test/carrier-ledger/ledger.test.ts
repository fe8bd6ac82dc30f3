// The ledger's rules: what balances, what an account may spend, and a turn in which many act on one account.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Money } from "../../protocol/money/money.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  openAccountInTurn,
  openingCredit,
} from "../../worker/carrier-server/branch/account/open-account.ts";
import { operateInTurn } from "../../worker/carrier-server/branch/account/operator-act.ts";
import {
  confirmInTurn,
  PREDICT_AGAIN,
} from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import type { Verdict } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import {
  assertBalanced,
  fundsOf,
  post,
  settlement,
  transfer,
} from "../../worker/carrier-server/branch/ledger.ts";
import { isEmpty, type Turn } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  anAccount,
  aSettled,
  aVerifiedConfirm,
  DEVICE,
  JPY,
  tradeNamed,
  USD,
} from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const amounts = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe("a transfer", () => {
  it("[LE3] is made only if its postings sum to zero", () => {
    const [payer, shop] = ["acc", "set"];
    expect(() => transfer(JPY, [{ account: payer, amount: -1 }])).toThrow("[LE3]");
    const uneven = [
      { account: payer, amount: -2 },
      { account: shop, amount: 1 },
    ];
    expect(() => transfer(JPY, uneven)).toThrow("[LE3]");
    expect(() => assertBalanced({ currency: JPY, postings: [] })).toThrow("[LE3]");
  });

  it("[LE3] of any settlement sums to zero", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const { postings } = settlement(anAccount().id, "set_test_0", amount, JPY);
        expect(postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0);
      }),
    );
  });

  it("[LE2] that would take a balance out of the safe integers stops", () => {
    const rich = anAccount({ balances: { [JPY]: Number.MAX_SAFE_INTEGER } });
    const more = transfer(JPY, [
      { account: "equity_test", amount: -1 },
      { account: rich.id, amount: 1 },
    ]);
    expect(() => post(rich, more)).toThrow("[LE2]");
  });
});

describe("an account", () => {
  it("[LE4] [LE70] prepaid, is never below zero after any payment it can make; one it can't make stops", () => {
    const cases = fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }));
    fc.assert(
      fc.property(cases, ([balance, amount]) => {
        const account = anAccount({ balances: { [JPY]: balance, [USD]: 5 } });
        const paid = () => post(account, settlement(account.id, "set_test_0", amount, JPY));
        if (amount <= fundsOf(account, JPY))
          expect(paid().balances).toEqual({ [JPY]: balance - amount, [USD]: 5 });
        else expect(paid).toThrow("[LE70]");
      }),
    );
  });
});

describe("opening credit", () => {
  it("is read from the setting, in test mode only", () => {
    const credit = [
      { currency: JPY, amount: 50_000 },
      { currency: USD, amount: 20_000 },
    ];
    expect(openingCredit("test", "JPY:50000,USD:20000")).toEqual(credit);
    expect(openingCredit("test", "")).toEqual([]);
    expect(openingCredit("live", "JPY:50000")).toEqual([]);
  });

  it.each(["JPY", "JPY:", "JPY:1.5", "JPY:-1", "XXX:1", "JPY:1,"])("refuses %s", (text) => {
    expect(() => openingCredit("test", text)).toThrow();
  });

  it("[LE3] comes from the carrier's equity, so that the ledger sums to zero", () => {
    const turn = turnOver({});
    const credit: Money[] = [{ currency: JPY, amount: 50_000 }];
    openAccountInTurn(turn, { id: anAccount().id, device: DEVICE, name: "desk", credit }, NOW);
    const { opened, transfers } = turn.changes();
    const [device] = anAccount().devices;
    expect(opened).toEqual([anAccount({ devices: [{ ...device!, name: "desk" }] })]);
    for (const one of transfers) assertBalanced(one);
    expect(transfers).toHaveLength(1);
  });
});

function confirming(turn: Turn, trade: string, amount: number, verdict: Verdict) {
  const request = aVerifiedConfirm({ trade: tradeNamed(trade), amount });
  const { receipt } = aSettled();
  return confirmInTurn(turn, request, { now: NOW, verdict, receipt });
}

describe("a turn", () => {
  it("[LE4] each request sees what the earlier ones of the batch did", () => {
    const asked = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(asked, (wanted) => {
        const turn = turnOver({ accounts: [anAccount()] });
        let left = 50_000;
        for (const [index, amount] of wanted.entries()) {
          const answer = confirming(turn, `trade${index}`, amount, { kind: "settled" });
          const fits = amount <= left;
          if (fits) left -= amount;
          expect(answer).toEqual(fits ? expect.objectContaining({ ok: true }) : PREDICT_AGAIN);
        }
        const { changed, outcomes } = turn.changes();
        expect(changed.map(({ balances }) => balances[JPY])).toEqual(left < 50_000 ? [left] : []);
        expect(outcomes.length).toBe(changed[0]?.outbox.length ?? 0);
      }),
    );
  });

  it("records nothing under a receipt that says something else", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    const refused: Verdict = { kind: "refused", code: "insufficient_funds" };
    expect(confirming(turn, "trade", 1, refused)).toBe(PREDICT_AGAIN);
    expect(confirming(turn, "trade", 50_001, { kind: "settled" })).toBe(PREDICT_AGAIN);
    expect(isEmpty(turn.changes())).toBe(true);
  });

  it("[LE5] records an attempt once: the second in the batch gets the first one's answer", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    const first = confirming(turn, "trade", 1, { kind: "settled" });
    expect(confirming(turn, "trade", 1, { kind: "settled" })).toEqual(first);
    expect(turn.changes().outcomes).toHaveLength(1);
    expect(() => turn.record(turn.changes().outcomes[0]!)).toThrow("[LE5]");
  });

  it("[LE12] [LE14] a limit set among confirms counts those before it in the batch, and holds for those after", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    confirming(turn, "first", 700, { kind: "settled" });
    const set = operateInTurn(
      turn,
      {
        ...{ act: "set_limits", asked: { currency: JPY, day: 1000, budgets: [] } },
        ...{ account: anAccount().id, operator: "who", idempotencyKey: "key", body: "" as Hash },
      },
      NOW,
    );
    expect(set).toMatchObject({ ok: true });
    expect(confirming(turn, "more", 301, { kind: "settled" })).toBe(PREDICT_AGAIN);
    expect(confirming(turn, "last", 300, { kind: "settled" })).toMatchObject({ ok: true });
  });

  it("[LE13] a refusal records what is left now, not what was left when it was foreseen", () => {
    const limits = { currencies: { [JPY]: { day: 1000 } }, budgets: [] };
    const turn = turnOver({ accounts: [anAccount({ limits })] });
    confirming(turn, "first", 700, { kind: "settled" });
    const left = { amount: 1000, currency: JPY };
    const foreseen: Verdict = { kind: "refused", code: "over_day_limit", left };
    expect(confirming(turn, "second", 1001, foreseen)).toMatchObject({
      error: { code: "over_day_limit", left: { amount: 300, currency: JPY } },
    });
    expect(turn.changes().outcomes[1]).toMatchObject({ left: { amount: 300 } });
  });

  it("stores an account without what was acknowledged since", () => {
    const turn = turnOver({
      accounts: [anAccount({ outbox: ["old#1", "older#1"] })],
      acknowledged: ["old#1"],
    });
    confirming(turn, "trade", 1, { kind: "settled" });
    expect(turn.changes().changed[0]?.outbox).toEqual(["older#1", `${tradeNamed("trade")}#1`]);
  });
});
