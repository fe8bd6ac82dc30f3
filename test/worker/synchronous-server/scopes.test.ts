// Every route that takes an API key × every scope: what a key may do, and that it may do nothing else.
import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { type ApiKeyScope, ApiKeyScope as Scopes } from "../../../protocol/register/api-keys.ts";
import { createSynchronousDoor } from "../../../worker/synchronous-server/door.ts";
import { KEY_ROUTES, type KeyRoute } from "../key-routes.ts";
import { anApiKey, aShop, ask, aTrade, post, type Shop } from "../synchronous-world.ts";

/** Routes that no API key opens: terminals, pages, and what anyone may read. */
const OTHERS = [
  "GET /v1/trades/:trade/offer",
  "POST /v1/trades/:trade/claim",
  "POST /v1/trades/:trade/decline",
  "POST /v1/confirmations",
  "POST /v1/trades/:trade/disclosure",
  "POST /v1/trades/:trade/dispute",
  "POST /v1/trades/:trade/dispute/read",
  "GET /v1/trades/:trade/status",
  "GET /v1/trades/:trade/receipts",
  "GET /v1/trades/:trade/socket",
  "POST /v1/registers",
  "GET /v1/price-lists/:list",
  "POST /v1/price-lists/:list/trades",
  "POST /v1/test/clock",
  "GET /v1/test",
  "POST /v1/test/registers",
  "GET /v1/openapi.json",
];
const OTHER_PLACES =
  /^(GET|POST) (\/v1\/(terminals?|account|money|receipts?|receipt-\w+)\b|\/(?!v1\/))/;

async function asked(shop: Shop, row: KeyRoute, trade: TradeId) {
  const [method = ""] = row.route.split(" ");
  const { path, body, key = crypto.randomUUID() } = await row.asked(shop, trade);
  const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": key };
  const answer = method === "POST" ? post(path, body, headers) : ask(path, { method, headers });
  const text = await (await answer).text();
  try {
    const { code, detail } = JSON.parse(text) as { code?: string; detail?: string };
    return { code, detail };
  } catch {
    return {};
  }
}

async function withScopes(shop: Shop, scopes: readonly ApiKeyScope[]): Promise<Shop> {
  const { apiKey, api_key } = await anApiKey(shop.register, shop.key, { scopes });
  const headers = {
    Authorization: `Bearer ${shop.apiKey}`,
    "Idempotency-Key": crypto.randomUUID(),
  };
  expect((await post("/v1/keys", { key: api_key }, headers)).status).toBe(201);
  return { ...shop, apiKey };
}

describe("[RG3] what an API key may do", () => {
  it("is known of every route that there is", () => {
    const routes = createSynchronousDoor()
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    const known = [...KEY_ROUTES.map(({ route }) => route), ...OTHERS];
    const unknown = routes.filter((route) => !known.includes(route) && !OTHER_PLACES.test(route));
    expect(unknown).toEqual([]);
    expect(known.filter((route) => !routes.includes(route))).toEqual([]);
  });

  it.each(Scopes.options.map((scope) => [scope]))(
    "with the scope %s alone is what it says, and nothing else",
    async (scope) => {
      const shop = await aShop();
      const { id: trade } = await aTrade(shop);
      const key = await withScopes(shop, [scope]);
      for (const row of KEY_ROUTES) {
        const { code, detail } = await asked(key, row, trade);
        const may = scope === "full" || scope === row.needs;
        if (may)
          expect([row.route, code]).not.toEqual([
            row.route,
            expect.stringMatching(/^(key_not_allowed|unauthorized)$/),
          ]);
        else
          expect([row.route, code, detail]).toEqual([
            row.route,
            "key_not_allowed",
            `it needs the scope ${row.needs}`,
          ]);
      }
    },
  );

  it("with several scopes is what each of them says", async () => {
    const shop = await aShop();
    const { id: trade } = await aTrade(shop);
    const key = await withScopes(shop, ["read", "refund"]);
    for (const row of KEY_ROUTES) {
      const { code } = await asked(key, row, trade);
      const refused = row.needs !== "read" && row.needs !== "refund";
      expect([row.route, code === "key_not_allowed"]).toEqual([row.route, refused]);
    }
  });

  it("without a key that is ours is nothing at all", async () => {
    const shop = await aShop();
    const { id: trade } = await aTrade(shop);
    const { apiKey } = await anApiKey(shop.register, shop.key);
    for (const row of KEY_ROUTES) {
      const { code } = await asked({ ...shop, apiKey }, row, trade);
      expect([row.route, code]).toEqual([row.route, "unauthorized"]);
    }
  });
});
