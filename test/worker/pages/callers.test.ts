// Who may ask which door: what a browser says of the page behind a request, at every kind of route.

import { beforeAll, describe, expect, it } from "vitest";
import { callerOf } from "../../../worker/http/callers.ts";
import { askCarrier } from "../carrier-world.ts";
import { aShop, ask, aTrade, env, problemIn, type Shop, statusOf } from "../synchronous-world.ts";

const OURS = env.ORIGIN;
const SHOP = "https://shop.example";
const CHROMIUM = "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh";
const FIREFOX = "moz-extension://11111111-2222-4333-8444-555555555555";

let shop: Shop;
let trade: string;
beforeAll(async () => {
  shop = await aShop({ origins: [SHOP] });
  ({ id: trade } = await aTrade(shop));
});

/** What the three browsers send, and what no browser does. */
const STRANGERS: Record<string, Record<string, string>> = {
  "the shop's page": { Origin: SHOP, "Sec-Fetch-Site": "cross-site" },
  "a sandboxed page": { Origin: "null", "Sec-Fetch-Site": "cross-site" },
  "a page beside us": { Origin: "https://other.localhost", "Sec-Fetch-Site": "same-site" },
  "an image in a page": { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image" },
  "a link in a page": { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" },
};
const WELCOME: Record<string, Record<string, string>> = {
  "a program": {},
  "a program that says its mode": { "Sec-Fetch-Mode": "cors" },
  "the wallet in Chromium": { Origin: CHROMIUM, "Sec-Fetch-Site": "none" },
  "the wallet in Firefox": { Origin: FIREFOX, "Sec-Fetch-Site": "same-origin" },
  "the wallet in Firefox, reading": { "Sec-Fetch-Site": "same-origin" },
};

const TERMINALS_ALONE = [
  // The first one our own page may ask too.
  ["GET", () => `/v1/trades/${trade}/offer`],
  ["POST", () => `/v1/trades/${trade}/claim`],
  ["POST", () => `/v1/trades/${trade}/decline`],
  ["POST", () => "/v1/confirmations"],
  ["POST", () => "/v1/terminals"],
  ["POST", () => "/v1/terminals/credential"],
  ["POST", () => "/v1/account"],
  ["GET", () => "/v1/money"],
  ["POST", () => "/v1/trades"],
  ["GET", () => `/v1/trades/${trade}`],
  ["POST", () => `/v1/trades/${trade}/cancel`],
  ["POST", () => "/v1/registers"],
  ["GET", () => "/v1/journal"],
] as const;

async function codeOf(response: Response): Promise<string> {
  return response.ok || response.status === 101 ? "answered" : (await problemIn(response)).code;
}

describe.each(Object.entries(STRANGERS))("[PG10] %s", (_, headers) => {
  it.each(TERMINALS_ALONE)("may not %s there: %s", async (method, path) => {
    const response = await ask(path(), { method, headers });
    expect(response.status).toBe(403);
    expect(await problemIn(response)).toMatchObject({
      code: "wrong_context",
      kind: "not_a_request",
    });
    expect(await statusOf(trade)).toBe("open");
  });

  it("hears no trade's status, by question or by socket", async () => {
    for (const [path, more] of [
      [`/v1/trades/${trade}/status`, {}],
      [`/v1/trades/${trade}/socket`, { Upgrade: "websocket" }],
    ] as const)
      expect(await codeOf(await ask(path, { headers: { ...headers, ...more } }))).toBe(
        "wrong_context",
      );
  });

  it("may read what is for anyone, and change nothing there", async () => {
    for (const path of ["/get", "/health", "/.well-known/jwks.json"]) {
      expect((await ask(path, { headers })).status).toBe(200);
      expect((await ask(path, { method: "POST", headers })).status).not.toBe(200);
    }
  });

  it("finds nothing at the operator's door", async () => {
    const asked = await askCarrier("/v1/accounts", { method: "POST", headers });
    expect(await codeOf(asked)).toBe("wrong_context");
  });
});

describe.each(Object.entries(WELCOME))("[PG10] %s", (_, headers) => {
  it.each(TERMINALS_ALONE)("is not kept from %s by where it comes from", async (method, path) => {
    expect(await codeOf(await ask(path(), { method, headers }))).not.toBe("wrong_context");
  });
});

describe("[PG10] our own page", () => {
  const headers = { Origin: OURS, "Sec-Fetch-Site": "same-origin" };

  it("hears a trade's status", async () => {
    const status = await ask(`/v1/trades/${trade}/status`, { headers });
    expect(status.status).toBe(200);
    const upgrade = { ...headers, Upgrade: "websocket" };
    const socket = await ask(`/v1/trades/${trade}/socket`, { headers: upgrade });
    expect(socket.status).toBe(101);
    socket.webSocket?.accept();
    socket.webSocket?.close();
  });

  it("reads a trade's offer, and may begin a listed trade", async () => {
    expect((await ask(`/v1/trades/${trade}/offer`, { headers })).status).toBe(200);
    const begun = await ask("/v1/price-lists/x/trades", { method: "POST", headers });
    expect(await codeOf(begun)).toBe("price_list_not_found");
  });

  it.each(TERMINALS_ALONE.slice(1))("may not %s", async (method, path) => {
    expect(await codeOf(await ask(path(), { method, headers }))).toBe("wrong_context");
  });
});

describe("the frame's address", () => {
  const asked = (destination: string) =>
    ask(`/terminal-frame?register=${shop.register}`, {
      headers: { "Sec-Fetch-Dest": destination, "Sec-Fetch-Site": "cross-site" },
    });

  it.each(["iframe", "frame"])("[PG10] is given to an %s", async (destination) => {
    expect(await (await asked(destination)).text()).toContain("frame.js");
  });

  it.each(["empty", "script", "object", "embed", "image", "worker"])(
    "[PG10] is refused as %s",
    async (destination) => {
      expect(await codeOf(await asked(destination))).toBe("wrong_context");
    },
  );

  it("[PG10] by itself has no button", async () => {
    const response = await asked("document");
    expect(response.headers.get("Vary")).toBe("Sec-Fetch-Dest");
    expect(await response.text()).not.toContain("<script");
  });
});

describe("[PG10] a caller", () => {
  const request = (headers: Record<string, string>) => new Request(`${OURS}/x`, { headers });

  it("is what its browser says", () => {
    const callers = { ...STRANGERS, ...WELCOME };
    const said = Object.entries(callers).map(([name, headers]) => [
      name,
      callerOf(request(headers), OURS),
    ]);
    expect(Object.fromEntries(said)).toEqual({
      "the shop's page": "other page",
      "a sandboxed page": "other page",
      "a page beside us": "other page",
      "an image in a page": "other page",
      "a link in a page": "other page",
      "a program": "program",
      "a program that says its mode": "program",
      "the wallet in Chromium": "extension",
      "the wallet in Firefox": "extension",
      "the wallet in Firefox, reading": "program",
    });
    expect(callerOf(request({ Origin: OURS }), OURS)).toBe("our page");
    expect(callerOf(request({ Origin: OURS }), undefined)).toBe("other page");
  });
});
