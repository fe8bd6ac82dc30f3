// What is shown of an account: to the operator all of it, to the terminal that holds its key what it needs.

import { describe, expect, it } from "vitest";
import { accountIdFrom, registerIdFrom } from "../../protocol/ids.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";
import {
  accountIdOf,
  openAccountInTurn,
  openingCredit,
  viewFor,
} from "../../worker/carrier-server/branch/account/open-account.ts";
import {
  accountSummary,
  creditOf,
  operatorAccount,
} from "../../worker/carrier-server/branch/account/operator-view.ts";
import { spentBy } from "../../worker/carrier-server/branch/confirm/spending.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import type { Hold } from "../../worker/carrier-server/branch/order/hold.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, DEVICE, JPY, tradeNamed, USD } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const SHOP = registerIdFrom("test", new Uint8Array(8).fill(1));
const MONDAY = Date.UTC(2026, 10, 16);
const DAY_MS = 24 * 60 * 60_000;
const paid = (at: number, amount: number, currency = JPY) => ({
  ...{ register: SHOP, amount, currency, at },
});

describe("the operator's view", () => {
  it("[LE11] [LE12] has each currency that is held or limited, sorted, with what each period has seen", () => {
    const limits: Account["limits"] = {
      currencies: { [USD]: { month: 9 }, [JPY]: { payment: 1, day: 2 } },
      budgets: [
        { register: SHOP, currency: JPY, period: "week", amount: 700 },
        { register: SHOP, currency: USD, period: "month", amount: 800 },
      ],
    };
    // The first of the month, the Monday of the week, and today, which is Wednesday.
    const today = MONDAY + 2 * DAY_MS;
    const spent = spentBy(limits, [
      ...[paid(Date.UTC(2026, 10, 1), 1), paid(MONDAY, 10), paid(today, 100)],
      paid(today, 5, USD),
    ]);
    const account = anAccount({ balances: { [USD]: 3, [JPY]: 50 }, limits, spent });
    const view = operatorAccount(account, today);
    expect(view).toMatchObject({ id: account.id, status: "active", opened_at: NOW });
    expect(view.balances).toEqual([
      { currency: USD, amount: 3 },
      { currency: JPY, amount: 50 },
    ]);
    expect(view.limits).toEqual([
      {
        ...{ currency: JPY, payment: 1, day: 2, spent: { day: 100, week: 110, month: 111 } },
        budgets: [{ register: SHOP, period: "week", amount: 700, spent: 110 }],
      },
      {
        ...{ currency: USD, month: 9, spent: { day: 5, week: 5, month: 5 } },
        budgets: [{ register: SHOP, period: "month", amount: 800, spent: 5 }],
      },
    ]);
  });

  it("names a currency that only a limit or only a budget has", () => {
    const budget = { register: SHOP, currency: USD, period: "day", amount: 1 } as const;
    const limits = { currencies: { [JPY]: { day: 1 } }, budgets: [budget] };
    const view = operatorAccount(anAccount({ balances: {}, limits }), NOW);
    expect(view.limits.map(({ currency }) => currency)).toEqual([JPY, USD]);
  });

  it("[LE70] [LE75] [LE77] has credit, instructions and step-up rules only where there are some", () => {
    const plain = operatorAccount(anAccount(), NOW);
    for (const name of ["credit", "top_ups", "step_ups"]) expect(plain).not.toHaveProperty(name);
    const instruction = { below: 1, amount: 2, month_max: 3 };
    const view = operatorAccount(
      anAccount({
        balances: { [JPY]: -40 },
        credit: { [JPY]: 100 },
        topUps: {
          instructions: { [USD]: instruction },
          made: { [USD]: { since: Date.UTC(2099, 0, 1), amount: 2 } },
        },
        stepUps: {
          rules: { [JPY]: { one_click: 5 }, [USD]: {} },
          clicked: { [JPY]: 4 },
          paid: [],
        },
      }),
      NOW,
    );
    expect(view.credit).toEqual([{ currency: JPY, limit: 100, left: 60 }]);
    expect(view.top_ups).toEqual([{ currency: USD, ...instruction, this_month: 2 }]);
    expect(view.step_ups).toEqual([{ currency: JPY, one_click: 5, clicked: 4 }]);
    const unclicked = anAccount({
      stepUps: { rules: { [JPY]: { one_click: 5 } }, clicked: {}, paid: [] },
    });
    expect(operatorAccount(unclicked, NOW).step_ups).toMatchObject([{ clicked: 0 }]);
    expect(creditOf(anAccount())).toEqual({});
  });
});

