// Random histories of one account against a model that is too simple to be wrong: top-ups, confirms, repeats,
// voids, changes of status and of limits, and time that goes on. The real rules run over a store in memory.

import fc from "fast-check";
import { expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import type { AccountStatus } from "../../protocol/messages.ts";
import { periodStart } from "../../protocol/money/period.ts";
import type { SetLimits } from "../../protocol/operator/operator.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  type Asked,
  operateInTurn,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import {
  confirmInTurn,
  outcomeInTurn,
} from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import { PERIODS } from "../../worker/carrier-server/branch/confirm/spending.ts";
import { settlementAccount } from "../../worker/carrier-server/branch/ledger.ts";
import { NOW } from "../support/builders/realm.ts";
import { aSettled, aVerifiedConfirm, JPY, tradeNamed } from "./branch-facts.ts";
import { ID, MemoryStore } from "./memory-store.ts";

const HOUR_MS = 60 * 60_000;
const FAR = NOW + 1000 * 24 * HOUR_MS;
const SHOPS = [1, 2].map((fill) => registerIdFrom("test", new Uint8Array(8).fill(fill)));

type Step =
  | { do: "confirm"; trade: number; attempt: number; amount: number; shop: number }
  | { do: "void"; trade: number; attempt: number }
  | { do: "operate"; key: number; asked: Asked }
  | { do: "wait"; hours: number };

const amount = fc.integer({ min: 1, max: 3000 });
const limit = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined });
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    act: fc.constant("top_up" as const),
    asked: fc.record({ amount: fc.integer({ min: 1, max: 4000 }), currency: fc.constant(JPY) }),
  }),
  fc.record({
    act: fc.constant("set_status" as const),
    asked: fc.record({
      // Mostly back to active: an account that ends early shows little.
      status: fc.constantFrom<AccountStatus>(
        "active",
        "active",
        "active",
        "frozen",
        "closing",
        "closed",
      ),
    }),
  }),
  fc.record({
    act: fc.constant("withdraw" as const),
    asked: fc.record({ amount, currency: fc.constant(JPY) }),
  }),
  fc.option(fc.nat(3000), { nil: undefined }).map((most): Asked => {
    const asked = { currency: JPY, ...(most === undefined ? {} : { limit: most }) };
    return { act: "set_credit", asked };
  }),
  fc
    .tuple(limit, limit, limit, limit, limit, fc.constantFrom(...PERIODS))
    .map(([payment, day, week, month, budget, period]): Asked => {
      const budgets = budget === undefined ? [] : [{ register: SHOPS[0]!, period, amount: budget }];
      const limits = JSON.parse(JSON.stringify({ payment, day, week, month }));
      return { act: "set_limits", asked: { currency: JPY, ...limits, budgets } };
    }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("confirm" as const),
      trade: fc.nat(30),
      attempt: fc.integer({ min: 1, max: 2 }),
      amount,
      shop: fc.nat(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("void" as const),
      trade: fc.nat(30),
      attempt: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("operate" as const), key: fc.nat(30), asked }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      hours: fc.integer({ min: 1, max: 300 }),
    }),
  },
);

/** What the account is allowed, by the model's own reckoning. */
interface Model {
  now: number;
  limits: SetLimits;
  status: AccountStatus;
  credit: number;
}

function confirm(store: MemoryStore, model: Model, one: Extract<Step, { do: "confirm" }>): void {
  const { trade, attempt, shop } = one;
  const register = SHOPS[shop]!;
  const request = aVerifiedConfirm({
    ...{ trade: tradeNamed(`trade${trade}`), attempt, amount: one.amount, register },
    settlementAccount: settlementAccount(register),
    confirmation: `${trade}/${attempt}/${one.amount}/${shop}` as Hash,
    ...{ deadline: FAR, period: { not_before: 0, not_after: FAR } },
  });
  const facts = { account: store.current, known: store.outcomes(request.trade) };
  const decision = decideConfirm(facts, request, model.now);
  const verdict = decision.kind === "decided" ? decision.verdict : ({ kind: "settled" } as const);
  const prediction = { now: model.now, verdict, receipt: aSettled().receipt };
  let answer = "";
  const confirmed = () =>
    store.run((turn) => {
      answer = JSON.stringify(confirmInTurn(turn, request, prediction));
    });
  const before = allowed(store, model, one);
  const rows = confirmed();
  expect(rows).toBe(decision.kind === "decided" ? 2 : 0);
  if (decision.kind === "decided") expect(verdict.kind === "settled").toBe(before);
  const first = answer;
  expect(confirmed()).toBe(0);
  if (decision.kind !== "rejected") expect(answer).toBe(first);
}

