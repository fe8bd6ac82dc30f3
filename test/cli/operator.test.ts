// The operator's command: what its words mean at the carrier's door, where the key may go, and what is said when an
// answer is lost.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../cli/operator.ts";
import { readCommand } from "../../cli/operator-command.ts";
import { accountIdFrom, refundIdFrom, registerIdFrom } from "../../protocol/ids.ts";
import type { OperatorAccount } from "../../protocol/operator/operator.ts";
import { problemOf, refusal } from "../../protocol/problem.ts";
import { aTradeId, type Realm } from "../support/builders/realm.ts";

const ACCOUNT = accountIdFrom("test", 0, new Uint8Array(8).fill(3));
const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(4));
const TRADE = aTradeId({ mode: "test", register: REGISTER } as Realm);
const REFUND = refundIdFrom("test", new Uint8Array(16));
const PAYOUT = `pyt_test_${"0".repeat(26)}`;
const FILE = "WARIFU-TEST-JPY-000001";
const ENV = { WARIFU_OPERATOR_KEY: "operator" };
const VIEW: OperatorAccount = {
  ...{ id: ACCOUNT, status: "active", balances: [], limits: [], opened_at: 1 },
};

let sent: Request[];
let carrier: (request: Request) => Response | Promise<Response>;
let printed: string;
let complained: string;
beforeEach(() => {
  sent = [];
  printed = "";
  complained = "";
  carrier = () => Response.json(VIEW);
  vi.stubGlobal("fetch", async (input: string | URL, init: RequestInit) => {
    const request = new Request(input, init);
    sent.push(request.clone());
    return carrier(request);
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(console, "error").mockImplementation((text) => {
    complained += `${text}\n`;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const limits = {
  ...{ currency: "USD", payment: 1990, month: 100_000 },
  budgets: [{ register: REGISTER, period: "week", amount: 5000 }],
};

describe("the words", () => {
  it.each([
    [["account", ACCOUNT], "/v1/account", undefined],
    [["top-up", ACCOUNT, "19.90", "USD"], "/v1/account/top-ups", { amount: 1990, currency: "USD" }],
    [["revoke-terminals", ACCOUNT], "/v1/account/terminal-revocations", { terminals: "all" }],
    [
      ["withdraw", ACCOUNT, "500", "JPY"],
      "/v1/account/withdrawals",
      { amount: 500, currency: "JPY" },
    ],
    [
      ["credit", ACCOUNT, "KWD", "20.500"],
      "/v1/account/credit",
      { currency: "KWD", limit: 20_500 },
    ],
    [["credit", ACCOUNT, "KWD"], "/v1/account/credit", { currency: "KWD" }],
    [
      [
        ...["instruction", ACCOUNT, "JPY", "--below", "1000"],
        ...["--amount", "5000", "--month", "20000"],
      ],
      "/v1/account/top-up-instruction",
      { currency: "JPY", instruction: { below: 1000, amount: 5000, month_max: 20_000 } },
    ],
    [["instruction", ACCOUNT, "JPY"], "/v1/account/top-up-instruction", { currency: "JPY" }],
    [
      ["step-up", ACCOUNT, "USD", "--one-click", "30", "--total", "99.50", "--first-payment"],
      "/v1/account/step-up",
      {
        currency: "USD",
        rule: { one_click: 3000, one_click_total: 9950, first_payment: "step_up" },
      },
    ],
    [["step-up", ACCOUNT, "USD"], "/v1/account/step-up", { currency: "USD", rule: {} }],
    [["code", ACCOUNT], "/v1/account/opening-code", { code: "new" }],
    [["status", ACCOUNT, "frozen"], "/v1/account/status", { status: "frozen" }],
    [
      [
        ...["limits", ACCOUNT, "USD", "--payment", "19.90", "--month", "1000"],
        ...["--budget", `${REGISTER}=50/week`],
      ],
      "/v1/account/limits",
      limits,
    ],
    [
      ["transfers", ACCOUNT, "--limit", "5", "--cursor", "7.1"],
      "/v1/account/transfers?limit=5&cursor=7.1",
      undefined,
    ],
    [["statement", ACCOUNT, "2026-11"], "/v1/account/statements/2026-11", undefined],
    [
      ["statement", ACCOUNT, "2026-11", "--csv"],
      "/v1/account/statements/2026-11?format=csv",
      undefined,
    ],
    [
      ["statement", ACCOUNT, "2026-11", "--html", "--lang", "ja"],
      "/v1/account/statements/2026-11?format=html&lang=ja",
      undefined,
    ],
    [["export", ACCOUNT], "/v1/account/export?format=hledger", undefined],
    [
      ["suspense", ACCOUNT, TRADE, REFUND],
      "/v1/account/suspense",
      { trade: TRADE, refund: REFUND },
    ],
    [
      ["suspense", ACCOUNT, TRADE, REFUND, "--into", ACCOUNT],
      "/v1/account/suspense",
      { trade: TRADE, refund: REFUND, into: ACCOUNT },
    ],
  ])("%j: %s, and the account in no address", (words, path, body) => {
    const { request } = readCommand(words);
    expect(request).toMatchObject({ path, account: ACCOUNT });
    expect(request.body).toEqual(body);
    expect(path).not.toContain(ACCOUNT);
  });

  it.each([
    [["export", "--branch", "0"], "/v1/branches/0/export?format=hledger"],
    [["export", "--all"], "/v1/export?format=hledger"],
    [["audit", "--register", REGISTER], `/v1/registers/${REGISTER}/audit`],
    [["audit", "--payouts"], "/v1/payouts/audit"],
    [["list", "--limit", "5"], "/v1/branches/0/accounts?limit=5"],
    [["audit"], "/v1/branches/0/audit"],
    [["suspense"], "/v1/branches/0/suspense"],
    [["suspense", "--branch", "1", "--limit", "5"], "/v1/branches/1/suspense?limit=5"],
    [["audit", "--branch", "2", "--cursor", "9"], "/v1/branches/2/audit?cursor=9"],
  ])("%j are of a branch: %s", (words, path) => {
    expect(readCommand(words).request).toMatchObject({ path });
    expect(readCommand(words).request.account).toBeUndefined();
  });

  it.each([
    [["reconciliation"], "/v1/reconciliation", undefined],
    [["thaw", REGISTER, "3"], "/v1/reconciliation/thaws", { register: REGISTER, till: 3 }],
  ])("[LE64] %j: %s", (words, path, body) => {
    const { request } = readCommand(words);
    expect(request).toMatchObject({ path });
    expect(request.body).toEqual(body);
  });

  it.each([["thaw"], ["thaw", REGISTER], ["thaw", REGISTER, "one"], ["thaw", ACCOUNT, "1"]])(
    "%s %s %s is no till to thaw",
    (...words) => {
      expect(() => readCommand(words)).toThrow("the register and the till's number are missing");
    },
  );

  it.each([
    [["fees", REGISTER], undefined],
    [
      ["fees", REGISTER, "USD", "--fixed", "0.30", "--rate", "2.9%", "--refunds", "returned"],
      { currency: "USD", fixed: 30, rate_ppm: 29_000, refunds: "returned" },
    ],
    [
      ["fees", REGISTER, "JPY", "--rate", "0.0001%"],
      { currency: "JPY", fixed: 0, rate_ppm: 1, refunds: "kept" },
    ],
    [["fees", REGISTER, "JPY"], { currency: "JPY", fixed: 0, rate_ppm: 0, refunds: "kept" }],
  ])("[LE45] %j are about a register", (words, body) => {
    const { request } = readCommand(words);
    expect(request.path).toBe(`/v1/registers/${REGISTER}/fees`);
    expect(request.account).toBeUndefined();
    expect(request.body).toEqual(body);
  });

  it("[LE73] open an account that nobody has yet, in its currencies and with its credit", () => {
    const words = ["open", "--currency", "JPY", "--currency", "KWD", "--credit", "USD=99.50"];
    const { request } = readCommand(words);
    expect(request).toMatchObject({ path: "/v1/accounts" });
    expect(request).not.toHaveProperty("account");
    expect(request.body).toEqual({
      currencies: ["JPY", "KWD"],
      ...{ credit: [{ currency: "USD", limit: 9950 }], limits: [] },
    });
  });

  it.each([
    [["payouts"], "/v1/payouts", undefined],
    [["payouts", "file", "JPY"], "/v1/payouts/files", { currency: "JPY" }],
    [["payouts", "get", FILE], `/v1/payouts/files/${FILE}?format=pain.001`, undefined],
    [["payouts", "get", FILE, "--csv"], `/v1/payouts/files/${FILE}?format=csv`, undefined],
    [["payouts", "sent", FILE], `/v1/payouts/files/${FILE}/sent`, {}],
    [["payouts", "returned", PAYOUT, "AC04"], `/v1/payouts/${PAYOUT}/return`, { reason: "AC04" }],
  ])("[LE57] [LE92] %j: %s", (words, path, body) => {
    const { request } = readCommand(words);
    expect(request.path).toBe(path);
    expect(request.body).toEqual(body);
  });

  it.each([
    [["payouts", "file"], "the currency is missing"],
    [["payouts", "get"], "the file is missing"],
    [["payouts", "sent", "../x"], "not a payout file"],
    [["payouts", "undo", FILE], "file, get, sent or returned"],
    [["payouts", "returned", FILE, "AC04"], "not a payout"],
    [["payouts", "returned", PAYOUT], "the bank's reason is missing"],
    [["fees"], "the register is missing"],
    [["suspend", REGISTER], "--reason is missing"],
    [["register"], "the register is missing"],
    [["fees", ACCOUNT], "isn't a register's id"],
    [["fees", REGISTER, "USD", "--rate", "2.9"], "not a rate: 2.9"],
    [["fees", REGISTER, "USD", "--rate", "101%"], "rate_ppm"],
    [["fees", REGISTER, "USD", "--refunds", "never"], "refunds"],
    [[], "what is to be done?"],
    [["give"], "no such command: give"],
    [["constructor"], "no such command: constructor"],
    [["account"], "the account is missing"],
    [["account", "acc_test_x"], "isn't an account id"],
    [["top-up", ACCOUNT, "1.5", "JPY"], "not an amount of JPY: 1.5"],
    [["top-up", ACCOUNT, "-1", "JPY"], "-1"],
    [["top-up", ACCOUNT, "1"], "the currency is missing"],
    [["status", ACCOUNT, "gone"], "not a status: gone"],
    [["limits", ACCOUNT, "JPY", "--budget", "shop=1/day"], "not a budget"],
    [["limits", ACCOUNT, "JPY", "--year", "1"], "--year"],
    [["instruction", ACCOUNT, "JPY", "--below", "1"], "--below, --amount and --month"],
    [["open", "--credit", "10000"], "not a credit limit: 10000"],
    [["statement", ACCOUNT], "the month is missing"],
    [["audit", "--branch", "../0"], "not the number of a branch"],
    [["suspense", ACCOUNT, TRADE], "the trade and the refund are missing"],
    [["suspense", ACCOUNT, TRADE, REFUND, "--into", "him"], "isn't an account id"],
    [["account", ACCOUNT, "--carrier", "nowhere"], "not an address"],
  ])("%j: says what is wrong: %s", (words, message) => {
    expect(() => readCommand(words)).toThrow(message);
  });
});

describe("npm run operator", () => {
  it("[LE16] sends an act once, under a key of its own or the one that is named", async () => {
    expect(await main(["top-up", ACCOUNT, "500", "JPY"], ENV)).toBe(0);
    expect(await main(["top-up", ACCOUNT, "500", "JPY", "--key", "again"], ENV)).toBe(0);
    const keys = sent.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), "again"]);
    const [first] = sent;
    expect(first?.url).toBe("http://localhost:8788/v1/account/top-ups");
    expect(first?.headers.get("authorization")).toBe("Bearer operator");
    expect(first?.headers.get("warifu-account")).toBe(ACCOUNT);
    expect(await first?.json()).toEqual({ amount: 500, currency: "JPY" });
    expect(printed).toContain(`"id": "${ACCOUNT}"`);
  });

  it("[LE16] says under which key to send again, when an answer is lost", async () => {
    const lost = [
      () => Promise.reject(new TypeError("fetch failed")),
      () => Response.json(problemOf(refusal("storage_unavailable"), "req_1"), { status: 503 }),
      () => Response.json({ hello: "world" }),
    ];
    for (const answer of lost) {
      carrier = answer;
      complained = "";
      expect(await main(["top-up", ACCOUNT, "500", "JPY"], ENV)).toBe(1);
      const key = sent.at(-1)?.headers.get("idempotency-key");
      expect(complained).toContain(`--key ${key}`);
    }
  });

  it("says why the carrier refused, and not to try that again", async () => {
    carrier = () =>
      Response.json(problemOf(refusal("account_not_empty"), "req_1"), { status: 409 });
    expect(await main(["status", ACCOUNT, "closed"], ENV)).toBe(1);
    expect(complained).toBe(
      "operator: the carrier refused: account_not_empty, The account still holds money\n",
    );
  });

  describe("replace-key", () => {
    const registration = {
      payload: {
        ...{ typ: "warifu/registration/1", iss: "A".repeat(43), aud: `realm:${"0".repeat(16)}` },
        ...{ mode: "test", name: "Kami", origins: ["https://kami.shop"], time: 1 },
      },
      signature: "A".repeat(86),
    };
    let folder: string;
    let words: string[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "warifu-operator-"));
      const file = join(folder, "request.json");
      writeFileSync(file, JSON.stringify({ registration }));
      words = ["replace-key", REGISTER, "--registration", file];
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("[RG12] brings the shop's request as it is, and says of the first operator's that another one is awaited", async () => {
      carrier = () =>
        Response.json(problemOf(refusal("second_operator_needed"), "req_1"), { status: 403 });
      expect(await main(words, ENV)).toBe(0);
      expect(sent[0]?.url).toBe(`http://localhost:8788/v1/registers/${REGISTER}/key`);
      expect(await sent[0]?.json()).toEqual({ registration });
      expect(JSON.parse(printed)).toEqual({
        ...{ waits_for: "another operator", key: registration.payload.iss },
      });
      expect(complained).toBe("");
    });

    it("[RG12] sends nothing without a request that is one, and says why another one is refused", async () => {
      expect(await main(["replace-key", REGISTER], ENV)).toBe(1);
      expect(complained).toContain("--registration is missing");
      writeFileSync(join(folder, "request.json"), "{}");
      expect(await main(words, ENV)).toBe(1);
      expect(complained).toContain("isn't what the shop's lost-key made");
      expect(await main([...words.slice(0, 3), join(folder, "none.json")], ENV)).toBe(1);
      expect(complained).toContain("there is no file");
      expect(sent).toEqual([]);
    });
  });

  it("prints a file as it came", async () => {
    carrier = () => new Response("2026-11-22 settlement\n");
    expect(await main(["export", ACCOUNT], ENV)).toBe(0);
    expect(printed).toBe("2026-11-22 settlement\n");
  });

  it("writes a file as it came where it is told to, for this user alone, and over no other", async () => {
    const folder = mkdtempSync(join(tmpdir(), "warifu-operator-"));
    try {
      const out = join(folder, "statement.html");
      carrier = () => new Response("<!doctype html>\n");
      const words = ["statement", ACCOUNT, "2026-11", "--html", "--out", out];
      expect(await main(words, ENV)).toBe(0);
      expect(printed).toBe("");
      expect(readFileSync(out, "utf8")).toBe("<!doctype html>\n");
      expect(statSync(out).mode & 0o777).toBe(0o600);
      expect(await main(words, ENV)).toBe(1);
      expect(complained).toContain("EEXIST");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("sends the key over https or to this machine only, and never without one", async () => {
    const away = ["account", ACCOUNT, "--carrier", "http://carrier.example"];
    expect(await main(away, ENV)).toBe(1);
    expect(complained).toContain("https only");
    expect(await main(["account", ACCOUNT, "--carrier", "https://carrier.example"], {})).toBe(1);
    expect(complained).toContain("WARIFU_OPERATOR_KEY is missing");
    expect(sent).toEqual([]);
  });
});