describe("the terminal's view", () => {
  it("is for a key of the account, and for no other: both look the same", () => {
    const refused = { ok: false, error: { code: "unknown_terminal" } };
    expect(viewFor(undefined, DEVICE)).toEqual(refused);
    expect(viewFor(anAccount(), "other" as PublicKey)).toEqual(refused);
    const account = anAccount({ credit: { [JPY]: 10 } });
    expect(viewFor(account, DEVICE)).toEqual({
      ok: true,
      value: {
        label: `Demo account ·· ${account.id.slice(-4)}`,
        status: "active",
        balances: [{ currency: JPY, amount: 50_000 }],
        credit: [{ currency: JPY, limit: 10, left: 50_010 }],
        terminals: [{ key: DEVICE, since: NOW }],
      },
    });
    const live = anAccount({ id: accountIdFrom("live", 0, new Uint8Array(8).fill(7)) });
    expect(viewFor(live, DEVICE)).toMatchObject({
      value: { label: `Account ·· ${live.id.slice(-4)}` },
    });
  });
});

describe("what else is shown", () => {
  const hold: Hold = {
    ...{ trade: tradeNamed("held"), attempt: 1, register: SHOP, currency: JPY },
    ...{ amount: 900, captured: 300, at: NOW, until: NOW + 1 },
  };

  it("[LE20] of what is held: what can still be captured, and nothing where nothing is", () => {
    expect(operatorAccount(anAccount({ holds: [hold] }), NOW).held).toEqual([
      { currency: JPY, amount: 600 },
    ]);
    expect(operatorAccount(anAccount(), NOW)).not.toHaveProperty("held");
  });

  it("[LE74] of an opening code: when it was issued and used, never what it says", () => {
    const opening = { code: "secret" as Hash, issuedAt: NOW };
    expect(operatorAccount(anAccount({ opening }), NOW).opening).toEqual({ issued_at: NOW });
    const used = { ...opening, used: { by: DEVICE, at: NOW + 9 } };
    expect(operatorAccount(anAccount({ opening: used }), NOW).opening).toEqual({
      ...{ issued_at: NOW, used_at: NOW + 9 },
    });
    expect(operatorAccount(anAccount(), NOW)).not.toHaveProperty("opening");
  });

  it("in the list of accounts: what it has, and how many terminals may pay", () => {
    const devices: Account["devices"] = [
      { key: DEVICE, state: "active", since: NOW },
      { key: "lost" as PublicKey, state: "revoked", since: NOW },
    ];
    const account = anAccount({ devices, credit: { [JPY]: 10 }, status: "frozen" });
    expect(accountSummary(account)).toEqual({
      ...{ id: account.id, status: "frozen", terminals: 1, opened_at: NOW },
      balances: [{ currency: JPY, amount: 50_000 }],
      credit: [{ currency: JPY, limit: 10, left: 50_010 }],
    });
  });
});

describe("opening an account", () => {
  it("is done once by its key: a repeat is shown the account as it is now, another key nothing", () => {
    const turn = turnOver({});
    const { id } = anAccount();
    const open = (device: PublicKey) =>
      openAccountInTurn(
        turn,
        { id, device, name: "desk", credit: openingCredit("test", "JPY:7") },
        NOW,
      );
    expect(open(DEVICE)).toMatchObject({
      value: { view: { balances: [{ currency: JPY, amount: 7 }] } },
    });
    expect(open(DEVICE).ok).toBe(true);
    expect(open("other" as PublicKey)).toMatchObject({ error: { code: "unknown_terminal" } });
    const { opened, transfers } = turn.changes();
    expect(opened).toHaveLength(1);
    expect(transfers).toMatchObject([{ id: `opening/${id}/JPY`, kind: "opening", at: NOW }]);
    expect(transfers[0]?.postings).toEqual([
      { account: "equity_test", amount: -7 },
      { account: id, amount: 7 },
    ]);
    expect(openingCredit("test")).toEqual([]);
  });

  it("names the account after its key, the same one every time", async () => {
    const [one, again, other, live] = await Promise.all([
      accountIdOf("test", DEVICE),
      accountIdOf("test", DEVICE),
      accountIdOf("test", DEVICE.replace(/^./, "B") as PublicKey),
      accountIdOf("live", DEVICE),
    ]);
    expect(one).toBe(again);
    expect(new Set([one, other, live]).size).toBe(3);
    expect([one, live].map((id) => id.slice(0, 9))).toEqual(["acc_test_", "acc_live_"]);
  });
});
