// What a hostile host, or a resolver in trouble, makes of the fetch of a proof. The hosts are real ones, on this machine.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ProvenKey } from "../../protocol/register/origin-proof.ts";
import { proofNetworkOf } from "../../worker/carrier-server/origins/proof-network.ts";
import { proveOrigin } from "../../worker/carrier-server/origins/prove-origin.ts";
import { aRealm } from "../support/builders/realm.ts";

const JSON_TYPE = { "content-type": "application/json" };
const closing: (() => void)[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) close();
});

async function aKey(): Promise<ProvenKey> {
  const { realm, registerKey } = await aRealm();
  return { mode: "test", realm, key: registerKey.publicKey };
}

/** A host that answers so. @returns its origin, and what it was asked for */
async function aHost(answer: (response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    expect(Object.keys(request.headers)).not.toEqual(
      expect.arrayContaining(["authorization", "cookie"]),
    );
    response.on("error", () => undefined);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const here = { fetch, resolve: async () => [], local: true, limitMs: 500 };

describe("a hostile host", () => {
  it.each([301, 302, 303, 307, 308])(
    "[RG7] that answers %i leads to no other place, though the proof stands there",
    async (status) => {
      const key = await aKey();
      const inside = await aHost((response) => {
        response.writeHead(200, JSON_TYPE).end(JSON.stringify({ warifu: 1, registers: [key] }));
      });
      expect(await proveOrigin(inside.origin, key, here)).toMatchObject({ ok: true });
      const host = await aHost((response) =>
        response.writeHead(status, { location: `${inside.origin}/.well-known/warifu.json` }).end(),
      );
      expect(await proveOrigin(host.origin, key, here)).toEqual({ ok: false, error: "not_found" });
      expect(host.asked).toEqual(["GET /.well-known/warifu.json"]);
      expect(inside.asked).toHaveLength(1);
    },
  );

  it.each(["gzip", "gzip, gzip"])(
    "[RG7] whose %s answer unpacks to more than there may be is read no further than that",
    async (encoding) => {
      const spaces = gzipSync(Buffer.alloc(32 * 1024 * 1024, 32));
      const bomb = encoding === "gzip" ? spaces : gzipSync(spaces);
      expect(bomb.length).toBeLessThan(64 * 1024);
      const host = await aHost((response) =>
        response.writeHead(200, { ...JSON_TYPE, "content-encoding": encoding }).end(bomb),
      );
      let read = 0;
      const counted: typeof fetch = async (...asked) => {
        const response = await fetch(...asked);
        const count = new TransformStream<Uint8Array, Uint8Array>(
          {
            transform: (chunk, to) => {
              read += chunk.length;
              to.enqueue(chunk);
            },
          },
          { highWaterMark: 1 },
          { highWaterMark: 0 },
        );
        return new Response(response.body?.pipeThrough(count), response);
      };
      const proof = await proveOrigin(host.origin, await aKey(), { ...here, fetch: counted });
      expect(proof).toEqual({ ok: false, error: "too_large" });
      expect(read).toBeLessThan(1024 * 1024);
    },
  );

  it("[RG7] that says one byte at a time has no longer than any other", async () => {
    const host = await aHost((response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(" "), 20);
      closing.push(() => clearInterval(drip));
    });
    const begun = performance.now();
    expect(await proveOrigin(host.origin, await aKey(), here)).toEqual({
      ...{ ok: false, error: "unreachable" },
    });
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it("[RG6] proves its own port alone: another one of the same host is another origin", async () => {
    const key = await aKey();
    const proven = await aHost((response) =>
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ warifu: 1, registers: [key] })),
    );
    const other = await aHost((response) => response.writeHead(404).end());
    expect(await proveOrigin(proven.origin, key, here)).toMatchObject({ ok: true });
    expect(await proveOrigin(other.origin, key, here)).toEqual({ ok: false, error: "not_found" });
  });
});

interface Dns {
  readonly Status: number;
  readonly TC?: boolean;
  readonly Answer?: readonly { readonly type: number; readonly data: string }[];
}

const A = (data: string) => ({ type: 1, data });
const AAAA = (data: string) => ({ type: 28, data });
const CNAME = (data: string) => ({ type: 5, data });

