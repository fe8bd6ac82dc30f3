// The operator and an account at the real carrier: read it, top it up, freeze and close it, and the log of all that.

import { runInDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { accountIdFrom } from "../../../protocol/ids.ts";
import { AuditLog } from "../../../protocol/operator/audit.ts";
import { OperatorAccount } from "../../../protocol/operator/operator.ts";
import { Problem } from "../../../protocol/problem.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { aConfirm, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

async function aPayer() {
  const terminal = await aTerminal(world);
  return { terminal, account: await accountOf(terminal) };
}

async function problemCode(answer: Promise<Response>): Promise<string> {
  return v.parse(Problem, await (await answer).json()).code;
}

async function accountIn(answer: Promise<Response>): Promise<OperatorAccount> {
  const response = await answer;
  expect(response.status).toBe(200);
  return v.parse(OperatorAccount, await response.json());
}

async function actsOn(account: string) {
  const text = await askAsOperator("/v1/branches/0/audit?limit=500");
  const { entries } = v.parse(AuditLog, await text.json());
  return entries.filter((entry) => entry.account === account);
}

const setStatus = (account: string, status: string) =>
  actAsOperator("/v1/account/status", { status }, { account });

describe("reading an account", () => {
  it("tells the operator balances, limits and what is spent", async () => {
    const { terminal, account } = await aPayer();
    await env.CARRIER.confirm(await aConfirm(world, terminal));
    const read = await accountIn(askAsOperator("/v1/account", { account }));
    expect(read).toMatchObject({ id: account, status: "active" });
    expect(read.balances).toContainEqual({ currency: "JPY", amount: 50_000 - 4980 });
    const yen = read.limits.find(({ currency }) => currency === "JPY");
    expect(yen?.spent).toEqual({ day: 4980, week: 4980, month: 4980 });
  });

  it("[ID5] is for the operator alone, by a header, of this mode", async () => {
    const { account } = await aPayer();
    const live = accountIdFrom("live", 0, new Uint8Array(8));
    const nobody = accountIdFrom("test", 0, crypto.getRandomValues(new Uint8Array(8)));
    const ask = (asking: Parameters<typeof askAsOperator>[1]) =>
      problemCode(askAsOperator("/v1/account", asking));
    expect(await ask({ account, operatorKey: "guess" })).toBe("operator_unauthorized");
    expect(await ask({})).toBe("invalid_request");
    expect(await ask({ account: live })).toBe("wrong_mode");
    expect(await ask({ account: nobody })).toBe("account_not_found");
    const nowhere = accountIdFrom("test", 65_535, new Uint8Array(8));
    expect(await ask({ account: nowhere })).toBe("account_not_found");
    expect(await problemCode(askAsOperator(`/v1/account/${account}`))).toBe("route_not_found");
  });

  it("[LE17] no act is done for anyone else", async () => {
    const { terminal, account } = await aPayer();
    const asked = { amount: 1, currency: "JPY" };
    const stranger = { account, operatorKey: "guess" };
    expect(await problemCode(actAsOperator("/v1/account/top-ups", asked, stranger))).toBe(
      "operator_unauthorized",
    );
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 });
  });
});

describe("a top-up", () => {
  it("[LE16] moves money from the clearing account into this one", async () => {
    const { terminal, account } = await aPayer();
    const lineOf = async (name: string) =>
      (await theBranch().trialBalance()).find(
        (line) => line.account === name && line.currency === "KWD",
      )?.amount ?? 0;
    const before = await lineOf("clearing_test");
    const asked = { amount: 12_500, currency: "KWD" };
    await accountIn(actAsOperator("/v1/account/top-ups", asked, { account }));
    expect(await balancesOf(world, terminal)).toMatchObject({ KWD: 12_500 });
    expect(await lineOf("clearing_test")).toBe(before - 12_500);
  });

  it("[LE16] under the same key is done once: the repeat gets the same bytes and writes nothing", async () => {
    const { terminal, account } = await aPayer();
    const asking = { account, key: crypto.randomUUID() };
    const topUp = () =>
      actAsOperator("/v1/account/top-ups", { amount: 7, currency: "JPY" }, asking);
    const first = await topUp();
    const text = await first.text();
    await env.CARRIER.confirm(await aConfirm(world, terminal));
    const cost = await costOf(async () => {
      const again = await topUp();
      expect(again.headers.get("Idempotent-Replayed")).toBe("true");
      expect(await again.text()).toBe(text);
    });
    expect(first.headers.get("Idempotent-Replayed")).toBe(null);
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_007 - 4980 });
  });

  it("[LE16] many at once under one key are one", async () => {
    const { terminal, account } = await aPayer();
    const asking = { account, key: crypto.randomUUID() };
    const asked = { amount: 100, currency: "JPY" };
    await Promise.all(
      Array.from({ length: 20 }, () =>
        accountIn(actAsOperator("/v1/account/top-ups", asked, asking)),
      ),
    );
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_100 });
    expect(await actsOn(account)).toHaveLength(1);
  });

  it("[LE16] another amount, act or account under the key is refused", async () => {
    const { account } = await aPayer();
    const other = await aPayer();
    const key = crypto.randomUUID();
    const asked = { amount: 7, currency: "JPY" };
    await accountIn(actAsOperator("/v1/account/top-ups", asked, { account, key }));
    const reused = [
      actAsOperator("/v1/account/top-ups", { ...asked, amount: 8 }, { account, key }),
      actAsOperator("/v1/account/top-ups", asked, { account: other.account, key }),
      actAsOperator("/v1/account/status", { status: "frozen" }, { account, key }),
    ];
    for (const answer of reused) expect(await problemCode(answer)).toBe("idempotency_key_reused");
  });

  it.each([
    { amount: 0, currency: "JPY" },
    { amount: 1.5, currency: "JPY" },
    { amount: 1e15, currency: "JPY" },
    { amount: 1, currency: "XXX" },
    { amount: 1, currency: "JPY", more: true },
  ])("[MS1] of %j is refused", async (asked) => {
    const { account } = await aPayer();
    expect(await problemCode(actAsOperator("/v1/account/top-ups", asked, { account }))).toBe(
      "invalid_request",
    );
  });
});

