// The frame, its files and what anyone may ask: who may frame us, what may run there, and which keys are real.

import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ACCESS_PATH } from "../../../protocol/page/access-script.ts";
import { CHECKOUT_PATH } from "../../../protocol/page/checkout-script.ts";
import { Jwks } from "../../../protocol/signing/published-keys.ts";
import { verify } from "../../../protocol/signing/signature.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import synchronousServer from "../../../worker/synchronous-server/index.ts";
import { Register } from "../../../worker/synchronous-server/register/register.ts";
import { aShop, ask, env, post, problemIn, type Shop } from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop({ origins: ["http://127.0.0.1:3000", "https://shop.example"] });
});
afterEach(() => vi.restoreAllMocks());

function directives(response: Response): Record<string, string> {
  const policy = response.headers.get("Content-Security-Policy") ?? "";
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

function frame(query: string): Promise<Response> {
  return ask(`/terminal-frame?${query}`);
}

describe("[ID6] the frame", () => {
  it("[PG16] may be held by the register's proven origins and our own pages, and by nobody else", async () => {
    const response = await frame(`register=${shop.register}`);
    expect(response.status).toBe(200);
    expect(directives(response)).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "connect-src": "'self' ws://localhost:8787",
      "img-src": "'self' data:",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'self' http://127.0.0.1:3000 https://shop.example",
      "require-trusted-types-for": "'script'",
      "trusted-types": "'none'",
    });
  });

  it("[SU3] allows no passkey ceremony, sets no cookie, is kept for a minute by its own browser only", async () => {
    const { headers } = await frame(`register=${shop.register}`);
    expect(headers.get("Permissions-Policy")).toContain("publickey-credentials-get=()");
    expect(headers.get("Permissions-Policy")).toContain("publickey-credentials-create=()");
    expect(headers.get("Set-Cookie")).toBeNull();
    expect(headers.get("Cache-Control")).toBe("private, max-age=60");
    expect(headers.get("X-Frame-Options")).toBeNull();
  });

  it("hands its register to its script, and nothing runs in the page itself", async () => {
    // How the button looks is in the fragment, which browsers don't send.
    const html = await (await frame(`register=${shop.register}&theme=url(x)`)).text();
    expect(html).toContain(`<body data-register="${shop.register}">`);
    expect(html).toContain('<script src="/frame.js" defer></script>');
    expect(html).not.toMatch(/<script>|<style|onclick|javascript:|url\(/);
  });

  it.each([
    ["an unknown register", () => "register=reg_test_0000000000000"],
    ["no register", () => ""],
    ["a register of the other mode", () => `register=${shop.register.replace("test", "live")}`],
    ["a register that is markup", () => 'register="><script>'],
  ])("with %s can't be framed by anyone", async (_, query) => {
    const response = await frame(query());
    expect(response.status).toBe(404);
    expect(directives(response)["frame-ancestors"]).toBe("'none'");
    expect(await response.text()).not.toContain("<script");
  });

  it("of a register without a proven origin can't be framed by anyone but us", async () => {
    vi.spyOn(Register.prototype, "profile").mockImplementation(async () => ({
      ...{ name: "x", register: shop.register, tills: [0] },
      origins: [],
    }));
    const response = await frame(`register=${shop.register}`);
    expect(directives(response)["frame-ancestors"]).toBe("'self'");
  });

  it("never puts into its policy what isn't one plain host", async () => {
    vi.spyOn(Register.prototype, "profile").mockImplementation(async () => ({
      ...{ name: "x", register: shop.register, tills: [0] },
      origins: ["https://*", "https://a;script-src *", "https://shop.example"],
    }));
    const response = await frame(`register=${shop.register}`);
    expect(directives(response)["frame-ancestors"]).toBe("'self' https://shop.example");
  });
});

describe("the files of page and frame", () => {
  const known = [
    "/checkout.js",
    CHECKOUT_PATH,
    "/access.js",
    ACCESS_PATH,
    "/frame.js",
    "/frame.css",
    "/link.js",
  ];
  const files = {
    fetch: async ({ url }: Request) =>
      known.includes(new URL(url).pathname)
        ? new Response("x", { headers: { ETag: '"1"' } })
        : new Response("Not Found", { status: 404 }),
  };
  const given = () => ({ ...env, ASSETS: files }) as unknown as typeof env;

  async function file(path: string): Promise<Response> {
    return synchronousServer.fetch(new Request(`http://localhost${path}`), given());
  }

  it.each(["/checkout.js", "/access.js"])("%s may be loaded by any shop", async (path) => {
    const { headers } = await file(path);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(headers.get("ETag")).toBe('"1"');
  });

  it.each([CHECKOUT_PATH, ACCESS_PATH])(
    "[PG12] %s is the same for ever, for any shop; a version there isn't is none",
    async (versioned) => {
      const { headers } = await file(versioned);
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
      expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
      for (const path of ["/v1.99.99/checkout.js", "/v2.0.0/checkout.js", "/v1.0/checkout.js"])
        expect(await problemIn(await file(path))).toMatchObject({ code: "route_not_found" });
    },
  );

  it.each(["/frame.js", "/frame.css", "/link.js"])("%s stays with us", async (path) => {
    const { headers } = await file(path);
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });
});

