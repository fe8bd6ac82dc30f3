// The register DB: the carrier's certificate is the permission, keys are shown once and stored hashed, and a
// change has reached every till before it is answered.
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import type { CertifiedRegister, RegisteredRegister } from "../../../protocol/messages.ts";
import type { SignedRegistration } from "../../../protocol/signed-objects.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { apiKeyPrefix } from "../../../worker/synchronous-server/register/api-key.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { tillNameOf } from "../../../worker/synchronous-server/till/name.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import { aCertificate, aRealm } from "../../support/builders/realm.ts";
import { aRegistration, certifyRegister } from "../carrier-world.ts";
import {
  aCertifiedRegister,
  allTills,
  aShop,
  aTrade,
  env,
  getTrade,
  post,
  postCreate,
  problemIn,
  type Shop,
  signTerms,
  tillCost,
} from "../synchronous-world.ts";

interface Asked {
  readonly registration: SignedRegistration;
  readonly certified: CertifiedRegister;
}

function register({ registration, certified }: Asked, key: string = crypto.randomUUID()) {
  const { certificate, chain } = certified;
  const body = { registration, certificate, chain };
  return post("/v1/registers", body, { "Idempotency-Key": key });
}

async function keyIn(response: Response): Promise<string> {
  expect(response.status).toBe(201);
  return ((await response.json()) as RegisteredRegister).api_key;
}

async function refusalOf(response: Promise<Response>) {
  const { code, status } = await problemIn(await response);
  return `${status} ${code}`;
}

function shopWith(shop: Shop, apiKey: string): Shop {
  return { ...shop, apiKey };
}

describe("registering", () => {
  it("gives an API key that names its register, and is stored as a hash only", async () => {
    const asked = await aCertifiedRegister();
    const apiKey = await keyIn(await register(asked));
    const { register: id } = asked.certified;
    expect(apiKey).toMatch(new RegExp(`^wk_test_${id.slice(9)}_[0-9a-v]{52}$`));
    const stored = await runInDurableObject(env.REGISTER.getByName(id), (object: Register) => [
      object.database.exec("SELECT * FROM api_keys"),
      object.database.exec("SELECT * FROM register"),
    ]);
    expect(JSON.stringify(stored)).not.toContain(apiKey);
    expect(JSON.stringify(stored)).not.toContain(apiKey.slice(-40));
  });

  it("has set up every till before it is answered", async () => {
    const shop = await aShop();
    for (const till of allTills(shop)) {
      const rows = await runInDurableObject(till, (object: Till) =>
        object.database.exec("SELECT config FROM till"),
      );
      expect(rows).toHaveLength(1);
    }
  });

  it("[MS3] again with the same idempotency key gives the same API key and writes nothing", async () => {
    const asked = await aCertifiedRegister();
    const key = crypto.randomUUID();
    const first = await keyIn(await register(asked, key));
    const { register: id } = asked.certified;
    const meter = () =>
      runInDurableObject(env.REGISTER.getByName(id), (object: Register) =>
        object.database.meter.read(),
      );
    const before = await meter();
    const tills = await tillCost({ register: id } as Shop, async () => {
      expect(await keyIn(await register(asked, key))).toBe(first);
    });
    expect((await meter()).rows).toBe(before.rows);
    expect(tills).toMatchObject({ hops: 0, rows: 0 });
  });

  it("again with another one gives a further key; both work", async () => {
    const shop = await aShop();
    const { certified, key } = shop;
    const registration = await aRegistration(key);
    const second = await keyIn(await register({ certified, registration }));
    expect(second).not.toBe(shop.apiKey);
    const { id } = await aTrade(shopWith(shop, second));
    expect((await getTrade(shop, id)).status).toBe(200);
  });

  it("with a renewed certificate gives the tills the new one; an older one changes nothing", async () => {
    const shop = await aShop();
    const origins = ["http://127.0.0.1:3000", "http://shop.localhost:4000"];
    const registration = await aRegistration(shop.key, { origins });
    const renewed = (await (await certifyRegister(registration)).json()) as CertifiedRegister;
    await keyIn(await register({ registration, certified: renewed }));
    const trade = await aTrade(shop);
    const offer = await env.TILL.getByName(tillNameOf(trade.id)).offer(trade.id);
    if (!offer.ok) throw new Error(offer.error.code);
    expect(offer.value.offer.certificate).toEqual(renewed.certificate);
    const old = await aRegistration(shop.key);
    await keyIn(await register({ registration: old, certified: shop.certified }));
    const profile = await env.REGISTER.getByName(shop.register).profile();
    expect(profile?.origins).toEqual(origins);
  });
});

