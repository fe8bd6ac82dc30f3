// Every route that takes an API key × every scope: what a key may do, and that it may do nothing else.
import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { payoutIdFrom } from "../../../protocol/ids.ts";
import { type ApiKeyScope, ApiKeyScope as Scopes } from "../../../protocol/register/api-keys.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { createSynchronousDoor } from "../../../worker/synchronous-server/door.ts";
import { aCapture, aRefund, aVoid } from "../../support/builders/signed-orders.ts";
import { aRegistration } from "../carrier-world.ts";
import { anApiKey, aShop, ask, aTrade, post, type Shop, signTerms } from "../synchronous-world.ts";

/** What a route is asked with, so that nothing but the key can be wrong. */
interface Asked {
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

interface Row {
  readonly route: string;
  readonly needs: ApiKeyScope;
  readonly asked: (shop: Shop, trade: TradeId) => Promise<Asked> | Asked;
}

const at = (path: string) => () => ({ path });
const ofTrade = (rest: string) => (_: Shop, trade: TradeId) => ({
  path: `/v1/trades/${trade}${rest}`,
});

const HOOKS = "/v1/webhook-endpoints";
const HOOK = `${HOOKS}/whk_test_0000000000000000`;

const ROWS: readonly Row[] = [
  { route: "GET /v1/trades", needs: "read", asked: at("/v1/trades") },
  { route: "GET /v1/trades/:trade", needs: "read", asked: ofTrade("") },
  { route: "GET /v1/trades/:trade/captures", needs: "read", asked: ofTrade("/captures") },
  { route: "GET /v1/trades/:trade/refunds", needs: "read", asked: ofTrade("/refunds") },
  { route: "GET /v1/payouts", needs: "read", asked: at("/v1/payouts") },
  { route: "GET /v1/payouts/schedule", needs: "read", asked: at("/v1/payouts/schedule") },
  { route: "GET /v1/payouts/:payout", needs: "read", asked: ofPayout("") },
  { route: "GET /v1/payouts/:payout/entries", needs: "read", asked: ofPayout("/entries") },
  { route: "GET /v1/payout-account", needs: "read", asked: at("/v1/payout-account") },
  { route: "GET /v1/events", needs: "read", asked: at("/v1/events") },
  { route: "GET /v1/webhook-endpoints", needs: "read", asked: at(HOOKS) },
  { route: "GET /v1/webhook-endpoints/:endpoint", needs: "read", asked: at(HOOK) },
  {
    route: "GET /v1/webhook-endpoints/:endpoint/attempts",
    needs: "read",
    asked: at(`${HOOK}/attempts`),
  },
  {
    route: "POST /v1/webhook-endpoints",
    needs: "webhooks",
    asked: () => ({ path: HOOKS, body: { url: "http://127.0.0.1:1/" } }),
  },
  {
    route: "POST /v1/webhook-endpoints/:endpoint",
    needs: "webhooks",
    asked: () => ({ path: HOOK, body: {} }),
  },
  { route: "DELETE /v1/webhook-endpoints/:endpoint", needs: "webhooks", asked: at(HOOK) },
  {
    route: "POST /v1/webhook-endpoints/:endpoint/secret",
    needs: "webhooks",
    asked: () => ({ path: `${HOOK}/secret`, body: {} }),
  },
  {
    route: "POST /v1/webhook-endpoints/:endpoint/replays",
    needs: "webhooks",
    asked: () => ({ path: `${HOOK}/replays`, body: { after: 0 } }),
  },
  { route: "GET /v1/journal", needs: "read", asked: at("/v1/journal") },
  {
    route: "GET /v1/journal/export",
    needs: "read",
    asked: at("/v1/journal/export?format=hledger"),
  },
  {
    route: "GET /v1/journal/statements/:month",
    needs: "read",
    asked: at("/v1/journal/statements/2026-01"),
  },
  {
    route: "POST /v1/trades",
    needs: "create",
    asked: async (shop) => {
      const terms = await signTerms(shop);
      return { path: "/v1/trades", body: { terms }, key: terms.payload.key };
    },
  },
  {
    route: "POST /v1/trades/:trade/cancel",
    needs: "create",
    asked: (_, trade) => ({ path: `/v1/trades/${trade}/cancel`, body: {} }),
  },
  {
    route: "POST /v1/trades/:trade/captures",
    needs: "capture",
    asked: order("captures", aCapture),
  },
  { route: "POST /v1/trades/:trade/void", needs: "capture", asked: order("void", aVoid) },
  { route: "POST /v1/trades/:trade/refunds", needs: "refund", asked: order("refunds", aRefund) },
  {
    route: "POST /v1/payouts",
    needs: "payouts",
    asked: () => ({ path: "/v1/payouts", body: { currency: "JPY" } }),
  },
  {
    route: "POST /v1/payouts/schedule",
    needs: "payouts",
    asked: () => ({ path: "/v1/payouts/schedule", body: { every: "off", minimums: [] } }),
  },
  {
    route: "POST /v1/payout-account",
    needs: "payouts",
    asked: async (shop) => ({ path: "/v1/payout-account", body: { account: await account(shop) } }),
  },
  {
    route: "POST /v1/registers/:register/tills",
    needs: "full",
    asked: ({ register }) => ({ path: `/v1/registers/${register}/tills`, body: { tills: 4 } }),
  },
  {
    route: "POST /v1/origins",
    needs: "full",
    asked: async ({ key }) => ({
      path: "/v1/origins",
      body: { registration: await aRegistration(key) },
    }),
  },
  {
    route: "POST /v1/register-key",
    needs: "full",
    asked: async (shop) => ({ path: "/v1/register-key", body: await aKeyChange(shop) }),
  },
  { route: "GET /v1/keys", needs: "full", asked: at("/v1/keys") },
  {
    route: "POST /v1/keys",
    needs: "full",
    asked: async (shop) => {
      const { api_key } = await anApiKey(shop.register, shop.key);
      return { path: "/v1/keys", body: { key: api_key } };
    },
  },
  {
    route: "DELETE /v1/keys/:key",
    needs: "full",
    asked: at("/v1/keys/key_test_0000000000000000"),
  },
];

/** Routes that no API key opens: terminals, pages, and what anyone may read. */
const OTHERS = [
  "GET /v1/trades/:trade/offer",
  "POST /v1/trades/:trade/claim",
  "POST /v1/trades/:trade/decline",
  "POST /v1/confirmations",
  "POST /v1/trades/:trade/disclosure",
  "GET /v1/trades/:trade/status",
  "GET /v1/trades/:trade/socket",
  "POST /v1/registers",
  "POST /v1/test/clock",
  "GET /v1/test",
  "POST /v1/test/registers",
  "GET /v1/openapi.json",
];
const OTHER_PLACES =
  /^(GET|POST) (\/v1\/(terminals?|account|money|receipts?|receipt-\w+)\b|\/(?!v1\/))/;

function ofPayout(rest: string) {
  return ({ register }: Shop) => ({
    path: `/v1/payouts/${payoutIdFrom(register, "JPY", 1)}${rest}`,
  });
}

function order(
  path: string,
  build: (realm: Shop["realm"], trade: TradeId) => Promise<{ payload: { key: string } }>,
) {
  return async (shop: Shop, trade: TradeId): Promise<Asked> => {
    const made = await build(shop.realm, trade);
    return { path: `/v1/trades/${trade}/${path}`, body: { order: made }, key: made.payload.key };
  };
}

async function aKeyChange({ realm, key, register }: Shop) {
  const change = await sign(
    {
      ...{ typ: "warifu/register-key/1", iss: register, aud: realm.trust.realm, mode: realm.mode },
      ...{ number: 1, next: key.publicKey, former_until: 0 },
    },
    await importSigningSeed(key.seed),
  );
  return { change, proof: change.signature };
}

async function account({ realm, key, register }: Shop) {
  const payload = {
    typ: "warifu/payout-account/1" as const,
    iss: register,
    aud: realm.trust.realm,
    mode: realm.mode,
    number: 1,
    account: { iban: "DE89370400440532013000", holder: "Kami" },
    time: clockNow(),
  };
  return sign(payload, await importSigningSeed(key.seed));
}

async function asked(shop: Shop, row: Row, trade: TradeId) {
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
    const known = [...ROWS.map(({ route }) => route), ...OTHERS];
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
      for (const row of ROWS) {
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
    for (const row of ROWS) {
      const { code } = await asked(key, row, trade);
      const refused = row.needs !== "read" && row.needs !== "refund";
      expect([row.route, code === "key_not_allowed"]).toEqual([row.route, refused]);
    }
  });

  it("without a key that is ours is nothing at all", async () => {
    const shop = await aShop();
    const { id: trade } = await aTrade(shop);
    const { apiKey } = await anApiKey(shop.register, shop.key);
    for (const row of ROWS) {
      const { code } = await asked({ ...shop, apiKey }, row, trade);
      expect([row.route, code]).toEqual([row.route, "unauthorized"]);
    }
  });
});