describe("what anyone may ask", () => {
  it("[SG8] [RG16] the carrier's keys, each certified by the root", async () => {
    const response = await ask("/.well-known/jwks.json");
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=300");
    const { keys } = v.parse(Jwks, await response.json());
    const { rootKey, realm } = shop.realm.trust;
    expect(keys.length).toBeGreaterThan(0);
    for (const { x, kid, warifu_certificate: certificate } of keys) {
      expect(certificate.payload).toMatchObject({ key: x, kid });
      const expected = {
        typ: "warifu/key-certificate/1",
        iss: realm,
        aud: "everyone",
        mode: "test",
      } as const;
      const { payload, signature } = certificate;
      expect(await verify({ payload, signature }, expected, rootKey)).toBeUndefined();
    }
    expect(new Set(keys.map(({ use }) => use))).toEqual(new Set(["sig", "enc"]));
  });

  it("[AP4] the keys while the carrier is away: carrier_unavailable, whose id is in the log too", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(CarrierEntrypoint.prototype, "keyCertificates").mockImplementation(() =>
      Promise.reject(new Error("away")),
    );
    const problem = await problemIn(await ask("/.well-known/jwks.json"));
    expect(problem.code).toBe("carrier_unavailable");
    const said = { level: "error", event: "refused" };
    const line = { ...said, request_id: problem.request_id, code: problem.code, error: "Error" };
    expect(log.mock.calls).toContainEqual([JSON.stringify(line)]);
  });

  it("health", async () => {
    expect(await (await ask("/health")).json()).toEqual({
      status: "ok",
      role: "synchronous-server",
      mode: "test",
    });
  });

  it("an unknown address, and a known one with another method", async () => {
    expect(await problemIn(await ask("/v1/nothing"))).toMatchObject({ code: "route_not_found" });
    const wrong = await ask("/v1/trades", { method: "DELETE" });
    expect(wrong.headers.get("Allow")).toBe("POST, GET, HEAD");
    expect(await problemIn(wrong)).toMatchObject({ code: "method_not_allowed" });
    const status = await ask("/v1/trades/x/status", { method: "POST" });
    expect(status.headers.get("Allow")).toBe("GET, HEAD");
  });
});

describe("the test clock", () => {
  it("moves", async () => {
    const response = await post("/v1/test/clock", { offset_ms: 3_600_000 });
    expect(await response.json()).toEqual({ offset_ms: 3_600_000 });
    expect(clockNow() - Date.now()).toBeGreaterThan(3_590_000);
    setClockOffset(0);
  });

  it("isn't there unless it is switched on", async () => {
    const request = new Request("http://localhost/v1/test/clock", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: '{"offset_ms":1}',
    });
    const given = { ...env, TEST_CLOCK: "off" } as unknown as typeof env;
    const response = await synchronousServer.fetch(request, given);
    expect(await problemIn(response)).toMatchObject({ code: "route_not_found" });
    expect(clockNow() - Date.now()).toBeLessThan(1_000);
  });
});

describe("the page for who has no wallet", () => {
  it("says what the wallet is, in the reader's language, and loads nothing", async () => {
    const english = await ask("/get");
    expect(english.headers.get("Content-Security-Policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'/,
    );
    expect(await english.text()).toContain(">Get the Warifu wallet</h1>");
    const japanese = await ask("/get", {
      headers: { "Accept-Language": "de,ja-JP;q=0.9,en;q=0.8" },
    });
    expect(japanese.headers.get("Content-Language")).toBe("ja");
    expect(await japanese.text()).toContain('<html lang="ja">');
  });

  const page = async (stores: object, userAgent = "") => {
    const headers = { "User-Agent": userAgent };
    const request = new Request("http://localhost:8787/get", { headers });
    const given = { ...env, ...stores } as unknown as typeof env;
    return (await synchronousServer.fetch(request, given)).text();
  };

  it("links to the operator's store by https only", async () => {
    expect(await page({ WALLET_URL: "https://store.example/warifu" })).toContain(
      'href="https://store.example/warifu"',
    );
    for (const bad of [
      "javascript:alert(1)",
      "http://store.example/",
      'https://x.example/"onclick="x',
    ])
      expect(await page({ WALLET_URL: bad })).not.toMatch(/javascript:|http:\/\/store|"onclick/);
  });

  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "firefox"],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36", "chrome"],
  ])("names the store of the browser that asks first: %s", async (userAgent, first) => {
    const stores = {
      WALLET_URL_CHROMIUM: "https://chrome.example/",
      WALLET_URL_FIREFOX: "https://firefox.example/",
    };
    const links = (await page(stores, userAgent)).match(/href="[^"]+/g);
    expect(links).toHaveLength(2);
    expect(links?.[0]).toBe(`href="https://${first}.example/`);
  });
});
