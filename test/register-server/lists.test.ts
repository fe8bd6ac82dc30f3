// Lists that are gone through page by page, texts that aren't JSON, and the calls about the register and its receipts.
import { beforeEach, describe, expect, it } from "vitest";
import { payoutIdFrom } from "../../protocol/ids.ts";
import { problemOf, refusal } from "../../protocol/problem.ts";
import type { ShopEntry } from "../../protocol/register/payouts.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const ENTRY = { kind: "sale", currency: "JPY", amount: 100, fee: 3, net: 97, at: NOW };

let server: FakeWarifu;
let warifu: Warifu;
let sent: string[];
let answers: Record<string, () => Response>;

beforeEach(async () => {
  server = await FakeWarifu.open();
  sent = [];
  const answer: typeof fetch = async (input, init) => {
    const { method, url, body } = new Request(input, init);
    const path = url.slice(new URL(url).origin.length);
    sent.push(`${method} ${path}${body ? await new Response(body).text() : ""}`);
    return answers[path]?.() ?? Response.json(problemOf(refusal("route_not_found"), "req_1"));
  };
  warifu = createWarifu({ key: server.key, fetch: answer, now: () => NOW });
});

const entry = (till: number, sale: number) => ({ ...ENTRY, till, sale });

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}

describe("a list is gone through", () => {
  it("to its end, a page at a time, with the caller's page length", async () => {
    answers = {
      "/v1/journal?limit=2": () =>
        Response.json({ entries: [entry(1, 1), entry(1, 2)], next: "a" }),
      "/v1/journal?limit=2&cursor=a": () => Response.json({ entries: [], next: "b" }),
      "/v1/journal?limit=2&cursor=b": () => Response.json({ entries: [entry(2, 1)] }),
    };
    const entries: ShopEntry[] = await all(warifu.eachJournalEntry({ limit: 2 }));
    expect(entries.map(({ till, sale }) => [till, sale])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(sent).toHaveLength(3);
  });

  it("no further than it is read", async () => {
    answers = { "/v1/journal": () => Response.json({ entries: [entry(1, 1)], next: "a" }) };
    for await (const { sale } of warifu.eachJournalEntry()) {
      expect(sale).toBe(1);
      break;
    }
    expect(sent).toEqual(["GET /v1/journal"]);
  });

  it("for payouts and for what each contains", async () => {
    const id = payoutIdFrom(warifu.register, "JPY", 1);
    answers = {
      "/v1/payouts": () => Response.json({ payouts: [], next: "7" }),
      "/v1/payouts?cursor=7": () => Response.json({ payouts: [] }),
      [`/v1/payouts/${id}/entries`]: () => Response.json({ entries: [entry(1, 1)] }),
    };
    expect(await all(warifu.eachPayout())).toEqual([]);
    expect(await all(warifu.eachPayoutEntry(id))).toHaveLength(1);
    expect(sent).toHaveLength(3);
    await expect(all(warifu.eachPayoutEntry("../keys"))).rejects.toThrow("invalid_request");
  });
});

describe("a text", () => {
  it("comes as it is", async () => {
    answers = {
      "/v1/journal/export?format=hledger": () => new Response("2026-11-22 sale\n"),
      "/v1/journal/statements/2026-11?format=csv": () => new Response("a,b\r\n"),
      "/v1/journal/statements/2026-11?format=html&lang=ja": () => new Response("<p>御中"),
    };
    expect(await warifu.exportJournal()).toBe("2026-11-22 sale\n");
    expect(await warifu.getStatementText("2026-11", { format: "csv" })).toBe("a,b\r\n");
    const japanese = { format: "html", lang: "ja" } as const;
    expect(await warifu.getStatementText("2026-11", japanese)).toBe("<p>御中");
    await expect(warifu.getStatementText("..", { format: "csv" })).rejects.toThrow("2026-11");
  });

  it("that is refused is the problem it is", async () => {
    const problem = problemOf(refusal("key_not_allowed"), "req_1");
    answers = {
      "/v1/journal/export?format=hledger": () => Response.json(problem, { status: 403 }),
    };
    await expect(warifu.exportJournal()).rejects.toMatchObject({ code: "key_not_allowed" });
  });
});

describe("the register", () => {
  it("gets more tills, and asks for the server's health", async () => {
    const { register } = warifu;
    const path = `/v1/registers/${register}/tills`;
    answers = {
      [path]: () => Response.json({ register, tills: 4, version: 2 }),
      "/health": () => Response.json({ status: "ok", role: "synchronous server", mode: "test" }),
    };
    expect((await warifu.setTills(4)).tills).toBe(4);
    expect((await warifu.getHealth()).mode).toBe("test");
    expect(sent).toEqual([`POST ${path}{"tills":4}`, "GET /health"]);
    answers[path] = () =>
      Response.json({ register: "reg_test_0000000000000", tills: 4, version: 2 });
    await expect(warifu.setTills(4)).rejects.toMatchObject({
      code: expect.stringMatching("answer_"),
    });
  });

  it("asks for a day's root and a receipt's proof only by what is one", async () => {
    for (const day of ["../keys", "2026-13-01", "22.11.2026"])
      await expect(warifu.receipts.getRoot(day)).rejects.toThrow("invalid_request");
    await expect(warifu.receipts.prove({ payload: {} })).rejects.toThrow("receipt_malformed");
    expect(sent).toEqual([]);
    const pending = () =>
      Response.json(problemOf(refusal("receipt_root_pending"), "r"), { status: 404 });
    answers = { "/v1/receipt-roots/2026-11-22": pending, "/v1/receipt-proofs": pending };
    const { fetch } = server;
    const shop = createWarifu({ key: server.key, fetch });
    const { id } = await shop.createTrade({ amount: 980, currency: "JPY" });
    const receipt = await server.settle(id);
    await expect(warifu.receipts.getRoot("2026-11-22")).rejects.toThrow("receipt_root_pending");
    await expect(warifu.receipts.prove(receipt)).rejects.toThrow("receipt_root_pending");
    expect(sent).toEqual([
      "GET /v1/receipt-roots/2026-11-22",
      `POST /v1/receipt-proofs${JSON.stringify({ receipt })}`,
    ]);
  });
});
