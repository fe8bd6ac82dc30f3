// The SDK's payout calls: each its request, the bank account signed by the register's key, ids and answers checked.

import { beforeEach, describe, expect, it } from "vitest";
import { isPayoutCommand, runPayoutCommand } from "../../cli/register-payouts.ts";
import { payoutIdFrom, registerIdFrom } from "../../protocol/ids.ts";
import type { SetPayoutAccount } from "../../protocol/register/payout-account.ts";
import type { PayoutView } from "../../protocol/register/payouts.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { createWarifu, type Warifu, WarifuError } from "../../register-server/index.ts";
import { parseKey } from "../../register-server/key.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const IBAN = "FR1420041010050500013M02606";
const OTHER = registerIdFrom("test", new Uint8Array(8).fill(99));

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
}

let server: FakeWarifu;
let warifu: Warifu;
let sent: Sent[];
let answers: (path: string) => unknown;

const fetchAnswer: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const path = url.pathname + url.search;
  const body = request.method === "GET" ? undefined : await request.json();
  sent.push({ method: request.method, path, key: request.headers.get("idempotency-key"), body });
  return Response.json(answers(path));
};

beforeEach(async () => {
  server = await FakeWarifu.open();
  sent = [];
  warifu = createWarifu({ key: server.key, fetch: fetchAnswer, now: () => NOW });
  answers = (path) => {
    if (path.startsWith("/v1/payout-account"))
      return { register: warifu.register, number: 1, ends: "2606", holder: "Kami", set_at: NOW };
    if (path.includes("/schedule")) return { every: "daily", minimums: [] };
    if (path.startsWith("/v1/journal") || path.includes("/entries")) return { entries: [] };
    if (path === "/v1/payouts?limit=5&cursor=7") return { payouts: [], next: "3" };
    return aView();
  };
});

function aView(overrides: Partial<PayoutView> = {}): PayoutView {
  const { register } = warifu;
  const id = payoutIdFrom(register, "JPY", 1);
  const made = { created: NOW, updated: NOW };
  const view = { id, object: "payout", mode: "test", register, currency: "JPY", number: 1 };
  return { ...view, status: "ordered", amount: 100, ...made, ...overrides } as PayoutView;
}

/** The account that a request carried. */
function accountIn(at: number): SetPayoutAccount["account"] {
  return (sent[at] as { body: SetPayoutAccount }).body.account;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof WarifuError ? error.code : "none";
}

describe("the SDK's payouts", () => {
  it("[LE54] [LE58] are asked for under a key, read, listed and opened", async () => {
    expect(await warifu.requestPayout("JPY", { idempotencyKey: "monday" })).toEqual(aView());
    await warifu.getPayout(aView().id);
    expect(await warifu.listPayouts({ limit: 5, cursor: "7" })).toMatchObject({ next: "3" });
    await warifu.listPayoutEntries(aView().id, { cursor: "1.2" });
    expect(await warifu.listJournal({ limit: 9 })).toEqual({ entries: [] });
    await warifu.setPayoutSchedule({ every: "daily" });
    await warifu.getPayoutSchedule();
    expect(sent.map(({ method, path, key, body }) => [method, path, key !== null, body])).toEqual([
      ["POST", "/v1/payouts", true, { currency: "JPY" }],
      ["GET", `/v1/payouts/${aView().id}`, false, undefined],
      ["GET", "/v1/payouts?limit=5&cursor=7", false, undefined],
      ["GET", `/v1/payouts/${aView().id}/entries?cursor=1.2`, false, undefined],
      ["GET", "/v1/journal?limit=9", false, undefined],
      ["POST", "/v1/payouts/schedule", true, { every: "daily", minimums: [] }],
      ["GET", "/v1/payouts/schedule", false, undefined],
    ]);
    expect(sent[0]?.key).toBe("monday");
  });

  it("[LE51] send an account that the register's key signed, numbered by the time", async () => {
    await warifu.setPayoutAccount({ iban: IBAN, holder: "Kami" });
    const account = accountIn(0);
    expect(account.payload).toMatchObject({ number: NOW, account: { iban: IBAN, holder: "Kami" } });
    const { iss, aud, mode } = account.payload;
    expect([iss, mode]).toEqual([warifu.register, "test"]);
    const expected = { typ: "warifu/payout-account/1", iss, aud, mode };
    expect(await verify(account, expected, server.realm.registerKey.publicKey)).toBeUndefined();
    await warifu.setPayoutAccount({ iban: IBAN, holder: "Kami" }, { number: 7 });
    expect(accountIn(1).payload.number).toBe(7);
  });

  it("[LE51] send no account whose check digits don't fit", async () => {
    const wrong = { iban: IBAN.replace("14", "15"), holder: "Kami" };
    expect(await codeOf(warifu.setPayoutAccount(wrong))).toBe("invalid_request");
    expect(await codeOf(warifu.setPayoutAccount({ holder: "Kami" }))).toBe("invalid_request");
    expect(sent).toEqual([]);
  });

  it("[LE50] ask for no other register's payout, and believe no answer about one", async () => {
    const theirs = payoutIdFrom(OTHER, "JPY", 1);
    expect(await codeOf(warifu.getPayout(theirs))).toBe("payout_not_found");
    expect(await codeOf(warifu.listPayoutEntries("pyt_x"))).toBe("invalid_request");
    expect(sent).toEqual([]);
    answers = () => aView({ register: OTHER });
    expect(await codeOf(warifu.requestPayout("JPY"))).toBe("answer_mismatch");
  });
});

describe("npm run register -- payout…", () => {
  const run = (...words: string[]) =>
    runPayoutCommand(words, { WARIFU_KEY: server.key }, fetchAnswer);

  it("[LE51] [LE54] [LE56] says what the SDK says", async () => {
    await run("payout-account", "--iban", "fr14 2004 1010 0505 0001 3m02 606", "--holder", "Kami");
    const account = accountIn(0);
    expect(account.payload.account).toEqual({ iban: IBAN, holder: "Kami" });
    expect(await run("payout-account")).toMatchObject({ ends: "2606" });
    expect(await run("payout", "JPY")).toEqual(aView());
    expect(await run("payouts", aView().id)).toEqual({ ...aView(), entries: [] });
    await run("payout-schedule", "weekly", "--minimum", "50.00 USD");
    expect(sent.at(-1)?.body).toEqual({
      every: "weekly",
      minimums: [{ currency: "USD", amount: 5000 }],
    });
    expect(await run("payout-schedule")).toMatchObject({ every: "daily" });
  });

  it.each([
    [["payout"], "the currency is missing"],
    [["payout-account", "--iban", IBAN], "--holder is missing"],
    [["payout-schedule", "hourly"], "every"],
    [["payout-schedule", "daily", "--minimum", "1.5 JPY"], "not an amount of JPY"],
    [["payouts", "--warifu-key-file", "/nowhere/key"], "there is no file"],
  ])("%j: says what is wrong: %s", async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });

  it("needs the register's key, and leaves other words alone", async () => {
    await expect(runPayoutCommand(["payouts"], {})).rejects.toThrow("WARIFU_KEY is missing");
    expect(isPayoutCommand(["payout", "JPY"])).toBe(true);
    expect(isPayoutCommand(["--name", "Kami"])).toBe(false);
    expect(isPayoutCommand([])).toBe(false);
    expect(parseKey(server.key).ok).toBe(true);
  });
});
