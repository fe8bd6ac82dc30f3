// A page for each code, at both servers: what it says follows from the refusal table, the contract and one text each.
import { describe, expect, it } from "vitest";
import { PROBLEMS, ProblemCode, problemPath } from "../../../protocol/problem.ts";
import { createOperatorApi } from "../../../worker/carrier-server/operator-api.ts";
import { problemsOf } from "../../../worker/http/contract/operation.ts";
import { problemPage } from "../../../worker/http/problem-pages/problem-page.ts";
import { PROBLEM_TEXTS } from "../../../worker/http/problem-pages/problem-texts.ts";
import { SYNCHRONOUS_SERVER } from "../../../worker/synchronous-server/contract/described.ts";
import { ask, problemIn } from "../synchronous-world.ts";
import { env } from "../test-env.ts";

const CODES = ProblemCode.options;

async function pageAt(path: string, language = "en"): Promise<string> {
  const answer = await ask(path, { headers: { "Accept-Language": language } });
  expect([path, answer.status]).toEqual([path, 200]);
  expect(answer.headers.get("Content-Language")).toBe(language);
  return answer.text();
}

describe("[AP5] the text of a code", () => {
  it("is there for each, and for nothing else", () => {
    expect(Object.keys(PROBLEM_TEXTS).sort()).toEqual([...CODES].sort());
  });

  it("says why and what to do in both languages, each in its own", () => {
    for (const code of CODES) {
      const { titleJa, en, ja } = PROBLEM_TEXTS[code];
      for (const text of [en.why, en.act])
        expect([code, text]).toEqual([code, expect.stringMatching(/^[ -~…]{15,}[.]$/)]);
      for (const text of [titleJa, ja.why, ja.act])
        expect([code, text]).toEqual([code, expect.stringMatching(/[ぁ-ん]/)]);
      for (const text of [ja.why, ja.act]) expect(text.endsWith("。")).toBe(true);
    }
  });

  it("has no exclamation marks and blames nobody", () => {
    const all = JSON.stringify(PROBLEM_TEXTS);
    expect(all).not.toMatch(/[!！]|\b(sorry|oops|invalid user|your fault)\b/i);
  });
});

describe("[AP5] the page of a code", () => {
  it.each(CODES)("%s is where its problems say, in both languages", async (code) => {
    const path = problemPath(code);
    const [english, japanese] = [await pageAt(path), await pageAt(path, "ja")];
    expect(english).toContain(`<span class="code">${code}</span>`);
    expect(english).toContain(`${PROBLEMS[code].status} `);
    expect(japanese).toContain('<html lang="ja">');
  });

  it("names the operations that answer it, and those alone", () => {
    const { main } = problemPage("over_hold", "en", SYNCHRONOUS_SERVER);
    for (const operation of SYNCHRONOUS_SERVER.operations) {
      const line = `<code>${operation.method.toUpperCase()} ${operation.path}</code>`;
      expect([line, main.includes(line)]).toEqual([
        line,
        problemsOf(operation).includes("over_hold"),
      ]);
    }
    expect(problemPage("internal_error", "en", SYNCHRONOUS_SERVER).main).toContain("Every one");
  });

  it("says whether to send the same again, as its kind does", () => {
    const again = (code: ProblemCode) => problemPage(code, "en", SYNCHRONOUS_SERVER).main;
    expect(again("trade_ending")).toContain("<p>Yes: nothing was decided.");
    expect(again("insufficient_funds")).toContain("<p>No: this attempt was decided");
    expect(again("malformed_json")).toContain("<p>No: nothing was done.");
  });

  it("is in the language that its address asks for, whatever the browser speaks", async () => {
    const answer = await ask("/problems/too_late?lang=ja", {
      headers: { "Accept-Language": "en" },
    });
    expect(answer.headers.get("Content-Language")).toBe("ja");
  });

  it("of no code is none", async () => {
    expect((await problemIn(await ask("/problems/nothing_like_this"))).code).toBe(
      "route_not_found",
    );
  });

  it("is at the carrier's door too", async () => {
    const request = new Request("https://carrier.example/problems/suspense_not_found");
    const answer = await createOperatorApi().fetch(request, env as never);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("POST /v1/account/suspense");
  });
});

describe("[AP5] the list of codes", () => {
  it("names each, in both languages", async () => {
    for (const language of ["en", "ja"]) {
      const page = await pageAt("/problems", language);
      for (const code of CODES) expect(page).toContain(`href="/problems/${code}?lang=${language}"`);
    }
  });
});

describe("[AP10] /docs", () => {
  it("shows the document out of our own files, under a policy that lets nothing else in", async () => {
    const answer = await ask("/docs");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const page = await answer.text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
    // No icon: else a browser asks for one, and its console says that there is none.
    expect(loaded.filter((path) => !path.startsWith("/"))).toEqual(["data:,"]);
    for (const path of loaded.filter((one) => one.startsWith("/docs/")))
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
  });

  it("sends nothing", async () => {
    expect(await (await ask("/docs/docs.js")).text()).toContain("supportedSubmitMethods: []");
  });

  it.each(["/docs/swagger-ui.js", "/docs/x", "/docs/docs.js.map"])("has no %s", async (path) => {
    expect((await problemIn(await ask(path))).code).toBe("route_not_found");
  });
});
