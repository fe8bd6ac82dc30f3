// Creating a trade: the id follows from the key, a repeat gets its first answer, and what is refused writes nothing.

import * as v from "valibot";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { parseTradeId, timeOfKey } from "../../../protocol/ids.ts";
import {
  CREATE_STORED_MS,
  TRADE_LIFETIME_DEFAULT_MS,
  TRADE_LIFETIME_MAX_MS,
  TRADE_LIFETIME_MIN_MS,
} from "../../../protocol/limits.ts";
import { TradeView } from "../../../protocol/messages.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { someTerms } from "../../support/builders/realm.ts";
import {
  advanceClock,
  aKey,
  allTills,
  aShop,
  aTrade,
  cancel,
  flushed,
  getTrade,
  post,
  postCreate,
  problemIn,
  readMeter,
  type Shop,
  signTerms,
  storedRow,
  tillCost,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});

describe("[MS3] create", () => {
  it("answers 201 with the open trade", async () => {
    const terms = await signTerms(shop, { reference: "Order 17" });
    const response = await postCreate(shop, terms);
    expect(response.status).toBe(201);
    expect(response.headers.get("Idempotent-Replayed")).toBeNull();
    const view = v.parse(TradeView, await response.json());
    expect(view).toEqual({
      id: view.id,
      object: "trade",
      mode: "test",
      register: shop.register,
      status: "open",
      amount: 4980,
      currency: "JPY",
      items: terms.payload.items,
      reference: "Order 17",
      created: Number.parseInt(terms.payload.key.replace("-", "").slice(0, 12), 16),
      deadline: terms.payload.deadline,
      capture: "now",
    });
  });

  it("[ID3] [ID4] the id names register, till and the key's time", async () => {
    const key = aKey();
    const { id } = await aTrade(shop, { key });
    const parts = parseTradeId(id);
    expect(parts.register).toBe(shop.register);
    expect(parts.time).toEqual(timeOfKey(key));
    expect(parts.till).toBeLessThan(4);
  });

  it("the same key and terms again are the same trade, and say so", async () => {
    const terms = await signTerms(shop);
    const first = await (await postCreate(shop, terms)).json();
    const again = await postCreate(shop, terms);
    expect(again.status).toBe(200);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(first);
  });

  it("the key may come quoted", async () => {
    const terms = await signTerms(shop);
    const first = (await (await postCreate(shop, terms)).json()) as TradeView;
    const again = await postCreate(shop, terms, { "Idempotency-Key": `"${terms.payload.key}"` });
    expect(((await again.json()) as TradeView).id).toBe(first.id);
  });

  it("a hundred creates of one key at once are one trade", async () => {
    const terms = await signTerms(shop);
    const answers = await Promise.all(Array.from({ length: 100 }, () => postCreate(shop, terms)));
    const views = await Promise.all(answers.map((answer) => answer.json() as Promise<TradeView>));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it("other terms under the same key are idempotency_key_reused, before and after the flush", async () => {
    const terms = await signTerms(shop);
    const { id } = (await (await postCreate(shop, terms)).json()) as TradeView;
    const other = await signTerms(shop, { key: terms.payload.key, amount: 1 });
    const early = await postCreate(shop, other);
    expect(early.status).toBe(422);
    expect(await problemIn(early)).toMatchObject({ code: "idempotency_key_reused" });
    await flushed(id);
    const late = await postCreate(shop, other);
    expect(await problemIn(late)).toMatchObject({ code: "idempotency_key_reused" });
  });
});

describe("[MS4] the row of a create", () => {
  // What it costs is counted: at another test's shop its last row may be flushed only now, on a slow machine.
  beforeEach(async () => {
    shop = await aShop();
  });

  it("is flushed with whatever its till decides next, creates that come together in one commit", async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => signTerms(shop)));
    const cost = await tillCost(shop, async () => {
      const answers = await Promise.all(many.map((terms) => postCreate(shop, terms)));
      const views = await Promise.all(answers.map((answer) => answer.json() as Promise<TradeView>));
      await Promise.all(views.map(({ id }) => flushed(id)));
    });
    expect(cost.rows).toBe(40);
    // A slow machine may take longer for forty than a row may wait.
    expect(cost.commits).toBeLessThanOrEqual(2);
  });

  it("[TM12] is stored a second after the answer by itself; reads find the trade before", async () => {
    const { id } = await aTrade(shop);
    const stored = await storedRow(id);
    const view = (await (await getTrade(shop, id)).json()) as TradeView;
    expect(stored).toBeUndefined();
    expect(view).toMatchObject({ id, status: "open" });
    await until(async () => (await storedRow(id)) !== undefined);
  });

  it("[TM12] waits for no second where many come: they are flushed in parts", async () => {
    const wait = scheduler.wait.bind(scheduler);
    // Time alone stores nothing here.
    vi.spyOn(scheduler, "wait").mockImplementation((ms, options) =>
      ms < CREATE_STORED_MS ? wait(ms, options) : new Promise(() => undefined),
    );
    const many = await Promise.all(Array.from({ length: 130 }, () => signTerms(shop)));
    const before = await readMeter(allTills(shop, 1)[0]!);
    const cost = await tillCost(shop, async () => {
      await Promise.all(many.map((terms) => postCreate(shop, terms)));
      const [till] = allTills(shop, 1);
      await until(async () => (await readMeter(till!)).commits > before.commits);
    });
    vi.restoreAllMocks();
    expect(cost.commits).toBe(1);
    expect(cost.rows).toBeGreaterThanOrEqual(128);
  });

  it("a cancel before it finds the trade too, one row says both, and one that it happened", async () => {
    let id = "";
    const cost = await tillCost(shop, async () => {
      ({ id } = await aTrade(shop));
      expect((await cancel(shop, id)).status).toBe(200);
    });
    expect(cost).toMatchObject({ commits: 1, rows: 2 });
  });

  it("a key that is no UUIDv7 costs two rows more, by which the trade is found after a cold start, and listed", async () => {
    const cost = await tillCost(shop, async () => {
      const { id } = await aTrade(shop, { key: crypto.randomUUID() });
      await flushed(id);
    });
    expect(cost.rows).toBe(3);
  });
});

