// Each tidy rule, shown able to fail on a sample that breaks it, and to pass its nearest harmless neighbour.
import { describe, expect, test } from "vitest";
import { importCycles, importTable } from "./imports.ts";
import { fileHeader, fileNames, fileSize, functionLength, parses } from "./shape.ts";
import { type Finding, printed, type Source } from "./source.ts";
import { ruleCoverage } from "./spec.ts";
import { bannedCalls, unfinished } from "./words.ts";

type Rule = (sources: readonly Source[]) => Finding[];

const lines = (count: number): string => "x();\n".repeat(count);

function findings(rule: Rule, files: Record<string, string>): string[] {
  return printed(rule(Object.entries(files).map(([path, text]) => ({ path, text }))));
}

describe("the import table", () => {
  test.each([
    ["protocol/a.ts", 'import "../terminal/wallet/b.ts";'],
    ["protocol/a.ts", 'import { Hono } from "hono";'],
    ["protocol/a.ts", 'import { readFile } from "node:fs";'],
    ["terminal/wallet/a.ts", 'import { h } from "preact";'],
    ["terminal/wallet/a.ts", 'import { view } from "../ui/view.ts";'],
    ["terminal/ui/a.tsx", 'import { browser } from "wxt/browser";'],
    ["extension/platform/a.ts", 'import { f } from "../../register-server/index.ts";'],
    ["register-terminal/a.ts", 'import { h } from "preact";'],
    ["register-server/a.ts", 'import { f } from "node:crypto";'],
    ["worker/objects/a.ts", 'import { f } from "../http/b.ts";'],
    ["worker/http/a.ts", 'import { f } from "../objects/b.ts";'],
    ["worker/carrier-server/a.ts", 'import type { F } from "../synchronous-server/b.ts";'],
    ["worker/synchronous-server/a.ts", 'import { F } from "../carrier-server/carrier.ts";'],
    ["worker/synchronous-server/a.ts", 'import type { F } from "../carrier-server/branch.ts";'],
    ["worker/synchronous-server/a.ts", 'export { F } from "../carrier-server/carrier.ts";'],
    ["shop/a.ts", 'import { f } from "../register-server/webhook.ts";'],
    ["shop/a.ts", 'import { f } from "../protocol/ids.ts";'],
    ["plugins/vendure/src/a.ts", 'import { f } from "../../../protocol/ids.ts";'],
    ["plugins/vendure/src/a.ts", 'import { f } from "../../../register-server/key.ts";'],
    ["register-server/a.ts", 'import { f } from "../plugins/vendure/src/a.ts";'],
    ["cli/a.ts", 'import { f } from "../worker/http/a.ts";'],
    ["cli/a.mjs", 'const f = await import("../worker/http/a.ts");'],
    ["cli/a.ts", 'type F = import("../worker/http/a.ts").F;'],
    ["model/a.ts", 'import { f } from "../worker/carrier-server/a.ts";'],
    ["simulator/a.ts", 'import { f } from "../terminal/wallet/a.ts";'],
    ["wxt.config.ts", 'import { f } from "./test/support/a.ts";'],
  ])("refuses in %s: %s", (path, text) => {
    expect(findings(importTable, { [path]: text })).toHaveLength(1);
  });

  test.each([
    ["protocol/a.ts", 'import * as v from "valibot"; import canonicalize from "canonicalize";'],
    ["terminal/ui/a.tsx", 'import { h } from "preact/hooks"; import { w } from "../wallet/w.ts";'],
    ["terminal/ui/a.ts", 'import { signal } from "@preact/signals";'],
    ["extension/platform/a.ts", 'import { browser } from "wxt/browser";'],
    ["worker/http/a.ts", 'import { Hono } from "hono"; import { f } from "../../protocol/ids.ts";'],
    ["worker/objects/a.ts", 'import { DurableObject } from "cloudflare:workers";'],
    ["worker/synchronous-server/a.ts", 'import type { F } from "../carrier-server/carrier.ts";'],
    ["worker/synchronous-server/a.ts", 'import { type F } from "../carrier-server/carrier.ts";'],
    ["worker/carrier-server/a.ts", 'import { f } from "../objects/b.ts";'],
    ["shop/a.ts", 'import { f } from "../register-server/index.ts"; import "node:fs";'],
    ["plugins/vendure/src/a.ts", 'import { f } from "../../../register-server/index.ts";'],
    ["plugins/vendure/test/a.ts", 'import { f } from "../../../test/support/a.ts";'],
    ["test/a.ts", 'import { f } from "./b.ts"; import { g } from "../worker/http/a.ts";'],
    ["protocol/a.ts", '// import "../worker/a.ts"\nconst text = \'import "../worker/a.ts"\';'],
  ])("allows in %s: %s", (path, text) => {
    expect(findings(importTable, { [path]: text })).toEqual([]);
  });

  test("says file, line and remedy", () => {
    expect(findings(importTable, { "shop/a.ts": '\nimport "../protocol/ids.ts";' })).toEqual([
      "shop/a.ts:2: shop/ may not import protocol/ids.ts: it may use register-server/index.ts; roles meet in protocol/",
    ]);
  });
});

