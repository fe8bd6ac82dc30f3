// Rows: what is stored comes back as it was, and rows of older code are read as what they meant.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  ACCOUNT_COLUMNS,
  type AccountRow,
  accountOf,
  cellsOfAccount,
  changedCells,
} from "../../worker/carrier-server/branch/account/account-row.ts";
import type { OperatorAct } from "../../worker/carrier-server/branch/account/operator-act.ts";
import { operatorAccount } from "../../worker/carrier-server/branch/account/operator-view.ts";
import { spentBy } from "../../worker/carrier-server/branch/confirm/spending.ts";
import {
  cellsOfOrder,
  type OrderRow,
  orderOf,
} from "../../worker/carrier-server/branch/order/order-rows.ts";
import type { RecordedOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import {
  type ActRow,
  actOf,
  cellsOfAct,
  cellsOfOutcome,
  cellsOfTransfer,
  type OutcomeRow,
  outcomeOf,
  postingsOf,
} from "../../worker/carrier-server/branch/rows.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aHolder,
  anAccount,
  anAuthorized,
  aRefused,
  aSettled,
  aVoid,
  DEVICE,
  JPY,
  ORDER_COLUMNS,
  OUTCOME_COLUMNS,
  rowOf,
  storedCertificates,
  USD,
  WITH_PIN,
} from "./branch-facts.ts";

const ACT = [
  ...["number", "operator", "act", "account", "asked", "body", "idempotency_key", "answer", "at"],
];

/** No receipt of these tests names a certificate: receipt-cell.test.ts has those. */
const NONE = storedCertificates();

const never = (): never => {
  throw new Error("the journal is not read for an account that has its counters");
};

describe("an account's row", () => {
  const register = registerIdFrom("test", new Uint8Array(8).fill(3));
  const full = {
    ...aHolder(),
    limits: {
      currencies: { [JPY]: { day: 5 } },
      budgets: [{ register, currency: JPY, period: "week", amount: 1 }],
    },
    credit: { [USD]: 7 },
    topUps: { instructions: { [JPY]: { below: 1, amount: 2, month_max: 3 } }, made: {} },
    stepUps: { rules: { [JPY]: { one_click: 9 } }, clicked: { [JPY]: 4 }, paid: ["x"] },
    counted: { "reg/0/1": { count: 1, sums: { [JPY]: 5 }, hash: "00" } },
    means: { ...WITH_PIN, last: { change: "hash" as Hash, time: 4 } },
    outbox: ["trd#1"],
    opening: { code: "hash" as Hash, issuedAt: 3 },
    recovery: [{ key: DEVICE, since: 1, by: DEVICE, until: 2 }],
  } as const;

  it.each([anAccount(), full])("comes back as it was stored", (account) => {
    const stored = rowOf<AccountRow>(ACCOUNT_COLUMNS, cellsOfAccount(account));
    expect(accountOf(stored, never)).toStrictEqual(account);
  });

  it("[LE14] of older code has nothing of what came later, and its counters from its journal", () => {
    const limits = JSON.stringify(full.limits);
    const stored = rowOf<AccountRow>(ACCOUNT_COLUMNS, cellsOfAccount(anAccount()));
    const none = { spent: null, credit: null, top_ups: null, step_ups: null };
    const later = { counted: null, holds: null, opening: null, recovery: null, means: null };
    const old = { ...stored, ...none, ...later };
    const paid = [{ register, currency: JPY, amount: 5, at: NOW }];
    expect(accountOf({ ...old, limits: null }, () => paid)).toStrictEqual({
      ...anAccount(),
      spent: spentBy(anAccount().limits, paid),
    });
    const limited = accountOf({ ...old, limits }, () => paid);
    expect(limited.limits).toEqual(full.limits);
    expect(Object.keys(limited.spent)).toEqual([JPY, `${JPY}/${register}`]);
  });
});

describe("an account's cells", () => {
  const before = anAccount();

  it("[LE4] of what didn't change are not written again", () => {
    const balances = { [JPY]: 1 };
    expect(changedCells({ ...before, balances, counted: {} }, before)).toEqual({
      columns: ["balances", "counted"],
      cells: ['{"JPY":1}', null],
    });
    expect(changedCells({ ...before }, before)).toEqual({ columns: [], cells: [] });
  });

  it("are all written, but the key, where it isn't known what is stored", () => {
    const { columns, cells } = changedCells(
      { ...before, opening: { code: "h" as Hash, issuedAt: 1 } },
      undefined,
    );
    expect(columns).toEqual(ACCOUNT_COLUMNS.slice(1));
    expect(cells).toHaveLength(columns.length);
    expect(ACCOUNT_COLUMNS[0]).toBe("id");
  });

  it("are written as NULL when an opening is taken away, and where there is nothing", () => {
    const opened = { ...before, opening: { code: "h" as Hash, issuedAt: 1 } };
    expect(changedCells(before, opened)).toEqual({ columns: ["opening"], cells: [null] });
    const stored = rowOf<AccountRow>(ACCOUNT_COLUMNS, cellsOfAccount(before));
    const nothing = Object.entries(stored).filter(([, cell]) => cell === null);
    expect(nothing.map(([name]) => name)).toEqual([
      ...["limits", "credit", "top_ups", "step_ups", "counted", "holds", "opening"],
      ...["recovery", "means"],
    ]);
  });
});

