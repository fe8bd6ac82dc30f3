// Money at the edge of what can be counted: whatever comes in, is held, given back or refunded, no sum leaves the safe
// integers, nothing is lost, and what the account can't take is refused or waits in suspense.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Digest, plus } from "../../protocol/count/set-hash.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import { operateInTurn } from "../../worker/carrier-server/branch/account/operator-act.ts";
import { confirmInTurn } from "../../worker/carrier-server/branch/confirm/confirm-turn.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import { roomFor, suspenseAccount } from "../../worker/carrier-server/branch/ledger.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import { heldIn } from "../../worker/carrier-server/branch/order/hold.ts";
import {
  endHoldsInTurn,
  orderInTurn,
} from "../../worker/carrier-server/branch/order/order-turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aRefund, aSettled, aVerifiedConfirm, JPY, tradeNamed } from "./branch-facts.ts";
import { ID, MemoryStore } from "./memory-store.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 60 * 60_000;
const FAR = NOW + 1000 * 24 * HOUR_MS;
const { receipt } = aSettled();

type Step = { readonly do: "top_up" | "pay" | "hold" | "refund" | "wait"; readonly amount: number };

const amount = fc.oneof(
  fc.constantFrom(1, 2, MAX, MAX - 1, 2 ** 52, 2 ** 52 - 1),
  fc.integer({ min: 1, max: MAX }),
);
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("top_up", "top_up", "pay", "pay", "hold", "refund", "refund", "wait"),
  amount,
});

class Edge {
  readonly store = new MemoryStore();
  readonly codes = new Set<string>();
  now = NOW;

  play(one: Step, at: number): void {
    if (one.do === "top_up") this.#topUp(one.amount, at);
    else if (one.do === "wait") this.#wait();
    else if (one.do === "refund") this.#refund(one.amount, at);
    else this.#pay(one, at);
    this.#expectSound();
  }

  #topUp(amount: number, at: number): void {
    const asked = { amount, currency: JPY };
    const named = { account: ID, operator: "who", body: `${at}` as Hash, idempotencyKey: `${at}` };
    const fits = amount <= roomFor(this.store.current, JPY);
    this.store.run((turn) => {
      const done = operateInTurn(turn, { act: "top_up", asked, ...named }, this.now);
      expect(done.ok || done.error.code).toBe(fits || "balance_too_large");
      if (!done.ok) this.codes.add(done.error.code);
    });
  }

  #pay({ do: kind, amount }: Step, at: number): void {
    const request = aVerifiedConfirm({
      ...{ trade: tradeNamed(`t${at}`), amount, deadline: FAR },
      period: { not_before: 0, not_after: FAR },
      ...(kind === "hold" ? { holdUntil: this.now + HOUR_MS } : {}),
    });
    const decision = decideConfirm({ account: this.store.current, known: [] }, request, this.now);
    if (decision.kind !== "decided") throw new Error(decision.kind);
    const { verdict } = decision;
    if (verdict.kind === "refused") this.codes.add(verdict.code);
    this.store.run((turn) => {
      confirmInTurn(turn, request, { now: this.now, verdict, receipt });
    });
  }

  /** Of the first payment that has enough left to give back. */
  #refund(most: number, at: number): void {
    const paid = this.store.settled().find(({ trade }) => this.store.orders(trade).length === 0);
    if (!paid) return;
    const { trade, attempt, register } = paid;
    const of = { trade, attempt, register, id: `rfd_${at}`, order: `${at}` as Hash };
    const request = aRefund({ ...of, amount: Math.min(most, paid.amount) });
    const facts = { account: this.store.current, known: this.store.outcomes(trade), orders: [] };
    const decision = decideOrder(facts, request, this.now);
    if (decision.kind !== "decided") throw new Error(decision.kind);
    if (!decision.effect.account) this.codes.add("suspense");
    this.store.run((turn) => {
      orderInTurn(turn, request, { now: this.now, effect: decision.effect, receipt });
    });
  }

  #wait(): void {
    this.now += HOUR_MS;
    this.store.run((turn) => endHoldsInTurn(turn, ID, this.now));
  }

  /** By sums that can't be too large. */
  #posted(account: string): bigint {
    const { transfers, recorded, ordered } = this.store;
    const all = [...transfers, ...recorded, ...ordered];
    const postings = all.flatMap((one) => ("postings" in one ? one.postings : []));
    const own = postings.filter((one) => one.account === account);
    return own.reduce((sum, one) => sum + BigInt(one.amount), 0n);
  }

  #expectSound(): void {
    const { current } = this.store;
    const [balance, held] = [current.balances[JPY] ?? 0, heldIn(current)[JPY] ?? 0];
    expect(BigInt(balance)).toBe(this.#posted(ID));
    expect(BigInt(held)).toBe(this.#posted(`${ID}:held`));
    expect(Number.isSafeInteger(balance + held)).toBe(true);
    expect(this.#posted(suspenseAccount("test"))).toBeGreaterThanOrEqual(0n);
  }
}

describe("[LE90] money at the edge of the safe integers", () => {
  it("comes in, is held, given back and refunded, and no sum passes it", () => {
    const codes = new Set<string>();
    const histories = fc.array(step, { minLength: 10, maxLength: 40 });
    const played = fc.property(histories, (steps) => {
      const edge = new Edge();
      for (const [at, one] of steps.entries()) edge.play(one, at);
      for (const code of edge.codes) codes.add(code);
    });
    fc.assert(played, { seed: 90, numRuns: 400 });
    // Each way to say no was taken.
    expect([...codes].sort()).toEqual(
      expect.arrayContaining([
        ...["balance_too_large", "insufficient_funds", "over_day_limit", "suspense"],
      ]),
    );
  });

  it("has room for what is held, and for what is owed", () => {
    const hold = { amount: 500, captured: 100, currency: JPY };
    const holder = anAccount({ balances: { [JPY]: 50 }, holds: [hold as never] });
    expect(roomFor(holder, JPY)).toBe(MAX - 450);
    expect(roomFor(anAccount({ balances: { [JPY]: -50 } }), JPY)).toBe(MAX);
    expect(roomFor(anAccount({ balances: { [JPY]: MAX } }), JPY)).toBe(0);
  });
});

it("[LE90] counts add up modulo 2^53 in any order", () => {
  const digest = (sum: number): Digest => ({
    count: 1,
    sums: { [JPY]: sum },
    hash: "0".repeat(64),
  });
  const many = fc.array(fc.integer({ min: -MAX, max: MAX }), { minLength: 1, maxLength: 9 });
  const added = fc.property(many, (sums) => {
    const total = (list: number[]) =>
      list.map(digest).reduce((a, b) => plus(a, b), { ...digest(0), count: 0 }).sums[JPY] ?? 0;
    const exact = sums.reduce((sum, one) => sum + BigInt(one), 0n);
    expect(total(sums)).toBe(Number(BigInt.asIntN(53, exact)));
    expect(total([...sums].reverse())).toBe(total(sums));
  });
  fc.assert(added);
});
