// API keys: made by the register's own signature, listed without a secret, refused everywhere once revoked.
import { describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { API_KEYS_MAX } from "../../../protocol/limits.ts";
import {
  type ApiKeyList,
  type ApiKeyScope,
  apiKeyIdOf,
  apiKeyPrefix,
} from "../../../protocol/register/api-keys.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import {
  anApiKey,
  aShop,
  ask,
  aTrade,
  env,
  getTrade,
  post,
  postCreate,
  problemIn,
  type Shop,
  signTerms,
  until,
} from "../synchronous-world.ts";

type Made = Awaited<ReturnType<typeof anApiKey>>;

const bearing = ({ apiKey }: Pick<Shop, "apiKey">) => ({ Authorization: `Bearer ${apiKey}` });

function postKey(shop: Pick<Shop, "apiKey">, { api_key }: Pick<Made, "api_key">) {
  const headers = { ...bearing(shop), "Idempotency-Key": crypto.randomUUID() };
  return post("/v1/keys", { key: api_key }, headers);
}

async function aFurtherKey(shop: Shop, scopes: readonly ApiKeyScope[] = ["full"]): Promise<Shop> {
  const made = await anApiKey(shop.register, shop.key, { scopes, name: scopes.join(" and ") });
  const answer = await postKey(shop, made);
  if (answer.status !== 201) throw new Error(await answer.text());
  return { ...shop, apiKey: made.apiKey };
}

function revoke(shop: Shop, id: string) {
  const headers = { ...bearing(shop), "Idempotency-Key": crypto.randomUUID() };
  return ask(`/v1/keys/${id}`, { method: "DELETE", headers });
}

async function keysOf(shop: Shop) {
  const answer = await ask("/v1/keys", { headers: bearing(shop) });
  return ((await answer.json()) as ApiKeyList).keys;
}

async function refusalOf(response: Promise<Response> | Response) {
  const { code, status } = await problemIn(await response);
  return `${status} ${code}`;
}

describe("a further API key", () => {
  it("[RG2] is made by the register's signature with a full key, and works at once beside the first", async () => {
    const shop = await aShop();
    const second = await aFurtherKey(shop);
    for (const one of [shop, second]) {
      const { id } = await aTrade(one);
      expect((await getTrade(one, id)).status).toBe(200);
    }
  });

  it("[RG2] isn't made by who only stole a key", async () => {
    const shop = await aShop();
    const thief = await makeKeyPair();
    const made = await anApiKey(shop.register, thief);
    expect(await refusalOf(postKey(shop, made))).toBe("400 bad_signature");
    expect(
      await refusalOf(getTrade({ ...shop, apiKey: made.apiKey }, (await aTrade(shop)).id)),
    ).toBe("401 unauthorized");
  });

  it("[RG2] isn't made from another register's object, nor for another register", async () => {
    const [shop, other] = [await aShop(), await aShop()];
    const theirs = await anApiKey(other.register, other.key);
    expect(await refusalOf(postKey(shop, theirs))).toBe("403 wrong_register");
    const { payload } = theirs.api_key;
    const renamed = { ...theirs.api_key, payload: { ...payload, iss: shop.register } };
    expect(await refusalOf(postKey(shop, { api_key: renamed }))).toBe("400 invalid_request");
  });

  it("[RG2] made again is the same key; under another name it is refused", async () => {
    const shop = await aShop();
    const made = await anApiKey(shop.register, shop.key, { name: "till" });
    const first = await (await postKey(shop, made)).text();
    expect(await (await postKey(shop, made)).text()).toBe(first);
    const asked = { ...made.api_key.payload, name: "desk" };
    const api_key = await sign(asked, await importSigningSeed(shop.key.seed));
    expect(await refusalOf(postKey(shop, { api_key }))).toBe("422 idempotency_key_reused");
  });

  it("[RG2] is refused beyond fifty that are valid", async () => {
    const shop = await aShop();
    const stub = objectNamed(env.REGISTER, shop.register);
    const { certificate, chain } = shop.certified;
    const configure = vi.spyOn(Till.prototype, "configure").mockReturnValue();
    for (let made = 1; made < API_KEYS_MAX; made++) {
      const { api_key } = await anApiKey(shop.register, shop.key);
      const use = { key: `key-${made}`, asked: api_key.payload.key };
      expect((await stub.register({ certificate, chain }, api_key.payload, use)).ok).toBe(true);
    }
    configure.mockRestore();
    const one = await anApiKey(shop.register, shop.key);
    expect(await refusalOf(postKey(shop, one))).toBe("409 too_many_keys");
    const other = (await keysOf(shop)).find(({ prefix }) => prefix !== apiKeyPrefix(shop.apiKey));
    expect((await revoke(shop, other?.id ?? "")).status).toBe(200);
    expect((await postKey(shop, one)).status).toBe(201);
  });
});

