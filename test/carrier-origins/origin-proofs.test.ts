// Proving an origin: which places are public, what is fetched and what is taken of it, and what time makes of a failure.
import { describe, expect, it } from "vitest";
import {
  ORIGIN_GRACE_MS,
  PROOF_BYTES_MAX,
  REPROVE_FAILING_MS,
  REPROVE_MS,
} from "../../protocol/limits.ts";
import type { ProvenKey } from "../../protocol/register/origin-proof.ts";
import {
  afterProof,
  certifiedOrigins,
  nextCheck,
  vouchedOrigin,
} from "../../worker/carrier-server/books/origins.ts";
import { proveOrigin } from "../../worker/carrier-server/origins/prove-origin.ts";
import { isPublicAddress, isPublicName } from "../../worker/http/outbound/public-address.ts";
import type { OutboundNetwork } from "../../worker/http/outbound/public-place.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";

const ORIGIN = "https://kami.shop";

async function aKey(): Promise<ProvenKey> {
  const { realm, registerKey } = await aRealm();
  return { mode: "test", realm, key: registerKey.publicKey };
}

function named(...registers: ProvenKey[]): string {
  return JSON.stringify({ warifu: 1, registers });
}

function json(body: string, init: ResponseInit = {}): Response {
  return new Response(body, { headers: { "Content-Type": "application/json" }, ...init });
}

function aNetwork(
  answer: () => Response | Promise<Response>,
  overrides: Partial<OutboundNetwork> = {},
) {
  const asked: { url: string; init: RequestInit }[] = [];
  const network: OutboundNetwork = {
    fetch: async (url, init) => {
      asked.push({ url: url.href, init });
      return answer();
    },
    resolve: async () => ["93.184.215.14"],
    local: false,
    limitMs: 200,
    ...overrides,
  };
  return { network, asked };
}

