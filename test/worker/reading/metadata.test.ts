// What a shop notes on its trades: given at their creation, changed later, found again, and shown to nobody else.

import { beforeAll, describe, expect, it } from "vitest";
import type { TradeView } from "../../../protocol/messages.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { aSaleAt } from "../synchronous-server/sales-world.ts";
import {
  aKey,
  allTills,
  aShop,
  ask,
  aTrade,
  aWallet,
  cancel,
  flushed,
  getTrade,
  post,
  problemIn,
  readMeter,
  readOffer,
  type Shop,
  setTills,
  signTerms,
  tillCost,
} from "../synchronous-world.ts";

const bearer = ({ apiKey }: Shop) => ({ Authorization: `Bearer ${apiKey}` });

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});

async function create(metadata: unknown, key = aKey(), terms = signTerms(shop, { key })) {
  const headers = { ...bearer(shop), "Idempotency-Key": key };
  return post("/v1/trades", { terms: await terms, metadata }, headers);
}

function change(id: string, metadata: unknown, key = aKey(), by = shop): Promise<Response> {
  const headers = { ...bearer(by), "Idempotency-Key": key };
  return post(`/v1/trades/${id}/metadata`, { metadata }, headers);
}

async function viewOf(answer: Response | Promise<Response>): Promise<TradeView> {
  const response = await answer;
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const notesOf = async (id: string) => (await viewOf(getTrade(shop, id))).metadata;

const found = async (name: string, value: string, more = "") => {
  const query = `metadata_key=${name}&metadata_value=${encodeURIComponent(value)}${more}`;
  const answer = await ask(`/v1/trades?${query}`, { headers: bearer(shop) });
  return ((await answer.json()) as { trades: TradeView[] }).trades.map(({ id }) => id);
};

describe("metadata of a create", () => {
  it("[AR5] is in every view of the trade, and a repeat gets the same", async () => {
    const [key, metadata] = [aKey(), { order: "P-1", "a.b:c_d-e": "" }];
    const terms = signTerms(shop, { key });
    const first = await create(metadata, key, terms);
    expect(first.status).toBe(201);
    const view = await viewOf(first);
    expect(view.metadata).toEqual(metadata);
    const again = await create({ "a.b:c_d-e": "", order: "P-1" }, key, terms);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(view);
    expect(await notesOf(view.id)).toEqual(metadata);
    expect((await viewOf(cancel(shop, view.id))).metadata).toEqual(metadata);
  });

  it.each([[{ order: "P-2" }], [undefined], [{}], [{ order: "P-1", more: "x" }]])(
    "[AR5] [MS3] under the same key with %j is another request",
    async (other) => {
      const key = aKey();
      const terms = signTerms(shop, { key });
      const { id } = await viewOf(create({ order: "P-1" }, key, terms));
      expect((await problemIn(await create(other, key, terms))).code).toBe(
        "idempotency_key_reused",
      );
      expect(await notesOf(id)).toEqual({ order: "P-1" });
    },
  );

  it("[AR5] that adds some to a key without any is another request", async () => {
    const key = aKey();
    const terms = signTerms(shop, { key });
    await create(undefined, key, terms);
    const answer = await create({ order: "P-1" }, key, terms);
    expect((await problemIn(answer)).code).toBe("idempotency_key_reused");
  });

  it("[AR5] of requests that come at once is that of one trade", async () => {
    const key = aKey();
    const terms = signTerms(shop, { key });
    const answers = await Promise.all([1, 2, 3].map(() => create({ order: "P-3" }, key, terms)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const ids = new Set(await Promise.all(answers.map(async (one) => (await viewOf(one)).id)));
    expect(ids.size).toBe(1);
  });

  it("[AR5] [ID2] is known to a later till that asks the earlier one", async () => {
    const own = await aShop();
    const key = aKey();
    const terms = await signTerms(own, { key });
    const made = (metadata: object) =>
      post("/v1/trades", { terms, metadata }, { ...bearer(own), "Idempotency-Key": key });
    const { id } = await viewOf(made({ order: "P-4" }));
    await setTills(own, 7);
    const again = await viewOf(made({ order: "P-4" }));
    expect(again).toMatchObject({ id, metadata: { order: "P-4" } });
    expect((await problemIn(await made({ order: "P-5" }))).code).toBe("idempotency_key_reused");
  });

  it("[AR5] costs rows only where there is some", async () => {
    const own = await aShop();
    const without = await tillCost(own, async () => flushed((await aTrade(own)).id));
    expect(without).toMatchObject({ rows: 1, commits: 1 });
    const [till] = allTills(own, 1);
    const before = await readMeter(till!);
    const key = aKey();
    const terms = await signTerms(own, { key });
    const headers = { ...bearer(own), "Idempotency-Key": key };
    await post("/v1/trades", { terms, metadata: { a: "1", b: "2" } }, headers);
    const after = await readMeter(till!);
    expect(after.rows - before.rows).toBe(4);
    expect(after.commits - before.commits).toBe(1);
  });

  it.each([
    [{ "": "x" }],
    [{ ["k".repeat(41)]: "x" }],
    [{ "a b": "x" }],
    [{ a: "x".repeat(501) }],
    [{ a: 1 }],
    [{ a: null }],
    [{ constructor: "x" }],
    ["text"],
    [["a"]],
    [Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, "x"]))],
  ])("[AR5] %j is refused, and no trade is made", async (metadata) => {
    const key = aKey();
    const terms = signTerms(shop, { key });
    expect((await problemIn(await create(metadata, key, terms))).code).toBe("invalid_request");
    expect((await create(undefined, key, terms)).status).toBe(201);
  });

  it("[AR5] under a name that objects have anyway is refused", async () => {
    const key = aKey();
    const body = JSON.stringify({ terms: await signTerms(shop, { key }), metadata: { a: "x" } });
    const headers = { ...bearer(shop), "Idempotency-Key": key };
    const answer = await post("/v1/trades", body.replace('{"a":', '{"__proto__":'), headers);
    expect((await problemIn(answer)).code).toBe("invalid_request");
  });
});

