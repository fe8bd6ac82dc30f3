// A lost key, from the shop's side: what is made, where it stands, and what is believed of the certificate that comes back.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLostKeyCommand } from "../../cli/register-lost-key.ts";
import { warifuKeyOf } from "../../cli/warifu-key.ts";
import type { RegisterRegister } from "../../protocol/messages.ts";
import { apiKeyIdOf } from "../../protocol/register/api-keys.ts";
import { verify } from "../../protocol/signing/signature.ts";
import type { RegisterCertificate } from "../../protocol/signing/signed-objects.ts";
import { parseKey } from "../../register-server/key.ts";
import { aCertificate, aRealm, type Realm } from "../support/builders/realm.ts";

const NAME = "Kami paper goods";
const ORIGIN = "https://kami.shop";

let realm: Realm;
let folder: string;
beforeEach(async () => {
  realm = await aRealm();
  folder = mkdtempSync(join(tmpdir(), "warifu-lost-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function lostKey(...more: string[]) {
  const named = ["--name", NAME, "--origin", ORIGIN, "--root-key", realm.root.publicKey];
  const files = ["--write", at("next.env"), "--request", at("request.json")];
  return runLostKeyCommand(["lost-key", realm.register, ...named, ...files, ...more], {});
}

function nextKey() {
  const parts = parseKey(warifuKeyOf(at("next.env"), undefined));
  if (!parts.ok) throw new Error(parts.error);
  return parts.value;
}

async function foundKey(overrides: Partial<RegisterCertificate> = {}) {
  const asked = JSON.parse(readFileSync(at("request.json"), "utf8")).registration.payload;
  const certificate = await aCertificate(realm, {
    ...{ key: asked.iss, name: NAME, origins: [{ origin: ORIGIN, proven_at: 1 }], ...overrides },
  });
  const certified = { register: realm.register, certificate, chain: realm.chain };
  writeFileSync(at("certificate.json"), JSON.stringify(certified));
  const sent: RegisterRegister[] = [];
  const answer = async (_: unknown, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as RegisterRegister;
    sent.push(body);
    const { key, mode, iss: register, name, prefix, scopes, time: created } = body.api_key.payload;
    const view = { id: apiKeyIdOf(mode, key), object: "api_key", mode, register, name, prefix };
    return Response.json({ register, api_key: { ...view, scopes, created } });
  };
  const words = ["found-key", at("certificate.json"), "--warifu-key-file", at("next.env")];
  return { sent, done: runLostKeyCommand(words, {}, answer as typeof fetch) };
}

describe("lost-key", () => {
  it("[RG12] writes the next WARIFU_KEY for this user alone, and a request that its key signed, without a secret", async () => {
    const said = await lostKey();
    const { register, seed = "", api_key } = nextKey();
    expect(register).toBe(realm.register);
    expect(statSync(at("next.env")).mode & 0o777).toBe(0o600);
    const request = readFileSync(at("request.json"), "utf8");
    for (const text of [request, JSON.stringify(said)])
      for (const secret of [seed, api_key]) expect(text).not.toContain(secret);
    const { registration } = JSON.parse(request);
    const { iss } = registration.payload;
    const expected = { typ: "warifu/registration/1", iss, aud: realm.realm, mode: "test" } as const;
    expect(await verify(registration, expected, iss)).toBeUndefined();
    expect(said).toMatchObject({ register: realm.register, key: iss });
  });

  it("[RG12] writes over nothing, and makes nothing where a word is missing", async () => {
    await expect(lostKey("--root-key", "x")).rejects.toThrow("--root-key");
    await expect(lostKey("--name", " ")).rejects.toThrow("--name and --origin");
    expect(existsSync(at("next.env"))).toBe(false);
    await lostKey();
    const before = readFileSync(at("next.env"), "utf8");
    await expect(lostKey()).rejects.toThrow("has a WARIFU_KEY already");
    await expect(lostKey("--write", at("other.env"))).rejects.toThrow("EEXIST");
    expect(readFileSync(at("next.env"), "utf8")).toBe(before);
    expect(existsSync(at("other.env"))).toBe(false);
  });
});

describe("found-key", () => {
  it("[RG12] [RG2] makes the first API key under the next key, by the certificate that the operators got", async () => {
    await lostKey();
    const { sent, done } = await foundKey();
    expect(await done).toMatchObject({ register: realm.register });
    const [body] = sent;
    if (!body) throw new Error("nothing was sent");
    expect(body.api_key.payload).toMatchObject({ name: "after a lost key", scopes: ["full"] });
    expect(JSON.stringify(body)).not.toContain(nextKey().api_key);
  });

  it("[RG12] believes no certificate of another key, register or root, and sends nothing then", async () => {
    await lostKey();
    const other = await aRealm();
    for (const overrides of [
      { key: other.registerKey.publicKey },
      { register: other.register },
    ] as const) {
      const { sent, done } = await foundKey(overrides);
      await expect(done).rejects.toThrow("certified something else");
      expect(sent).toEqual([]);
    }
    realm = { ...other, register: realm.register };
    const { sent, done } = await foundKey();
    await expect(done).rejects.toThrow("doesn't hold under this root key");
    expect(sent).toEqual([]);
  });
});