describe("an address", () => {
  it.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1"],
    ...["172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
    ...["::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1"],
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"],
    ...[
      "0:0:0:0:0:ffff:c0a8:0101",
      "64:ff9b::10.0.0.1",
      "2002:7f00:1::",
      "2001:0:1::1",
      "::127.0.0.1",
    ],
    ...["3fff:1::1", "100::1", "fe80::1%eth0", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1::2::3", ""],
    ...["1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::1", "::ffff:1.2.3.256", "localhost"],
    ...["192.0.0.1", "192.0.2.1", "192.88.99.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"],
    ...[
      "100.127.255.255",
      "240.0.0.1",
      "239.255.255.250",
      "64:ff9b:1::1.1.1.1",
      "::ffff:0:1.1.1.1",
    ],
    ...["64:ff9b::169.254.169.254", "2002:a9fe:a9fe::1", "2002:c0a8:101::1", "2001:20::1"],
    ...["fdff::1", "febf::1", "ff02::fb", "5f00::1", "4000::1", "2606:4700::5efe:10.0.0.1"],
    ...["2606:4700::200:5efe:a00:1", "012.1.1.1", "1.1.1.01", "0x7f.0.0.1", "2130706433", "127.1"],
    ...[
      "1.1.1.1.",
      " 1.1.1.1",
      "1.1.1.1\n",
      "1.1.1.1/8",
      "[::1]",
      "１.1.1.1",
      ":::1",
      "1::",
      "::g",
    ],
  ])("[RG7] %s isn't public", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it.each([
    ...[
      "1.1.1.1",
      "93.184.215.14",
      "172.15.255.255",
      "172.32.0.1",
      "100.63.255.255",
      "223.255.255.255",
    ],
    ...["192.0.1.1", "198.17.255.255", "198.20.0.1", "100.128.0.1", "2606:4700::5efe:1.1.1.1"],
    ...["2606:4700::1111", "2a00:1450:4001:82f::200e", "::ffff:93.184.215.14", "64:ff9b::1.1.1.1"],
    ...["2002:101:101::1", "2001:4860:4860::8888"],
  ])("[RG7] %s is public", (text) => {
    expect(isPublicAddress(text)).toBe(true);
  });
});

describe("a name", () => {
  it.each([
    ...[
      "127.0.0.1",
      "10.0.0.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "localhost",
      "shop.localhost",
      "intranet",
    ],
    ...["printer.local", "db.internal", "nas.home.arpa", "shop.test", "x.onion", "shop.example."],
    ...["kami.shop.", "metadata.google.internal", "db.default.svc.cluster.local", "x.in-addr.arpa"],
  ])("[RG7] %s leads nowhere public", (hostname) => {
    expect(isPublicName(hostname)).toBe(false);
  });

  it.each(["kami.shop", "a.b.co.jp", "xn--bcher-kva.de", "localhost.shop"])(
    "[RG7] %s may be",
    (hostname) => expect(isPublicName(hostname)).toBe(true),
  );

  it.each(
    [
      ...["https://2130706433", "https://0x7f.1", "https://017700000001", "https://127.1"],
      ...[
        "https://0xa9fea9fe",
        "https://0251.0376.0251.0376",
        "https://１２７.0.0.1",
        "https://127.0.0.1.",
      ],
      ...["https://127。0。0。1", "https://0", "https://[::ffff:7f00:1]", "https://[::1%25eth0]"],
    ].filter((text) => URL.canParse(text)),
  )("[RG7] %s is written as four numbers by the URL parser, and refused", (text) =>
    expect(isPublicName(new URL(text).hostname)).toBe(false),
  );
});

describe("the proof of an origin", () => {
  it("[RG6] [RG7] is one GET without a redirect, and names the register's key", async () => {
    const key = await aKey();
    const other = await aKey();
    const { network, asked } = aNetwork(() => json(named(other, key)));
    expect(await proveOrigin(ORIGIN, key, network)).toEqual({ ok: true, value: null });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe("https://kami.shop/.well-known/warifu.json");
    expect(asked[0]?.init).toMatchObject({ redirect: "manual" });
    expect(asked[0]?.init.method).toBeUndefined();
  });

  it("[RG6] isn't given by another key, another mode or another root", async () => {
    const key = await aKey();
    const other = await aKey();
    for (const one of [other, { ...key, mode: "live" as const }, { ...key, realm: other.realm }]) {
      const { network } = aNetwork(() => json(named(one)));
      expect(await proveOrigin(ORIGIN, key, network)).toEqual({
        ok: false,
        error: "key_not_named",
      });
    }
  });

  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(4_096).fill(32)),
    });
  const silent = () => new ReadableStream<Uint8Array>({});

  it.each([
    [
      "a redirect to itself",
      () => new Response(null, { status: 301, headers: { Location: ORIGIN } }),
      "not_found",
    ],
    [
      "a redirect elsewhere",
      () => new Response(null, { status: 307, headers: { Location: "http://10.0.0.1/" } }),
      "not_found",
    ],
    ["a page that isn't there", () => json("{}", { status: 404 }), "not_found"],
    ["a broken server", () => json("{}", { status: 500 }), "not_found"],
    [
      "a page",
      () => new Response("<h1>Hi</h1>", { headers: { "Content-Type": "text/html" } }),
      "wrong_type",
    ],
    ["no type", () => new Response(new Blob(["{}"])), "wrong_type"],
    [
      "a type that only begins so",
      () => json("{}", { headers: { "Content-Type": "application/jsonp" } }),
      "wrong_type",
    ],
    ["no JSON", () => json("{"), "malformed"],
    ["another version", () => json('{"warifu":2,"registers":[]}'), "malformed"],
    ["no register", () => json('{"warifu":1,"registers":[]}'), "malformed"],
    ["too much", () => json(" ".repeat(PROOF_BYTES_MAX + 1)), "too_large"],
    [
      "a body without an end",
      () =>
        json("", {}) &&
        new Response(endless(), { headers: { "Content-Type": "application/json" } }),
      "too_large",
    ],
    [
      "a body that never comes",
      () => new Response(silent(), { headers: { "Content-Type": "application/json" } }),
      "unreachable",
    ],
    ["nobody", () => Promise.reject(new TypeError("refused")), "unreachable"],
    ["no answer", () => new Promise<Response>(() => undefined), "unreachable"],
  ] as [string, () => Response | Promise<Response>, string][])(
    "[RG7] isn't given by %s",
    async (_, answer, failure) => {
      const { network } = aNetwork(answer, {
        fetch: async (_url, { signal }) => {
          const over = new Promise<never>((__, reject) =>
            signal?.addEventListener("abort", () => reject(new Error("over"))),
          );
          return Promise.race([answer(), over]);
        },
      });
      expect(await proveOrigin(ORIGIN, await aKey(), network)).toEqual({
        ok: false,
        error: failure,
      });
    },
  );

  it("[RG7] is asked of no place inside a network, whatever its name", async () => {
    const key = await aKey();
    const places: [string, string[]][] = [
      ["http://kami.shop", ["1.1.1.1"]],
      ["https://127.0.0.1", []],
      ["https://[::1]", []],
      ["https://localhost:8788", []],
      ["https://db.internal", ["1.1.1.1"]],
      ["https://kami.shop", ["10.0.0.7"]],
      ["https://kami.shop", ["1.1.1.1", "169.254.169.254"]],
      ["https://kami.shop", ["::ffff:127.0.0.1"]],
    ];
    for (const [origin, addresses] of places) {
      const { network, asked } = aNetwork(() => json(named(key)), {
        resolve: async () => addresses,
      });
      expect([origin, await proveOrigin(origin, key, network)]).toEqual([
        origin,
        { ok: false, error: "address_refused" },
      ]);
      expect(asked).toEqual([]);
    }
  });

  it("[RG7] is asked of this machine in development alone", async () => {
    const key = await aKey();
    const { network, asked } = aNetwork(() => json(named(key)), { local: true });
    expect(await proveOrigin("http://127.0.0.1:3000", key, network)).toEqual({
      ok: true,
      value: null,
    });
    expect(await proveOrigin("http://10.0.0.1", key, network)).toMatchObject({ ok: false });
    expect(asked).toHaveLength(1);
  });

  it("[RG19] can't be looked up without an answer of the resolver", async () => {
    const resolve = () => Promise.reject(new Error("no resolver"));
    const { network, asked } = aNetwork(() => json("{}"), { resolve });
    expect(await proveOrigin(ORIGIN, await aKey(), network)).toEqual({
      ok: false,
      error: "unresolved",
    });
    expect(asked).toEqual([]);
  });
});

