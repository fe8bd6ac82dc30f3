// JSONTestSuite's bodies at every door that takes one: each gets a documented problem, never a 5xx.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { makeKeyPair } from "../../cli/keys.ts";
import { root } from "../../cli/set-up.mjs";
import { PROBLEMS, Problem } from "../../protocol/problem.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import { signRequest } from "../../protocol/signing/signed-requests.ts";
import { parseKey } from "../../register-server/key.ts";
import { aRequestKey } from "../support/builders/signed-requests.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const SUITE = join(root, "../shared/vectors/json-test-suite/test_parsing");
/** A clone without the vectors still has bodies to try. */
const OWN: Record<string, string> = {
  "unclosed.json": '{"terms":',
  "deep.json": `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  "proto.json": '{"__proto__":{"terms":1},"constructor":{}}',
  "lone-surrogate.json": '{"terms":"\\ud800"}',
  "nan.json": "NaN",
  "empty.json": "",
};

function bodies(): [string, Uint8Array<ArrayBuffer>][] {
  if (!existsSync(SUITE)) {
    console.info("JSONTestSuite isn't beside this clone: only our own bodies are tried.");
    return Object.entries(OWN).map(([name, text]) => [name, new TextEncoder().encode(text)]);
  }
  const names = readdirSync(SUITE).filter((name) => name.endsWith(".json"));
  return names.map((name) => [name, new Uint8Array(readFileSync(join(SUITE, name)))]);
}

interface DoorUnderTest {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** made for each body: what a terminal signs */
  readonly sign?: (body: Uint8Array<ArrayBuffer>) => Promise<Record<string, string>>;
  /** only bodies that get past the reader, which is the same at every door */
  readonly readable?: boolean;
}

const AT_ONCE = 8;

/** Whose bodies are read only when a terminal signed them. */
async function signedDoors({ proxy, servers, keys }: World): Promise<DoorUnderTest[]> {
  const key = await aRequestKey(await makeKeyPair());
  const trust = { mode: "test", realm: await realmOf(keys.root.publicKey) } as const;
  return ["/v1/confirmations", "/v1/terminals", "/v1/terminals/credential"].map((path) => ({
    url: `http://127.0.0.1:${servers.synchronousPort}${path}`,
    headers: {},
    sign: async (body) => {
      const request = { method: "POST", url: `${proxy.origin}${path}`, body };
      return { ...(await signRequest(request, key, trust, Date.now())) };
    },
  }));
}

async function doors(world: World): Promise<DoorUnderTest[]> {
  const { proxy, servers, counter, keys } = world;
  const trade = await counter.createTrade();
  const at = `http://127.0.0.1:${servers.synchronousPort}`;
  const key = await apiKeyOf(counter.key);
  const shop = { authorization: `Bearer ${key}`, "idempotency-key": "hostile" };
  const operator = {
    authorization: `Bearer ${keys.carrier.OPERATOR_KEY}`,
    "idempotency-key": "hostile",
  };
  expect(proxy.origin).toContain("localhost");
  return [
    { url: `${at}/v1/trades`, headers: shop },
    { url: `${at}/v1/trades/${trade.id}/cancel`, headers: shop },
    { url: `${at}/v1/trades/${trade.id}/claim`, headers: { authorization: "Warifu-Credential x" } },
    {
      url: `${at}/v1/trades/${trade.id}/decline`,
      headers: { authorization: "Warifu-Credential x" },
    },
    ...(await signedDoors(world)),
    { url: `${at}/v1/account`, headers: { authorization: "Warifu-Credential x" } },
    { url: `${at}/v1/registers`, headers: { "idempotency-key": "hostile" } },
    { url: `${at}/v1/registers/${counter.warifu.register}/tills`, headers: shop },
    ...SHOP_DOORS.map((path) => ({
      url: `${at}/v1/${path}`,
      headers: shop,
      readable: true,
    })),
    ...["captures", "void", "refunds"].map((path) => ({
      url: `${at}/v1/trades/${trade.id}/${path}`,
      headers: shop,
      readable: true,
    })),
    ...operatorDoors(counter.warifu.register).map((path) => ({
      url: `${servers.carrierOrigin}/v1/${path}`,
      headers: { ...operator, "warifu-account": `acc_test_${"0".repeat(16)}` },
      readable: true,
    })),
  ];
}

const SHOP_DOORS = ["payouts", "payouts/schedule", "payout-account", "receipt-proofs"];

function operatorDoors(register: string): string[] {
  const acts = ["top-ups", "status", "limits", "credit", "top-up-instruction", "step-up"];
  return [
    ...[`registers/${register}/fees`, "accounts", "reconciliation/thaws"],
    ...["payouts/files", "payouts/files/WARIFU-TEST-JPY-000001/sent", "receipt-proofs"],
    `payouts/pyt_test_${"0".repeat(26)}/return`,
    ...[...acts, "withdrawals", "opening-code", "suspense"].map((act) => `account/${act}`),
  ];
}

async function apiKeyOf(key: string): Promise<string> {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error("the counter's key is a key");
  return parts.value.api_key;
}

test("[PR1] hostile bodies get a problem at every door, and change nothing", async ({ world }) => {
  test.setTimeout(240_000);
  const trade = await world.counter.createTrade();
  for (const door of await doors(world)) {
    const all = bodies().filter(([name]) => isTriedAt(door, name));
    for (let at = 0; at < all.length; at += AT_ONCE)
      await Promise.all(all.slice(at, at + AT_ONCE).map((body) => refusesAt(door, body)));
  }
  expect((await world.counter.warifu.getTrade(trade.id)).status).toBe("open");
});

function isTriedAt({ url, readable }: DoorUnderTest, name: string): boolean {
  if (readable && /^n_/.test(name)) return false;
  // An empty object is what a cancel takes: it would be obeyed, not refused.
  return !url.endsWith("/cancel") || !/^y_object_empty\.json$|^i_structure_UTF-8_BOM/.test(name);
}

async function refusesAt(
  { url, headers, sign }: DoorUnderTest,
  [name, body]: [string, Uint8Array<ArrayBuffer>],
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers, ...(await sign?.(body)) },
    body,
  });
  const said = `${new URL(url).pathname} ${name}`;
  expect(response.status, said).toBeGreaterThanOrEqual(400);
  expect(response.status, said).toBeLessThan(500);
  expect(response.headers.get("content-type"), said).toMatch(/^application\/problem\+json/);
  const problem = v.parse(Problem, await response.json());
  expect(problem.status, said).toBe(PROBLEMS[problem.code].status);
  // What a terminal signs is read, whatever it is: the signature is never what is wrong with it here.
  if (sign) expect(problem.code, said).not.toMatch(/signature|digest|stale|audience/);
}
