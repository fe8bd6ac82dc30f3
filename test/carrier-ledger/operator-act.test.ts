// The operator's acts in a turn: what each does to an account, what it refuses, and that a key acts once.

import { describe, expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import type { AccountStatus } from "../../protocol/messages.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  type Asked,
  operateInTurn,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { isEmpty, type Turn } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aSettled, JPY, USD } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const SHOPS = [1, 2].map((fill) => registerIdFrom("test", new Uint8Array(8).fill(fill)));
const topUp = (amount: number, currency = JPY): Asked => ({
  act: "top_up",
  asked: { amount, currency },
});
const toStatus = (status: AccountStatus): Asked => ({ act: "set_status", asked: { status } });

function operate(turn: Turn, asked: Asked, idempotencyKey = "key", body = JSON.stringify(asked)) {
  const command = { ...asked, account: anAccount().id, operator: "who", idempotencyKey };
  return operateInTurn(turn, { ...command, body: body as Hash }, NOW);
}

/** The one act, alone, on this account. */
function acted(account: Account, asked: Asked) {
  const turn = turnOver({ accounts: [account] });
  const answer = operate(turn, asked);
  if (!answer.ok) expect(isEmpty(turn.changes())).toBe(true);
  return { answer, ...turn.changes() };
}

const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

describe("an act", () => {
  it("[LE17] is recorded with who, when and what it answered, together with what it did", () => {
    const { answer, changed, transfers, acts } = acted(anAccount(), topUp(500));
    expect(answer).toMatchObject({ ok: true, value: { replayed: false } });
    expect(changed[0]?.balances).toEqual({ [JPY]: 50_500 });
    expect(transfers).toMatchObject([{ id: "top_up/key", kind: "top_up", at: NOW, currency: JPY }]);
    expect(transfers[0]?.postings).toEqual([
      { account: "clearing_test", amount: -500 },
      { account: anAccount().id, amount: 500 },
    ]);
    expect(acts).toMatchObject([{ operator: "who", idempotencyKey: "key", at: NOW }]);
    expect(answer).toMatchObject({ value: { account: acts[0]?.answer } });
    expect(acts[0]?.answer.balances).toEqual([{ currency: JPY, amount: 50_500 }]);
  });

  it("[LE16] [LE17] is done once under its key: a repeat is told so, another request is refused", () => {
    const turn = turnOver({ accounts: [anAccount()] });
    const first = operate(turn, topUp(500));
    const repeat = operate(turn, topUp(500));
    expect(first.ok && repeat.ok && repeat.value).toEqual({
      account: first.ok && first.value.account,
      replayed: true,
    });
    expect(operate(turn, topUp(501))).toEqual(refused("idempotency_key_reused"));
    expect(operate(turn, topUp(1), "another key")).toMatchObject({ ok: true });
    expect(turn.changes().transfers).toHaveLength(2);
    const [stored] = turn.changes().acts;
    const later = turnOver({ accounts: [anAccount()], acts: [stored!] });
    expect(operate(later, topUp(500))).toMatchObject({ ok: true, value: { replayed: true } });
    expect(operate(later, topUp(501))).toEqual(refused("idempotency_key_reused"));
    expect(isEmpty(later.changes())).toBe(true);
  });

  it("on an account that isn't there is refused", () => {
    expect(operate(turnOver({}), topUp(1))).toEqual(refused("account_not_found"));
  });

  it("[LE15] on a closed account is refused, whatever it is", () => {
    const closed = anAccount({ status: "closed", balances: {} });
    const limits: Asked = { act: "set_limits", asked: { currency: JPY, budgets: [] } };
    for (const asked of [topUp(1), toStatus("active"), toStatus("closed"), limits])
      expect(acted(closed, asked).answer).toEqual(refused("status_conflict"));
  });
});

describe("money", () => {
  it("[LE15] comes into a frozen account, not into a closing one", () => {
    expect(acted(anAccount({ status: "frozen" }), topUp(1)).answer.ok).toBe(true);
    expect(acted(anAccount({ status: "closing" }), topUp(1)).answer).toEqual(
      refused("status_conflict"),
    );
  });

  it("[LE2] comes in up to the largest safe integer, and what would pass it names the amount", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(acted(anAccount({ balances: { [JPY]: most - 1 } }), topUp(1)).answer.ok).toBe(true);
    expect(acted(anAccount({ balances: { [JPY]: most } }), topUp(1)).answer).toEqual({
      ok: false,
      error: { code: "balance_too_large", param: "/amount" },
    });
  });

  it("comes in a currency that wasn't held, beside the others", () => {
    const { changed } = acted(anAccount(), topUp(7, USD));
    expect(changed[0]?.balances).toEqual({ [JPY]: 50_000, [USD]: 7 });
  });
});

describe("a status", () => {
  it.each([
    ["active", "frozen"],
    ["frozen", "active"],
    ["active", "closing"],
    ["closing", "active"],
    ["frozen", "closing"],
  ] as const)("[LE15] %s becomes %s, whatever is left in the account", (from, to) => {
    expect(acted(anAccount({ status: from }), toStatus(to)).changed[0]?.status).toBe(to);
  });

  it("[LE15] closed follows closing only, and an empty account in every currency", () => {
    const empty = { balances: { [JPY]: 0, [USD]: 0 } };
    for (const status of ["active", "frozen"] as const)
      expect(acted(anAccount({ ...empty, status }), toStatus("closed")).answer).toEqual(
        refused("status_conflict"),
      );
    const half = anAccount({ status: "closing", balances: { [JPY]: 0, [USD]: 1 } });
    expect(acted(half, toStatus("closed")).answer).toEqual(refused("account_not_empty"));
    const closing = anAccount({ ...empty, status: "closing" });
    expect(acted(closing, toStatus("closed")).changed[0]?.status).toBe("closed");
  });
});