describe("an origin over time", () => {
  const good = { ok: true, value: null } as const;
  const bad = { ok: false, error: "unreachable" } as const;

  it("[RG8] keeps the day of its first proof while it is proven, and is looked at again each day", () => {
    const first = afterProof(undefined, ORIGIN, good, NOW);
    const later = afterProof(first, ORIGIN, good, NOW + REPROVE_MS);
    expect(later).toMatchObject({
      proven_at: NOW,
      checked_at: NOW + REPROVE_MS,
      failing_since: null,
    });
    expect(nextCheck(first)).toBe(NOW + REPROVE_MS);
    expect(certifiedOrigins([later])).toEqual([{ origin: ORIGIN, proven_at: NOW }]);
  });

  it("[RG8] stays through a grace of failures, then leaves, and comes back from a new day on", () => {
    let state = afterProof(undefined, ORIGIN, good, NOW);
    const broken = NOW + REPROVE_MS;
    for (let at = broken; at < broken + ORIGIN_GRACE_MS; at += REPROVE_FAILING_MS) {
      state = afterProof(state, ORIGIN, bad, at);
      expect(state).toMatchObject({
        proven_at: NOW,
        failing_since: broken,
        failure: "unreachable",
      });
      expect(nextCheck(state)).toBe(at + REPROVE_FAILING_MS);
    }
    state = afterProof(state, ORIGIN, bad, broken + ORIGIN_GRACE_MS);
    expect(certifiedOrigins([state])).toEqual([]);
    const back = broken + 2 * ORIGIN_GRACE_MS;
    state = afterProof(state, ORIGIN, good, back);
    expect(certifiedOrigins([state])).toEqual([{ origin: ORIGIN, proven_at: back }]);
  });

  it("[RG8] begins its grace anew once it was proven in between", () => {
    const first = afterProof(undefined, ORIGIN, good, NOW);
    const failed = afterProof(first, ORIGIN, bad, NOW + REPROVE_MS);
    const mended = afterProof(failed, ORIGIN, good, NOW + 2 * REPROVE_MS);
    const again = afterProof(mended, ORIGIN, bad, NOW + REPROVE_MS + ORIGIN_GRACE_MS);
    expect(again).toMatchObject({
      proven_at: NOW,
      failing_since: NOW + REPROVE_MS + ORIGIN_GRACE_MS,
    });
  });

  const unasked = { ok: false, error: "unresolved" } as const;

  it("[RG19] stays as it is while nobody can be asked, however long, and is asked again sooner", () => {
    const first = afterProof(undefined, ORIGIN, good, NOW);
    let state = first;
    for (let at = NOW; at <= NOW + 10 * ORIGIN_GRACE_MS; at += REPROVE_FAILING_MS) {
      state = afterProof(state, ORIGIN, unasked, at);
      expect(state).toEqual({ ...first, checked_at: at, failure: "unresolved" });
      expect(nextCheck(state)).toBe(at + REPROVE_FAILING_MS);
    }
    const mended = afterProof(state, ORIGIN, good, NOW + 11 * ORIGIN_GRACE_MS);
    expect(mended).toMatchObject({ proven_at: NOW, failing_since: null, failure: null });
  });

  it("[RG19] ends its grace by a failure alone, and no trouble of the resolver's begins it anew", () => {
    const first = afterProof(undefined, ORIGIN, good, NOW);
    const failed = afterProof(first, ORIGIN, bad, NOW + REPROVE_MS);
    const over = NOW + REPROVE_MS + ORIGIN_GRACE_MS;
    const silent = afterProof(failed, ORIGIN, unasked, over);
    expect(silent).toMatchObject({ proven_at: NOW, failing_since: NOW + REPROVE_MS });
    const left = afterProof(silent, ORIGIN, bad, over + 1);
    expect(left.proven_at).toBeNull();
    expect(afterProof(left, ORIGIN, unasked, over + 2).proven_at).toBeNull();
  });

  it("[RG7] that was vouched for is never fetched", () => {
    expect(nextCheck(vouchedOrigin(undefined, "http://127.0.0.1:3000", NOW))).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
