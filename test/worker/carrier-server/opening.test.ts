// Accounts that the operator opens at the real carrier, the code that binds the first terminal, and the list of all.

import { runInDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import { AccountList, OpenedAccount } from "../../../protocol/account/opening.ts";
import {
  type OpeningProof,
  proveOpening,
  readOpeningCode,
} from "../../../protocol/account/opening-code.ts";
import { OPENING_CODE_MS } from "../../../protocol/limits.ts";
import { Problem } from "../../../protocol/problem.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { BRANCH_MIGRATIONS } from "../../../worker/carrier-server/branch/store.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { makeOpeningCode } from "../../../worker/carrier-server/sealing/opening-code.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import {
  aConfirm,
  anEnrolment,
  aTerminal,
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
afterEach(() => setClockOffset(0));

const ASKED = {
  currencies: ["JPY", "KWD"],
  credit: [{ currency: "USD", limit: 5000 }],
  limits: [{ currency: "JPY", day: 3000, budgets: [] }],
};

async function openedIn(answer: Promise<Response>): Promise<OpenedAccount> {
  const response = await answer;
  expect(response.status).toBe(201);
  return v.parse(OpenedAccount, await response.json());
}

const open = (key: string = crypto.randomUUID(), asked: object = ASKED) =>
  actAsOperator("/v1/accounts", asked, { key });
const another = (account: string) =>
  actAsOperator("/v1/account/opening-code", { code: "new" }, { account });

async function enrol(text: string, device = makeKeyPair()) {
  const keys = await device;
  const code = readOpeningCode(text);
  if (!code) throw new Error("it is the text of a code");
  return { keys, answer: await enrolWith(await proveOpening(code, keys.publicKey), keys) };
}

async function enrolWith(code: OpeningProof, keys: KeyPair) {
  return env.CARRIER.openAccount(await anEnrolment(world, keys, { code }));
}

async function bound(code: string): Promise<Terminal> {
  const { keys, answer } = await enrol(code);
  if (!answer.ok) throw new Error(answer.error.code);
  return { device: keys, ...answer.value };
}

async function problemCode(answer: Promise<Response>): Promise<string> {
  return v.parse(Problem, await (await answer).json()).code;
}

const INVALID = { ok: false, error: { code: "opening_code_invalid" } };

describe("opening an account", () => {
  it("[LE73] holds what it was opened with, at 0, with its credit and its limits, and belongs to nobody yet", async () => {
    const { account, expires_at } = await openedIn(open());
    expect(account).toMatchObject({
      status: "active",
      balances: [
        { currency: "JPY", amount: 0 },
        { currency: "KWD", amount: 0 },
        { currency: "USD", amount: 0 },
      ],
      credit: [{ currency: "USD", limit: 5000, left: 5000 }],
    });
    expect(account.limits.find(({ currency }) => currency === "JPY")?.day).toBe(3000);
    expect(account.opening).toEqual({ issued_at: expires_at - OPENING_CODE_MS });
  });

  it("[LE73] [LE74] again under its key is the same account and the same code, which is used once", async () => {
    const key = crypto.randomUUID();
    const first = await openedIn(open(key));
    let again: OpenedAccount | undefined;
    const cost = await costOf(async () => {
      const answer = await open(key);
      expect(answer.headers.get("Idempotent-Replayed")).toBe("true");
      again = v.parse(OpenedAccount, await answer.json());
    });
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    expect(again).toMatchObject({ account: first.account, expires_at: first.expires_at });
    await bound(again?.opening_code ?? "");
    expect((await enrol(first.opening_code)).answer).toMatchObject(INVALID);
    expect(await problemCode(open(key, { ...ASKED, currencies: ["EUR"] }))).toBe(
      "idempotency_key_reused",
    );
  });

  it.each([
    ["twice the same currency", { ...ASKED, currencies: ["JPY", "JPY"] }],
    ["no currency we know", { ...ASKED, currencies: ["XYZ"] }],
    ["an unknown member", { ...ASKED, gift: 1 }],
  ])("[MS1] with %s is no request", async (_, asked) => {
    expect(await problemCode(open(crypto.randomUUID(), asked))).toBe("invalid_request");
  });

  it("[LE17] is the operator's alone, and in the log without the code", async () => {
    const stranger = actAsOperator("/v1/accounts", ASKED, { operatorKey: "guess" });
    expect(await problemCode(stranger)).toBe("operator_unauthorized");
    const { account, opening_code } = await openedIn(open());
    const log = await (await askAsOperator("/v1/branches/0/audit?limit=500")).text();
    const acts = JSON.parse(log).entries.filter(
      (one: { account: string }) => one.account === account.id,
    );
    expect(acts).toEqual([expect.objectContaining({ act: "open_account", asked: ASKED })]);
    expect(log).not.toContain(opening_code);
    const stored = await runInDurableObject(theBranch(), (_: Branch, { storage }) =>
      JSON.stringify([
        ...storage.sql.exec("SELECT * FROM accounts WHERE id = ?", account.id),
        ...storage.sql.exec("SELECT * FROM operator_acts"),
      ]),
    );
    expect(stored).toContain(account.id);
    expect(stored).not.toContain("oc1.");
  });
});

describe("an opening code", () => {
  it("[LE74] binds the terminal that brings it to that account, which then pays from it", async () => {
    const { account, opening_code } = await openedIn(open());
    const terminal = await bound(opening_code);
    expect(await accountOf(terminal)).toBe(account.id);
    const terms = { amount: 4000, currency: "USD" as never };
    expect(await env.CARRIER.confirm(await aConfirm(world, terminal, { terms }))).toMatchObject({
      ok: true,
    });
    // No demo money: what it owes is its own.
    expect(await balancesOf(world, terminal)).toEqual({ JPY: 0, KWD: 0, USD: -4000 });
  });

  it("[LE74] brought again by the same terminal changes nothing; by another it is used up", async () => {
    const { account, opening_code } = await openedIn(open());
    const { keys, answer } = await enrol(opening_code);
    expect(answer.ok).toBe(true);
    const cost = await costOf(async () => {
      setClockOffset(OPENING_CODE_MS + 1000);
      const again = await enrol(opening_code, Promise.resolve(keys));
      expect(again).toMatchObject({ answer: { ok: true } });
    });
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    expect((await enrol(opening_code)).answer).toMatchObject(INVALID);
    const read = await askAsOperator("/v1/account", { account: account.id });
    expect(await read.json()).toMatchObject({ opening: { used_at: expect.any(Number) } });
  });

  it("[LE88] brought, its terminal finds that account without it, which the rows of older code say too", async () => {
    const { account, opening_code } = await openedIn(open());
    const { keys } = await enrol(opening_code);
    const accounts = (await listed(100)).length;
    const withoutCode = async () => {
      const again = await env.CARRIER.openAccount(await anEnrolment(world, keys));
      if (!again.ok) throw new Error(again.error.code);
      return accountOf(again.value);
    };
    let found: string | undefined;
    const cost = await costOf(async () => {
      found = await withoutCode();
    });
    expect([found, cost.rows]).toEqual([account.id, 0]);
    await runInDurableObject(theBranch(), (branch: Branch, { storage }) => {
      storage.sql.exec("DROP TABLE bound_keys");
      const shipped = BRANCH_MIGRATIONS.findIndex((text) => text.includes("bound_keys"));
      storage.sql.exec("DELETE FROM migrations WHERE number > ?", shipped);
      branch.database.migrate(BRANCH_MIGRATIONS.slice(0, shipped + 1));
    });
    expect(await withoutCode()).toBe(account.id);
    expect(await listed(100)).toHaveLength(accounts);
  });

  it("[LE74] of three terminals at once binds one", async () => {
    const { opening_code } = await openedIn(open());
    const tries = await Promise.all([1, 2, 3].map(() => enrol(opening_code)));
    expect(tries.filter(({ answer }) => answer.ok)).toHaveLength(1);
  });

  it("[LE74] is good for 30 days by its own time", async () => {
    const { opening_code } = await openedIn(open());
    setClockOffset(OPENING_CODE_MS + 60_000);
    expect((await enrol(opening_code)).answer).toMatchObject(INVALID);
    setClockOffset(OPENING_CODE_MS - 60_000);
    expect((await enrol(opening_code)).answer).toMatchObject({ ok: true });
  });

  it("[LE74] that isn't ours opens nothing, not even an account of its own", async () => {
    const { account, opening_code } = await openedIn(open());
    const { sealing } = await deploymentOf(env);
    const terminal = await aTerminal(world);
    const never = await makeOpeningCode(sealing, { account: account.id, issued_at: 0 });
    const { sealed, secret } = readOpeningCode(opening_code)!;
    const before = (await listed(100)).length;
    for (const text of [never, `oc1.1.AAAA.${secret}`])
      expect((await enrol(text)).answer).toMatchObject(INVALID);
    const keys = await makeKeyPair();
    const others = ["", "oc1.1.AAAA", sealed.replace("oc1", "ar1"), terminal.sealed];
    for (const other of others) {
      const code = await proveOpening({ sealed: other, secret }, keys.publicKey);
      expect(await enrolWith(code, keys)).toMatchObject(INVALID);
    }
    expect(await listed(100)).toHaveLength(before);
  });

  it("[LE74] on its way through another's hands binds no other key", async () => {
    const { opening_code } = await openedIn(open());
    const code = readOpeningCode(opening_code)!;
    const [payer, thief] = [await makeKeyPair(), await makeKeyPair()];
    const sent = await proveOpening(code, payer.publicKey);
    expect(await enrolWith(sent, thief)).toMatchObject(INVALID);
    const guessed = { sealed: code.sealed, secret: "A".repeat(43) };
    const forged = await proveOpening(guessed, thief.publicKey);
    expect(await enrolWith(forged, thief)).toMatchObject(INVALID);
    expect(await enrolWith(sent, payer)).toMatchObject({ ok: true });
  });

  it("[LE74] isn't for a terminal that has an account, nor for an account that is being closed", async () => {
    const { account, opening_code } = await openedIn(open());
    const terminal = await aTerminal(world);
    const brought = await enrol(opening_code, Promise.resolve(terminal.device));
    expect(brought.answer).toMatchObject(INVALID);
    await actAsOperator("/v1/account/status", { status: "closing" }, { account: account.id });
    expect((await enrol(opening_code)).answer).toMatchObject(INVALID);
    expect(await problemCode(another(account.id))).toBe("status_conflict");
  });

  it("[LE74] is ended by a newer one; none is issued once a terminal is bound", async () => {
    const { account, opening_code } = await openedIn(open());
    setClockOffset(1000);
    const newer = await openedIn(another(account.id));
    expect((await enrol(opening_code)).answer).toMatchObject(INVALID);
    await bound(newer.opening_code);
    expect(await problemCode(another(account.id))).toBe("status_conflict");
  });
});

describe("the list of accounts", () => {
  it("[ID5] has each once, in pages, by when they were opened; no account id in an address", async () => {
    const before = new Set((await listed(100)).map(({ id }) => id));
    const mine: string[] = [];
    for (let at = 0; at < 5; at++) mine.push((await openedIn(open())).account.id);
    const pages = await listed(2);
    const fresh = pages.filter(({ id }) => !before.has(id));
    expect(new Set(fresh.map(({ id }) => id))).toEqual(new Set<string>(mine));
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
    expect(fresh[0]).toMatchObject({ status: "active", terminals: 0, credit: [{ limit: 5000 }] });
    const times = pages.map(({ opened_at }) => opened_at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("is the operator's alone, of a branch that there is", async () => {
    const path = "/v1/branches/0/accounts";
    expect(await problemCode(askAsOperator(path, { operatorKey: "guess" }))).toBe(
      "operator_unauthorized",
    );
    expect(await problemCode(askAsOperator(`${path}?limit=0`))).toBe("invalid_request");
    expect(await problemCode(askAsOperator(`${path}?cursor=x`))).toBe("invalid_request");
    expect(await problemCode(askAsOperator("/v1/branches/7/accounts"))).toBe("route_not_found");
  });
});

async function listed(limit: number): Promise<AccountList["accounts"]> {
  const accounts: AccountList["accounts"] = [];
  let cursor = "";
  for (;;) {
    const answer = await askAsOperator(`/v1/branches/0/accounts?limit=${limit}${cursor}`);
    const page = v.parse(AccountList, await answer.json());
    accounts.push(...page.accounts);
    if (page.next === undefined) return accounts;
    expect(page.next).toMatch(/^\d+\.\d+$/);
    cursor = `&cursor=${page.next}`;
  }
}
