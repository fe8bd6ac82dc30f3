// Holds, as the pure rules they are: what an authorization needs, what it counts as, and when it is over.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountId, accountIdFrom, type TradeId } from "../../protocol/ids.ts";
import { HOLDS_MAX } from "../../protocol/limits.ts";
import { confirmInTurn } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import {
  NO_LIMITS,
  PERIODS,
  type SettledPayment,
  type SpendingLimits,
  spentBy,
  spentIn,
} from "../../worker/carrier-server/branch/confirm/spending.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import {
  authorize,
  capture,
  type Hold,
  heldAccount,
  heldIn,
  release,
} from "../../worker/carrier-server/branch/order/hold.ts";
import { HoldEnds } from "../../worker/carrier-server/branch/order/hold-ends.ts";
import {
  endHoldsInTurn,
  holdEndInTurn,
} from "../../worker/carrier-server/branch/order/order-turn.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aHold,
  aHolder,
  anAccount,
  anAuthorized,
  aSettled,
  aVerifiedConfirm,
  aVoid,
  HOLD_UNTIL,
  holdingOf,
  JPY,
} from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const HOUR_MS = 60 * 60_000;

function verdictOf(account: Account, overrides: Parameters<typeof aVerifiedConfirm>[0], now = NOW) {
  const request = aVerifiedConfirm({ holdUntil: HOLD_UNTIL, ...overrides });
  const decision = decideConfirm({ account, known: [] }, request, now);
  return decision.kind === "decided" ? decision.verdict : decision;
}

describe("an authorization", () => {
  it("[LE20] is the verdict where the terms say capture later", () => {
    expect(verdictOf(anAccount(), {})).toEqual({ kind: "authorized" });
  });

  it("[LE20] sets the money aside in the payer's own sub-account", () => {
    const { transfer, account } = authorize(anAccount(), aHold());
    expect(transfer.postings).toEqual([
      { account: anAccount().id, amount: -4980 },
      { account: `${anAccount().id}:held`, amount: 4980 },
    ]);
    expect(account.balances).toEqual({ [JPY]: 50_000 - 4980 });
    expect(heldIn(account)).toEqual({ [JPY]: 4980 });
  });

  it("[LE20] needs the funds and the limits that a settlement needs", () => {
    expect(verdictOf(anAccount({ balances: { [JPY]: 4979 } }), {})).toMatchObject({
      code: "insufficient_funds",
    });
    const limits = { currencies: { [JPY]: { day: 4979 } }, budgets: [] };
    expect(verdictOf(anAccount({ limits }), {})).toMatchObject({ code: "over_day_limit" });
  });

  it("[LE20] is refused where the account has as many holds as it may, and only then", () => {
    const holds = Array.from({ length: HOLDS_MAX }, () => aHold());
    expect(verdictOf(anAccount({ holds }), {})).toEqual({
      kind: "refused",
      code: "too_many_holds",
    });
    expect(verdictOf(anAccount({ holds: holds.slice(1) }), {})).toEqual({ kind: "authorized" });
    const now = decideConfirm(
      { account: anAccount({ holds }), known: [] },
      aVerifiedConfirm(),
      NOW,
    );
    expect(now).toMatchObject({ verdict: { kind: "settled" } });
  });

  it("[LE8] is too late once the hold would be over", () => {
    const holdUntil = aVerifiedConfirm().deadline + 1;
    expect(verdictOf(anAccount(), { holdUntil }, holdUntil - 1)).toEqual({ kind: "authorized" });
    expect(verdictOf(anAccount(), { holdUntil }, holdUntil)).toMatchObject({ code: "too_late" });
  });

  it("[TR10] of a trade lets no other attempt through", () => {
    const facts = { account: anAccount(), known: [anAuthorized()] };
    expect(decideConfirm(facts, aVerifiedConfirm({ attempt: 2 }), NOW)).toMatchObject({
      kind: "rejected",
      refusal: { code: "exists_with_different_confirmation" },
    });
  });

  it("[LE20] is recorded with its hold in the account, and told", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    const { receipt } = aSettled();
    const request = aVerifiedConfirm({ holdUntil: HOLD_UNTIL });
    const prediction = { now: NOW, verdict: { kind: "authorized" as const }, receipt };
    expect(confirmInTurn(turn, request, prediction)).toEqual({
      ok: true,
      value: { outcome: "authorized", attempt: 1, receipt },
    });
    const { outcomes, changed } = turn.changes();
    expect(outcomes).toEqual([anAuthorized({ receipt })]);
    expect(changed).toMatchObject([{ holds: [aHold()], outbox: [`${request.trade}#1`] }]);
  });
});