describe("imports in a circle", () => {
  test("are found over several files", () => {
    const circle = {
      "protocol/a.ts": 'import "./b.ts";',
      "protocol/b.ts": 'import "./c.ts";',
      "protocol/c.ts": 'export * from "./a.ts";',
    };
    expect(findings(importCycles, circle)).toEqual([
      "protocol/c.ts:1: imports in a circle (protocol/a.ts → protocol/b.ts → protocol/c.ts → protocol/a.ts): break it",
    ]);
  });

  test("may exist between types, and two ways to one file are none", () => {
    const tree = {
      "protocol/a.ts": 'import "./b.ts"; import "./c.ts";',
      "protocol/b.ts": 'import "./c.ts"; import type { A } from "./a.ts";',
      "protocol/c.ts": "export const c = 1;",
    };
    expect(findings(importCycles, tree)).toEqual([]);
  });
});

describe("the shape of files", () => {
  test("a file that does not parse", () => {
    expect(findings(parses, { "protocol/a.ts": "const = 1;" })).not.toEqual([]);
    expect(findings(parses, { "terminal/ui/a.tsx": "const a = <p>Don't</p>;" })).toEqual([]);
  });

  test.each([
    ["protocol/a.ts", 300],
    ["extension/public/a.css", 300],
    ["test/protocol/a.test.ts", 500],
  ])("%s has at most %i lines", (path, max) => {
    expect(findings(fileSize, { [path]: lines(max) })).toEqual([]);
    expect(findings(fileSize, { [path]: lines(max + 1) })).toHaveLength(1);
  });

  test("generated files may be long", () => {
    expect(findings(fileSize, { "protocol/a.generated.ts": lines(900) })).toEqual([]);
  });

  test.each([
    ["a function", (body: string) => `function f() {\n${body}}`],
    ["an arrow function", (body: string) => `const f = () => {\n${body}};`],
    ["a method", (body: string) => `class A {\n  f() {\n${body}}\n}`],
    ["a test", (body: string) => `test("a", () => {\n${body}});`],
  ])("%s has at most 70 lines", (_name, written) => {
    expect(findings(functionLength, { "test/a.test.ts": written(lines(68)) })).toEqual([]);
    expect(findings(functionLength, { "test/a.test.ts": written(lines(69)) })).toHaveLength(1);
  });

  test("a group of tests may be longer, whatever its braces, strings and comments hold", () => {
    const body = `const s = "}"; // }\nconst t = \`\${"}"}\`;\nconst r = /}/;\n${lines(80)}`;
    expect(
      findings(functionLength, { "test/a.test.ts": `describe("a", () => {${body}});` }),
    ).toEqual([]);
    expect(
      findings(functionLength, { "test/a.test.ts": `group("a", () => {${body}});` }),
    ).toHaveLength(1);
  });

  test.each([
    "protocol/tradeId.ts",
    "protocol/Trade.ts",
    "worker/http/auth_key.ts",
    "docs/Notes.md",
  ])("%s is not kebab-case", (path) => expect(findings(fileNames, { [path]: "" })).toHaveLength(1));

  test.each(["protocol/utils.ts", "worker/helpers/a.ts", "protocol/common/b.ts", "cli/misc.mjs"])(
    "%s says nothing",
    (path) => expect(findings(fileNames, { [path]: "" })).toHaveLength(1),
  );

  test.each([
    "README.md",
    "README.ja.md",
    "LICENSE",
    ".gitignore",
    "wxt.config.ts",
    "a/trade-id.test.ts",
  ])("%s is a good name", (path) => expect(findings(fileNames, { [path]: "" })).toEqual([]));

  test.each([
    ["no comment", "export const a = 1;"],
    ["a comment further down", "import a from 'a';\n// What this file is for, in a line."],
    ["a comment that says nothing", "// ids\nexport const a = 1;"],
    ["a comment for a tool", "// biome-ignore lint/suspicious/noConsole: this one may\nf();"],
  ])("a file that opens with %s has no contract", (_name, text) => {
    expect(findings(fileHeader, { "protocol/a.ts": text })).toHaveLength(1);
  });

  test.each([
    "// What this file is for, in a line.\nf();",
    "/** What this file is for, in a line. */\nf();",
    "#!/usr/bin/env node\n// What this file is for, in a line.\nf();",
  ])("%j opens with its contract", (text) => {
    expect(findings(fileHeader, { "cli/a.mjs": text })).toEqual([]);
  });
});

