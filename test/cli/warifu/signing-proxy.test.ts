// The signing proxy on this machine's own network: what it adds, what it passes on as it is, and whom it refuses.

import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import {
  type SigningProxy,
  type SigningProxyOptions,
  startSigningProxy,
} from "../../../cli/warifu/sign/signing-proxy.ts";
import { type Mode, registerIdFrom } from "../../../protocol/ids.ts";
import { apiKeyText } from "../../../protocol/register/api-keys.ts";
import { realmOf, verify } from "../../../protocol/signing/signature.ts";
import { keyFor } from "../../../register-server/key.ts";

interface Heard {
  readonly request: IncomingMessage;
  readonly body: string;
}

let api: Server;
let upstream: string;
let heard: Heard[];
let proxies: SigningProxy[];

beforeEach(async () => {
  heard = [];
  proxies = [];
  api = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    heard.push({ request, body });
    response.writeHead(418, { "Request-Id": "req_1", "content-type": "application/problem+json" });
    response.end('{ "odd":  "spacing" }\n');
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const address = api.address();
  upstream = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await new Promise((resolve) => api.close(resolve));
});

async function aKey(mode: Mode = "test") {
  const [own, root] = [await makeKeyPair(), await makeKeyPair()];
  const register = registerIdFrom(mode, crypto.getRandomValues(new Uint8Array(8)));
  const api_key = apiKeyText(register, crypto.getRandomValues(new Uint8Array(32)));
  const parts = { mode, register, api_key, seed: own.seed, root_key: root.publicKey };
  return { own, root, register, apiKey: api_key, key: keyFor({ ...parts, origin: upstream }) };
}

async function aProxy(options: Partial<SigningProxyOptions> = {}) {
  const known = await aKey();
  const proxy = await startSigningProxy({ key: known.key, upstream, ...options });
  proxies.push(proxy);
  return { ...known, proxy };
}

function create(proxy: SigningProxy, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ amount: 4980, currency: "JPY" });
  return fetch(`${proxy.origin}/v1/trades`, { method: "POST", body, headers });
}

describe("the signing proxy", () => {
  it("adds the API key, an idempotency key and a signature that holds", async () => {
    const { proxy, apiKey, register, own, root } = await aProxy();
    await create(proxy);
    const [{ request, body }] = heard as [Heard];
    expect(request.headers.authorization).toBe(`Bearer ${apiKey}`);
    const { terms } = JSON.parse(body);
    expect(terms.payload.key).toBe(request.headers["idempotency-key"]);
    const aud = await realmOf(root.publicKey);
    const expected = { typ: "warifu/terms/1", iss: register, aud, mode: "test" } as const;
    expect(await verify(terms, expected, own.publicKey)).toBeUndefined();
  });

  it("passes the answer on byte for byte, with its status and headers", async () => {
    const { proxy } = await aProxy();
    const answer = await create(proxy);
    expect(answer.status).toBe(418);
    expect(answer.headers.get("request-id")).toBe("req_1");
    expect(await answer.text()).toBe('{ "odd":  "spacing" }\n');
  });

  it("sends the same bytes again for the same request under the same key", async () => {
    const { proxy } = await aProxy();
    await create(proxy, { "Idempotency-Key": '"order-1"' });
    await create(proxy, { "Idempotency-Key": '"order-1"' });
    const [first, second] = heard as [Heard, Heard];
    expect(JSON.parse(first.body).terms.payload.key).toBe("order-1");
    expect(second.body).toBe(first.body);
  });

  it("keeps a restricted key of the register, and replaces any other", async () => {
    const { proxy, apiKey } = await aProxy();
    await fetch(`${proxy.origin}/v1/trades`, { headers: { Authorization: "Bearer wk_test_mine" } });
    await fetch(`${proxy.origin}/v1/trades`, { headers: { Authorization: "Bearer made-up" } });
    expect(heard.map(({ request }) => request.headers.authorization)).toEqual([
      "Bearer wk_test_mine",
      `Bearer ${apiKey}`,
    ]);
  });

  it("takes what curl calls a form for the JSON that it is, unless it is strict", async () => {
    const { proxy } = await aProxy();
    const { proxy: strict } = await aProxy({ strict: true, signedOnly: false });
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    await create(proxy, form);
    await create(strict, { ...form, "Idempotency-Key": "order-1" });
    expect(heard.map(({ request }) => request.headers["content-type"])).toEqual([
      ...["application/json", form["Content-Type"]],
    ]);
  });

  it("sends bytes that aren't JSON as they came", async () => {
    const { proxy } = await aProxy();
    const bytes = Buffer.from('{"amount":1,"currency":"\xff"}', "latin1");
    await fetch(`${proxy.origin}/v1/trades`, { method: "POST", body: bytes });
    expect(Number(heard[0]?.request.headers["content-length"])).toBe(bytes.length);
    expect(heard[0]?.body).not.toContain("terms");
  });

  it("adds nothing at all to a request that says off, and no key where it is strict", async () => {
    const { proxy } = await aProxy({ strict: true });
    await create(proxy, { "Warifu-Sign": "off" });
    await create(proxy);
    const [off, strict] = heard as [Heard, Heard];
    expect(off.request.headers.authorization).toBeUndefined();
    expect(off.request.headers["warifu-sign"]).toBeUndefined();
    expect(strict.request.headers["idempotency-key"]).toBeUndefined();
    expect(strict.body).toBe('{"amount":4980,"currency":"JPY"}');
  });

  it("takes nothing from a web page, nor under another name than this machine's", async () => {
    const { proxy } = await aProxy();
    const fromPage = [{ Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }];
    for (const headers of fromPage) expect(await statusOf(proxy, headers)).toBe(403);
    expect(await statusOf(proxy, { Host: "evil.example" })).toBe(403);
    expect(heard).toEqual([]);
  });

  it("speaks for no live register unless it is told to", async () => {
    const { key } = await aKey("live");
    await expect(startSigningProxy({ key, upstream })).rejects.toThrow("live");
    proxies.push(await startSigningProxy({ key, upstream, live: true }));
  });

  it("says where the API doesn't answer", async () => {
    const { proxy } = await aProxy({ upstream: "http://127.0.0.1:1" });
    const answer = await create(proxy);
    expect([answer.status, await answer.text()]).toEqual([
      502,
      "warifu sign: the API doesn't answer at http://127.0.0.1:1\n",
    ]);
  });
});

/** fetch sets these headers itself. */
function statusOf(proxy: SigningProxy, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = `${proxy.origin}/v1/trades`;
    const sent = request(url, { headers }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject).end();
  });
}
