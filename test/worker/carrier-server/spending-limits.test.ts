// Limits at the real carrier: confirms side by side, what the terminal is told and nobody else, repeats, and rows
// that were written before there were limits.

import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SetLimits } from "../../../protocol/operator/operator.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { BRANCH_MIGRATIONS, BranchStore } from "../../../worker/carrier-server/branch/store.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { Database } from "../../../worker/objects/database.ts";
import { anAccount, aSettled, JPY } from "../../carrier-ledger/branch-facts.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

async function aLimitedTerminal(limits: Partial<SetLimits>): Promise<Terminal> {
  const terminal = await aTerminal(world);
  await setLimits(terminal, limits);
  return terminal;
}

async function setLimits(terminal: Terminal, limits: Partial<SetLimits>): Promise<void> {
  const asked = { currency: "JPY", budgets: [], ...limits };
  const account = await accountOf(terminal);
  const answer = await actAsOperator("/v1/account/limits", asked, { account });
  expect(answer.status).toBe(200);
}

const pay = async (terminal: Terminal, amount: number) =>
  env.CARRIER.confirm(await aConfirm(world, terminal, { terms: { amount } }));

describe("a limit", () => {
  const budgets = () => [
    { register: world.realm.register, period: "month" as const, amount: 1000 },
  ];
  const cases: [string, () => Partial<SetLimits>][] = [
    ["over_payment_limit", () => ({ payment: 1000 })],
    ["over_day_limit", () => ({ day: 1000 })],
    ["over_week_limit", () => ({ week: 1000 })],
    ["over_month_limit", () => ({ month: 1000 })],
    ["over_register_budget", () => ({ budgets: budgets() })],
  ];

  it.each(cases)("[LE11] [LE13] %s: recorded, and says what is left", async (code, limits) => {
    const terminal = await aLimitedTerminal(limits());
    const body = await aConfirm(world, terminal, { terms: { amount: 1001 } });
    const answer = await env.CARRIER.confirm(body);
    expect(answer).toMatchObject({
      error: { code, attempt: 1, left: { amount: 1000, currency: "JPY" } },
    });
    expect(await pay(terminal, 1000)).toMatchObject({ ok: true });
    // What is left is less now; the recorded refusal says what it said.
    expect(await env.CARRIER.confirm(body)).toEqual(answer);
  });

  it("[LE12] no number of confirms at once settles more than it leaves", async () => {
    const terminal = await aLimitedTerminal({ day: 1000 });
    const bodies = await Promise.all(
      Array.from({ length: 25 }, () => aConfirm(world, terminal, { terms: { amount: 90 } })),
    );
    const answers = await Promise.all(bodies.map((body) => env.CARRIER.confirm(body)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(11);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 990 });
    const refused = answers.filter((answer) => !answer.ok);
    for (const answer of refused)
      expect(answer).toMatchObject({
        error: { code: "over_day_limit", left: { amount: 10, currency: "JPY" } },
      });
  });

  it("[LE12] costs a settle no row more, and a repeat none", async () => {
    const terminal = await aLimitedTerminal({ day: 1000, budgets: budgets() });
    const body = await aConfirm(world, terminal, { terms: { amount: 900 } });
    const settled = await costOf(() => env.CARRIER.confirm(body));
    expect(settled).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    const repeated = await costOf(() => env.CARRIER.confirm(body));
    expect(repeated).toEqual({ hops: 1, commits: 0, rows: 0, flushes: 0 });
  });

  it("[LE13] what is left is in no receipt, and the till isn't told", async () => {
    const terminal = await aLimitedTerminal({ payment: 10 });
    const body = await aConfirm(world, terminal, { terms: { amount: 11 } });
    const answer = await env.CARRIER.confirm(body);
    if (answer.ok || !("receipt" in answer.error)) throw new Error("it is refused with a receipt");
    expect(JSON.stringify(answer.error.receipt)).not.toContain("left");
    const { trade } = body.offer;
    const question = { sealed: terminal.sealed, trade, attempt: 1, voidIfAbsent: false };
    expect(await env.CARRIER.outcome(question)).toEqual({
      ok: true,
      value: { kind: "refused", code: "over_payment_limit" },
    });
  });

  it("[LE14] counts what was spent before it was set, at a register that had no budget too", async () => {
    const terminal = await aTerminal(world);
    await pay(terminal, 700);
    await setLimits(terminal, { day: 1000, budgets: [] });
    expect(await pay(terminal, 301)).toMatchObject({
      error: { code: "over_day_limit", left: { amount: 300 } },
    });
    await setLimits(terminal, { budgets: budgets() });
    expect(await pay(terminal, 301)).toMatchObject({
      error: { code: "over_register_budget", left: { amount: 300 } },
    });
    expect(await pay(terminal, 300)).toMatchObject({ ok: true });
  });

  it("[LE11] begins anew with the next period", async () => {
    const terminal = await aLimitedTerminal({ day: 1000 });
    expect(await pay(terminal, 1000)).toMatchObject({ ok: true });
    expect(await pay(terminal, 1)).toMatchObject({
      error: { code: "over_day_limit", left: { amount: 0 } },
    });
    setClockOffset(24 * 60 * 60_000);
    expect(await pay(terminal, 1000)).toMatchObject({ ok: true });
  });
});

it("[LE14] [LE70] rows of the first code load: prepaid, and what they settled is counted", async () => {
  const old = env.BRANCH.getByName("test/branch/rows-of-the-first-code");
  await runInDurableObject(old, (_: Branch, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_'",
    );
    for (const { name } of tables.toArray())
      if (name !== "migrations") storage.sql.exec(`DROP TABLE ${name}`);
    storage.sql.exec(BRANCH_MIGRATIONS[0]);
    storage.sql.exec("DELETE FROM migrations WHERE number > 1");
    const { id, status, devices, balances, openedAt } = anAccount();
    const texts = [devices, balances, []].map((one) => JSON.stringify(one));
    storage.sql.exec(
      "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)",
      id,
      status,
      ...texts,
      openedAt,
    );
    const { trade, confirmation, amount, currency, register, postings, receipt, decidedAt } =
      aSettled();
    const pairs = JSON.stringify(postings.map((one) => [one.account, one.amount]));
    storage.sql.exec(
      "INSERT INTO outcomes VALUES (?, 1, ?, 'settled', NULL, ?, ?, ?, ?, ?, ?, ?)",
      ...[trade, id, confirmation, amount, currency, register, pairs],
      ...[JSON.stringify(receipt), decidedAt],
    );
    const database = new Database(storage);
    database.migrate(BRANCH_MIGRATIONS);
    const store = new BranchStore(database);
    expect(store.outcomes(trade)).toEqual([aSettled()]);
    const loaded = store.account(id);
    expect(loaded).toMatchObject(anAccount({ spent: expect.anything() }));
    expect(loaded?.spent[JPY]?.month.amount).toBe(4980);
  });
});
