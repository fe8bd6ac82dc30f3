// The SDK's calls against a fake synchronous server: keys, retries, lost answers, refusals, secrecy.

import { inspect } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { timeOfKey, uuid7 } from "../../protocol/ids.ts";
import { backoffMs } from "../../register-server/http/exchange.ts";
import { createWarifu, type Warifu, WarifuError } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FAKE_ORIGIN, FakeWarifu } from "../support/fake-warifu.ts";

const ORDER = {
  amount: 4980,
  currency: "JPY",
  items: [{ name: "Brush and ink", quantity: 1, amount: 4980 }],
  reference: "P-1001",
};

let server: FakeWarifu;
let warifu: Warifu;
let waits: number[];
let now: number;

beforeEach(async () => {
  server = await FakeWarifu.open();
  waits = [];
  now = NOW;
  warifu = createWarifu({
    key: server.key,
    fetch: server.fetch,
    now: () => now,
    wait: async (ms) => void waits.push(ms),
  });
});

async function failure(promise: Promise<unknown>): Promise<WarifuError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(WarifuError);
  return error as WarifuError;
}

const keys = () => server.seen.map(({ headers }) => headers.get("idempotency-key"));

describe("createTrade", () => {
  it("posts terms that the register signed, under a UUIDv7 key of now", async () => {
    const trade = await warifu.createTrade(ORDER);
    expect(trade).toMatchObject({ ...ORDER, status: "open", register: warifu.register });
    const [request] = server.seen;
    expect(request?.path).toBe("/v1/trades");
    expect(request?.headers.get("authorization")).toMatch(/^Bearer wk_test_/);
    const key = request?.headers.get("idempotency-key") ?? "";
    expect(timeOfKey(key)).toEqual(timeOfKey(uuid7(NOW, new Uint8Array(10))));
    expect(trade.deadline).toBe(NOW + 30 * 60_000);
  });

  it("uses another key for each call", async () => {
    const first = await warifu.createTrade(ORDER);
    const second = await warifu.createTrade(ORDER);
    expect(second.id).not.toBe(first.id);
  });

  it("sends the same bytes under the same key when an answer is lost, cut or broken", async () => {
    server.mishaps.push("lost", "cut", "html-502");
    const trade = await warifu.createTrade(ORDER);
    expect(server.trades.size).toBe(1);
    expect([...server.trades.values()][0]?.id).toBe(trade.id);
    expect(new Set(keys()).size).toBe(1);
    expect(new Set(server.seen.map(({ body }) => body)).size).toBe(1);
    expect(waits).toHaveLength(3);
  });

  it("repeated later under a stored key is still the same trade", async () => {
    const idempotencyKey = warifu.newIdempotencyKey();
    const first = await warifu.createTrade(ORDER, { idempotencyKey });
    now += 3_600_000;
    const again = await warifu.createTrade(ORDER, { idempotencyKey });
    expect(again.id).toBe(first.id);
  });

  it("gives up after four tries, and names the key to go on with", async () => {
    server.mishaps.push("unreachable", "unreachable", "storage_unavailable", "unreachable");
    const error = await failure(warifu.createTrade(ORDER));
    expect(error).toMatchObject({ code: "no_answer", retryable: true });
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(keys()).toEqual(Array(4).fill(error.idempotencyKey));
  });

  it("does not retry what the server decided", async () => {
    server.mishaps.push("unauthorized");
    expect(await failure(warifu.createTrade(ORDER))).toMatchObject({
      code: "unauthorized",
      cause: { code: "unauthorized", title: "The API key isn't valid" },
      status: 401,
      requestId: "req_1",
      retryable: false,
    });
    expect(server.seen).toHaveLength(1);
  });

  it("refuses another order under a used key", async () => {
    const idempotencyKey = warifu.newIdempotencyKey();
    await warifu.createTrade(ORDER, { idempotencyKey });
    const other = { ...ORDER, amount: 4981, items: [] };
    expect(await failure(warifu.createTrade(other, { idempotencyKey }))).toMatchObject({
      code: "idempotency_key_reused",
      status: 422,
      idempotencyKey,
    });
  });

  it.each([
    [{ ...ORDER, amount: 49.8 }, "amount"],
    [{ ...ORDER, amount: 0, items: [] }, "amount"],
    [{ ...ORDER, currency: "YEN" }, "currency"],
    [{ ...ORDER, amount: 5000 }, "items"],
    [{ ...ORDER, reference: " P-1" }, "reference"],
  ])("sends nothing for terms that can't be: %#", async (order, param) => {
    expect(await failure(warifu.createTrade(order))).toMatchObject({
      code: "invalid_request",
      param,
    });
    expect(server.seen).toEqual([]);
  });

  it.each(["amount", "register"] as const)("refuses an answer about another %s", async (field) => {
    const stranger = await FakeWarifu.open();
    const other = { amount: 1, register: stranger.realm.register }[field];
    server.tamper = (view) => ({ ...view, [field]: other });
    expect(await failure(warifu.createTrade(ORDER))).toMatchObject({ code: "answer_mismatch" });
  });

  it("refuses an answer that doesn't fit the schema, naming the place", async () => {
    server.tamper = ({ status: _, ...view }) => view;
    const error = await failure(warifu.createTrade(ORDER));
    expect(error).toMatchObject({ code: "answer_malformed", param: "status", retryable: false });
  });

  it("ends with the caller's signal, while it waits too", async () => {
    const controller = new AbortController();
    server.mishaps.push("unreachable");
    const impatient = createWarifu({
      key: server.key,
      fetch: server.fetch,
      wait: async () => controller.abort("closed"),
    });
    const error = await failure(impatient.createTrade(ORDER, { signal: controller.signal }));
    expect(error).toMatchObject({ code: "aborted", cause: "closed" });
    expect(server.seen).toHaveLength(1);
  });

  it("gives each try its limit", async () => {
    const deaf: typeof fetch = (_, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      });
    const patient = createWarifu({
      key: server.key,
      fetch: deaf,
      wait: async () => {},
      timeoutMs: 1,
    });
    expect(await failure(patient.getTrade((await warifu.createTrade(ORDER)).id))).toMatchObject({
      code: "no_answer",
    });
  });
});

