// Dated versions: each key sees the shapes that it was made for, a request may ask for another one.
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { API_VERSION, API_VERSIONS, FIRST_API_VERSION } from "../../../protocol/api-version.ts";
import type { ApiKeyList } from "../../../protocol/register/api-keys.ts";
import { olderAnswer, requestUpgrade } from "../../../worker/http/versions/convert.ts";
import {
  VERSION_CHANGES,
  type VersionChange,
} from "../../../worker/http/versions/version-changes.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { aHook, writeHook } from "../hook-world.ts";
import {
  aClaim,
  aConfirmOf,
  anApiKey,
  aShop,
  ask,
  aTrade,
  aWallet,
  env,
  post,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  until,
} from "../synchronous-world.ts";

const OLD = FIRST_API_VERSION;

async function anotherKey(shop: Shop): Promise<Shop> {
  const { apiKey, api_key } = await anApiKey(shop.register, shop.key);
  const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": apiKey.slice(-60) };
  expect((await post("/v1/keys", { key: api_key }, headers)).status).toBe(201);
  return { ...shop, apiKey };
}

/** A key as it would be, had it been made when that version was the newest: before any request of it. */
async function aKeyOf(shop: Shop, version: string): Promise<Shop> {
  const made = await anotherKey(shop);
  const hash = made.apiKey.slice(0, "wk_test_0000000000000_0000".length);
  await runInDurableObject(objectNamed(env.REGISTER, shop.register), (register: Register) => {
    register.database.exec("UPDATE api_keys SET version = ? WHERE prefix = ?", version, hash);
  });
  return made;
}

async function aSettledTrade(shop: Shop): Promise<string> {
  const wallet = await aWallet();
  const { id } = await aTrade(shop);
  const offer = await readOffer(id);
  const answer = await postConfirm(await aConfirmOf(wallet, offer, await aClaim(wallet, offer)));
  expect(answer.status).toBe(200);
  await until(() => settledRow(id));
  return id;
}

