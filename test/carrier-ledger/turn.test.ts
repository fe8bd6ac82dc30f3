// A turn's own memory: each request sees what the earlier ones of the batch did, and each change is asked for once.

import { describe, expect, it } from "vitest";
import type { TradeId } from "../../protocol/ids.ts";
import type { Hash } from "../../protocol/signature.ts";
import { outcomeInTurn } from "../../worker/carrier-server/branch/confirm-turn.ts";
import type { OperatorAct } from "../../worker/carrier-server/branch/operator-act.ts";
import {
  type Changes,
  isEmpty,
  paymentOf,
  type StoredTransfer,
} from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aRefused, aSettled, aVoid, JPY } from "./branch-facts.ts";
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
