// The register's reports from the command line: what is asked of the server, by which key, and what is printed.

import { describe, expect, it } from "vitest";
import { journalCsv, runReportCommand } from "../../cli/register-reports.ts";
import { problemOf, refusal } from "../../protocol/problem.ts";
import { keyFor } from "../../register-server/key.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";

const realm = await aRealm();
const apiKey = `wk_${realm.register.slice(4)}_${"a".repeat(52)}`;
const key = keyFor({
  ...{ mode: "test", register: realm.register, api_key: apiKey, origin: "http://localhost:8787" },
  root_key: realm.root.publicKey,
});

const sale = {
  ...{ kind: "sale", till: 1, sale: 7, reference: "=SUM(A1)", currency: "USD" },
  ...{ amount: 1990, fee: 60, net: 1930, at: NOW },
};
const refund = { kind: "refund", till: 1, ref: "rfd_1", currency: "USD", amount: -500, fee: 0 };
const pages: readonly { readonly entries: readonly object[]; readonly next?: string }[] = [
  { entries: [sale], next: "0.7.0" },
  { entries: [{ ...refund, net: -500, at: NOW }] },
];
const statement = { register: realm.register, month: "2026-11", currencies: [] };

function server() {
  const asked: string[] = [];
  const answers: Readonly<Record<string, () => Response>> = {
    "/v1/journal/statements/2026-11": () => Response.json(statement),
    "/v1/journal/statements/2026-11?format=csv": () => new Response("a,b\r\n"),
    "/v1/journal/statements/2026-11?format=html&lang=ja": () => new Response("<!doctype html>"),
    "/v1/journal/export?format=hledger": () => new Response("2026-11-22 sale\n"),
    "/v1/journal": () => Response.json(pages[0]),
    "/v1/journal?cursor=0.7.0": () => Response.json(pages[1]),
  };
  const answer: typeof fetch = async (input, init) => {
    const { url, headers, method } = new Request(input, init);
    const path = url.slice(new URL(url).origin.length);
    asked.push(`${method} ${path}`);
    if (headers.get("authorization") !== `Bearer ${apiKey}`)
      return Response.json(problemOf(refusal("unauthorized"), "req_1"), { status: 401 });
    const found = answers[path];
    return found?.() ?? Response.json(problemOf(refusal("invalid_request"), "r"), { status: 400 });
  };
  return { asked, answer };
}

const run = (words: readonly string[], answer = server().answer) =>
  runReportCommand(words, { WARIFU_KEY: key }, answer);

describe("[LE46] a statement", () => {
  it.each([
    [["2026-11"], statement],
    [["2026-11", "--csv"], "a,b\r\n"],
    [["2026-11", "--html", "--lang", "ja"], "<!doctype html>"],
  ])("%j is the server's own", async (words, answer) => {
    expect(await run(["statement", ...words])).toEqual(answer);
  });

  it.each([
    [["statement"], "the month is missing"],
    [["statement", "11/2026"], "the month is missing"],
    [["statement", "2026-13", "--csv"], "invalid_request"],
    [["report"], "no such command"],
  ])("%j is refused with a sentence", async (words, sentence) => {
    await expect(run(words)).rejects.toThrow(sentence);
  });

  it("is asked for by the register's key alone", async () => {
    await expect(runReportCommand(["statement", "2026-11"], {})).rejects.toThrow("WARIFU_KEY");
    const { asked, answer } = server();
    await run(["statement", "2026-11", "--csv"], answer);
    expect(asked).toEqual(["GET /v1/journal/statements/2026-11?format=csv"]);
  });
});

describe("[LE58] a journal", () => {
  it("has the entries of all pages", async () => {
    const { asked, answer } = server();
    expect(await run(["journal"], answer)).toEqual({
      entries: pages.flatMap(({ entries }) => entries),
    });
    expect(asked).toEqual(["GET /v1/journal", "GET /v1/journal?cursor=0.7.0"]);
  });

  it("as CSV has exact amounts, and no formula of a shop's own text", async () => {
    const text = await run(["journal", "--csv"]);
    expect(text).toBe(journalCsv(pages.flatMap(({ entries }) => entries) as never));
    const [head, first, second, end] = String(text).split("\r\n");
    expect(head).toBe("time,currency,entry,till,sale,id,trade,reference,gross,fee,net");
    expect(first).toBe(
      `${new Date(NOW).toISOString()},USD,sale,1,7,,,"'=SUM(A1)",19.90,0.60,19.30`,
    );
    expect(second).toContain(",USD,refund,1,,rfd_1,,,-5.00,0.00,-5.00");
    expect(end).toBe("");
  });

  it("as hledger is the server's own", async () => {
    expect(await run(["journal", "--hledger"])).toBe("2026-11-22 sale\n");
  });
});
