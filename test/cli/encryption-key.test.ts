// Another key for what shoppers give, made by the register command: in a WARIFU_KEY of its own, the former ones behind it.

import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import { runIdentityCommand } from "../../cli/register-identity.ts";
import { prepareShop } from "../../cli/register-shop.ts";
import { OPENING_KEYS_MAX } from "../../protocol/limits.ts";
import { encryptionKeyOf } from "../../register-server/disclosure/opening-keys.ts";
import { type KeyParts, parseKey } from "../../register-server/key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warifu-keys-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function partsOf(key: string): KeyParts {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  return parts.value;
}

async function aKey(): Promise<string> {
  const { publicKey: rootKey } = await makeKeyPair();
  return (await prepareShop({ server: "http://localhost:8787", rootKey, mode: "test" })).key;
}

async function another(key: string, file: string): Promise<{ told: unknown; key: string }> {
  const path = join(folder, file);
  const words = ["encryption-key", "--write", path];
  const told = await runIdentityCommand(words, { WARIFU_KEY: key });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  return { told, key: readFileSync(path, "utf8").trim().slice("WARIFU_KEY=".length) };
}

describe("npm run register -- encryption-key", () => {
  it("[DI3] puts a new key in front, and says the public half alone", async () => {
    const first = await aKey();
    const { told, key } = await another(first, "next.env");
    const [before, after] = [partsOf(first), partsOf(key)];
    const { opening_keys: [newest = "", ...former] = [], ...others } = after;
    expect(former).toEqual(before.opening_keys);
    expect({ ...others, opening_keys: former }).toEqual(before);
    expect(told).toMatchObject({ encryption_key: encryptionKeyOf(newest) });
    expect(JSON.stringify(told)).not.toContain(newest);
  });

  it("keeps as many as a WARIFU_KEY may have, and writes over none", async () => {
    let key = await aKey();
    for (let at = 0; at < OPENING_KEYS_MAX + 1; at++) key = (await another(key, `${at}.env`)).key;
    expect(partsOf(key).opening_keys).toHaveLength(OPENING_KEYS_MAX);
    await expect(another(key, "0.env")).rejects.toThrow("has a WARIFU_KEY already");
    const bare = runIdentityCommand(["encryption-key"], { WARIFU_KEY: key });
    await expect(bare).rejects.toThrow("--write FILE");
  });
});
