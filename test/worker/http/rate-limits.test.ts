// Rate limits with the platform's own binding: whom they count, whom never, and what one is told beyond them.

import { createExecutionContext } from "cloudflare:test";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { Problem } from "../../../protocol/problem.ts";
import { createOperatorApi } from "../../../worker/carrier-server/operator-api.ts";
import { addressOf, limitRefusal, RATE_LIMITS } from "../../../worker/http/rate-limits.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { createSynchronousDoor } from "../../../worker/synchronous-server/door.ts";
import { aSignature } from "../../support/builders/signed-requests.ts";
import { aShop, aTrade, aWallet, bearing, env, ORIGIN, type Shop } from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";

const three = (env as unknown as { THREE_A_MINUTE: RateLimit }).THREE_A_MINUTE;
/** As in production, where no clock can be moved; every limit is three a minute. */
const strict = {
  TEST_CLOCK: "off",
  ...{
    ENROLMENTS: three,
    TERMINALS: three,
    SHOPS: three,
    READERS: three,
    BUYERS: three,
    OPERATORS: three,
  },
};

const door = createSynchronousDoor();
const operator = createOperatorApi();

let nextAddress = 1;
/** An asker that nobody has counted yet. */
function somebody(): Record<string, string> {
  nextAddress += 1;
  return { "CF-Connecting-IP": `192.0.2.${nextAddress}` };
}

async function ask(
  path: string,
  headers: Record<string, string>,
  init: RequestInit = {},
  limits: object = strict,
): Promise<Response> {
  const request = new Request(`${ORIGIN}${path}`, { ...init, headers });
  return door.fetch(request, { ...env, ...limits } as never, createExecutionContext());
}

async function statuses(times: number, send: () => Promise<Response>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push((await send()).status);
  return all;
}

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});
afterEach(() => vi.restoreAllMocks());

describe("[RQ15] beyond a limit", () => {
  it("[AP9] is rate_limited: the same request may be sent again, and when", async () => {
    const from = somebody();
    const send = () => ask("/v1/openapi.json", from);
    const first = await send();
    expect(first.headers.get("RateLimit-Policy")).toBe('"readers";q=3000;w=60');
    expect(first.headers.get("RateLimit")).toBeNull();
    expect(await statuses(2, send)).toEqual([200, 200]);
    const refused = await send();
    expect(v.parse(Problem, await refused.json())).toMatchObject({
      ...{ code: "rate_limited", status: 429, kind: "not_yet", retryable: true },
    });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      "retry-after": "60",
      "ratelimit-policy": '"readers";q=3000;w=60',
      ratelimit: '"readers";r=0;t=60',
    });
  });

  it("[AP9] names itself in development too, where nothing is counted", async () => {
    const headers = { Authorization: `Bearer ${shop.apiKey}`, ...somebody() };
    const unbound = Object.fromEntries(Object.keys(strict).map((name) => [name, undefined]));
    const answer = await ask("/v1/trades", headers, {}, { ...unbound, TEST_CLOCK: "on" });
    expect([answer.status, answer.headers.get("RateLimit-Policy")]).toEqual([
      ...[200, '"shops";q=10000;w=10'],
    ]);
  });

  it("others go on: another address, or another page at the same one", async () => {
    const from = somebody();
    await statuses(4, () => ask("/v1/openapi.json", from));
    expect((await ask("/v1/openapi.json", somebody())).status).toBe(200);
    const page = { ...from, Origin: "https://shop.example" };
    expect((await ask("/v1/openapi.json", page)).status).not.toBe(429);
    expect((await ask("/v1/openapi.json", from)).status).toBe(429);
  });

  it("[RQ15] an address opens no more accounts, before a byte of it is read", async () => {
    const from = { ...somebody(), "Content-Type": "application/json" };
    const body = () => ({ method: "POST", body: "{}" });
    expect(await statuses(4, () => ask("/v1/terminals", from, body()))).toEqual([
      ...[401, 401, 401, 429],
    ]);
    expect((await ask("/v1/registers", from, body())).status).toBe(429);
  });

  it("an API key asks no more, wherever it is used from", async () => {
    const key = { Authorization: `Bearer ${shop.apiKey}` };
    const read = () => ask("/v1/payouts", { ...key, ...somebody() });
    expect(await statuses(4, read)).toEqual([200, 200, 200, 429]);
    const other = await aShop();
    const theirs = { Authorization: `Bearer ${other.apiKey}` };
    expect((await ask("/v1/payouts", theirs)).status).toBe(200);
  });

  it("a terminal claims no more; one that only borrows its key's name uses up nothing of it", async () => {
    const wallet = await aWallet();
    const { id } = await aTrade(shop);
    const path = `/v1/trades/${id}/decline`;
    const { trust } = await deploymentOf(env);
    const decline = async (device = wallet.device) => {
      const request = { method: "POST", url: `${ORIGIN}${path}`, body: "{}" };
      const signed = await aSignature(device, request, trust, clockNow());
      const headers = { ...bearing(wallet), ...signed, "Content-Type": "application/json" };
      return ask(path, headers, { method: "POST", body: "{}" });
    };
    const thief = await makeKeyPair();
    const borrowed = { ...thief, publicKey: wallet.device.publicKey };
    expect(await statuses(5, () => decline(borrowed))).toEqual(Array(5).fill(400));
    expect(await statuses(4, () => decline())).toEqual([200, 200, 200, 429]);
  });

  it("[PL7] who begins listed trades is counted by address and register, whatever bearer he claims to be", async () => {
    const from = somebody();
    const send = (register: string, bearer: string) => {
      const headers = { ...from, Authorization: `Bearer ${bearer}` };
      const path = `/v1/price-lists/prl_test_${register}_main/trades`;
      return ask(path, headers, { method: "POST" });
    };
    const one = "0000000000000";
    let n = 0;
    expect(await statuses(4, () => send(one, `wk_${n++}`))).toEqual([400, 400, 400, 429]);
    expect((await send("000000000000g", "wk")).status).toBe(400);
  });

  it("the operator's door is counted by address", async () => {
    const from = somebody();
    const send = async () =>
      operator.fetch(
        new Request("https://carrier.example/v1/account", { headers: from }),
        { ...carrierEnv, ...strict } as never,
        createExecutionContext(),
      );
    expect(await statuses(4, send)).toEqual([401, 401, 401, 429]);
  });
});

