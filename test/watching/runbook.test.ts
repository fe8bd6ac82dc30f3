// Alerts, pages of the runbook and objectives are the same lists in the code and in docs/: none without the other.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import { readCommand } from "../../cli/operator-command.ts";
import { runKeysCommand } from "../../cli/register-keys.ts";
import { isTillsCommand, runTillsCommand } from "../../cli/register-tills.ts";
import type { RegisterId } from "../../protocol/ids.ts";
import { apiKeyText } from "../../protocol/register/api-keys.ts";
import { makeOpeningKey } from "../../register-server/disclosure/opening-keys.ts";
import { keyFor } from "../../register-server/key.ts";
import { OBJECTIVES } from "../../worker/watching/objectives.ts";
import { RULES, RUNBOOK } from "../../worker/watching/rules.ts";
import { commandsIn, sentBy, wordsOf } from "./page-commands.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;
const read = (path: string) => readFileSync(join(DOCS, path), "utf8");

describe("the runbook", () => {
  it.each(RUNBOOK)(
    "%s says what it means, how to look, how to mend, and when it is over",
    (page) => {
      const text = read(`runbook/${page}.md`);
      expect(text).toMatch(new RegExp(`^# ${page}\n`));
      for (const part of ["**Look.**", "**Mend.**", "**Over**"]) expect(text).toContain(part);
      expect(text).toMatch(/^```sh\n/m);
    },
  );

  it("has its rules for each page, and lists every alert with its page", () => {
    expect([...new Set(RULES.map(({ page }) => page))].sort()).toEqual([...RUNBOOK].sort());
    const lines = read("runbook/README.md").split("\n");
    for (const { name, page } of RULES) {
      const line = lines.find((one) => one.includes(`\`${name}\``) && one.startsWith("|"));
      expect(line, name).toContain(`(${page}.md)`);
    }
  });

  it("leads nowhere that there is no page", () => {
    const pages = readdirSync(join(DOCS, "runbook"));
    for (const page of pages) {
      const links = [...read(`runbook/${page}`).matchAll(/\]\(([\w-]+\.md)\)/g)];
      for (const [, link = ""] of links) expect(pages, `${page} → ${link}`).toContain(link);
    }
  });

  it("names each alert once", () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a command of the runbook", () => {
  const REGISTER = "reg_test_0123456789abc";
  const names = { register: REGISTER, till: 2, key: `key_test_${"0".repeat(16)}` };
  const commands = RUNBOOK.flatMap((page) => commandsIn(read(`runbook/${page}.md`)));

  it.each([...new Set(commands)])(
    "%s is one, and sends what the steps of the tests send",
    async (command) => {
      const sent = sentBy(command, names);
      const own = wordsOf(command, names).slice(4);
      if (sent.to === "operator") {
        const { path, body } = readCommand(own).request;
        const asked = body === undefined ? { method: "GET" } : { method: "POST", body };
        expect({ to: "operator", path, ...asked }).toEqual(sent);
      } else if (sent.to === "shop") expect(await asTheShop(own)).toEqual(sent);
      else if (sent.to === "rollback") expect(command).toBe("npm run rollback -- --env production");
      else expect(sent.path).toBe("/ready");
    },
  );

  /** What the shop's command line asks of its server. */
  async function asTheShop(words: readonly string[]) {
    const { seed } = await makeKeyPair();
    const WARIFU_KEY = keyFor({
      ...{
        mode: "test",
        register: REGISTER as RegisterId,
        seed,
        opening_keys: [await makeOpeningKey()],
      },
      ...{ api_key: apiKeyText(REGISTER as RegisterId, new Uint8Array(32)) },
      ...{ origin: "http://localhost:8787", root_key: (await makeKeyPair()).publicKey },
    } as Parameters<typeof keyFor>[0]);
    let heard: unknown;
    const server = async (url: string | URL | Request, init?: RequestInit) => {
      const body = init?.body ? { body: JSON.parse(String(init.body)) } : {};
      const { pathname: path } = new URL(String(url));
      heard = { to: "shop", path, method: init?.method ?? "GET", ...body };
      return Response.json({}, { status: 400 });
    };
    const run = isTillsCommand(words) ? runTillsCommand : runKeysCommand;
    await run(words, { WARIFU_KEY }, server as typeof fetch).catch(() => undefined);
    return heard;
  }
});

describe("docs/slo.md", () => {
  it.each(OBJECTIVES)("states $name", ({ name, target }) => {
    const line = read("slo.md")
      .split("\n")
      .find((one) => one.startsWith(`| ${name} |`));
    expect(line).toContain(`${Number((target * 100).toFixed(3))} %`);
  });
});
