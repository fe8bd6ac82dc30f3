// Confirms side by side: each predicts its verdict on what is there, waits, and is decided in a turn with others, in
// any order. Whatever the order, no limit, no credit, no month of top-ups and no total of clicks is passed.

import fc from "fast-check";
import { expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import {
  confirmInTurn,
  PREDICT_AGAIN,
  type Prediction,
} from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import type { VerifiedConfirm } from "../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import { type Account, fundsOf } from "../../worker/carrier-server/branch/ledger.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  aGivenPin,
  anAccount,
  aSettled,
  aVerifiedConfirm,
  checkedPin,
  JPY,
  tradeNamed,
  WITH_PIN,
} from "./branch-facts.ts";
import { MemoryStore } from "./memory-store.ts";

const SHOPS = [1, 2].map((fill) => registerIdFrom("test", new Uint8Array(8).fill(fill)));
const HOUR_MS = 60 * 60_000;

interface Payment {
  readonly amount: number;
  readonly shop: number;
  readonly proves: boolean;
  readonly held: boolean;
}

interface Rules {
  readonly balance: number;
  /** credit or a standing instruction: a currency has one of them */
  readonly credit: number | undefined;
  readonly instruction: { below: number; amount: number; month_max: number };
  readonly day: number;
  readonly budget: number;
  readonly one_click: number;
  readonly one_click_total: number;
}

const payments: fc.Arbitrary<Payment[]> = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: 900 }),
    shop: fc.nat(1),
    proves: fc.constantFrom(false, false, true),
    held: fc.constantFrom(false, false, true),
  }),
  { minLength: 5, maxLength: 30 },
);
const rules: fc.Arbitrary<Rules> = fc.record({
  balance: fc.nat(3000),
  credit: fc.option(fc.nat(3000), { nil: undefined }),
  instruction: fc.record({
    below: fc.nat(1000),
    amount: fc.integer({ min: 1, max: 1500 }),
    month_max: fc.nat(4000),
  }),
  ...{ day: fc.integer({ min: 500, max: 8000 }), budget: fc.integer({ min: 500, max: 8000 }) },
  one_click: fc.integer({ min: 300, max: 900 }),
  one_click_total: fc.integer({ min: 500, max: 3000 }),
});
/** Who is decided in one turn with whom. */
const schedule = fc.array(fc.array(fc.nat(29), { minLength: 1, maxLength: 6 }), {
  minLength: 30,
  maxLength: 60,
});

function accountUnder({ balance, credit, instruction, ...limits }: Rules): Account {
  const { day, budget, one_click, one_click_total } = limits;
  const prepaid = { instructions: { [JPY]: instruction }, made: {} };
  return anAccount({
    balances: { [JPY]: balance },
    ...(credit === undefined ? { topUps: prepaid } : { credit: { [JPY]: credit } }),
    limits: {
      currencies: { [JPY]: { day } },
      budgets: [{ register: SHOPS[0]!, currency: JPY, period: "day", amount: budget }],
    },
    stepUps: { rules: { [JPY]: { one_click, one_click_total } }, clicked: {}, paid: [] },
    means: WITH_PIN,
  });
}

function requestOf({ amount, shop, proves, held }: Payment, at: number): VerifiedConfirm {
  return aVerifiedConfirm({
    ...{
      trade: tradeNamed(`${at}`),
      confirmation: `${at}` as Hash,
      amount,
      register: SHOPS[shop]!,
    },
    ...{ deadline: NOW + HOUR_MS, period: { not_before: 0, not_after: NOW + HOUR_MS } },
    ...(proves ? { stepUp: aGivenPin() } : {}),
    ...(held ? { holdUntil: NOW + HOUR_MS } : {}),
  });
}

const RIGHT = checkedPin("right");

/** A confirm on its way: its next step is a prediction, or the turn for the one it made. */
class Confirming {
  readonly request: VerifiedConfirm;
  prediction: Prediction | undefined;
  done = false;

  constructor(request: VerifiedConfirm) {
    this.request = request;
  }

  predict(store: MemoryStore): void {
    const known = store.outcomes(this.request.trade);
    const facts = { account: store.current, known, checked: RIGHT };
    const decision = decideConfirm(facts, this.request, NOW);
    if (decision.kind !== "decided") this.done = true;
    else
      this.prediction = {
        checked: RIGHT,
        now: NOW,
        verdict: decision.verdict,
        receipt: aSettled().receipt,
      };
  }
}

/** Each round: those without a prediction make one, the others are decided in one turn. @returns how often a yes was stale */
function play(store: MemoryStore, confirming: readonly Confirming[], rounds: number[][]): number {
  let stale = 0;
  for (const round of rounds) {
    const due = [...new Set(round)].flatMap((at) => confirming[at] ?? []);
    const ready = due.filter(({ done, prediction }) => !done && prediction);
    for (const one of due) if (!one.done && !one.prediction) one.predict(store);
    store.run((turn) => {
      for (const one of ready) {
        const { prediction } = one;
        const answer = prediction && confirmInTurn(turn, one.request, prediction);
        const said = answer !== PREDICT_AGAIN && answer?.ok;
        if (prediction?.verdict.kind !== "refused" && !said) stale++;
        one.done = answer !== PREDICT_AGAIN;
        one.prediction = undefined;
      }
    });
  }
  return stale;
}

function expectWithin(store: MemoryStore, rule: Rules, requests: readonly VerifiedConfirm[]) {
  const paid = store.recorded.flatMap((one) =>
    one.kind === "settled" || one.kind === "authorized" ? [one] : [],
  );
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const toppedUp = sum(store.transfers.map(({ postings }) => postings[1]?.amount ?? 0));
  const spent = sum(paid.map(({ amount }) => amount));
  expect(store.current.balances[JPY]).toBe(rule.balance + toppedUp - spent);
  expect(store.current.balances[JPY]).toBeGreaterThanOrEqual(-(rule.credit ?? 0));
  expect(fundsOf(store.current, JPY)).toBeGreaterThanOrEqual(0);
  expect(toppedUp).toBeLessThanOrEqual(rule.credit === undefined ? rule.instruction.month_max : 0);
  expect(spent).toBeLessThanOrEqual(rule.day);
  const atFirst = paid.filter(({ register }) => register === SHOPS[0]);
  expect(sum(atFirst.map(({ amount }) => amount))).toBeLessThanOrEqual(rule.budget);
  let clicks = 0;
  for (const { trade, amount } of paid) {
    const proven = requests.find((one) => one.trade === trade)?.stepUp !== undefined;
    if (!proven) expect(amount).toBeLessThanOrEqual(rule.one_click);
    clicks = proven ? 0 : clicks + amount;
    expect(clicks).toBeLessThanOrEqual(rule.one_click_total);
  }
  return { paid: paid.length, topUps: store.transfers.length };
}

it("[LE12] [LE70] [LE76] [LE77] in any order of predictions and turns, nothing that an account is allowed is passed", () => {
  const met = { stale: 0, paid: 0, topUps: 0 };
  fc.assert(
    fc.property(rules, payments, schedule, (rule, list, rounds) => {
      const store = new MemoryStore();
      store.current = accountUnder(rule);
      const requests = list.map(requestOf);
      const confirming = requests.map((request) => new Confirming(request));
      met.stale += play(store, confirming, rounds);
      const { paid, topUps } = expectWithin(store, rule, requests);
      met.paid += paid;
      met.topUps += topUps;
    }),
    { numRuns: 300 },
  );
  // A search that met nothing would prove nothing.
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(10);
});
