// A turn's own memory: each request sees what the earlier ones of the batch did, and each change is asked for once.

import { describe, expect, it } from "vitest";
import { hourKeyOf } from "../../protocol/count/set-hash.ts";
import type { TradeId } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import type { OperatorAct } from "../../worker/carrier-server/branch/account/operator-act.ts";
import {
  confirmInTurn,
  outcomeInTurn,
} from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import type { VerifiedConfirm } from "../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import type { RecordedOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import {
  type Changes,
  isCounted,
  isEmpty,
  paymentOf,
  type StoredTransfer,
} from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aGivenPin,
  anAccount,
  aRefused,
  aSettled,
  aVerifiedConfirm,
  aVoid,
  checkedPin,
  JPY,
  WITH_PIN,
} from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const UNBALANCED: StoredTransfer = {
  ...{ id: "x", kind: "top_up", at: NOW, currency: JPY },
  postings: [
    { account: "a", amount: 1 },
    { account: "b", amount: 1 },
  ],
};

function anAct(idempotencyKey: string): OperatorAct {
  const { id, status, openedAt } = anAccount();
  const answer = { id, status, balances: [], limits: [], opened_at: openedAt };
  const asked = { act: "set_status", asked: { status: "frozen" } } as const;
  return {
    ...asked,
    account: id,
    operator: "who",
    idempotencyKey,
    body: "" as Hash,
    at: 1,
    answer,
  };
}

describe("the changes of a turn", () => {
  const none = turnOver({}).changes();

  it("are empty until there is one, of whatever kind", () => {
    expect(isEmpty(none)).toBe(true);
    for (const kind of Object.keys(none) as (keyof Changes)[])
      expect(isEmpty({ ...none, [kind]: [{}] } as Changes)).toBe(false);
    // Two of one kind don't hide one of another.
    const [one, two] = [[{}], [{}, {}]];
    for (const kind of Object.keys(none) as (keyof Changes)[])
      for (const other of Object.keys(none) as (keyof Changes)[])
        expect(
          isEmpty({ ...none, [kind]: one, [other]: kind === other ? two : one } as never),
        ).toBe(false);
  });

  it("[LE3] hold no transfer that doesn't sum to zero", () => {
    const account = anAccount();
    expect(() => turnOver({}).openAccount(account, [UNBALANCED])).toThrow("[LE3]");
    expect(() => turnOver({}).recordAct(anAct("key"), account, [UNBALANCED])).toThrow("[LE3]");
  });

  it("leave an account as it is whose outbox was not acknowledged", () => {
    const account = anAccount({ outbox: ["a#1"] });
    const turn = turnOver({ accounts: [account] });
    turn.changeAccount(account);
    expect(turn.changes().changed[0]).toBe(account);
  });
});

