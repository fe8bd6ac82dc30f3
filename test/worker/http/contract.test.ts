// Each door's routes and its contract are the same list: what isn't described isn't there, and the other way round.
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { CARRIER_SERVER } from "../../../worker/carrier-server/contract/described.ts";
import { createOperatorApi } from "../../../worker/carrier-server/operator-api.ts";
import { OPENAPI_PATH } from "../../../worker/http/contract/open-api-door.ts";
import type { Described } from "../../../worker/http/contract/openapi.ts";
import { SYNCHRONOUS_SERVER } from "../../../worker/synchronous-server/contract/described.ts";
import { createSynchronousDoor } from "../../../worker/synchronous-server/door.ts";

/** Pages, files, sockets, the clock of the tests, and the document itself: no operations of the API. */
const NOT_OPERATIONS = [
  ...["GET /terminal-frame", "GET /checkout.js", "GET /frame.js", "GET /frame.css", "GET /get"],
  ...["GET /l/{list}/{item}", "GET /link.js", "GET /t/{trade}", "GET /t/{trade}/qr.svg"],
  ...["checkout", "access"].map((name) => `GET /{version}{v1\\.[0-9]+\\.[0-9]+}/${name}.js`),
  "GET /access.js",
  ...["GET /v1/money", "GET /v1/trades/{trade}/socket", "POST /v1/test/clock"],
  `GET ${OPENAPI_PATH}`,
  ...["GET /watch", "GET /watch.js"],
  ...["GET /problems", "GET /problems/{code}", "GET /docs", "GET /docs/{file}"],
];

interface Routed {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

function routesOf({ routes }: Routed): string[] {
  const named = routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
  return [...new Set(named)].filter((route) => !NOT_OPERATIONS.includes(route)).sort();
}

function describedBy({ operations }: Described): string[] {
  return operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort();
}

describe("what the doors answer", () => {
  it("is what the synchronous server's contract says", () => {
    expect(routesOf(createSynchronousDoor())).toEqual(describedBy(SYNCHRONOUS_SERVER));
  });

  it("is what the carrier's contract says", () => {
    expect(routesOf(createOperatorApi())).toEqual(describedBy(CARRIER_SERVER));
  });

  it("is served as OpenAPI 3.1, under the origin that was asked", async () => {
    const response = await (exports as unknown as { default: Fetcher }).default.fetch(
      `https://pay.example${OPENAPI_PATH}`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("application/json");
    expect(await response.json()).toMatchObject({
      openapi: "3.1.1",
      servers: [{ url: "https://pay.example" }],
    });
  });
});
