// What is tried again, when, and how often; and that a lost answer never makes a second trade, over a real connection
// that breaks.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problemOf, refusal } from "../../protocol/problem.ts";
import { createWarifu, type WarifuOptions } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

const ORDER = { amount: 4980, currency: "JPY" };
const PAYOUT = "JPY";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const refused = (code: Parameters<typeof refusal>[0], headers = {}): Answer => {
  const body = problemOf(refusal(code), "req_9");
  return { status: body.status, headers, body };
};

async function aWarifu(answers: Answer[], options: Partial<WarifuOptions> = {}) {
  const { key } = await FakeWarifu.open();
  const waits: number[] = [];
  const seen: { method: string; key: string | null }[] = [];
  const clock = { now: NOW };
  const answer: typeof fetch = async (input, init) => {
    const { method, headers } = new Request(input, init);
    seen.push({ method, key: headers.get("idempotency-key") });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const { status = 200, headers: sent = {}, body } = next ?? {};
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers: sent });
  };
  const warifu = createWarifu({
    ...{ key, fetch: answer, now: () => clock.now, random: (n: number) => new Uint8Array(n) },
    wait: async (ms) => {
      waits.push(ms);
      clock.now += ms;
    },
    ...options,
  });
  return { warifu, waits, seen };
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "none",
    (error: { code?: string }) => error.code ?? String(error),
  );

describe("a call is tried again", () => {
  it("no sooner than the server asks for, in seconds or by a date", async () => {
    const date = new Date(NOW + 2_000 + 3_000).toUTCString();
    const { warifu, waits } = await aWarifu([
      refused("rate_limited", { "retry-after": "2" }),
      refused("storage_unavailable", { "retry-after": date }),
      refused("storage_unavailable", { "retry-after": "soon" }),
      { body: { keys: [] } },
    ]);
    expect(await warifu.listApiKeys()).toEqual([]);
    expect(waits[0]).toBe(2_000);
    // A date has whole seconds.
    expect(waits[1]).toBeGreaterThan(2_000);
    expect(waits[1]).toBeLessThanOrEqual(3_000);
    expect(waits[2]).toBe(500);
  });

  it("not once its time is used up, nor for a wait that is longer than what is left", async () => {
    const rested = await aWarifu([refused("rate_limited", { "retry-after": "30" })]);
    expect(await codeOf(rested.warifu.listApiKeys())).toBe("rate_limited");
    expect(rested.waits).toEqual([30_000, 30_000]);
    const hurried = await aWarifu([refused("rate_limited", { "retry-after": "3600" })]);
    expect(await codeOf(hurried.warifu.listApiKeys())).toBe("rate_limited");
    expect(hurried.seen).toHaveLength(1);
    const own = await aWarifu([refused("storage_unavailable")], { triesMax: 2, budgetMs: 1_000 });
    expect(await codeOf(own.warifu.listApiKeys())).toBe("storage_unavailable");
    expect(own.seen).toHaveLength(2);
  });

  it("with the same key, whether it was given or made", async () => {
    const { warifu, seen } = await aWarifu([refused("internal_error")]);
    expect(await codeOf(warifu.requestPayout(PAYOUT))).toBe("internal_error");
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([408, 429, 502, 503])("where something before the server answers %d", async (status) => {
    const { warifu } = await aWarifu([{ status, body: "<h1>later</h1>" }, { body: { keys: [] } }]);
    expect(await warifu.listApiKeys()).toEqual([]);
  });

  it.each(["till_frozen", "payout_under_way", "register_suspended"] as const)(
    "never for %s, which seconds don't mend; its caller may",
    async (code) => {
      const { warifu, seen } = await aWarifu([refused(code)]);
      const error = await warifu.requestPayout(PAYOUT).catch((thrown) => thrown);
      expect(error).toMatchObject({ code, retryable: true, idempotencyKey: seen[0]?.key });
      expect(seen).toHaveLength(1);
    },
  );
});

it("a refusal that is newer than the SDK says its code, and whether to try again", async () => {
  const body = { ...problemOf(refusal("invalid_request"), "req_7"), code: "moon_phase_wrong" };
  const once = await aWarifu([{ status: 400, body }]);
  const error = await once.warifu.listApiKeys().catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "problem_unknown", requestId: "req_7", retryable: false });
  expect(error.message).toContain("moon_phase_wrong");
  const known = await aWarifu([refused("key_not_allowed")]);
  const { docUrl } = await known.warifu.listApiKeys().catch((thrown) => thrown);
  expect(docUrl).toMatch(/\/problems\/key_not_allowed$/);
  const again = await aWarifu([{ status: 409, body: { ...body, retryable: true } }]);
  expect(await codeOf(again.warifu.listApiKeys())).toBe("problem_unknown");
  expect(again.seen).toHaveLength(4);
});

describe("over a connection that breaks", () => {
  let fake: FakeWarifu;
  let proxy: FaultProxy;
  let close: () => Promise<void>;

  beforeEach(async () => {
    let answer: (request: Request) => Promise<Response> = async () => new Response();
    const server = createServer(getRequestListener((request) => answer(request)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    proxy = await startFaultProxy(() => (server.address() as AddressInfo).port);
    fake = await FakeWarifu.open(proxy.origin);
    answer = (request) => fake.fetch(request);
    close = async () => {
      await Promise.all([proxy.close(), new Promise((resolve) => server.close(resolve))]);
    };
  });
  afterEach(() => close());

  const patient = () => createWarifu({ key: fake.key, wait: async () => undefined });

  it("a lost answer, again and again, never makes two trades", async () => {
    proxy.arm(/^\/v1\/trades$/, { kind: "lose-answer" }, { times: 3, method: "POST" });
    const { id } = await patient().createTrade(ORDER);
    expect(fake.trades.size).toBe(1);
    expect(fake.get(id).id).toBe(id);
    const [first, ...repeats] = proxy.passed.map(({ body }) => body);
    expect(repeats).toEqual([first, first, first]);
  });

  it("nor does a call that gave up and is made again with its key", async () => {
    const warifu = patient();
    proxy.arm(/^\/v1\/trades$/, { kind: "lose-answer" }, { times: 0, method: "POST" });
    const error = await warifu.createTrade(ORDER).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "no_answer", retryable: true });
    expect(error.cause).toBeInstanceOf(Error);
    proxy.calm();
    const { idempotencyKey } = error;
    const { id } = await warifu.createTrade(ORDER, { idempotencyKey });
    expect(fake.trades.size).toBe(1);
    expect(fake.get(id).id).toBe(id);
  });

  it("a refund of which the answer is lost is one refund", async () => {
    const warifu = patient();
    const { id } = await warifu.createTrade(ORDER);
    await fake.settle(id);
    proxy.arm(/\/refunds$/, { kind: "lose-answer" }, { times: 2, method: "POST" });
    const refund = await warifu.refundTrade(id, { amount: 1_000, currency: "JPY" });
    expect(refund.amount).toBe(1_000);
    expect(fake.get(id).orders.size).toBe(1);
    expect(fake.get(id).refunded).toBe(1_000);
  });
});
