// The environments' part of both wrangler.toml's: what would be written is what is there, and each environment has all
// that the top has, under names of its own and without a secret.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { NEEDED } from "../../../cli/deploy/checks/secrets.ts";
import {
  blocksOf,
  topOf,
  withEnvironments,
} from "../../../cli/deploy/environment/environment-sections.ts";
import {
  CONFIG,
  EnvironmentName,
  Environments,
  readEnvironments,
  workerName,
} from "../../../cli/deploy/environment/environments.ts";
import { root } from "../../../cli/set-up.mjs";
import type { Role } from "../../../cli/system/servers.ts";

const ROLES: readonly Role[] = ["carrier", "synchronous"];
const tomlOf = (role: Role) => readFileSync(join(root, CONFIG[role]), "utf8");
const environments = readEnvironments(root);

const TOP = `name = "warifu-carrier-server"
main = "index.ts"

[vars]
MODE = "test"
DEMO_CREDIT = "JPY:5"
OTHER = "stays"

[triggers]
crons = ["* * * * *"]

# Of the other server.
[[services]]
binding = "CREDITOR"
service = "warifu-synchronous-server"

[[queues.producers]]
binding = "NEWS"
queue = "warifu-news"

[[ratelimits]]
name = "OPERATORS"
namespace_id = "7006"
`;

const written = (change: Partial<Environments["production"]> = {}) =>
  withEnvironments(TOP, "carrier", {
    ...environments,
    production: { ...environments.production, ...change },
  });

const section = (toml: string, name: string) =>
  blocksOf(toml).filter((block) => block.name.split(".").slice(0, 2).join(".") === `env.${name}`);

describe("the environments in the wrangler.toml's", () => {
  it.each(ROLES)("are what npm run environments would write for the %s server", (role) => {
    expect(withEnvironments(tomlOf(role), role, environments)).toBe(tomlOf(role));
  });

  it.each(ROLES)(
    "have every binding of the top, in each environment, for the %s server",
    (role) => {
      const inherited = ["", "assets", "migrations", "triggers", "observability"];
      const names = (toml: string) => blocksOf(toml).map(({ name }) => name);
      const own = names(topOf(tomlOf(role))).filter(
        (name) => !inherited.includes(name.split(".")[0] ?? ""),
      );
      for (const environment of EnvironmentName.options) {
        const there = section(tomlOf(role), environment)
          .map(({ name }) => name.split(".").slice(2).join("."))
          .filter((name) => name !== "" && name !== "routes");
        expect(there).toEqual(own);
      }
    },
  );

  it("hold nothing secret", () => {
    const secrets = [...Object.values(NEEDED).flat(), "OPERATOR_KEY_2", "ENCRYPTION_KEYS"];
    const files = [...ROLES.map(tomlOf), JSON.stringify(environments)];
    for (const file of files)
      for (const secret of secrets)
        expect(file).not.toMatch(new RegExp(`^${secret} *=|"${secret}"`, "m"));
  });

  it("take each environment's own mode, addresses, names and counters", () => {
    const toml = written({ vars: { carrier: { PAYOUT_DEBTOR: '{"iban":"DE89"}' } } });
    const lines = (name: string) =>
      section(toml, "production").find((block) => block.name === `env.production.${name}`)?.lines;
    expect(lines("vars")).toEqual([
      'MODE = "live"',
      'PASSKEY_HOST = "pay.example"',
      'PAYOUT_DEBTOR = "{\\"iban\\":\\"DE89\\"}"',
      'OTHER = "stays"',
    ]);
    expect(lines("services")).toContain('service = "warifu-synchronous-server-production"');
    expect(lines("queues.producers")).toContain('queue = "warifu-news-production"');
    expect(lines("routes")).toEqual(['pattern = "carrier.example"', "custom_domain = true"]);
    const counters = toml.match(/namespace_id = "\d+"/g) ?? [];
    expect(new Set(counters).size).toBe(1 + EnvironmentName.options.length - 1);
  });

  it("reach a Worker at workers.dev without a route, and one of this machine nowhere", () => {
    const dev = written({ carrier: "https://warifu-carrier-server-production.x.workers.dev" });
    expect(section(dev, "production")[0]?.lines).toContain("workers_dev = true");
    const here = written({ carrier: "http://localhost:1" });
    for (const toml of [dev, here])
      expect(section(toml, "production").map(({ name }) => name)).not.toContain(
        "env.production.routes",
      );
    expect(section(here, "production")[0]?.lines).toContain("workers_dev = false");
  });

  it("name a Worker as wrangler does", () => {
    for (const role of ROLES)
      expect(workerName(role, "staging")).toBe(
        `${/^name = "(.+)"$/m.exec(tomlOf(role))?.[1]}-staging`,
      );
  });

  it.each([
    ["an address that isn't one", { origin: "pay.example" }],
    ["a path", { origin: "https://pay.example/x" }],
    ["http elsewhere", { carrier: "http://carrier.example" }],
    ["a mode there isn't", { mode: "demo" }],
    ["a secret among the variables' names", { vars: { carrier: { "OPERATOR KEY": "x" } } }],
    ["something unknown", { secret: "x" }],
  ])("refuse %s", (_what, change) => {
    const asked = { ...environments, staging: { ...environments.staging, ...change } };
    expect(v.is(Environments, asked)).toBe(false);
  });
});