describe("what a hold counts as", () => {
  const day: SpendingLimits = { currencies: { [JPY]: { day: 1 } }, budgets: [] };

  it("[LE26] is spent, and what is given back is not", () => {
    const spent = (account: Account, now = NOW) =>
      spentIn(account.spent, { currency: JPY }, "day", now);
    const holder = aHolder();
    expect(spent(holder)).toBe(4980);
    const { account } = capture(holder, holder.holds[0]!, { amount: 1000, released: 3980 });
    expect(spent(account)).toBe(1000);
    expect(spent(release(holder, holder.holds[0]!).account)).toBe(0);
  });

  it("[LE26] given back in a later period takes nothing from that one", () => {
    const holder = aHolder({ at: NOW - 24 * HOUR_MS });
    const later = holdingOf(holder, aHold({ trade: "later" as TradeId, amount: 700 }));
    const { account } = release(later, later.holds[0]!);
    expect(spentIn(account.spent, { currency: JPY }, "day", NOW)).toBe(700);
    expect(spentIn(account.spent, { currency: JPY }, "month", NOW)).toBe(700);
  });

  it("[LE26] [LE14] the counters are those that the records give, whatever was held and given back", () => {
    const register = aHold().register;
    const limits: SpendingLimits = {
      ...day,
      budgets: [{ register, currency: JPY, period: "week", amount: 1 }],
    };
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: 1, max: 900 }),
      act: fc.constantFrom("hold", "capture", "last", "release"),
      which: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let account = anAccount({ limits });
        let now = NOW;
        const records: SettledPayment[] = [];
        const giveBack = ({ at }: Hold, amount: number) =>
          records.push({ register, amount: -amount, currency: JPY, at });
        for (const { hours, amount, act, which } of steps) {
          now += hours * HOUR_MS;
          const hold = account.holds[which % Math.max(1, account.holds.length)];
          if (act === "hold" || !hold) {
            const made = aHold({ trade: `t${now}` as TradeId, amount, at: now });
            account = holdingOf(account, made);
            records.push({ register, amount, currency: JPY, at: now });
            continue;
          }
          const left = hold.amount - hold.captured;
          const taken = Math.min(amount, left);
          const released = act === "last" ? left - taken : 0;
          if (act === "release") account = release(account, hold).account;
          else account = capture(account, hold, { amount: taken, released }).account;
          if (act === "release") giveBack(hold, left);
          else if (released > 0) giveBack(hold, released);
        }
        const rebuilt = spentBy(limits, records);
        for (const period of PERIODS)
          for (const of of [{ currency: JPY }, { currency: JPY, register }])
            expect(spentIn(account.spent, of, period, now)).toBe(spentIn(rebuilt, of, period, now));
      }),
    );
  });

  it("[LE26] money that comes back while there are no limits is counted down too", () => {
    const account = { ...aHolder(), limits: NO_LIMITS };
    expect(release(account, account.holds[0]!).account.spent[JPY]?.month.amount).toBe(0);
  });
});