describe("an outcome's row", () => {
  const fees: FeeSchedule = { currency: JPY, fixed: 1, rate_ppm: 2, refunds: "kept" };
  const left = { amount: 3, currency: JPY };

  it.each([
    aSettled(),
    aSettled({ fees }),
    anAuthorized(),
    anAuthorized({ fees }),
    aRefused(),
    aRefused({ code: "over_day_limit", left }),
    aRefused({ left: { ...left, amount: 0 } }),
    aVoid(),
  ])("[LE5] comes back as it was stored", (outcome) => {
    expect(
      outcomeOf(rowOf<OutcomeRow>(OUTCOME_COLUMNS, cellsOfOutcome(outcome, NONE)), NONE),
    ).toStrictEqual(outcome);
  });

  it("[LE3] is neither stored nor read when its postings don't sum to zero", () => {
    const [first] = aSettled().postings;
    const broken = aSettled({ postings: [first!, first!] });
    expect(() => cellsOfOutcome(broken, NONE)).toThrow("[LE3]");
    expect(() => postingsOf(JPY, '[["a",-1],["b",2]]')).toThrow("[LE3]");
    const { currency, postings } = broken;
    const made = { id: "x", kind: "top_up", currency, postings, at: 1 } as const;
    expect(() => cellsOfTransfer(made)).toThrow("[LE3]");
  });

  it("[LE3] has its postings as pairs, whatever their number and size", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, (list) => {
        const postings = [
          { account: "from", amount: -list.reduce((sum, one) => sum + one, 0) },
          ...list.map((amount, at) => ({ account: `to ${at}`, amount })),
        ];
        const made = { id: "x", kind: "top_up", currency: JPY, postings, at: 1 } as const;
        const [id, kind, currency, text, at] = cellsOfTransfer(made);
        expect([id, kind, currency, at]).toEqual(["x", "top_up", JPY, 1]);
        expect(postingsOf(JPY, String(text))).toEqual(postings);
      }),
    );
  });
});

describe("an order's row", () => {
  const { trade, attempt, account, register, postings, receipt, confirmation } = aSettled();
  const recorded = {
    ...{ trade, id: "cap_1", attempt, account, register, amount: 5, currency: JPY },
    ...{ released: 6, total: 7, postings, paidAt: 8, at: 9 },
  };
  const done = { ...recorded, order: confirmation, receipt, fee: 10 };

  it.each<RecordedOrder>([
    { kind: "captured", ...done, ended: true },
    { kind: "captured", ...done, ended: false },
    { kind: "voided", ...done, ended: true },
    { kind: "refunded", ...done, ended: false },
    { kind: "expired", ...recorded },
  ])("[LE25] comes back as it was stored: $kind", (order) => {
    expect(orderOf(rowOf<OrderRow>(ORDER_COLUMNS, cellsOfOrder(order, NONE)), NONE)).toStrictEqual(
      order,
    );
  });

  it("[LE24] that names no order or has no receipt is an expiry, and so is one that says so", () => {
    const stored = rowOf<OrderRow>(
      ORDER_COLUMNS,
      cellsOfOrder({ kind: "captured", ...done, ended: true }, NONE),
    );
    for (const lacking of [{ signed: null }, { receipt: null }, { kind: "expired" as const }])
      expect(orderOf({ ...stored, ...lacking }, NONE)).toStrictEqual({
        kind: "expired",
        ...recorded,
      });
  });

  it("[LE24] of an expiry has no order and no receipt, and the hold is over with it", () => {
    const cells = rowOf<OrderRow>(
      ORDER_COLUMNS,
      cellsOfOrder({ kind: "expired", ...recorded }, NONE),
    );
    expect(cells).toMatchObject({ fee: 0, ended: 1, signed: null, receipt: null });
  });
});

it("[LE17] an act's row comes back as it was stored, under the next number", () => {
  const act: OperatorAct = {
    act: "top_up",
    asked: { amount: 1, currency: JPY },
    account: anAccount().id,
    operator: "who",
    idempotencyKey: "key",
    body: "hash" as Hash,
    at: NOW,
    answer: operatorAccount(anAccount(), NOW),
  };
  const stored = rowOf<ActRow>(ACT, cellsOfAct(act));
  expect(stored.number).toBeNull();
  expect(actOf({ ...stored, number: 7 })).toStrictEqual(act);
});
