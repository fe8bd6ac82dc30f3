// Postpaid accounts and withdrawals at the real carrier: what the operator sets, and what the
// terminal is told.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "../../../protocol/ids.ts";
import { OperatorAccount } from "../../../protocol/operator/operator.ts";
import { Problem } from "../../../protocol/problem.ts";
import {
  aConfirm,
  aTerminal,
  aTerminalRequest,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

async function act(account: AccountId, path: string, asked: unknown): Promise<OperatorAccount> {
  const response = await actAsOperator(`/v1/account/${path}`, asked, { account });
  expect(response.status).toBe(200);
  return v.parse(OperatorAccount, await response.json());
}

async function refusedAct(account: AccountId, path: string, asked: unknown): Promise<string> {
  const response = await actAsOperator(`/v1/account/${path}`, asked, { account });
  return v.parse(Problem, await response.json()).code;
}

/** 50,000 yen of his own and 10,000 of credit. */
async function aPostpaidPayer() {
  const terminal = await aTerminal(world);
  const account = await accountOf(terminal);
  const credited = await act(account, "credit", { currency: "JPY", limit: 10_000 });
  return { terminal, account, credited };
}

const pay = async (terminal: Terminal, amount: number) =>
  env.CARRIER.confirm(await aConfirm(world, terminal, { terms: { amount } }));

async function viewOf(terminal: Terminal) {
  const request = await aTerminalRequest(world, terminal.device);
  const view = await env.CARRIER.readAccount(terminal.sealed, request);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

describe("a postpaid account", () => {
  it("[LE70] pays below zero down to its limit; operator and terminal see what is left", async () => {
    const { terminal, account, credited } = await aPostpaidPayer();
    expect(credited.credit).toEqual([{ currency: "JPY", limit: 10_000, left: 60_000 }]);
    expect(await pay(terminal, 57_000)).toMatchObject({ ok: true });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: -7000 });
    const left = [{ currency: "JPY", limit: 10_000, left: 3000 }];
    expect((await viewOf(terminal)).credit).toEqual(left);
    const read = await askAsOperator("/v1/account", { account });
    expect(v.parse(OperatorAccount, await read.json()).credit).toEqual(left);
  });

  it("[LE71] refuses what is over its credit, says what is left, and says it again the same", async () => {
    const { terminal } = await aPostpaidPayer();
    const body = await aConfirm(world, terminal, { terms: { amount: 60_001 } });
    const answer = await env.CARRIER.confirm(body);
    expect(answer).toMatchObject({
      error: { code: "insufficient_funds", left: { amount: 60_000, currency: "JPY" } },
    });
    expect(await pay(terminal, 60_000)).toMatchObject({ ok: true });
    expect(await env.CARRIER.confirm(body)).toEqual(answer);
  });

  it("[LE70] no number of confirms at once passes the limit, and a settle is two rows", async () => {
    const { terminal } = await aPostpaidPayer();
    const one = await aConfirm(world, terminal, { terms: { amount: 45_000 } });
    const cost = await costOf(() => env.CARRIER.confirm(one));
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    const bodies = await Promise.all(
      Array.from({ length: 20 }, () => aConfirm(world, terminal, { terms: { amount: 1900 } })),
    );
    const answers = await Promise.all(bodies.map((body) => env.CARRIER.confirm(body)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(7);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 5000 - 7 * 1900 });
  });

  it("[LE70] a limit set below what is owed lets nothing out; one that is taken away makes it prepaid", async () => {
    const { terminal, account } = await aPostpaidPayer();
    await pay(terminal, 57_000);
    await act(account, "credit", { currency: "JPY", limit: 100 });
    expect(await pay(terminal, 1)).toMatchObject({ error: { left: { amount: 0 } } });
    await act(account, "top-ups", { amount: 8000, currency: "JPY" });
    const prepaid = await act(account, "credit", { currency: "JPY" });
    expect(prepaid.credit).toBeUndefined();
    expect(await pay(terminal, 1001)).toMatchObject({ error: { left: { amount: 1000 } } });
    expect((await viewOf(terminal)).credit).toBeUndefined();
  });

  it("[LE70] is idempotent by its key, and a limit beyond all counting is no request", async () => {
    const { account } = await aPostpaidPayer();
    const asking = { account, key: crypto.randomUUID() };
    const set = (limit: number) =>
      actAsOperator("/v1/account/credit", { currency: "JPY", limit }, asking);
    const first = await (await set(5)).text();
    const cost = await costOf(async () => expect(await (await set(5)).text()).toBe(first));
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    expect(v.parse(Problem, await (await set(6)).json()).code).toBe("idempotency_key_reused");
    const beyond = { currency: "JPY", limit: Number.MAX_SAFE_INTEGER };
    expect(await refusedAct(account, "credit", beyond)).toBe("invalid_request");
  });
});

describe("a withdrawal", () => {
  it("[LE72] empties an account, so that it can be closed; the money is the clearing account's", async () => {
    const terminal = await aTerminal(world);
    const account = await accountOf(terminal);
    const clearing = async () =>
      (await theBranch().trialBalance()).find(
        (line) => line.account === "clearing_test" && line.currency === "USD",
      )?.amount ?? 0;
    const before = await clearing();
    expect(await refusedAct(account, "withdrawals", { amount: 50_001, currency: "JPY" })).toBe(
      "over_balance",
    );
    for (const { currency, amount } of terminal.account.balances)
      await act(account, "withdrawals", { currency, amount });
    expect(await clearing()).toBe(before + 20_000);
    await act(account, "status", { status: "closing" });
    expect(await act(account, "status", { status: "closed" })).toMatchObject({ status: "closed" });
    const listed = await askAsOperator("/v1/account/transfers", { account });
    expect(await listed.json()).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ kind: "withdrawal", change: -20_000 }),
      ]),
    });
  });

  it("[LE72] leaves no frozen account", async () => {
    const account = await accountOf(await aTerminal(world));
    await act(account, "status", { status: "frozen" });
    expect(await refusedAct(account, "withdrawals", { amount: 1, currency: "JPY" })).toBe(
      "status_conflict",
    );
  });
});
