// Every route that takes an API key, as data: which scope it needs, and what it is asked with so that nothing else can
// be wrong. A route of the door that is missing here fails synchronous-server/scopes.test.ts.
import type { TradeId } from "../../protocol/ids.ts";
import { payoutIdFrom } from "../../protocol/ids.ts";
import type { ApiKeyScope } from "../../protocol/register/api-keys.ts";
import { importSigningSeed, sign } from "../../protocol/signing/signature.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { anItem, aPriceList } from "../support/builders/price-list.ts";
import { aCapture, aRefund, aVoid } from "../support/builders/signed-orders.ts";
import { aRegistration } from "./carrier-world.ts";
import { anApiKey, type Shop, signTerms } from "./synchronous-world.ts";

/** What a route is asked with, so that nothing but the key can be wrong. */
export interface Asked {
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

export interface KeyRoute {
  readonly route: string;
  readonly needs: ApiKeyScope;
  readonly asked: (shop: Shop, trade: TradeId) => Promise<Asked> | Asked;
  /** of a write: another body, or another address, that the same idempotency key must not do */
  readonly other?: (asked: Asked) => Promise<Asked> | Asked;
}

const at = (path: string) => () => ({ path });
const ofTrade = (rest: string) => (_: Shop, trade: TradeId) => ({
  path: `/v1/trades/${trade}${rest}`,
});

const ofDispute = (rest: string, body?: object) => (_: Shop, trade: TradeId) => ({
  path: `/v1/disputes/${trade}${rest}`,
  ...(body ? { body } : {}),
});

const HOOKS = "/v1/webhook-endpoints";
const HOOK = `${HOOKS}/whk_test_0000000000000000`;

export const KEY_ROUTES: readonly KeyRoute[] = [
  { route: "GET /v1/trades", needs: "read", asked: at("/v1/trades") },
  { route: "GET /v1/trades/:trade", needs: "read", asked: ofTrade("") },
  { route: "GET /v1/trades/:trade/captures", needs: "read", asked: ofTrade("/captures") },
  { route: "GET /v1/trades/:trade/refunds", needs: "read", asked: ofTrade("/refunds") },
  { route: "GET /v1/trades/:trade/receipt", needs: "read", asked: ofTrade("/receipt") },
  { route: "GET /v1/captures", needs: "read", asked: at("/v1/captures") },
  { route: "GET /v1/captures/:capture", needs: "read", asked: at("/v1/captures/cap_test_0") },
  { route: "GET /v1/refunds", needs: "read", asked: at("/v1/refunds") },
  { route: "GET /v1/refunds/:refund", needs: "read", asked: at("/v1/refunds/rfd_test_0") },
  { route: "GET /v1/balance", needs: "read", asked: at("/v1/balance") },
  { route: "GET /v1/register", needs: "read", asked: at("/v1/register") },
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
    route: "POST /v1/price-lists",
    needs: "create",
    asked: async (shop) => ({
      path: "/v1/price-lists",
      body: { list: await aPriceList(shop.realm, []), items: [] },
    }),
    other: ({ path, body }) => ({ path, body: withItems(body) }),
  },
  {
    route: "POST /v1/webhook-endpoints",
    needs: "webhooks",
    asked: () => ({ path: HOOKS, body: { url: "http://127.0.0.1:1/" } }),
    other: ({ path }) => ({ path, body: { url: "http://127.0.0.1:2/" } }),
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
    route: "POST /v1/trades/:trade/metadata",
    needs: "create",
    asked: (_, trade) => ({
      ...{ path: `/v1/trades/${trade}/metadata`, body: { metadata: { order: "1" } } },
    }),
    other: ({ path }) => ({ path, body: { metadata: { order: "2" } } }),
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
  { route: "GET /v1/disputes", needs: "read", asked: at("/v1/disputes") },
  { route: "GET /v1/disputes/:trade", needs: "read", asked: ofDispute("") },
  {
    route: "POST /v1/disputes/:trade/messages",
    needs: "refund",
    asked: ofDispute("/messages", { text: "AAAA..AAAA.AAAA.AAAA" }),
  },
  { route: "POST /v1/disputes/:trade/contest", needs: "refund", asked: ofDispute("/contest", {}) },
  {
    route: "POST /v1/disputes/:trade/accept",
    needs: "refund",
    asked: async ({ realm }, trade) => {
      const order = await aRefund(realm, trade);
      const path = `/v1/disputes/${trade}/accept`;
      return { path, body: { order }, key: order.payload.key };
    },
  },
  {
    route: "POST /v1/payouts",
    needs: "payouts",
    asked: () => ({ path: "/v1/payouts", body: { currency: "JPY" } }),
  },
  {
    route: "POST /v1/payouts/schedule",
    needs: "payouts",
    asked: () => ({ path: "/v1/payouts/schedule", body: { every: "off", minimums: [] } }),
    other: ({ path }) => ({ path, body: { every: "daily", minimums: [] } }),
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
    other: ({ path }) => ({ path, body: { tills: 5 } }),
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

/** Other items than the head says. */
function withItems(body: unknown) {
  return { ...(body as object), items: [anItem()] };
}