describe("getTrade and cancelTrade", () => {
  it("read and end a trade", async () => {
    const { id } = await warifu.createTrade(ORDER);
    expect((await warifu.getTrade(id)).status).toBe("open");
    server.mishaps.push("lost");
    expect((await warifu.cancelTrade(id)).status).toBe("cancelled");
    expect(new Set(keys().slice(-2)).size).toBe(1);
    expect((await warifu.getTrade(id)).status).toBe("cancelled");
  });

  it("a paid trade can't be cancelled", async () => {
    const { id } = await warifu.createTrade(ORDER);
    await server.settle(id);
    expect(await failure(warifu.cancelTrade(id))).toMatchObject({ code: "trade_settled" });
  });

  it("send nothing for another register's trade, or what isn't a trade", async () => {
    const stranger = await FakeWarifu.open();
    const theirs = await createWarifu({ key: stranger.key, fetch: stranger.fetch }).createTrade(
      ORDER,
    );
    expect(await failure(warifu.getTrade(theirs.id))).toMatchObject({ code: "wrong_register" });
    expect(await failure(warifu.cancelTrade("../trades"))).toMatchObject({
      code: "invalid_request",
    });
    expect(server.seen).toEqual([]);
  });

  it("refuse an answer about another trade", async () => {
    const [first, second] = [await warifu.createTrade(ORDER), await warifu.createTrade(ORDER)];
    server.tamper = (view) => ({ ...view, id: second.id });
    expect(await failure(warifu.getTrade(first.id))).toMatchObject({ code: "answer_mismatch" });
  });
});

describe("the secret", () => {
  it("is never shown by the object or its errors", async () => {
    server.mishaps.push("unauthorized");
    const error = await failure(warifu.createTrade(ORDER));
    const { register, mode } = warifu;
    expect(JSON.parse(JSON.stringify(warifu))).toEqual({ register, mode, origin: FAKE_ORIGIN });
    const secrets = [server.realm.registerKey.seed, "wk_test", server.key];
    const shown = [warifu, { warifu }, error].flatMap((value) => [
      inspect(value, { depth: 10, showHidden: true }),
      JSON.stringify(value),
      String(value),
    ]);
    for (const text of shown) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it("must be there and whole", () => {
    for (const key of [undefined, "", "warifu_test_x"]) {
      expect(() => createWarifu({ key })).toThrow(/^key_malformed: WARIFU_KEY/);
    }
  });
});

describe("the back-off", () => {
  it("doubles, is at least half of its step, and has an upper limit", () => {
    const low = new Uint8Array(4);
    const high = new Uint8Array(4).fill(255);
    expect([1, 2, 3].map((tries) => backoffMs(tries, low))).toEqual([125, 250, 500]);
    expect([1, 2, 3, 9].map((tries) => Math.round(backoffMs(tries, high)))).toEqual([
      250, 500, 1000, 4000,
    ]);
  });
});