async function read(shop: Shop, path: string, version?: string) {
  const named = version === undefined ? {} : { "Warifu-Version": version };
  const answer = await ask(path, { headers: { Authorization: `Bearer ${shop.apiKey}`, ...named } });
  return {
    version: answer.headers.get("Warifu-Version"),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

describe("[AP1] the version of an answer", () => {
  it("is that of the key, which is the newest when the key was made, and the list of keys says it", async () => {
    const shop = await aShop();
    const old = await aKeyOf(shop, OLD);
    expect((await read(shop, "/v1/payouts")).version).toBe(API_VERSION);
    expect((await read(old, "/v1/payouts")).version).toBe(OLD);
    const { keys } = (await read(shop, "/v1/keys")).body as unknown as ApiKeyList;
    expect(keys.map(({ version }) => version).sort()).toEqual([OLD, API_VERSION]);
  });

  it("is the request's own, where it names one", async () => {
    const shop = await aShop();
    const old = await aKeyOf(shop, OLD);
    expect((await read(old, "/v1/payouts", API_VERSION)).version).toBe(API_VERSION);
    expect((await read(shop, "/v1/payouts", OLD)).version).toBe(OLD);
  });

  it.each(["2026-11-21", "2027-01-01", "latest", "1"])("%s isn't one", async (version) => {
    const shop = await aShop();
    const headers = { Authorization: `Bearer ${shop.apiKey}`, "Warifu-Version": version };
    const answer = await ask("/v1/payouts", { headers });
    expect(await problemIn(answer)).toMatchObject({
      ...{ code: "unknown_version", status: 400, param: "Warifu-Version" },
    });
    expect(answer.headers.get("Warifu-Version")).toBe(API_VERSION);
  });

  it.each(["/v1/openapi.json", "/v1/nothing", "/health", "/v1/payouts"])(
    "stands on %s too, whoever asks",
    async (path) => {
      expect((await ask(path)).headers.get("Warifu-Version")).toBe(API_VERSION);
    },
  );

  it("of a key that isn't valid is today's", async () => {
    const shop = await aShop();
    const { apiKey } = await anApiKey(shop.register, shop.key);
    expect((await read({ ...shop, apiKey }, "/v1/payouts")).version).toBe(API_VERSION);
  });
});

describe("[AP2] an older version", () => {
  it("of a trade has its payer's tag under the older name", async () => {
    const shop = await aShop();
    const old = await aKeyOf(shop, OLD);
    const id = await aSettledTrade(shop);
    const [today, older] = [
      await read(shop, `/v1/trades/${id}`),
      await read(old, `/v1/trades/${id}`),
    ];
    const { payer_tag: tag, ...rest } = today.body;
    expect(tag).toMatch(/^pay_test_/);
    expect(older.body).toEqual({ ...rest, payer: tag });
    expect(await read(old, `/v1/trades/${id}`, API_VERSION)).toEqual(today);
  });

  it("of a request is taken by the older name, and by no other", async () => {
    const shop = await aShop();
    const old = await aKeyOf(shop, OLD);
    const hook = await aHook(shop);
    const codes = async (as: Shop, body: object) => {
      const answer = await writeHook(as, `/${hook.id}/secret`, body);
      return answer.ok ? "taken" : (await problemIn(answer)).param;
    };
    expect(await codes(old, { overlap: 1000 })).toBe("taken");
    expect(await codes(shop, { overlap_ms: 1000 })).toBe("taken");
    expect(await codes(shop, { overlap: 1000 })).toBe("/overlap");
  });

  it("keeps what is signed as its signer wrote it, wherever it stands", () => {
    const signed = { payload: { object: "trade", payer_tag: "pay" }, signature: "x" };
    const trade = { object: "trade", payer_tag: "pay", receipt: signed };
    expect(olderAnswer({ trades: [trade], one: { trade } }, OLD)).toEqual({
      trades: [{ object: "trade", payer: "pay", receipt: signed }],
      one: { trade: { object: "trade", payer: "pay", receipt: signed } },
    });
    expect(olderAnswer(trade, API_VERSION)).toBe(trade);
  });

  it("is made by undoing each later change, the latest first, and a request by doing them in order", () => {
    const step = (since: string, from: string, to: string) =>
      ({
        ...{ since, what: "" },
        answers: {
          thing: (now: Record<string, unknown>) => ({ object: "thing", [from]: now[to] }),
        },
        requests: { "POST /v1/things/{thing}": (old) => ({ [to]: old[from] }) },
      }) as VersionChange;
    const changes = [step("2026-11-23", "a", "b"), step("2026-12-01", "b", "c")];
    expect(olderAnswer({ object: "thing", c: 1 }, OLD, changes)).toEqual({ object: "thing", a: 1 });
    expect(requestUpgrade("POST", "/v1/things/x", OLD, changes)?.({ a: 1 })).toEqual({ c: 1 });
    expect(requestUpgrade("POST", "/v1/things/x", "2026-11-23", changes)?.({ b: 1 })).toEqual({
      c: 1,
    });
    expect(requestUpgrade("POST", "/v1/things", OLD, changes)).toBeUndefined();
  });

  it("is one of a list that grows at its end: each change belongs to a version of it", () => {
    expect([...API_VERSIONS].sort()).toEqual(API_VERSIONS);
    expect(API_VERSIONS.at(-1)).toBe(API_VERSION);
    for (const { since } of VERSION_CHANGES) expect(API_VERSIONS.slice(1)).toContain(since);
  });

  it("[AP3] has the very same events", async () => {
    const shop = await aShop();
    const old = await aKeyOf(shop, OLD);
    await aSettledTrade(shop);
    expect((await read(old, "/v1/events")).body).toEqual((await read(shop, "/v1/events")).body);
    const touched = VERSION_CHANGES.flatMap(({ answers = {} }) => Object.keys(answers));
    expect(touched).not.toContain("event");
  });
});