/** Nothing is written, and the refusal is exactly this. */
async function expectRefused(
  create: () => Promise<Response>,
  status: number,
  code: string,
  param?: string,
): Promise<void> {
  const cost = await tillCost(shop, async () => {
    const response = await create();
    expect(response.status).toBe(status);
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ code, kind: "not_a_request", status, retryable: false });
    if (param !== undefined) expect(problem.param).toBe(param);
    expect(problem.request_id).toBe(response.headers.get("Request-Id"));
  });
  expect(cost).toMatchObject({ rows: 0, commits: 0 });
}

describe("create refuses, and writes nothing", () => {
  it("[MS2] terms signed for another key: terms_key_mismatch", async () => {
    const terms = await signTerms(shop);
    const headers = { "Idempotency-Key": aKey() };
    const param = "Idempotency-Key";
    await expectRefused(() => postCreate(shop, terms, headers), 400, "terms_key_mismatch", param);
  });

  it("terms of another register: wrong_register", async () => {
    const other = await aShop();
    const terms = await signTerms(other);
    await expectRefused(() => postCreate(shop, terms), 403, "wrong_register");
  });

  it("terms that another key signed: bad_signature, known to the Worker or not", async () => {
    const stranger = await makeKeyPair();
    const forged = await someTerms(
      shop.realm,
      { key: aKey(), amount: 4980, deadline: clockNow() + 60_000 },
      stranger,
    );
    await expectRefused(() => postCreate(shop, forged), 400, "bad_signature", "/terms");
    const fresh = await aShop();
    const theirs = await someTerms(
      fresh.realm,
      { key: aKey(), amount: 4980, deadline: clockNow() + 60_000 },
      stranger,
    );
    // No trade of this register was ever made: the Worker has not learned its key.
    expect(await problemIn(await postCreate(fresh, theirs))).toMatchObject({
      code: "bad_signature",
    });
  });

  it("an amount that was changed after signing: bad_signature", async () => {
    const { payload, signature } = await signTerms(shop);
    const changed = { payload: { ...payload, amount: 1, items: [] }, signature };
    await expectRefused(() => postCreate(shop, changed), 400, "bad_signature");
  });

  it("[ID1] terms of the other mode: wrong_mode", async () => {
    const terms = await signTerms(shop, { mode: "live" });
    await expectRefused(() => postCreate(shop, terms), 400, "wrong_mode", "/terms/payload/mode");
  });

  it("[SG3] terms for another realm: wrong_audience", async () => {
    const terms = await signTerms(shop, { aud: `realm:${"0".repeat(16)}` });
    await expectRefused(() => postCreate(shop, terms), 400, "wrong_audience");
  });

  it.each([
    ["past", () => -1],
    ["too near", () => TRADE_LIFETIME_MIN_MS - 500],
    ["too far", () => TRADE_LIFETIME_MAX_MS + 60_000],
  ])("[TM3] a deadline that is %s: deadline_out_of_range", async (_, offset) => {
    const terms = await signTerms(shop, { deadline: clockNow() + offset() });
    const param = "/terms/payload/deadline";
    await expectRefused(() => postCreate(shop, terms), 400, "deadline_out_of_range", param);
  });

  it("a currency that isn't one: invalid_request", async () => {
    const terms = await signTerms(shop, { currency: "XBT" as Currency });
    const param = "/terms/payload/currency";
    await expectRefused(() => postCreate(shop, terms), 400, "invalid_request", param);
  });

  it("items that don't add up: invalid_request", async () => {
    const terms = await signTerms(shop, { items: [{ name: "x", quantity: 1, amount: 1 }] });
    await expectRefused(() => postCreate(shop, terms), 400, "invalid_request", "/terms/payload");
  });

  it("no idempotency key: idempotency_key_missing", async () => {
    const terms = await signTerms(shop);
    const headers = { "Idempotency-Key": "" };
    await expectRefused(() => postCreate(shop, terms, headers), 400, "idempotency_key_missing");
  });

  it.each([
    ["none", ""],
    ["not a bearer key", "Basic d2s6"],
    ["another form", "Bearer sk_test_123"],
  ])("API key %s: unauthorized, with a challenge", async (_, value) => {
    const terms = await signTerms(shop);
    const create = () => postCreate(shop, terms, { Authorization: value });
    await expectRefused(create, 401, "unauthorized");
    expect((await create()).headers.get("WWW-Authenticate")).toBe("Bearer");
  });

  it("an API key that was never given out: unauthorized", async () => {
    const terms = await signTerms(shop);
    const made = `${shop.apiKey.slice(0, -8)}00000000`;
    await expectRefused(
      () => postCreate(shop, terms, { Authorization: `Bearer ${made}` }),
      401,
      "unauthorized",
    );
  });

  it("an API key of the other mode: wrong_mode", async () => {
    const terms = await signTerms(shop);
    const live = shop.apiKey.replace("wk_test", "wk_live");
    await expectRefused(
      () => postCreate(shop, terms, { Authorization: `Bearer ${live}` }),
      400,
      "wrong_mode",
      "Authorization",
    );
  });

  it("a body over the limit, unread: body_too_large", async () => {
    const terms = await signTerms(shop);
    const reference = "x".repeat(70_000);
    const huge = { ...terms, payload: { ...terms.payload, reference } };
    await expectRefused(() => postCreate(shop, huge), 413, "body_too_large");
  });

  it.each([
    ["a cut body", '{"terms":'],
    ["no JSON", "terms=1"],
    ["a deep body", "[".repeat(20_000)],
    ["an empty body", ""],
  ])("%s: malformed_json", async (_, body) => {
    const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": aKey() };
    await expectRefused(() => post("/v1/trades", body, headers), 400, "malformed_json");
  });

  it("[MS1] an unknown member: invalid_request", async () => {
    const terms = await signTerms(shop);
    const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": aKey() };
    const body = { terms, coupon: 1 };
    await expectRefused(() => post("/v1/trades", body, headers), 400, "invalid_request", "/coupon");
  });

  it("a body that isn't JSON by its type: unsupported_media_type", async () => {
    const terms = await signTerms(shop);
    const headers = { "Content-Type": "text/plain" };
    await expectRefused(() => postCreate(shop, terms, headers), 415, "unsupported_media_type");
  });
});

