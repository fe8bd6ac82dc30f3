// The words of a register's API keys: what they ask of the SDK, and where the new secret goes.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runKeysCommand } from "../../cli/register-keys.ts";
import type { SignedApiKey } from "../../protocol/register/api-keys.ts";
import { apiKeyIdOf } from "../../protocol/register/api-keys.ts";
import { keyFor, parseKey } from "../../register-server/key.ts";
import { aRealm, type Realm } from "../support/builders/realm.ts";

let realm: Realm;
let folder: string;
let env: { WARIFU_KEY: string };

beforeEach(async () => {
  realm = await aRealm();
  folder = mkdtempSync(join(tmpdir(), "warifu-keys-"));
  const { register, registerKey, root } = realm;
  const api_key = `wk_${register.slice(4)}_${"a".repeat(52)}`;
  const base = { mode: "test", register, api_key, origin: "http://localhost:8787" } as const;
  env = { WARIFU_KEY: keyFor({ ...base, seed: registerKey.seed, root_key: root.publicKey }) };
});
afterEach(() => rmSync(folder, { recursive: true }));

const server: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { key } = (await request.json()) as { key: SignedApiKey };
  const { mode, iss: register, name, prefix, scopes, time: created } = key.payload;
  const id = apiKeyIdOf(mode, key.payload.key);
  return Response.json({ id, object: "api_key", mode, register, name, prefix, scopes, created });
};

function keyOf(text: string) {
  const parts = parseKey(text);
  if (!parts.ok) throw new Error(parts.error);
  return parts.value;
}

describe("npm run register -- key", () => {
  it("prints a WARIFU_KEY of its own, with the signing key only where something is signed", async () => {
    const run = (...scopes: string[]) =>
      runKeysCommand(["key", "desk", ...scopes.flatMap((one) => ["--scope", one])], env, server);
    const reader = (await run("read", "payouts")) as { warifu_key: string };
    expect(keyOf(reader.warifu_key)).not.toHaveProperty("seed");
    expect(keyOf(reader.warifu_key).api_key).not.toBe(keyOf(env.WARIFU_KEY).api_key);
    const creator = (await run("create")) as { warifu_key: string };
    expect(keyOf(creator.warifu_key).seed).toBe(realm.registerKey.seed);
  });

  it("writes it to a file that only its owner reads, and prints no secret then", async () => {
    const file = join(folder, "desk.env");
    const words = ["key", "desk", "--scope", "read", "--write", file];
    const printed = JSON.stringify(await runKeysCommand(words, env, server));
    expect(printed).not.toContain("warifu_key");
    expect(readFileSync(file, "utf8")).toMatch(/^WARIFU_KEY=warifu_test_[\w-]+\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(runKeysCommand(words, env, server)).rejects.toThrow("has a WARIFU_KEY already");
  });

  it.each([
    [["key"], "the name is missing"],
    [["key", "desk"], "--scope is missing"],
    [["key", "desk", "--scope", "everything"], "not a scope: everything"],
    [["revoke"], "the key is missing"],
    [["keys", "--warifu-key-file", "/nowhere"], "there is no file /nowhere"],
  ])("says what is wrong with %j", async (words, message) => {
    await expect(runKeysCommand(words, env, server)).rejects.toThrow(message);
  });

  it("needs a WARIFU_KEY", async () => {
    await expect(runKeysCommand(["keys"], {}, server)).rejects.toThrow("WARIFU_KEY is missing");
  });
});
