// The key that shoppers encrypt to: named by the register's own signature, certified by the carrier, and changed with it.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import type { RegisterCertified } from "../../../protocol/register/register-key.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { anOpeningKey } from "../../support/builders/disclosures.ts";
import { aRegistration } from "../carrier-world.ts";
import { aKeyChange, aProvenShop, asRegister, HERE, Web, withKey } from "../registers-world.ts";
import {
  aTrade,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  signTerms,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { actAsOperator } from "./operator-world.ts";

let web: Web;
let shop: Shop;
let encryption: EncryptionKey;

beforeEach(async () => {
  web = new Web();
  shop = await aProvenShop(web);
  encryption = (await anOpeningKey()).encryption;
});
afterEach(() => {
  vi.unstubAllGlobals();
  setClockOffset(0);
});

async function register(one: Shop, overrides: Partial<Registration> = {}) {
  const asked = { name: one.certified.certificate.payload.name, origins: [HERE], ...overrides };
  const registration = await aRegistration(one.key, asked);
  return asRegister(one, "/v1/origins", { registration });
}

async function certifiedKey(answer: Response): Promise<EncryptionKey | undefined> {
  if (answer.status !== 200) throw new Error(await answer.text());
  const { certificate } = (await answer.json()) as RegisterCertified;
  return certificate.payload.encryption_key;
}

describe("the key that shoppers encrypt to", () => {
  it("[DI3] comes into the certificate by the register's own registration, and stays by one without", async () => {
    expect((await postCreate(shop, await signTerms(shop, { asks: ["email"] }))).status).toBe(409);
    expect(await certifiedKey(await register(shop, { encryption_key: encryption }))).toBe(
      encryption,
    );
    expect(await certifiedKey(await register(shop))).toBe(encryption);
    const { id } = await aTrade(shop, { asks: ["email"] });
    expect((await readOffer(id)).certificate.payload.encryption_key).toBe(encryption);
    const other = (await anOpeningKey()).encryption;
    expect(await certifiedKey(await register(shop, { encryption_key: other }))).toBe(other);
  });

  it("[DI3] isn't another's to name: the register's key signs it", async () => {
    const registration = await aRegistration(shop.key, {
      name: shop.certified.certificate.payload.name,
      origins: [HERE],
    });
    const swapped = {
      ...registration,
      payload: { ...registration.payload, encryption_key: encryption },
    };
    const answer = await asRegister(shop, "/v1/origins", { registration: swapped });
    expect(await problemIn(answer)).toMatchObject({ code: "bad_signature" });
    const thief = await aRegistration(await makeKeyPair(), {
      ...{ name: shop.certified.certificate.payload.name, origins: [HERE] },
      encryption_key: encryption,
    });
    const refused = await asRegister(shop, "/v1/origins", { registration: thief });
    expect((await problemIn(refused)).code).toBe("wrong_issuer");
  });

  it("[DI3] changes with the register's key, or stays where that names none", async () => {
    await register(shop, { encryption_key: encryption });
    const [first, second] = [await makeKeyPair(), await makeKeyPair()];
    web.names(HERE, shop.key, first, second);
    const kept = await asRegister(shop, "/v1/register-key", await aKeyChange(shop, first));
    expect(await certifiedKey(kept)).toBe(encryption);
    const next = (await anOpeningKey()).encryption;
    const after = withKey(shop, first);
    const body = await aKeyChange(after, second, {
      encryption_key: next,
      number: Date.now() + 1e6,
    });
    expect(await certifiedKey(await asRegister(after, "/v1/register-key", body))).toBe(next);
  });

  it("[DI3] goes with a key that two operators replaced", async () => {
    await register(shop, { encryption_key: encryption });
    const next = await makeKeyPair();
    web.names(HERE, shop.key, next);
    const registration = await aRegistration(next);
    const path = `/v1/registers/${shop.register}/key`;
    await actAsOperator(path, { registration }, { operatorKey: env.OPERATOR_KEY });
    const second = { operatorKey: "the-second-operator-of-the-tests" };
    const answer = await actAsOperator(path, { registration }, second);
    expect(await certifiedKey(answer)).toBeUndefined();
    const after = withKey(shop, next);
    expect((await postCreate(after, await signTerms(after, { asks: ["email"] }))).status).toBe(409);
    const own = { encryption_key: encryption };
    expect(await certifiedKey(await register(after, own))).toBe(encryption);
  });
});