describe("in one turn", () => {
  it("an account is opened once, and what changes it afterwards is stored with the opening", () => {
    const turn = turnOver({});
    turn.openAccount(anAccount(), []);
    expect(() => turn.openAccount(anAccount(), [])).toThrow("an account is opened once");
    turn.changeAccount(anAccount({ status: "frozen" }));
    expect(turn.account(anAccount().id)?.status).toBe("frozen");
    const { opened, changed } = turn.changes();
    expect([opened, changed]).toEqual([[anAccount({ status: "frozen" })], []]);
    const known = turnOver({ accounts: [anAccount()] });
    expect(() => known.openAccount(anAccount(), [])).toThrow("an account is opened once");
  });

  it("[LE17] a key has one act, whether it is stored or not yet", () => {
    const turn = turnOver({ acts: [anAct("stored")] });
    turn.recordAct(anAct("first"), anAccount(), []);
    turn.recordAct(anAct("second"), anAccount(), []);
    for (const key of ["stored", "first", "second"]) {
      expect(turn.operatorAct(key)?.idempotencyKey).toBe(key);
      expect(() => turn.recordAct(anAct(key), anAccount(), [])).toThrow("[LE17] a key has one act");
    }
    expect(turn.operatorAct("unknown")).toBeUndefined();
    expect(turn.changes().acts.map((act) => act.idempotencyKey)).toEqual(["first", "second"]);
  });

  it("[LE5] a trade's outcomes are the stored ones and those of the turn, in order", () => {
    const turn = turnOver({ accounts: [anAccount()], outcomes: [aRefused({ attempt: 1 })] });
    turn.record(aVoid({ attempt: 2 }));
    turn.record(aSettled({ attempt: 3 }));
    const { trade } = aSettled();
    expect(turn.outcomes(trade).map(({ kind }) => kind)).toEqual(["refused", "void", "settled"]);
    expect(turn.outcomes("other" as TradeId)).toEqual([]);
    expect(() => turn.record(aVoid({ attempt: 1 }))).toThrow("[LE5]");
    expect(() => turn.record(aVoid({ attempt: 3 }))).toThrow("[LE5]");
  });

  it("[LE14] what an account settled is the stored and the turn's, its own alone, and no refusal", () => {
    const other = anAccount({ id: "acc_other" as never });
    const turn = turnOver({ accounts: [anAccount(), other], outcomes: [aSettled({ amount: 1 })] });
    turn.record(aSettled({ attempt: 2, amount: 2 }));
    turn.record(aSettled({ attempt: 3, amount: 4, account: other.id }));
    turn.record(aRefused({ attempt: 4, amount: 8 }));
    const amounts = turn.settledBy(anAccount().id).map(({ amount }) => amount);
    expect(amounts).toEqual([1, 2]);
    expect(turn.settledBy(other.id)).toEqual([paymentOf(aSettled({ amount: 4 }))]);
  });

  it("[LE9] what a confirm decided goes into the outbox, a void doesn't", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    const { trade } = aSettled();
    turn.record(aVoid());
    expect(turn.changes().changed).toEqual([]);
    turn.record(aRefused({ attempt: 2 }));
    turn.record(aSettled({ attempt: 3 }));
    expect(turn.changes().changed[0]?.outbox).toEqual([`${trade}#2`, `${trade}#3`]);
    expect(() => turnOver({}).record(aSettled())).toThrow("a decided attempt has its account");
    expect(() => turnOver({}).record(aVoid())).not.toThrow();
  });
});

describe("what a turn counts", () => {
  const settled = aSettled();
  const key = hourKeyOf({ ...settled, kind: "settled", at: NOW });

  it("[LE61] is what moved, in the account's row until it is handed over, and told by nothing else", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    turn.record(aRefused({ attempt: 2 }));
    turn.record(aVoid({ attempt: 3 }));
    expect(isCounted(turn.changes())).toBe(false);
    turn.record(settled);
    expect(isCounted(turn.changes())).toBe(true);
    const counted = turn.changes().changed[0]?.counted;
    expect(counted).toMatchObject({ [key]: { count: 1, sums: { [JPY]: settled.amount } } });
    turn.handOverCount(anAccount().id);
    turn.handOverCount("acc_unknown" as never);
    expect(turn.changes().changed[0]?.counted).toEqual({});
    expect(turn.changes().hours).toEqual([counted]);
    expect(isCounted(turn.changes())).toBe(false);
    const moved = { ...settled, kind: "settled", at: NOW } as const;
    expect(() => turnOver({}).count("acc_unknown" as never, moved)).toThrow("[LE61]");
  });

  it("[LE26] [LE14] what an order released is no longer spent; it is the account's own alone", () => {
    const { account, trade } = settled;
    const order = {
      ...{ trade, attempt: 1, account, register: settled.register, currency: JPY, at: NOW },
      ...{ postings: settled.postings, kind: "voided", amount: 9, total: 0, paidAt: 5 },
    } as unknown as RecordedOrder;
    const turn = turnOver({ accounts: [anAccount()] });
    turn.recordOrder({ ...order, id: "a", released: 9 }, undefined);
    turn.recordOrder({ ...order, id: "b", released: 0 }, undefined);
    turn.recordOrder({ ...order, id: "c", released: 1, account: "acc_other" as never }, undefined);
    expect(turn.settledBy(account)).toEqual([
      { register: settled.register, amount: -9, currency: JPY, at: 5 },
    ]);
    expect(() => turn.recordOrder({ ...order, id: "a", released: 0 }, undefined)).toThrow("[LE25]");
    const [posting] = settled.postings;
    expect(() =>
      turn.recordOrder({ ...order, id: "d", released: 0, postings: [posting!] }, undefined),
    ).toThrow("[LE3]");
    expect(turn.orders(trade).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(turn.orders("other" as TradeId)).toEqual([]);
    expect(turn.changes()).toMatchObject({ changed: [], hours: [] });
  });

  it("[LE61] [LE32] a refund to suspense is counted though it touches no account", () => {
    const { trade, register, postings } = settled;
    const refund = {
      ...{ kind: "refunded", id: "rfd_1", trade, attempt: 1, account: "acc_gone", register },
      ...{ amount: 3, currency: JPY, released: 0, postings, at: NOW, paidAt: NOW, total: 3 },
    } as unknown as RecordedOrder;
    const turn = turnOver({});
    turn.recordOrder(refund, undefined);
    expect(turn.changes().hours).toMatchObject([{ [key]: { count: 1, sums: { [JPY]: -3 } } }]);
    const known = turnOver({ accounts: [anAccount()] });
    known.recordOrder({ ...refund, account: anAccount().id }, anAccount({ status: "frozen" }));
    expect(known.changes().hours).toEqual([]);
    expect(known.changes().changed).toMatchObject([
      { status: "frozen", counted: { [key]: { count: 1 } }, outbox: [] },
    ]);
  });

  it("[LE75] a transfer beside an outcome sums to zero like any other", () => {
    expect(() => turnOver({}).addTransfer(UNBALANCED)).toThrow("[LE3]");
  });
});