describe("[RQ16] money on its way", () => {
  it.each([
    ["a confirm", "POST", "/v1/confirmations"],
    ["a money socket", "GET", "/v1/money"],
    ["a cancel", "POST", "/v1/trades/x/cancel"],
    ["a capture", "POST", "/v1/trades/x/captures"],
    ["a void", "POST", "/v1/trades/x/void"],
    ["a refund", "POST", "/v1/trades/x/refunds"],
  ])("%s is never counted by address or API key", async (_, method, path) => {
    const from = { ...somebody(), Authorization: `Bearer ${shop.apiKey}` };
    const said = await statuses(6, () => ask(path, from, { method }));
    expect(said).not.toContain(429);
  });

  it("a limit that isn't bound is logged, once, and keeps nobody out", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const none = { TEST_CLOCK: "off" };
    expect(await limitRefusal(none, "SHOPS", "key")).toBeUndefined();
    expect(await limitRefusal(none, "SHOPS", "key")).toBeUndefined();
    expect(log.mock.calls).toEqual([
      ['{"level":"error","event":"rate_limit_missing","limit":"SHOPS"}'],
    ]);
  });

  it("a limit that isn't bound makes both servers not_ready", async () => {
    const { OPERATORS: _, ...unbound } = { ...carrierEnv, ...strict };
    const context = createExecutionContext();
    const carrier = (bindings: object) =>
      operator.fetch(new Request("https://carrier.example/health"), bindings as never, context);
    expect((await carrier({ ...carrierEnv, ...strict })).status).toBe(200);
    const refused = [
      await ask("/health", {}, {}, { ...strict, ENROLMENTS: undefined }),
      await carrier(unbound),
    ];
    for (const one of refused) {
      expect(one.status).toBe(503);
      expect(v.parse(Problem, await one.json()).code).toBe("not_ready");
    }
    expect((await ask("/health", {})).status).toBe(200);
  });

  it("where the clock can be moved nothing is counted", async () => {
    expect(await limitRefusal({ ...strict, TEST_CLOCK: "on" }, "READERS", "x")).toBeUndefined();
    const from = somebody();
    const send = () => ask("/v1/openapi.json", from, {}, { ...strict, TEST_CLOCK: "on" });
    expect(await statuses(5, send)).toEqual(Array(5).fill(200));
  });
});

describe("[RQ15] an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::1", "2001:db8:1:2"],
    ["2001:0db8:0001:0002::", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
  ])("%s is counted as %s", (address, counted) => {
    const headers = { "CF-Connecting-IP": address };
    expect(addressOf(new Request(ORIGIN, { headers }))).toBe(counted);
  });

  it("that the platform doesn't say is one for all", () => {
    expect(addressOf(new Request(ORIGIN))).toBe("unknown");
    expect(Object.values(RATE_LIMITS).every(({ seconds }) => [10, 60].includes(seconds))).toBe(
      true,
    );
  });
});