describe("an unknown register", () => {
  it("[RQ13] is unauthorized as with a wrong key, and its made-up tills store nothing", async () => {
    const stranger = { ...shop, apiKey: `wk_test_${"0".repeat(13)}_${"0".repeat(52)}` };
    const register = `reg_test_${"0".repeat(13)}` as Shop["register"];
    const terms = await signTerms({ ...shop, realm: { ...shop.realm, register } });
    const cost = await tillCost({ ...stranger, register }, async () => {
      const response = await postCreate(stranger, terms);
      expect(response.status).toBe(401);
      expect(await problemIn(response)).toMatchObject({ code: "unauthorized" });
    });
    expect(cost.rows).toBe(0);
  });
});

describe("the time of a create", () => {
  it("[TM3] a repeat is answered whatever the time", async () => {
    const shop = await aShop();
    const terms = await signTerms(shop);
    const { id } = (await (await postCreate(shop, terms)).json()) as TradeView;
    advanceClock(3 * TRADE_LIFETIME_MAX_MS);
    const again = await postCreate(shop, terms);
    expect(again.status).toBe(200);
    expect(((await again.json()) as TradeView).id).toBe(id);
  });

  it("the SDK's default lifetime is one that create takes", async () => {
    const trade = await aTrade(shop, { deadline: clockNow() + TRADE_LIFETIME_DEFAULT_MS });
    expect(trade.status).toBe("open");
  });
});