/** The model: money there, account active, and every sum of settled payments stays within its limit. */
function allowed(
  store: MemoryStore,
  { now, limits, status, credit }: Model,
  one: { amount: number; shop: number },
) {
  const settled = store.settled();
  const within = (period: (typeof PERIODS)[number], most: number | undefined, shop?: number) => {
    const counted = settled.filter(
      ({ decidedAt, register }) =>
        decidedAt >= periodStart(period, now) && (shop === undefined || register === SHOPS[shop]),
    );
    return most === undefined || counted.reduce((sum, o) => sum + o.amount, one.amount) <= most;
  };
  const [budget] = limits.budgets;
  return (
    status === "active" &&
    store.current.balances[JPY] !== undefined &&
    one.amount <= balance(store) + credit &&
    one.amount <= (limits.payment ?? Infinity) &&
    PERIODS.every((period) => within(period, limits[period])) &&
    (!budget || one.shop !== 0 || within(budget.period, budget.amount, 0))
  );
}

/** Credits less debits, from the transfers and outcomes alone. */
function balance(store: MemoryStore): number {
  const credits = store.transfers.flatMap(({ postings }) => postings);
  const debits = store.settled().flatMap(({ postings }) => postings);
  return [...credits, ...debits].reduce(
    (sum, one) => (one.account === ID ? sum + one.amount : sum),
    0,
  );
}

function operate(
  store: MemoryStore,
  model: Model,
  { key, asked }: Extract<Step, { do: "operate" }>,
): void {
  const body = JSON.stringify(asked) as Hash;
  const command = { ...asked, account: ID, operator: "who", idempotencyKey: `key${key}`, body };
  const known = store.operatorAct(command.idempotencyKey);
  const did = () => {
    let done: ReturnType<typeof operateInTurn> | undefined;
    const rows = store.run((turn) => {
      done = operateInTurn(turn, command, model.now);
    });
    return { rows, done };
  };
  const { rows, done } = did();
  if (known || !done?.ok) expect(rows).toBe(0);
  if (!done?.ok) return;
  expect(did().rows).toBe(0);
  if (known) return;
  const moved = asked.act === "top_up" || asked.act === "withdraw";
  expect(rows).toBe(moved ? 3 : 2);
  if (asked.act === "withdraw") {
    expect(balance(store)).toBeGreaterThanOrEqual(0);
    expect(model.status).not.toBe("frozen");
  }
  if (asked.act === "set_credit") model.credit = asked.asked.limit ?? 0;
  if (asked.act === "set_status") {
    if (asked.asked.status === "closed") expect(balance(store)).toBe(0);
    model.status = asked.asked.status;
  }
  if (asked.act === "set_limits") model.limits = asked.asked;
}

/** @param before what was there, of balance and credit: a limit lowered since lets nothing out, but takes nothing back */
function expectSound(store: MemoryStore, { credit }: Model, before: number): void {
  const journal = [...store.transfers, ...store.settled()];
  for (const { postings } of journal)
    expect(postings.reduce((sum, one) => sum + one.amount, 0)).toBe(0);
  const trades = store.settled().map(({ trade }) => trade);
  expect(new Set(trades).size).toBe(trades.length);
  expect(store.current.balances[JPY] ?? 0).toBe(balance(store));
  expect(balance(store)).toBeGreaterThanOrEqual(Math.min(-credit, before));
  expect(new Set(store.acts.map((act) => act.idempotencyKey)).size).toBe(store.acts.length);
}

it("[LE3] [TR9] [LE12] [LE14] [LE15] [LE16] [LE17] [LE70] [LE72] any history keeps the books sound and every limit", () => {
  let settledTrades = 0;
  const refusals = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const store = new MemoryStore();
      const limits = { currency: JPY, budgets: [] };
      const model: Model = { now: NOW, limits, status: "active", credit: 0 };
      const first: Asked = { act: "top_up", asked: { amount: 4_000, currency: JPY } };
      operate(store, model, { do: "operate", key: -1, asked: first });
      for (const one of steps) {
        const before = balance(store);
        if (one.do === "wait") model.now += one.hours * HOUR_MS;
        else if (one.do === "operate") operate(store, model, one);
        else if (one.do === "confirm") confirm(store, model, one);
        else
          store.run((turn) => {
            const { attempt } = one;
            const trade = tradeNamed(`trade${one.trade}`);
            outcomeInTurn(turn, { account: ID, trade, attempt, voidIfAbsent: true }, model.now);
          });
        expectSound(store, model, before);
      }
      settledTrades += store.settled().length;
      for (const one of store.recorded) if (one.kind === "refused") refusals.add(one.code);
    }),
    { numRuns: 300 },
  );
  // A search that met nothing would prove nothing.
  expect(settledTrades).toBeGreaterThan(100);
  expect([...refusals]).toEqual(
    expect.arrayContaining([
      ...["account_frozen", "account_closed", "insufficient_funds", "over_payment_limit"],
      ...["over_day_limit", "over_week_limit", "over_month_limit", "over_register_budget"],
    ]),
  );
});