describe("the end of a hold", () => {
  it("[LE24] comes at its time: the rest goes back, and the till is told", () => {
    const holder = aHolder();
    const turn = turnOver({ accounts: [holder], outcomes: [anAuthorized()] });
    endHoldsInTurn(turn, holder.id, HOLD_UNTIL - 1);
    expect(turn.changes().orders).toEqual([]);
    endHoldsInTurn(turn, holder.id, HOLD_UNTIL);
    const { orders, changed } = turn.changes();
    expect(orders).toMatchObject([{ kind: "expired", amount: 4980, total: 0, at: HOLD_UNTIL }]);
    const [after] = changed;
    expect(after).toMatchObject({ holds: [], balances: { [JPY]: 50_000 } });
    expect(after?.outbox).toEqual([`${aHold().trade}#1/end`]);
    endHoldsInTurn(turn, holder.id, HOLD_UNTIL);
    expect(turn.changes().orders).toHaveLength(1);
  });

  it("[LE24] ends every hold of the account that is over, and no other", () => {
    const more = ["b", "c"].map((trade) => aHold({ trade: trade as TradeId }));
    const [b, c] = [more[0]!, { ...more[1]!, until: HOLD_UNTIL + 1 }];
    const holder = [b, c].reduce(holdingOf, aHolder());
    const turn = turnOver({ accounts: [holder] });
    endHoldsInTurn(turn, holder.id, HOLD_UNTIL);
    const { orders, changed } = turn.changes();
    expect(orders).toHaveLength(2);
    expect(changed[0]?.holds).toEqual([c]);
  });

  it("[LE28] asked for is null while the hold stands, and made where its time is over", () => {
    const holder = aHolder();
    const turn = turnOver({ accounts: [holder], outcomes: [anAuthorized()] });
    const { trade } = aHold();
    const question = { account: holder.id, trade, attempt: 1 };
    expect(holdEndInTurn(turn, question, HOLD_UNTIL - 1)).toEqual({ ok: true, value: null });
    const ended = { ok: true, value: { kind: "hold_ended", captured: 0 } };
    expect(holdEndInTurn(turn, question, HOLD_UNTIL)).toEqual(ended);
    expect(holdEndInTurn(turn, question, HOLD_UNTIL)).toEqual(ended);
    expect(turn.changes().orders).toHaveLength(1);
  });

  it.each([
    ["trade_not_paid", aVoid()],
    ["hold_missing", aSettled()],
    ["wrong_account", anAuthorized({ account: "other" as AccountId })],
  ])("[LE28] asked of another attempt is %s", (code, outcome) => {
    const turn = turnOver({ accounts: [anAccount()], outcomes: [outcome] });
    const question = { account: anAccount().id, trade: aHold().trade, attempt: 1 };
    expect(holdEndInTurn(turn, question, NOW)).toEqual({ ok: false, error: { code } });
  });

  it("[LE24] is looked for where the first of an account's holds ends", () => {
    const ends = new HoldEnds();
    expect(ends.next()).toBeUndefined();
    const { id } = anAccount();
    ends.keep({ id, holds: [aHold({ until: 7 }), aHold({ until: 5 })] });
    expect([ends.next(), ends.over(4), ends.over(5)]).toEqual([5, [], [id]]);
    ends.keep({ id, holds: [aHold({ until: 7 })] });
    expect([ends.next(), ends.over(5)]).toEqual([7, []]);
    ends.keep({ id, holds: [] });
    expect(ends.next()).toBeUndefined();
  });

  it("[LE24] of very many at once is made in turns of some, and the rest is still looked for", () => {
    const ends = new HoldEnds();
    const ids = Array.from({ length: 300 }, (_, at) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setUint32(0, at);
      return accountIdFrom("test", 0, bytes);
    });
    for (const id of ids) ends.keep({ id, holds: [aHold({ until: 5 })] });
    const first = ends.over(5);
    expect(first).toHaveLength(200);
    for (const id of first) ends.keep({ id, holds: [] });
    expect([ends.next(), ends.over(5).length]).toEqual([5, 100]);
  });
});

it("[LE20] a sub-account is named after its account", () => {
  expect(heldAccount(anAccount().id)).toBe(`${anAccount().id}:held`);
});
