// The carrier's own door and the books behind it: certifying registers under the operator's key, the published
// signing keys, health and the test clock.

import { runInDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { afterEach, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { registerIdFrom } from "../../../protocol/ids.ts";
import { CertifiedRegister, Health } from "../../../protocol/messages.ts";
import { Problem } from "../../../protocol/problem.ts";
import { registerIdOf } from "../../../protocol/register/register-key.ts";
import { Jwks } from "../../../protocol/signing/published-keys.ts";
import { hashOf, type SignatureText, verify } from "../../../protocol/signing/signature.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import type { Books } from "../../../worker/carrier-server/books/books.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { clockNow, clockOffset, setClockOffset } from "../../../worker/objects/clock.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { aRegistration, askCarrier, certifyRegister } from "../carrier-world.ts";
import { env } from "../test-env.ts";

const DAY_MS = 24 * 60 * 60_000;

afterEach(() => setClockOffset(0));

async function certified(answer: Promise<Response>): Promise<CertifiedRegister> {
  const response = await answer;
  expect(response.status).toBe(201);
  return v.parse(CertifiedRegister, await response.json());
}

async function problemCode(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  return v.parse(Problem, await response.json()).code;
}

describe("certifying a register", () => {
  it("[RG9] answers a certificate that the root's chain verifies, for thirty days", async () => {
    const key = await makeKeyPair();
    const { register, certificate, chain } = await certified(
      certifyRegister(await aRegistration(key)),
    );
    const { trust } = await deploymentOf(env);
    const carrier = { iss: trust.realm, aud: "everyone", mode: trust.mode };
    const byRoot = { typ: "warifu/key-certificate/1", ...carrier };
    const byKey = { typ: "warifu/register-certificate/1", ...carrier };
    expect(await verify(chain, byRoot, trust.rootKey)).toBeUndefined();
    expect(await verify(certificate, byKey, chain.payload.key)).toBeUndefined();
    expect(certificate.payload).toMatchObject({
      register,
      key: key.publicKey,
      name: "Kami paper goods",
      settlement_account: `set_${register.slice(4)}`,
    });
    expect(certificate.payload.not_before).toBeLessThan(clockNow());
    const lasts = certificate.payload.not_after - clockNow();
    expect(Math.round(lasts / DAY_MS)).toBe(30);
    expect(await env.CARRIER.certifiedRegister(register)).toEqual({ register, certificate, chain });
  });

  it("again with the same name and origins answers the same bytes, under any key and time", async () => {
    const key = await makeKeyPair();
    const first = await (await certifyRegister(await aRegistration(key))).text();
    setClockOffset(DAY_MS);
    const again = await certifyRegister(await aRegistration(key));
    expect(await again.text()).toBe(first);
  });

  it("[MS3] under the same Idempotency-Key is a repeat; another body under it is refused", async () => {
    const key = await makeKeyPair();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const registration = await aRegistration(key);
    const first = await certifyRegister(registration, headers);
    const again = await certifyRegister(registration, headers);
    expect(first.headers.get("Idempotent-Replayed")).toBe(null);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    const other = await aRegistration(key, { name: "Another name" });
    expect(await problemCode(certifyRegister(other, headers))).toBe("idempotency_key_reused");
  });

  it("[LE17] is a row of the log: which operator, when, under which key", async () => {
    const key = await makeKeyPair();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const before = clockNow();
    const { register } = await certified(certifyRegister(await aRegistration(key), headers));
    await certifyRegister(await aRegistration(key, { name: "" }));
    const acts = await runInDurableObject(
      objectNamed(env.BOOKS, register),
      (_: Books, { storage }) =>
        storage.sql.exec("SELECT idempotency_key, operator, at FROM commands").toArray(),
    );
    expect(acts).toEqual([
      {
        idempotency_key: headers["Idempotency-Key"],
        operator: expect.stringMatching(/^[\w-]{12}$/),
        at: expect.any(Number),
      },
    ]);
    expect(acts[0]?.at).toBeGreaterThanOrEqual(before);
  });

  it("with another name or other origins replaces the certificate of the same register", async () => {
    const key = await makeKeyPair();
    const first = await certified(certifyRegister(await aRegistration(key)));
    const changes: Partial<Registration>[] = [
      { name: "Kami paper" },
      { name: "Kami paper", origins: ["http://127.0.0.1:3000", "https://kami.example"] },
    ];
    for (const change of changes) {
      const next = await certified(certifyRegister(await aRegistration(key, change)));
      expect(next.register).toBe(first.register);
      const { name, origins } = next.certificate.payload;
      const asked = { name: change.name, origins: change.origins ?? ["http://127.0.0.1:3000"] };
      expect({ name, origins: origins.map(({ origin }) => origin) }).toEqual(asked);
      expect(await env.CARRIER.certifiedRegister(first.register)).toEqual(next);
    }
  });

  it("again shortly before the certificate ends renews it", async () => {
    const key = await makeKeyPair();
    const first = await certified(certifyRegister(await aRegistration(key)));
    setClockOffset(340 * DAY_MS);
    const renewed = await certified(certifyRegister(await aRegistration(key)));
    const { not_after } = first.certificate.payload;
    expect(renewed.certificate.payload.not_after).toBeGreaterThan(not_after + 300 * DAY_MS);
  });

  it("many times at once answers one certificate", async () => {
    const registration = await aRegistration(await makeKeyPair());
    const register = await registerIdOf("test", registration.payload.iss);
    const command = {
      register,
      registration: registration.payload,
      vouched: true,
      operator: "who",
      body: await hashOf(registration),
    };
    // Called side by side in the object, so that each awaits its signature while the others do.
    const answers = await runInDurableObject(objectNamed(env.BOOKS, register), (books: Books) =>
      Promise.all(
        ["a", "a", "b", "b"].map((idempotencyKey) => books.certify({ ...command, idempotencyKey })),
      ),
    );
    const certificates = answers.map((answer) => answer.ok && answer.value.certified);
    expect(new Set(certificates.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers.map((answer) => answer.ok && answer.value.replayed)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe("certifying what must not be certified", () => {
  it.each(["", "Bearer ", "Bearer wrong", `Basic ${env.OPERATOR_KEY}`, env.OPERATOR_KEY])(
    "under the authorization %j is refused",
    async (Authorization) => {
      const registration = await aRegistration(await makeKeyPair());
      const answer = certifyRegister(registration, { Authorization });
      expect(await problemCode(answer)).toBe("operator_unauthorized");
    },
  );

  it("[MS3] without an Idempotency-Key is refused", async () => {
    const registration = await aRegistration(await makeKeyPair());
    const answer = certifyRegister(registration, { "Idempotency-Key": "" });
    expect(await problemCode(answer)).toBe("idempotency_key_missing");
  });

  const wrong: [string, Partial<Registration>][] = [
    ["wrong_audience", { aud: "realm:0000000000000000" }],
    ["wrong_mode", { mode: "live" }],
    ["invalid_request", { origins: ["http://shop.example"] }],
    ["invalid_request", { origins: [] }],
    ["invalid_request", { name: "Kami\u202epaper" }],
  ];
  it.each(wrong)("%s for %j", async (code, overrides) => {
    const registration = await aRegistration(await makeKeyPair(), overrides);
    expect(await problemCode(certifyRegister(registration))).toBe(code);
  });

  it("a registration whose key its sender doesn't hold is refused, and nothing is kept", async () => {
    const registration = await aRegistration(await makeKeyPair());
    const signature = "A".repeat(86) as SignatureText;
    expect(await problemCode(certifyRegister({ ...registration, signature }))).toBe(
      "bad_signature",
    );
  });

  it("reading a register that isn't there finds nothing and writes nothing", async () => {
    const register = registerIdFrom("test", crypto.getRandomValues(new Uint8Array(8)));
    expect(await env.CARRIER.certifiedRegister(register)).toBeUndefined();
    expect(await env.CARRIER.certifiedRegister("reg_test_nonsense")).toBeUndefined();
    const tables = await runInDurableObject(
      objectNamed(env.BOOKS, register),
      (_: Books, { storage }) =>
        storage.sql
          .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\'")
          .toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe("what anyone may read", () => {
  it("[RG16] the keys, as a JWKS with the root's certificates, and no seed", async () => {
    const jwks = v.parse(Jwks, await (await askCarrier("/.well-known/jwks.json")).json());
    const certificates = await env.CARRIER.keyCertificates();
    expect(jwks.keys.map((key) => key.warifu_certificate)).toEqual(certificates);
    expect(JSON.stringify(jwks)).not.toContain("seed");
    const [key] = jwks.keys;
    await crypto.subtle.importKey(
      "jwk",
      { kty: "OKP", crv: "Ed25519", x: key!.x },
      "Ed25519",
      true,
      ["verify"],
    );
  });

  it("health", async () => {
    const health = v.parse(Health, await (await askCarrier("/health")).json());
    expect(health).toEqual({ status: "ok", role: "carrier-server", mode: "test" });
  });

  it("[PR1] nothing else: unknown addresses and methods are problems", async () => {
    expect(await problemCode(askCarrier("/v1/nothing"))).toBe("route_not_found");
    expect(await problemCode(askCarrier("/v1/registers"))).toBe("method_not_allowed");
  });
});

describe("the test clock", () => {
  it("moves the carrier's clock", async () => {
    const answer = await askCarrier("/v1/test/clock", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ offset_ms: 5000 }),
    });
    expect(answer.status).toBe(204);
    expect(clockOffset()).toBe(5000);
  });
});