/** The internet: a resolver that answers so, and the proof at every host. */
function anInternet(key: ProvenKey, resolver: (type: string) => Response | Promise<Response>) {
  const fetched: string[] = [];
  vi.stubGlobal("fetch", async (input: URL, { signal }: { signal: AbortSignal }) => {
    const over = new Promise<never>((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason)),
    );
    over.catch(() => undefined);
    if (input.hostname === "dns.example")
      return Promise.race([resolver(input.searchParams.get("type") ?? ""), over]);
    fetched.push(input.hostname);
    return Response.json({ warifu: 1, registers: [key] });
  });
  const network = proofNetworkOf({ DNS_RESOLVER: "https://dns.example/q" });
  return { network: { ...network, limitMs: 200 }, fetched };
}

const said = (answer: Dns) => () => Response.json(answer);

describe("a resolver", () => {
  it.each([
    ["an address", { Status: 0, Answer: [A("93.184.215.14")] }, true],
    ["the names on the way", { Status: 0, Answer: [CNAME("cdn.example."), A("1.1.1.1")] }, true],
    ["NXDOMAIN", { Status: 3 }, "unreachable"],
    ["no address", { Status: 0 }, "unreachable"],
    ["a name alone", { Status: 0, Answer: [CNAME("db.internal.")] }, "unreachable"],
    [
      "a private address behind public names",
      { Status: 0, Answer: [CNAME("a.example."), CNAME("b.example."), A("10.0.0.7")] },
      "address_refused",
    ],
    [
      "a private one among public ones",
      { Status: 0, Answer: [A("1.1.1.1"), AAAA("::ffff:169.254.169.254")] },
      "address_refused",
    ],
    ["NXDOMAIN, and a private address", { Status: 3, Answer: [A("10.0.0.7")] }, "address_refused"],
    ["what is no address", { Status: 0, Answer: [A("intranet")] }, "address_refused"],
    ["SERVFAIL", { Status: 2 }, "unresolved"],
    ["SERVFAIL, with an address", { Status: 2, Answer: [A("1.1.1.1")] }, "unresolved"],
    ["FORMERR", { Status: 1 }, "unresolved"],
    ["NOTIMP", { Status: 4 }, "unresolved"],
    ["REFUSED", { Status: 5 }, "unresolved"],
    ["half of an answer", { Status: 0, TC: true, Answer: [A("1.1.1.1")] }, "unresolved"],
  ] as [string, Dns, true | string][])("[RG19] says %s", async (_, answer, expected) => {
    const key = await aKey();
    const { network, fetched } = anInternet(key, said(answer));
    const proof = await proveOrigin("https://kami.shop", key, network);
    expect(proof.ok || proof.error).toBe(expected);
    expect(fetched).toEqual(expected === true ? ["kami.shop"] : []);
  });

  it.each([
    ["is broken", () => Response.json({ Status: 0 }, { status: 502 })],
    ["leads elsewhere", () => new Response(null, { status: 302, headers: { location: "/x" } })],
    ["answers with a page", () => new Response("<h1>Sign in</h1>")],
    ["forgets the status", () => Response.json({ Answer: [A("1.1.1.1")] })],
    ["isn't there", () => Promise.reject(new TypeError("refused"))],
    ["never answers", () => new Promise<Response>(() => undefined)],
    ["never ends", () => new Response(new ReadableStream({}))],
    ["says too much", () => new Response(`{"Status":0,"x":"${"x".repeat(65_536)}"}`)],
  ] as [string, () => Response | Promise<Response>][])(
    "[RG19] that %s says nothing of the origin",
    async (_, answer) => {
      const key = await aKey();
      const { network, fetched } = anInternet(key, answer);
      const proof = await proveOrigin("https://kami.shop", key, network);
      expect(proof).toEqual({ ok: false, error: "unresolved" });
      expect(fetched).toEqual([]);
    },
  );

  it("[RG19] has to answer for both kinds of address", async () => {
    const key = await aKey();
    for (const silent of ["A", "AAAA"]) {
      const { network, fetched } = anInternet(key, (type) =>
        Response.json(type === silent ? { Status: 2 } : { Status: 0, Answer: [A("1.1.1.1")] }),
      );
      const proof = await proveOrigin("https://kami.shop", key, network);
      expect([silent, proof, fetched]).toEqual([silent, { ok: false, error: "unresolved" }, []]);
    }
  });
});
