// The register command against a carrier and a synchronous server made of real keys: what they are told,
// what it believes, where the secret goes.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { developmentKeys, main, readCommand, registerShop } from "../../cli/register.ts";
import { problemOf, refusal } from "../../protocol/problem.ts";
import { apiKeyIdOf, type SignedApiKey } from "../../protocol/register/api-keys.ts";
import { registerIdOf } from "../../protocol/register/register-key.ts";
import { publicKeyOfSeed, verify } from "../../protocol/signing/signature.ts";
import type {
  RegisterCertificate,
  SignedRegistration,
} from "../../protocol/signing/signed-objects.ts";
import { checkoutTag, createWarifu } from "../../register-server/index.ts";
import { parseKey } from "../../register-server/key.ts";
import { aCertificate, aRealm, NOW, type Realm } from "../support/builders/realm.ts";

let realm: Realm;
let folder: string;
let certify: Partial<RegisterCertificate>;
let unproven: number;
let sent: { url: string; authorization: string | null; body: string }[];

beforeEach(async () => {
  realm = await aRealm();
  folder = mkdtempSync(join(tmpdir(), "warifu-register-"));
  certify = {};
  unproven = 0;
  sent = [];
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

function aKeyView({ payload }: SignedApiKey) {
  const { key, mode, iss: register, name, prefix, scopes, time: created } = payload;
  const id = apiKeyIdOf(mode, key);
  return { id, object: "api_key", mode, register, name, prefix, scopes, created };
}

const bothServers: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const body = await request.text();
  const authorization = request.headers.get("authorization");
  sent.push({ url: request.url, authorization, body });
  const { registration } = JSON.parse(body) as { registration: SignedRegistration };
  const { chain } = realm;
  const { name, origins, iss, encryption_key } = registration.payload;
  const register = await registerIdOf("test", iss);
  if (new URL(request.url).port === "8787")
    return Response.json({ register, api_key: aKeyView(JSON.parse(body).api_key) });
  if (unproven-- > 0) {
    const refused = refusal("origin_unproven", { detail: `${origins[0]}: unreachable` });
    return Response.json(problemOf(refused, "req_1"), { status: 403 });
  }
  if (authorization !== "Bearer operator")
    return Response.json(problemOf(refusal("operator_unauthorized"), "req_1"), { status: 401 });
  const certificate = await aCertificate(realm, {
    ...{ register, settlement_account: `set_${register.slice(4)}` },
    name,
    key: iss,
    ...(encryption_key === undefined ? {} : { encryption_key }),
    origins: origins.map((origin) => ({ origin, proven_at: NOW })),
    ...certify,
  });
  return Response.json({ register, certificate, chain });
};

function options(overrides: Partial<Parameters<typeof registerShop>[0]> = {}) {
  return {
    name: "Kami paper goods",
    origins: ["http://127.0.0.1:3000"],
    server: "http://localhost:8787",
    carrier: "http://localhost:8788",
    operatorKey: "operator",
    rootKey: realm.root.publicKey,
    mode: "test" as const,
    now: NOW,
    fetch: bothServers,
    ...overrides,
  };
}

const argv = (...more: string[]) => [
  "--name",
  "Kami paper goods",
  "--origin",
  "http://127.0.0.1:3000",
  ...more,
];

describe("registerShop", () => {
  it("returns the one secret, whose parts are the register's", async () => {
    const { register, key } = await registerShop(options());
    const parts = parseKey(key);
    expect(parts).toMatchObject({
      ok: true,
      value: {
        register,
        mode: "test",
        origin: "http://localhost:8787",
        root_key: realm.root.publicKey,
      },
    });
  });

  it("sends a registration that its key signed, the operator's key to the carrier alone, the seed to nobody", async () => {
    const { key } = await registerShop(options());
    expect(sent.map(({ url, authorization }) => [url, authorization])).toEqual([
      ["http://localhost:8788/v1/registers", "Bearer operator"],
      ["http://localhost:8787/v1/registers", null],
    ]);
    const { registration } = JSON.parse(sent[0]?.body ?? "") as {
      registration: SignedRegistration;
    };
    const { iss } = registration.payload;
    const envelope = { typ: "warifu/registration/1", iss, aud: realm.realm, mode: "test" } as const;
    expect(await verify(registration, envelope, iss)).toBeUndefined();
    const parts = parseKey(key);
    const { seed = "", api_key } = parts.ok ? parts.value : { api_key: "" };
    expect(seed).toHaveLength(43);
    expect(api_key).toHaveLength(74);
    for (const { body } of sent) {
      expect(body).not.toContain(seed);
      expect(body).not.toContain(api_key.slice(-48));
    }
  });

  it.each([
    [{ name: "Another shop" }],
    [{ origins: [{ origin: "https://evil.example", proven_at: NOW }] }],
    [{ register: "reg_test_0000000000000" as RegisterCertificate["register"] }],
  ])("refuses a certificate over something else: %j", async (change) => {
    certify = change;
    await expect(registerShop(options())).rejects.toThrow("something else than was asked");
    expect(sent).toHaveLength(1);
  });

  it("refuses a certificate under another root", async () => {
    const { root } = await aRealm();
    await expect(registerShop(options({ rootKey: root.publicKey }))).rejects.toThrow(
      "doesn't hold under this root key",
    );
  });

  it("says who refused, and why", async () => {
    await expect(registerShop(options({ operatorKey: "x" }))).rejects.toThrow(
      "the carrier refused: operator_unauthorized",
    );
    const down: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));
    await expect(registerShop(options({ fetch: down }))).rejects.toThrow(
      "the carrier doesn't answer at http://localhost:8788",
    );
    const stranger: typeof fetch = async () => new Response("<h1>Welcome</h1>");
    await expect(registerShop(options({ fetch: stranger }))).rejects.toThrow("isn't the carrier");
  });

  it("sends nothing for a name or an origin that can't be certified", async () => {
    await expect(registerShop(options({ origins: ["http://shop.example"] }))).rejects.toThrow(
      /^origins\.0: not an origin/,
    );
    await expect(registerShop(options({ name: " " }))).rejects.toThrow(/^name: /);
    expect(sent).toEqual([]);
  });
});