describe("a payment in a turn", () => {
  const fees: FeeSchedule = { currency: JPY, fixed: 1, rate_ppm: 0, refunds: "kept" };
  const paid = (account: Account, more: Partial<VerifiedConfirm>) => {
    const turn = turnOver({ accounts: [account] });
    const { receipt } = aSettled();
    confirmInTurn(turn, aVerifiedConfirm(more), {
      ...{ checked: checkedPin("right"), now: NOW, verdict: { kind: "settled" }, receipt },
    });
    return turn.changes();
  };

  it("[LE43] is recorded with the schedule it was charged by, or with none", () => {
    expect(paid(anAccount(), { fees }).outcomes[0]).toMatchObject({ kind: "settled", fees });
    expect(paid(anAccount(), {}).outcomes[0]).not.toHaveProperty("fees");
  });

  it("[LE77] with a step-up begins the count of clicks anew, without one goes on", () => {
    const rules = { [JPY]: { one_click_total: 9_000 } };
    const stepUps = { rules, clicked: { [JPY]: 10 }, paid: [] };
    const account = anAccount({ stepUps, means: WITH_PIN });
    const clicked = (more: Partial<VerifiedConfirm>) =>
      paid(account, more).changed[0]?.stepUps.clicked[JPY];
    expect(clicked({})).toBe(10 + aVerifiedConfirm().amount);
    expect(clicked({ stepUp: aGivenPin() })).toBe(0);
  });
});

describe("an outcome that is asked for", () => {
  const { trade, account } = aSettled();
  const asked = { account, trade, attempt: 2, voidIfAbsent: false };

  it("[LE9] is the recorded one of that attempt", () => {
    const turn = turnOver({ outcomes: [aVoid({ attempt: 1 }), aSettled({ attempt: 2 })] });
    for (const voidIfAbsent of [true, false])
      expect(outcomeInTurn(turn, { ...asked, voidIfAbsent }, NOW)).toMatchObject({
        kind: "settled",
      });
    expect(isEmpty(turn.changes())).toBe(true);
  });

  it("[LE7] is nothing when there is none, unless absent means void: then that is recorded, once", () => {
    const turn = turnOver({ outcomes: [aRefused({ attempt: 1 })] });
    expect(outcomeInTurn(turn, asked, NOW)).toBeNull();
    expect(isEmpty(turn.changes())).toBe(true);
    for (let times = 0; times < 2; times += 1)
      expect(outcomeInTurn(turn, { ...asked, voidIfAbsent: true }, NOW)).toEqual({ kind: "void" });
    expect(turn.changes().outcomes).toEqual([
      { kind: "void", trade, attempt: 2, account, decidedAt: NOW },
    ]);
    expect(outcomeInTurn(turn, asked, NOW)).toEqual({ kind: "void" });
  });
});