describe("a change of metadata", () => {
  it("[AR6] gives, replaces and takes away by name, at any time", async () => {
    const { id } = await viewOf(create({ a: "1", b: "2" }));
    expect((await viewOf(change(id, { b: "3", c: "4" }))).metadata).toEqual({
      ...{ a: "1", b: "3", c: "4" },
    });
    await cancel(shop, id);
    expect((await viewOf(change(id, { a: null, none: null }))).metadata).toEqual({
      ...{ b: "3", c: "4" },
    });
    await change(id, { b: null, c: null });
    expect(await notesOf(id)).toBeUndefined();
  });

  it("[AR6] is made once under its key, and a late repeat brings nothing back", async () => {
    const { id } = await viewOf(create({ a: "1" }));
    const key = aKey();
    await change(id, { a: "2" }, key);
    await change(id, { a: "3" });
    const again = await change(id, { a: "2" }, key);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect((await viewOf(again)).metadata).toEqual({ a: "3" });
    const other = await problemIn(await change(id, { a: "4" }, key));
    expect(other).toMatchObject({ code: "idempotency_key_reused", param: "Idempotency-Key" });
  });

  it("[AR6] of many that come at once loses none", async () => {
    const { id } = await aTrade(shop);
    const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
    await Promise.all(names.map((name) => change(id, { [name]: name })));
    expect(Object.keys((await notesOf(id)) ?? {}).sort()).toEqual([...names].sort());
    const one = await problemIn(await change(id, { more: "x" }));
    expect(one).toMatchObject({ code: "invalid_request", param: "/metadata" });
    expect((await viewOf(change(id, { more: "x", n0: null }))).metadata).not.toHaveProperty("n0");
  });

  it("[AR6] a repeat writes nothing, and an unknown trade has none", async () => {
    const { id } = await viewOf(create({ a: "1" }));
    const key = aKey();
    await change(id, { a: "2" }, key);
    const cost = await tillCost(shop, () => change(id, { a: "2" }, key), 1);
    expect(cost).toMatchObject({ hops: 1, rows: 0, commits: 0 });
    const other = await aShop();
    expect((await problemIn(await change(id, { a: "2" }, key, other))).code).toBe(
      "trade_not_found",
    );
    const { id: gone } = await viewOf(create({ a: "1" }));
    expect((await problemIn(await change(`${gone.slice(0, -2)}00`, {}))).status).toBe(404);
  });
});

describe("what is noted", () => {
  it("[AR5] finds its trades, newest first, also those whose keys say no time", async () => {
    const trades = [];
    for (const key of [aKey(clockNow() - 9000), "order-9", aKey(clockNow() + 9000)])
      trades.push((await viewOf(create({ order: "find me" }, key))).id);
    await create({ order: "find me not" });
    expect(await found("order", "find me")).toEqual([trades[2], trades[1], trades[0]]);
    expect(await found("order", "find me", "&limit=1")).toEqual([trades[2]]);
    await change(trades[0] ?? "", { order: "found" });
    expect(await found("order", "find me")).toEqual([trades[2], trades[1]]);
    expect(await found("order", "found", "&currency=EUR")).toEqual([]);
  });

  it.each([
    ["metadata_key=a", "metadata_value"],
    ["metadata_value=a", "metadata_key"],
    ["metadata_key=a%20b&metadata_value=a", "metadata_key"],
  ])("[AR3] %s is refused by its name", async (query, param) => {
    const answer = await ask(`/v1/trades?${query}`, { headers: bearer(shop) });
    expect(await problemIn(answer)).toMatchObject({ code: "invalid_request", param });
  });

  it("[AR5] stands in nothing that a payer, a page or the carrier gets", async () => {
    const { id } = await viewOf(create({ canary: "seen-by-nobody-7f3a" }));
    const seen = [await (await ask(`/v1/trades/${id}/status`)).text()];
    seen.push(JSON.stringify(await readOffer(id)));
    expect(seen.join()).not.toMatch(/canary|seen-by-nobody/);
    const sold = await aSaleAt(shop, await aWallet(), 300);
    await change(sold, { canary: "seen-by-nobody-7f3a" });
    const { receipt, metadata } = await viewOf(getTrade(shop, sold));
    expect(metadata).toEqual({ canary: "seen-by-nobody-7f3a" });
    expect(JSON.stringify(receipt)).not.toMatch(/canary/);
    const events = await (await ask("/v1/events", { headers: bearer(shop) })).text();
    expect(events).not.toMatch(/canary/);
  });
});
