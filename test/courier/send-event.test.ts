// One try at hosts that misbehave, really on this machine, and at places that may not be called.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { toUtf8 } from "../../protocol/signing/encoding.ts";
import type { OutboundNetwork } from "../../worker/http/outbound/public-place.ts";
import { sendEvent } from "../../worker/synchronous-server/courier/delivery/send-event.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function aHost(answer: (response: ServerResponse) => void) {
  const got: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      got.push(`${request.method} ${request.url} ${request.headers["webhook-id"]} ${body}`);
      response.on("error", () => undefined);
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

const EVENT = { body: toUtf8("{}"), headers: { "webhook-id": "evt" } };
const here: OutboundNetwork = { fetch, resolve: async () => [], local: true, limitMs: 500 };

describe("a try", () => {
  it("[EV10] [EV13] is a receipt by any 2xx, whatever else is answered", async () => {
    for (const status of [200, 202, 204]) {
      const host = await aHost((response) => response.writeHead(status).end());
      expect(await sendEvent(host.url, EVENT, here)).toEqual({ status });
      expect(host.got).toEqual(["POST /hook evt {}"]);
    }
  });

  it.each([301, 302, 303, 307, 308])("[EV13] follows no %i to another place", async (status) => {
    const inside = await aHost((response) => response.writeHead(200).end());
    const host = await aHost((response) =>
      response.writeHead(status, { location: inside.url }).end(),
    );
    expect(await sendEvent(host.url, EVENT, here)).toEqual({ status, failure: "redirected" });
    expect(inside.got).toEqual([]);
  });

  it.each([
    [400, "refused"],
    [404, "refused"],
    [410, "gone"],
    [429, "refused"],
    [500, "refused"],
  ])("[EV16] fails by a %i: %s", async (status, failure) => {
    const host = await aHost((response) => response.writeHead(status).end());
    expect(await sendEvent(host.url, EVENT, here)).toEqual({ status, failure });
  });

  it("[EV13] ends when the time is over, and waits for no body", async () => {
    const silent = await aHost(() => undefined);
    expect(await sendEvent(silent.url, EVENT, here)).toEqual({ failure: "timeout" });
    const endless = await aHost((response) => {
      response.writeHead(200);
      const going = setInterval(() => response.write("x".repeat(10_000)), 1);
      closing.push(() => clearInterval(going));
    });
    expect(await sendEvent(endless.url, EVENT, here)).toEqual({ status: 200 });
    const closed = { ...here, fetch: () => Promise.reject(new TypeError("nobody is there")) };
    expect(await sendEvent(silent.url, EVENT, closed)).toEqual({ failure: "unreachable" });
  });

  it("[EV13] goes to no place but a public one, whatever its name leads to", async () => {
    const asked: string[] = [];
    const network = (addresses: string[] | undefined, local = false): OutboundNetwork => ({
      fetch: async (url) => {
        asked.push(url.hostname);
        return new Response();
      },
      resolve: async () => {
        if (!addresses) throw new Error("no answer");
        return addresses;
      },
      local,
    });
    const place = (url: string, addresses?: string[], local?: boolean) =>
      sendEvent(url, EVENT, network(addresses, local));
    const refused = { failure: "address_refused" };
    const isPublic = ["93.184.215.14"];
    for (const inside of [
      "10.0.0.1",
      "127.0.0.1",
      "169.254.169.254",
      "::1",
      "fd00::1",
      "::ffff:10.0.0.1",
    ])
      expect(await place("https://shop.example.com/", [...isPublic, inside])).toEqual(refused);
    for (const url of [
      "http://shop.example.com/",
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://localhost/",
      "https://intranet/",
      "https://db.internal/",
    ])
      expect(await place(url, isPublic)).toEqual(refused);
    expect(await place("http://127.0.0.1:1/", isPublic, false)).toEqual(refused);
    expect(await place("https://shop.example.com/")).toEqual({ failure: "unresolved" });
    expect(await place("https://shop.example.com/", [])).toEqual({ failure: "unreachable" });
    expect(asked).toEqual([]);
    expect(await place("https://shop.example.com/", isPublic)).toEqual({ status: 200 });
    expect(await place("http://shop.localhost:8080/", [], true)).toEqual({ status: 200 });
    expect(asked).toEqual(["shop.example.com", "shop.localhost"]);
  });
});