describe("limits", () => {
  it("[LE11] of one currency take the place of those it had, and leave the others", () => {
    const [here, there] = SHOPS as [(typeof SHOPS)[number], (typeof SHOPS)[number]];
    const before = anAccount({
      limits: {
        currencies: { [JPY]: { day: 1, week: 2 }, [USD]: { month: 3 } },
        budgets: [
          { register: here, currency: JPY, period: "day", amount: 4 },
          { register: here, currency: USD, period: "week", amount: 5 },
        ],
      },
    });
    const budgets = [{ register: there, period: "month", amount: 6 }] as const;
    const asked: Asked = {
      act: "set_limits",
      asked: { currency: JPY, payment: 7, budgets: [...budgets] },
    };
    const { changed, transfers } = acted(before, asked);
    expect(transfers).toEqual([]);
    expect(changed[0]?.limits).toEqual({
      currencies: { [JPY]: { payment: 7 }, [USD]: { month: 3 } },
      budgets: [
        { register: here, currency: USD, period: "week", amount: 5 },
        { register: there, currency: JPY, period: "month", amount: 6 },
      ],
    });
  });

  it("[LE14] count what was settled before them, at a register with a new budget too", () => {
    const { register, amount } = aSettled();
    const others = aSettled({ account: "acc_other" as Account["id"], attempt: 2, amount: 1 });
    const turn = turnOver({ accounts: [anAccount()], outcomes: [aSettled(), others] });
    const budgets = [{ register, period: "week", amount: 10_000 }] as const;
    const answer = operate(turn, {
      act: "set_limits",
      asked: { currency: JPY, day: 10_000, budgets: [...budgets] },
    });
    expect(answer.ok && answer.value.account.limits).toMatchObject([
      { spent: { day: amount }, budgets: [{ spent: amount }] },
    ]);
  });
});

describe("credit, withdrawals, instructions and step-up rules", () => {
  const instruction = { below: 1, amount: 2, month_max: 3 };

  it("[LE72] a withdrawal goes back the way a top-up came, never out of a frozen account", () => {
    const asked: Asked = { act: "withdraw", asked: { amount: 500, currency: JPY } };
    const { changed, transfers } = acted(anAccount({ status: "closing" }), asked);
    expect(changed[0]?.balances).toEqual({ [JPY]: 49_500 });
    expect(transfers).toMatchObject([{ id: "withdrawal/key", kind: "withdrawal", at: NOW }]);
    expect(transfers[0]?.postings).toEqual([
      { account: anAccount().id, amount: -500 },
      { account: "clearing_test", amount: 500 },
    ]);
    expect(acted(anAccount({ status: "frozen" }), asked).answer).toEqual(
      refused("status_conflict"),
    );
  });

  it("[LE70] credit of one currency leaves the others', and without a limit it is none", () => {
    const credit = { [JPY]: 5, [USD]: 6 };
    const set: Asked = { act: "set_credit", asked: { currency: JPY, limit: 7 } };
    expect(acted(anAccount({ credit }), set).changed[0]?.credit).toEqual({ [JPY]: 7, [USD]: 6 });
    const unset: Asked = { act: "set_credit", asked: { currency: JPY } };
    expect(acted(anAccount({ credit }), unset).changed[0]?.credit).toStrictEqual({ [USD]: 6 });
    // Taken away where there is an instruction for it: nothing is in its way.
    const instructed = anAccount({ topUps: { instructions: { [JPY]: instruction }, made: {} } });
    expect(acted(instructed, unset).answer.ok).toBe(true);
  });

  it("[LE75] an instruction of one currency leaves the others', and none is none", () => {
    const made = { [JPY]: { since: 1, amount: 2 } };
    const before = anAccount({ topUps: { instructions: { [USD]: instruction }, made } });
    const set: Asked = { act: "set_instruction", asked: { currency: JPY, instruction } };
    const both = acted(before, set).changed[0];
    expect(both?.topUps).toEqual({
      instructions: { [JPY]: instruction, [USD]: instruction },
      made,
    });
    const unset: Asked = { act: "set_instruction", asked: { currency: USD } };
    expect(acted(both!, unset).changed[0]?.topUps).toStrictEqual({
      ...{ instructions: { [JPY]: instruction }, made },
    });
    // Taken away where the currency is postpaid: nothing is in its way.
    expect(acted(anAccount({ credit: { [USD]: 1 } }), unset).answer.ok).toBe(true);
  });

  it("[LE78] a step-up rule knows where was paid before it", () => {
    const turn = turnOver({ accounts: [anAccount()], outcomes: [aSettled()] });
    const rule = { first_payment: "step_up" } as const;
    expect(operate(turn, { act: "set_step_up", asked: { currency: JPY, rule } }).ok).toBe(true);
    expect(turn.changes().changed[0]?.stepUps).toEqual({
      ...{ rules: { [JPY]: rule }, clicked: {} },
      paid: [aSettled().register.slice("reg_test_".length)],
    });
  });
});