describe("registering is refused", () => {
  it("uncertified by our root: register_uncertified", async () => {
    const realm = await aRealm({ now: clockNow() });
    const { certified, registration } = await aCertifiedRegister();
    const certificate = await aCertificate(realm);
    const forged = { ...certified, certificate, chain: realm.chain };
    expect(await refusalOf(register({ registration, certified: forged }))).toBe(
      "403 register_uncertified",
    );
  });

  it("with another's certificate: its key didn't sign the registration", async () => {
    const [theirs, mine] = [await aCertifiedRegister(), await aCertifiedRegister()];
    const asked = { registration: mine.registration, certified: theirs.certified };
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
    const { registration, certified } = await aCertifiedRegister();
    const certificate = await aCertificate(realm);
    expect(
      await refusalOf(register({ registration, certified: { ...certified, certificate } })),
    ).toBe("400 wrong_mode");
  });

  it("without an idempotency key: idempotency_key_missing", async () => {
    expect(await refusalOf(register(await aCertifiedRegister(), ""))).toBe(
      "400 idempotency_key_missing",
    );
  });

  it("with another key under the same register id: register_exists", async () => {
    const shop = await aShop();
    const { certificate, chain } = shop.certified;
    const other = await makeKeyPair();
    const payload = { ...certificate.payload, key: other.publicKey };
    const stub = env.REGISTER.getByName(shop.register);
    const pair = { certificate: { ...certificate, payload }, chain };
    const key = { hash: "x" as never, prefix: "x" };
    expect(await stub.register(pair, key)).toMatchObject({
      ok: false,
      error: { code: "register_exists" },
    });
  });
});

describe("a change of the register", () => {
  it("a revoked API key is refused by every till once the revocation is answered", async () => {
    const shop = await aShop();
    const { certified, key } = shop;
    const registration = await aRegistration(key);
    const second = shopWith(shop, await keyIn(await register({ certified, registration })));
    const terms = await Promise.all(Array.from({ length: 12 }, () => signTerms(shop)));
    await env.REGISTER.getByName(shop.register).revokeApiKey(apiKeyPrefix(second.apiKey));
    for (const one of terms)
      expect(await refusalOf(postCreate(second, one))).toBe("401 unauthorized");
    expect((await postCreate(shop, terms[0]!)).status).toBe(201);
  });

  it("isn't answered while a till hasn't acknowledged it, and is finished by asking again", async () => {
    const asked = await aCertifiedRegister();
    const key = crypto.randomUUID();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const configure = vi.spyOn(Till.prototype, "configure").mockImplementationOnce(() => {
      throw new Error("no till");
    });
    const failed = await register(asked, key);
    expect(failed.status).toBe(500);
    configure.mockRestore();
    log.mockRestore();
    const apiKey = await keyIn(await register(asked, key));
    const { register: id, chain } = asked.certified;
    const { realm } = await aShop();
    const shop = {
      register: id,
      apiKey,
      realm: { ...realm, register: id, chain, registerKey: asked.key },
    };
    for (let made = 0; made < 8; made++) await aTrade(shop as Shop);
  });

  it("of an unknown register is told nothing: no profile, nothing stored", async () => {
    const stub = env.REGISTER.getByName("reg_test_0000000000000");
    expect(await stub.profile()).toBeUndefined();
    const tables = await runInDurableObject(stub, (_: Register, { storage }) =>
      storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });
});