describe("a revoked API key", () => {
  it("[RG4] is refused by every till and by Register from the next request on, and never comes back", async () => {
    const shop = await aShop();
    const made = await anApiKey(shop.register, shop.key);
    expect((await postKey(shop, made)).status).toBe(201);
    const second = { ...shop, apiKey: made.apiKey };
    const terms = await Promise.all(Array.from({ length: 12 }, () => signTerms(shop)));
    const id = apiKeyIdOf("test", made.api_key.payload.key);
    const answer = await revoke(shop, id);
    expect(await answer.json()).toMatchObject({ id, revoked: expect.any(Number) });
    for (const one of terms)
      expect(await refusalOf(postCreate(second, one))).toBe("401 unauthorized");
    expect(await refusalOf(ask("/v1/payouts", { headers: bearing(second) }))).toBe(
      "401 unauthorized",
    );
    expect(await (await postKey(shop, made)).json()).toMatchObject({ revoked: expect.any(Number) });
    expect(await refusalOf(postCreate(second, terms[0]!))).toBe("401 unauthorized");
    expect((await postCreate(shop, terms[0]!)).status).toBe(201);
  });

  it("[RG4] isn't answered while a till can't be told, and goes on by asking again", async () => {
    const shop = await aShop();
    const second = await aFurtherKey(shop);
    const id = (await keysOf(shop)).find(
      ({ prefix }) => prefix === apiKeyPrefix(second.apiKey),
    )?.id;
    if (id === undefined) throw new Error("it is listed");
    const log = vi.spyOn(console, "error").mockReturnValue();
    const configure = vi.spyOn(Till.prototype, "configure").mockImplementationOnce(() => {
      throw new Error("no till");
    });
    expect((await revoke(shop, id)).status).toBe(500);
    configure.mockRestore();
    log.mockRestore();
    expect((await revoke(shop, id)).status).toBe(200);
    expect(await refusalOf(postCreate(second, await signTerms(shop)))).toBe("401 unauthorized");
    expect((await postCreate(shop, await signTerms(shop))).status).toBe(201);
  });

  it("[RG4] that isn't there is key_not_found, for who may know", async () => {
    const shop = await aShop();
    expect(await refusalOf(revoke(shop, "key_test_0000000000000000"))).toBe("404 key_not_found");
    expect(await refusalOf(revoke(shop, "nothing"))).toBe("404 key_not_found");
    const reader = await aFurtherKey(shop, ["read"]);
    expect(await refusalOf(revoke(reader, "nothing"))).toBe("403 key_not_allowed");
  });
});

describe("the list of API keys", () => {
  it("[RG5] has names, scopes and first characters, and no key and no hash", async () => {
    const shop = await aShop();
    const reader = await aFurtherKey(shop, ["read", "payouts"]);
    const keys = await keysOf(shop);
    expect(keys.map(({ name, scopes }) => [name, scopes])).toEqual(
      expect.arrayContaining([
        ["first", ["full"]],
        ["read and payouts", ["read", "payouts"]],
      ]),
    );
    expect(keys.map(({ prefix }) => prefix)).toContain(apiKeyPrefix(reader.apiKey));
    expect(keys[0]).not.toHaveProperty("hash");
    for (const one of [shop, reader])
      expect(JSON.stringify(keys)).not.toContain(one.apiKey.slice(-48));
  });

  it("[RG5] says on which day each was used last, whatever was asked for", async () => {
    const shop = await aShop();
    const creator = await aFurtherKey(shop, ["create"]);
    await aTrade(creator);
    const now = clockNow();
    const today = now - (now % 86_400_000);
    await until(async () => {
      const used = (await keysOf(shop)).map(({ last_used }) => last_used);
      return used.length === 2 && used.every((day) => day === today);
    });
  });
});
