// The operator's act on what is in suspense, as the pure rule it is: where the money goes, once, and to whom it can't.

import { describe, expect, it } from "vitest";
import { type AccountId, accountIdFrom, type RefundId } from "../../protocol/ids.ts";
import type { ResolveSuspense } from "../../protocol/operator/operator.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import { operateInTurn } from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import { orderInTurn } from "../../worker/carrier-server/branch/order/order-turn.ts";
import type { Turn } from "../../worker/carrier-server/branch/turn.ts";
import { NOW } from "../support/builders/realm.ts";
import { anAccount, aRefund, aSettled, JPY } from "./branch-facts.ts";
import { turnOver } from "./turn-over.ts";

const CLOSED = anAccount({ status: "closed", balances: { [JPY]: 0 } });
const OTHER = anAccount({
  id: accountIdFrom("test", 0, new Uint8Array(8).fill(3)),
  balances: { [JPY]: 5 },
});
const ELSEWHERE = accountIdFrom("test", 1, new Uint8Array(8).fill(3));
const REFUND = "rfd_1" as RefundId;
const { trade } = aSettled();

/** A turn in which ¥1,000 went to suspense, as this account. */
function withSuspense(payer: Account, ...others: Account[]): Turn {
  const turn = turnOver({ accounts: [payer, ...others], outcomes: [aSettled()] });
  const decision = decideOrder({ account: payer, known: [aSettled()], orders: [] }, aRefund(), NOW);
  if (decision.kind !== "decided") throw new Error("it is refunded");
  const { receipt } = aSettled();
  orderInTurn(turn, aRefund(), { now: NOW, effect: decision.effect, receipt });
  return turn;
}

function resolve(
  turn: Turn,
  more: Partial<ResolveSuspense> = {},
  key = "key",
  account = CLOSED.id,
) {
  const asked = { trade, refund: REFUND, ...more };
  const command = { account, operator: "who", idempotencyKey: key, body: JSON.stringify(asked) };
  return operateInTurn(
    turn,
    { act: "resolve_suspense", asked, ...command, body: command.body as Hash },
    NOW,
  );
}

describe("resolving what is in suspense", () => {
  it("[LE33] pays it out by hand, through clearing", () => {
    const turn = withSuspense(CLOSED);
    expect(resolve(turn)).toMatchObject({ ok: true, value: { account: { status: "closed" } } });
    expect(turn.changes().transfers).toEqual([
      {
        ...{ id: "suspense/rfd_1", kind: "suspense", currency: JPY, at: NOW },
        postings: [
          { account: "suspense_test", amount: -1000 },
          { account: "clearing_test", amount: 1000 },
        ],
      },
    ]);
  });

  it("[LE33] or pays it into another account", () => {
    const turn = withSuspense(CLOSED, OTHER);
    expect(resolve(turn, { into: OTHER.id })).toMatchObject({ ok: true });
    expect(turn.account(OTHER.id)?.balances).toEqual({ [JPY]: 1005 });
  });

  it("[LE33] [LE17] is done once: a repeat gets the first answer, another act finds nothing", () => {
    const turn = withSuspense(CLOSED, OTHER);
    resolve(turn);
    expect(resolve(turn)).toMatchObject({ ok: true, value: { replayed: true } });
    expect(resolve(turn, { into: OTHER.id }, "another key")).toMatchObject({
      error: { code: "suspense_not_found" },
    });
    expect(turn.changes().acts).toHaveLength(1);
  });

  it("[LE33] finds nothing where the refund reached its account, or isn't this account's", () => {
    const reached = withSuspense(anAccount());
    expect(resolve(reached)).toMatchObject({ error: { code: "suspense_not_found" } });
    const turn = withSuspense(CLOSED, OTHER);
    const notFound = { error: { code: "suspense_not_found" } };
    expect(resolve(turn, {}, "key", OTHER.id)).toMatchObject(notFound);
    expect(resolve(turn, { refund: "rfd_2" as RefundId })).toMatchObject(notFound);
    expect(turn.changes().acts).toEqual([]);
  });

  it.each<[string, AccountId]>([
    ["account_not_found", ELSEWHERE],
    ["account_not_found", accountIdFrom("test", 0, new Uint8Array(8).fill(4))],
    ["account_not_found", accountIdFrom("live", 0, new Uint8Array(8).fill(3))],
    ["status_conflict", CLOSED.id],
  ])("[LE33] into an account that can't take it is %s", (code, into) => {
    const turn = withSuspense(CLOSED, OTHER);
    expect(resolve(turn, { into })).toMatchObject({ error: { code, param: "/into" } });
    expect(turn.changes().transfers).toEqual([]);
  });

  it("[LE15] [LE33] into an account that is being closed is refused, into a frozen one not", () => {
    for (const [status, ok] of [
      ["closing", false],
      ["frozen", true],
    ] as const) {
      const turn = withSuspense(CLOSED, { ...OTHER, status });
      expect(resolve(turn, { into: OTHER.id })).toMatchObject({ ok });
    }
  });
});