describe("banned calls", () => {
  test.each([
    ["worker/http/a.ts", 'console.log("a");'],
    ["worker/http/a.ts", 'console.error("a");'],
    ["protocol/a.ts", "const a = b as any;"],
    ["terminal/ui/a.ts", "const a = Math.random();"],
    ["protocol/a.ts", "const now = Date.now();"],
    ["protocol/a.ts", "const now = new Date();"],
    ["worker/http/a.ts", "const now = Date.now();"],
    ["terminal/wallet/a.ts", "const now = performance.now();"],
    ["terminal/wallet/a.ts", 'await fetch("/v1");'],
    ["terminal/ui/a.ts", "browser.storage.local.get();"],
    ["extension/wallet.ts", "chrome.runtime.id;"],
    ["extension/wallet.ts", 'import { browser } from "wxt/browser";'],
    ["test/a.test.ts", 'test.only("a", () => {});'],
    ["test/a.spec.ts", 'test.describe.only("a", () => {});'],
  ])("in %s: %s", (path, text) => {
    expect(findings(bannedCalls, { [path]: text })).toHaveLength(1);
  });

  test.each([
    ["cli/a.mjs", 'console.log("a"); Math.random(); Date.now();'],
    ["register-server/a.ts", 'console.error("a");'],
    ["worker/watching/log.ts", 'console.error("a");'],
    ["worker/objects/clock.ts", "const now = Date.now();"],
    ["protocol/a.ts", 'const text = "Math.random() as any"; // Date.now()'],
    ["terminal/wallet/a.ts", "const day = new Date(now);"],
    ["extension/platform/a.ts", "browser.storage.local.get();"],
    ["extension/entrypoints/background.ts", "chrome.runtime.id;"],
    ["test/scenarios/a.spec.ts", "const page = browser.newPage();"],
    ["test/a.test.ts", 'expect("test.only(").toBe(1);'],
  ])("but not in %s: %s", (path, text) => {
    expect(findings(bannedCalls, { [path]: text })).toEqual([]);
  });

  test("unfinished work in a comment", () => {
    expect(findings(unfinished, { "protocol/a.ts": "f(); // TODO: more" })).toHaveLength(1);
    expect(findings(unfinished, { "worker/http/a.ts": "/* FIXME */ f();" })).toHaveLength(1);
    expect(findings(unfinished, { "protocol/a.ts": 'const none = "XXX";' })).toEqual([]);
  });
});

describe("the SPEC's rules", () => {
  const spec = { "protocol/SPEC.md": "- **TR1** One.\n- **LE2** Two, see TR1, not ES256.\n" };
  const tested = (names: string) => ({ ...spec, "test/a.test.ts": names });

  test("a missing SPEC", () => {
    expect(findings(ruleCoverage, { "test/a.test.ts": "" })).toEqual([
      "protocol/SPEC.md:1: protocol/SPEC.md is missing",
    ]);
  });

  test.each([
    ["no rule at all", "# The SPEC\n"],
    ["a rule defined twice", "- **TR1** One.\n- **LE2** Two.\n- **TR1** Again.\n"],
    ["a rule it mentions but does not have", "- **TR1** One, by TR7.\n- **LE2** Two.\n"],
  ])("a SPEC with %s", (_name, text) => {
    const named = 'test("[TR1] [LE2] both", f);';
    const files = {
      "protocol/SPEC.md": text,
      ...(text.startsWith("#") ? {} : { "test/a.test.ts": named }),
    };
    expect(findings(ruleCoverage, files)).toHaveLength(1);
  });

  test("a rule without a test", () => {
    expect(findings(ruleCoverage, tested('test("[TR1] one", f);'))).toEqual([
      "protocol/SPEC.md:2: no test is named after [LE2]: test it, or drop it",
    ]);
  });

  test("a number that is only mentioned beside the tests' names", () => {
    const mentioned = 'test("[LE2] two", f); // [TR1]\nconst name = "[TR1]";';
    expect(findings(ruleCoverage, tested(mentioned))).toHaveLength(1);
  });

  test("a test of an unknown rule", () => {
    const names = 'it("[TR1] [LE2] both", f);\ntest("[TR9] nine", f);';
    expect(findings(ruleCoverage, tested(names))).toEqual([
      "test/a.test.ts:2: protocol/SPEC.md has no rule TR9: write the rule first",
    ]);
  });

  test.each([
    'describe("[TR1] one", () => { it.each(table)("[LE2] %s", f); });',
    'test.describe("[TR1]", f); test(`[LE2] two`, f);',
    'test("[TR1] one, " + "[LE2] two", f);',
  ])("names of all kinds: %s", (names) => {
    expect(findings(ruleCoverage, tested(names))).toEqual([]);
  });
});