describe("npm run register", () => {
  it("reads its words, and the keys from a file or the environment", () => {
    const file = join(folder, "operator.key");
    writeFileSync(file, "from-file\n");
    const words = argv("--origin", "http://shop.localhost:3000", "--operator-key-file", file);
    expect(readCommand(words, { WARIFU_ROOT_KEY: "root" })).toMatchObject({
      origins: ["http://127.0.0.1:3000", "http://shop.localhost:3000"],
      operatorKey: "from-file",
      rootKey: "root",
      mode: "test",
    });
  });

  it.each([
    [["--origin", "http://127.0.0.1:3000"], {}, "--name is missing"],
    [["--name", "x"], {}, "--origin is missing"],
    [argv("--server", "localhost"), {}, "not an address: localhost"],
    [argv(), {}, "WARIFU_ROOT_KEY is missing"],
    [argv("--root-key", "r"), {}, "WARIFU_OPERATOR_KEY is missing"],
    [argv("--root-key", "r", "--operator-key-file", "/nowhere"), {}, "no file /nowhere"],
    [argv("--root-key", "r", "--mode", "prod"), { WARIFU_OPERATOR_KEY: "o" }, "test or live"],
    [argv("--api-key", "x"), {}, "--api-key"],
  ])("says what is wrong with %j", (words, env, message) => {
    expect(() => readCommand(words, env)).toThrow(message);
  });

  it("[PG12] prints the id and the secret, once, and the tag with its hash", async () => {
    vi.stubGlobal("fetch", bothServers);
    const printed = vi.spyOn(console, "log").mockReturnValue();
    const told = vi.spyOn(console, "info").mockReturnValue();
    const env = { WARIFU_ROOT_KEY: realm.root.publicKey, WARIFU_OPERATOR_KEY: "operator" };
    expect(await main(argv("--vouched"), env)).toBe(0);
    const [register, key] = printed.mock.calls.flat();
    const parts = parseKey(String(key).slice("WARIFU_KEY=".length));
    expect(parts).toMatchObject({ ok: true, value: { register } });
    const tag = checkoutTag({ origin: "http://localhost:8787", register: String(register) });
    expect(told.mock.calls.flat().join()).toContain(tag);
  });

  it("writes the secret to a file that only its owner reads, and never over another", async () => {
    vi.stubGlobal("fetch", bothServers);
    const printed = vi.spyOn(console, "log").mockReturnValue();
    const refused = vi.spyOn(console, "error").mockReturnValue();
    const file = join(folder, "shop.env");
    writeFileSync(file, "PORT=3000", { mode: 0o644 });
    const env = { WARIFU_ROOT_KEY: realm.root.publicKey, WARIFU_OPERATOR_KEY: "operator" };
    expect(await main(argv("--write", file), env)).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/^PORT=3000\nWARIFU_KEY=warifu_test_[\w-]+\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(printed.mock.calls.flat()).toEqual([expect.stringMatching(/^reg_test_[0-9a-v]{13}$/)]);
    expect(await main(argv("--write", file), env)).toBe(1);
    expect(refused.mock.calls.flat().join()).toContain("has a WARIFU_KEY already");
  });

  it("[RG6] says what each origin has to serve, with the key already in its file, and waits for it", async () => {
    vi.stubGlobal("fetch", bothServers);
    vi.spyOn(console, "log").mockReturnValue();
    const said = vi.spyOn(console, "error").mockReturnValue();
    const file = join(folder, "shop.env");
    const env = { WARIFU_ROOT_KEY: realm.root.publicKey, WARIFU_OPERATOR_KEY: "operator" };
    unproven = 1;
    expect(await main(argv("--write", file, "--wait", "0"), env)).toBe(1);
    const told = said.mock.calls.flat().join("\n");
    expect(told).toContain("/.well-known/warifu.json");
    expect(told).toContain("origin_unproven, http://127.0.0.1:3000: unreachable");
    const key = readFileSync(file, "utf8").slice("WARIFU_KEY=".length).trim();
    const parts = parseKey(key);
    if (!parts.ok) throw new Error(parts.error);
    const named = await publicKeyOfSeed(parts.value.seed ?? "");
    const { registers } = await createWarifu({ key }).wellKnown();
    expect(registers).toEqual([{ mode: "test", realm: realm.realm, key: named }]);
    expect(told).toContain(JSON.stringify({ warifu: 1, registers }));
    expect(await main(argv("--warifu-key-file", file), env)).toBe(0);
    const { registration } = JSON.parse(sent.at(-1)?.body ?? "");
    expect(registration.payload.iss).toBe(named);
  });
});

describe("a development system's own keys", () => {
  const kept = () => {
    const path = join(folder, "keys.json");
    writeFileSync(path, '{"root":{"publicKey":"root"},"carrier":{"OPERATOR_KEY":"operator"}}');
    return path;
  };
  const words = ["--name", "Shop", "--origin", "https://shop.example"];

  it("are found beside a system on this machine", () => {
    const found = { WARIFU_ROOT_KEY: "root", WARIFU_OPERATOR_KEY: "operator" };
    expect(developmentKeys(words, kept())).toEqual(found);
    expect(developmentKeys([...words, "--server", "http://localhost:9000"], kept())).toEqual(found);
    expect(developmentKeys(words, join(folder, "nothing.json"))).toEqual({});
  });

  it("never go to a server elsewhere", () => {
    for (const flag of ["--server", "--carrier"])
      expect(developmentKeys([...words, flag, "https://carrier.example"], kept())).toEqual({});
  });
});
