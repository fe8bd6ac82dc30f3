// The register DB: the carrier's certificate is the permission, keys are shown once and stored hashed, and a
// change has reached every till before it is answered.
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import { REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { SignedRegistration } from "../../../protocol/signing/signed-objects.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { tillNameOf } from "../../../worker/synchronous-server/till/name.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import { aCertificate, aRealm } from "../../support/builders/realm.ts";
import { aRegistration, certifyRegister } from "../carrier-world.ts";
import {
  aCertifiedRegister,
  advanceClock,
  allTills,
  anApiKey,
  aShop,
  aShopOf,
  aTrade,
  env,
  getTrade,
  post,
  problemIn,
  type Shop,
  tillCost,
} from "../synchronous-world.ts";

interface Asked {
  readonly key: KeyPair;
  readonly registration: SignedRegistration;
  readonly certified: CertifiedRegister;
}

async function register(
  { registration, certified, key }: Asked,
  given?: Awaited<ReturnType<typeof anApiKey>>,
  idempotencyKey: string = crypto.randomUUID(),
) {
  const { certificate, chain, register: id } = certified;
  const { api_key } = given ?? (await anApiKey(id, key));
  const body = { registration, certificate, chain, api_key };
  return post("/v1/registers", body, { "Idempotency-Key": idempotencyKey });
}

/** @returns the further key's text */
async function furtherKey(asked: Asked): Promise<string> {
  const given = await anApiKey(asked.certified.register, asked.key);
  expect((await register(asked, given)).status).toBe(201);
  return given.apiKey;
}

async function refusalOf(response: Promise<Response>) {
  const { code, status } = await problemIn(await response);
  return `${status} ${code}`;
}

function shopWith(shop: Shop, apiKey: string): Shop {
  return { ...shop, apiKey };
}

describe("registering", () => {
  it("[RG1] is told the API key's hash and first characters, and keeps no more", async () => {
    const asked = await aCertifiedRegister();
    const { register: id } = asked.certified;
    const given = await anApiKey(id, asked.key);
    const answer = await register(asked, given);
    expect(answer.status).toBe(201);
    const { apiKey } = given;
    expect(apiKey).toMatch(new RegExp(`^wk_test_${id.slice(9)}_[0-9a-v]{52}$`));
    const stored = await runInDurableObject(objectNamed(env.REGISTER, id), (object: Register) => [
      object.database.exec("SELECT * FROM api_keys"),
      object.database.exec("SELECT * FROM register"),
    ]);
    for (const text of [JSON.stringify(stored), await answer.text(), JSON.stringify(given.api_key)])
      expect(text).not.toContain(apiKey.slice(-48));
  });

  it("has set up every till before it is answered", async () => {
    const shop = await aShopOf(4);
    for (const till of allTills(shop)) {
      const rows = await runInDurableObject(till, (object: Till) =>
        object.database.exec("SELECT config FROM till"),
      );
      expect(rows).toHaveLength(1);
    }
  });

  it("[MS3] [RG2] again with the same API key changes nothing and writes nothing", async () => {
    const asked = await aCertifiedRegister();
    const { register: id } = asked.certified;
    const given = await anApiKey(id, asked.key);
    const first = await (await register(asked, given)).text();
    const meter = () =>
      runInDurableObject(objectNamed(env.REGISTER, id), (object: Register) =>
        object.database.meter.read(),
      );
    const before = await meter();
    const tills = await tillCost({ register: id } as Shop, async () => {
      expect(await (await register(asked, given)).text()).toBe(first);
    });
    expect((await meter()).rows).toBe(before.rows);
    expect(tills).toMatchObject({ hops: 0, rows: 0 });
  });

  it("[RG2] again with another one gives a further key; both work", async () => {
    const shop = await aShop();
    const { certified, key } = shop;
    const registration = await aRegistration(key);
    const second = await furtherKey({ certified, registration, key });
    expect(second).not.toBe(shop.apiKey);
    const { id } = await aTrade(shopWith(shop, second));
    expect((await getTrade(shop, id)).status).toBe(200);
  });

  it("[LE93] with a renewed certificate gives the tills the new one; an older one changes nothing", async () => {
    const shop = await aShop();
    const origins = ["http://127.0.0.1:3000", "http://shop.localhost:4000"];
    const registration = await aRegistration(shop.key, { origins });
    const renewed = (await (await certifyRegister(registration)).json()) as CertifiedRegister;
    await furtherKey({ registration, certified: renewed, key: shop.key });
    const trade = await aTrade(shop);
    const offer = await objectNamed(env.TILL, tillNameOf(trade.id)).offer(trade.id);
    if (!offer.ok) throw new Error(offer.error.code);
    expect(offer.value.offer.certificate).toEqual(renewed.certificate);
    const old = await aRegistration(shop.key);
    await furtherKey({ registration: old, certified: shop.certified, key: shop.key });
    const profile = await objectNamed(env.REGISTER, shop.register).profile();
    expect(profile?.origins).toEqual(origins);
  });
});

describe("registering is refused", () => {
  it("uncertified by our root: register_uncertified", async () => {
    const realm = await aRealm({ now: clockNow() });
    const asked = await aCertifiedRegister();
    const certificate = await aCertificate(realm);
    const forged = { ...asked.certified, certificate, chain: realm.chain };
    expect(await refusalOf(register({ ...asked, certified: forged }))).toBe(
      "403 register_uncertified",
    );
  });

  it("with another's certificate: its key didn't sign the registration", async () => {
    const [theirs, mine] = [await aCertifiedRegister(), await aCertifiedRegister()];
    const asked = { ...mine, certified: theirs.certified };
    expect(await refusalOf(register(asked))).toBe("400 wrong_issuer");
    const stranger = await makeKeyPair();
    const iss = theirs.key.publicKey;
    const registration = await aRegistration(stranger, { iss });
    expect(await refusalOf(register({ ...theirs, registration }))).toBe("400 bad_signature");
  });

  it("for another name or other origins than the certificate's: register_uncertified", async () => {
    const asked = await aCertifiedRegister();
    for (const other of [{ name: "Amazon" }, { origins: ["https://evil.example"] }]) {
      const registration = await aRegistration(asked.key, other);
      expect(await refusalOf(register({ ...asked, registration }))).toBe(
        "403 register_uncertified",
      );
    }
  });

  it("[TM7] with an old registration: stale_request", async () => {
    const asked = await aCertifiedRegister();
    const time = clockNow() - REQUEST_SKEW_MS - 1_000;
    const registration = await aRegistration(asked.key, { time });
    expect(await refusalOf(register({ ...asked, registration }))).toBe("401 stale_request");
  });

  it("for the other mode: wrong_mode", async () => {
    const realm = await aRealm({ mode: "live", now: clockNow() });
    const asked = await aCertifiedRegister();
    const certificate = await aCertificate(realm);
    expect(
      await refusalOf(register({ ...asked, certified: { ...asked.certified, certificate } })),
    ).toBe("400 wrong_mode");
  });

  it("without an idempotency key: idempotency_key_missing", async () => {
    expect(await refusalOf(register(await aCertifiedRegister(), undefined, ""))).toBe(
      "400 idempotency_key_missing",
    );
  });

  it("with another key under the same register id: register_exists", async () => {
    const shop = await aShop();
    const { certificate, chain } = shop.certified;
    const other = await makeKeyPair();
    const payload = { ...certificate.payload, key: other.publicKey };
    const stub = objectNamed(env.REGISTER, shop.register);
    const pair = { certificate: { ...certificate, payload }, chain };
    const { api_key } = await anApiKey(shop.register, other);
    const use = { key: "other", asked: api_key.payload.key };
    expect(await stub.register(pair, api_key.payload, use)).toMatchObject({
      ok: false,
      error: { code: "register_exists" },
    });
  });
});

describe("a change of the register", () => {
  it("isn't answered while a till hasn't acknowledged it, and is finished by asking again", async () => {
    const asked = await aCertifiedRegister();
    const { register: id, chain } = asked.certified;
    const given = await anApiKey(id, asked.key);
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const configure = vi.spyOn(Till.prototype, "configure").mockImplementationOnce(() => {
      throw new Error("no till");
    });
    const failed = await register(asked, given);
    expect(failed.status).toBe(500);
    configure.mockRestore();
    log.mockRestore();
    expect((await register(asked, given)).status).toBe(201);
    const { apiKey } = given;
    const { realm } = await aShop();
    const shop = {
      register: id,
      apiKey,
      realm: { ...realm, register: id, chain, registerKey: asked.key },
    };
    for (let made = 0; made < 8; made++) await aTrade(shop as Shop);
  });

  it("of an unknown register is told nothing: no profile, nothing stored", async () => {
    const stub = objectNamed(env.REGISTER, "reg_test_0000000000000");
    expect(await stub.profile()).toBeUndefined();
    const tables = await runInDurableObject(stub, (_: Register, { storage }) =>
      storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe("[AP6] a registration that is sent again", () => {
  it("is answered as it was, also when its signature is no longer fresh, and nothing is made", async () => {
    const { key, registration, certified } = await aCertifiedRegister();
    const { certificate, chain, register: id } = certified;
    const { api_key } = await anApiKey(id, key);
    const send = (body: object) => post("/v1/registers", body, { "Idempotency-Key": "the-first" });
    const body = { registration, certificate, chain, api_key };
    const first = await send(body);
    const text = await first.text();
    expect([first.status, first.headers.get("Idempotent-Replayed")]).toEqual([201, null]);
    const repeats = [await send(body)];
    advanceClock(10 * 60_000);
    repeats.push(await send(body));
    for (const repeat of repeats) {
      expect([repeat.status, repeat.headers.get("Idempotent-Replayed")]).toEqual([201, "true"]);
      expect(await repeat.text()).toBe(text);
    }
    const other = await anApiKey(id, key, { name: "another" });
    const stale = await send({ ...body, api_key: other.api_key });
    expect((await problemIn(stale)).code).toBe("stale_request");
  });
});