describe("an account's status", () => {
  it("[LE15] frozen: nothing leaves, money may come, and it can be undone", async () => {
    const { terminal, account } = await aPayer();
    await accountIn(setStatus(account, "frozen"));
    const refused = await env.CARRIER.confirm(await aConfirm(world, terminal));
    expect(refused).toMatchObject({ error: { code: "account_frozen", attempt: 1 } });
    const asked = { amount: 7, currency: "JPY" };
    await accountIn(actAsOperator("/v1/account/top-ups", asked, { account }));
    await accountIn(setStatus(account, "active"));
    expect(await env.CARRIER.confirm(await aConfirm(world, terminal))).toMatchObject({ ok: true });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_007 - 4980 });
  });

  it("[LE15] closing takes no payment and no money; closed needs an empty account and is for good", async () => {
    const { terminal, account } = await aPayer();
    const pay = (amount: number, currency: string) =>
      aConfirm(world, terminal, { terms: { amount, currency: currency as never } });
    await env.CARRIER.confirm(await pay(50_000, "JPY"));
    expect(await problemCode(setStatus(account, "closed"))).toBe("status_conflict");
    await accountIn(setStatus(account, "closing"));
    const refused = await env.CARRIER.confirm(await pay(1, "USD"));
    expect(refused).toMatchObject({ error: { code: "account_closed" } });
    const topUp = { amount: 7, currency: "JPY" };
    const toppedUp = () => problemCode(actAsOperator("/v1/account/top-ups", topUp, { account }));
    expect(await toppedUp()).toBe("status_conflict");
    expect(await problemCode(setStatus(account, "closed"))).toBe("account_not_empty");
    await accountIn(setStatus(account, "active"));
    await env.CARRIER.confirm(await pay(20_000, "USD"));
    await accountIn(setStatus(account, "closing"));
    expect(await accountIn(setStatus(account, "closed"))).toMatchObject({ status: "closed" });
    expect(await problemCode(setStatus(account, "active"))).toBe("status_conflict");
    expect(await toppedUp()).toBe("status_conflict");
  });
});

describe("the audit log", () => {
  it("[LE17] has one row for each act: who, what, when, under which key; none for what was refused", async () => {
    const { account } = await aPayer();
    const asked = { amount: 7, currency: "JPY" };
    await actAsOperator("/v1/account/top-ups", asked, {
      account,
      key: `first-${account}`,
    });
    await setStatus(account, "closed");
    await setStatus(account, "frozen");
    const acts = await actsOn(account);
    expect(acts.map(({ act, asked: what }) => [act, what])).toEqual([
      ["top_up", asked],
      ["set_status", { status: "frozen" }],
    ]);
    expect(acts[0]).toMatchObject({ idempotency_key: `first-${account}` });
    expect(acts[0]?.operator).toMatch(/^[\w-]{12}$/);
    expect(JSON.stringify(acts)).not.toContain(env.OPERATOR_KEY);
  });

  it("[LE17] is written in the commit of the act", async () => {
    const { account } = await aPayer();
    const cost = await costOf(() => setStatus(account, "frozen"));
    expect(cost).toMatchObject({ hops: 1, commits: 1, flushes: 1 });
  });

  it("[LE17] can only be appended to", async () => {
    const { account } = await aPayer();
    await setStatus(account, "frozen");
    await runInDurableObject(theBranch(), (_: Branch, { storage }) => {
      for (const change of ["UPDATE operator_acts SET operator = 'x'", "DELETE FROM operator_acts"])
        expect(() => storage.sql.exec(change)).toThrow("append-only");
    });
  });

  it("[LE17] is numbered without a gap, in pages", async () => {
    const { account } = await aPayer();
    for (const status of ["frozen", "active", "frozen"]) await setStatus(account, status);
    const numbers: number[] = [];
    let cursor = "0";
    for (;;) {
      const answer = await askAsOperator(`/v1/branches/0/audit?limit=2&cursor=${cursor}`);
      const { entries, next } = v.parse(AuditLog, await answer.json());
      numbers.push(...entries.map(({ number }) => number));
      if (next === undefined) break;
      cursor = next;
    }
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(3);
    expect(await problemCode(askAsOperator("/v1/branches/7/audit"))).toBe("route_not_found");
  });
});
