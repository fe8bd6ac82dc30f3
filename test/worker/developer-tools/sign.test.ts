// What the signing proxy makes of a tool's bodies, at the real servers: plain ones, made-up ones, and wrong ones.

import { describe, expect, it } from "vitest";
import { type Signing, signBody } from "../../../cli/warifu/sign/sign-body.ts";
import { type Signer, signerOf } from "../../../cli/warifu/sign/signer.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import { keyFor } from "../../../register-server/key.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { held } from "../orders-world.ts";
import {
  aClaim,
  aConfirmOf,
  aKey,
  anApiKey,
  aShop,
  aTrade,
  aWallet,
  env,
  flushed,
  getTrade,
  ORIGIN,
  post,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  until,
} from "../synchronous-world.ts";

/** Paid by a real account, and known to be to its till. */
async function aPaid(shop: Shop, terms: Partial<Terms> = {}): Promise<string> {
  const [wallet, { id }] = [await aWallet(), await aTrade(shop, terms)];
  await flushed(id);
  const offer = await readOffer(id);
  await postConfirm(await aConfirmOf(wallet, offer, await aClaim(wallet, offer)));
  await until(
    async () => ((await (await getTrade(shop, id)).json()) as TradeView).status !== "open",
  );
  return id;
}

async function signerFor(shop: Shop): Promise<Signer> {
  const { trust } = await deploymentOf(env);
  const { register, apiKey: api_key, key } = shop;
  const parts = { mode: trust.mode, register, api_key, seed: key.seed, root_key: trust.rootKey };
  return signerOf(keyFor({ ...parts, origin: ORIGIN }));
}

interface Sending {
  readonly signing?: Signing;
  readonly key?: string;
  readonly mend?: boolean;
}

/** As the proxy would send it. */
async function send(
  shop: Shop,
  path: string,
  body: unknown,
  { signing = "fill", key = aKey(), mend = false }: Sending = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const write = { path, body: text, key, now: clockNow(), signing, mend };
  const signed = await signBody(write, await signerFor(shop));
  const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": key };
  return post(path, signed ?? text, headers);
}

/** As a tool makes it up from the OpenAPI document: each member of its own form, and nothing that belongs together. */
const MADE_UP = {
  payload: {
    ...{ typ: "warifu/terms/1", iss: "reg_live_0000000000000", aud: "realm:0000000000000000" },
    ...{ mode: "live", key: "x", amount: 1, currency: "JPY", items: [], capture: "now" },
    deadline: 0,
  },
  signature: "",
};

describe("the signing proxy", () => {
  it("takes a plain body for what the SDK would sign", async () => {
    const shop = await aShop();
    const answer = await send(shop, "/v1/trades", { amount: 4980, currency: "JPY" });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ register: shop.register, amount: 4980 });
  });

  it("gives made-up terms their register, realm, mode, key, deadline and signature", async () => {
    const shop = await aShop();
    expect((await send(shop, "/v1/trades", { terms: MADE_UP })).status).toBe(201);
  });

  it("makes the same bytes of the same body under the same key", async () => {
    const shop = await aShop();
    const key = aKey();
    const first = await send(shop, "/v1/trades", { amount: 10, currency: "JPY" }, { key });
    const again = await send(shop, "/v1/trades", { amount: 10, currency: "JPY" }, { key });
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(((await again.json()) as TradeView).id).toBe(((await first.json()) as TradeView).id);
  });

  it("leaves what has the wrong type or form, so that the server refuses it", async () => {
    const shop = await aShop();
    const { payload } = MADE_UP;
    const wrong = [
      { ...payload, iss: 7 },
      { ...payload, mode: "none" },
      { ...payload, deadline: "soon" },
      { ...payload, amount: null },
      { ...payload, surplus: 1 },
      null,
    ];
    for (const one of wrong) {
      const answer = await send(shop, "/v1/trades", { terms: { payload: one, signature: "" } });
      expect((await problemIn(answer)).code).toBe("invalid_request");
    }
    const unsigned = await send(shop, "/v1/trades", { terms: { payload, signature: null } });
    expect((await problemIn(unsigned)).code).toBe("invalid_request");
    for (const text of ['{"amount":', "[]", "null", '{"terms":1}', '"\\ud800"'])
      expect((await problemIn(await send(shop, "/v1/trades", text))).status).toBe(400);
  });

  it("signs what stands there, and nothing else, where it is asked to keep it", async () => {
    const shop = await aShop();
    const options = { signing: "keep" } as const;
    const made = await send(shop, "/v1/trades", { terms: MADE_UP }, options);
    expect((await problemIn(made)).status).toBe(400);
    const plain = await send(shop, "/v1/trades", { amount: 1, currency: "JPY" }, options);
    expect((await problemIn(plain)).code).toBe("invalid_request");
  });

  it("signs captures, voids and refunds of the trade in the address", async () => {
    const shop = await aShop();
    const later = await aPaid(shop, held());
    const captured = await send(shop, `/v1/trades/${later}/captures`, {
      amount: 10,
      currency: "JPY",
    });
    expect(captured.status).toBe(201);
    expect((await send(shop, `/v1/trades/${later}/void`, {})).status).toBe(200);
    const paid = await aPaid(shop);
    const refunded = await send(shop, `/v1/trades/${paid}/refunds`, { amount: 1, currency: "JPY" });
    expect(refunded.status).toBe(201);
  });

  it("signs payout accounts, origins and API keys", async () => {
    const shop = await aShop();
    const account = { iban: "FR1420041010050500013M02606", holder: "Kami paper goods" };
    expect((await send(shop, "/v1/payout-account", account)).status).toBe(200);
    const { name } = shop.certified.certificate.payload;
    const origins = shop.certified.certificate.payload.origins.map(({ origin }) => origin);
    expect((await send(shop, "/v1/origins", { name, origins })).status).toBe(200);
    const { api_key } = await anApiKey(shop.register, shop.key);
    const another = await aShop();
    // Another register's order: made this one's.
    expect((await send(another, "/v1/keys", { key: api_key })).status).toBe(201);
  });

  it("signs a price list with what it sells beside it, plain or made up", async () => {
    const shop = await aShop();
    const item = { id: "notebook", name: "Washi notebook", amount: 4980, currency: "JPY" };
    const items = [{ ...item, quantity: { min: 1, max: 3 }, kind: "item" }];
    expect((await send(shop, "/v1/price-lists", { items })).status).toBe(201);
    const { realm } = await deploymentOf(env).then(({ trust }) => trust);
    const head = {
      ...{ typ: "warifu/price-list/1", iss: "reg_live_0000000000000", aud: realm, mode: "live" },
      ...{ name: "other", serial: 1, from: clockNow(), until: clockNow() + 60_000 },
      ...{ size: 9, root: "A".repeat(43) },
    };
    const made = await send(shop, "/v1/price-lists", {
      list: { payload: head, signature: "" },
      items,
    });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ name: "other" });
  });

  it("leaves the carrier's certificates as they are", async () => {
    const { certified } = await aShop();
    const body = JSON.stringify({ certificate: certified.certificate, chain: certified.chain });
    const write = { path: "/v1/registers", body, key: aKey(), now: clockNow() };
    const signer = await signerFor(await aShop());
    expect(await signBody({ ...write, signing: "fill" }, signer)).toBeUndefined();
  });

  it("mends what a JSON Schema can't say of terms, where that is asked for", async () => {
    const shop = await aShop();
    const items = [{ name: "Ink", quantity: 1, amount: 7 }];
    const odd = { ...MADE_UP.payload, items, currency: "QQQ", hold_until: 1 };
    const body = { terms: { ...MADE_UP, payload: odd } };
    expect((await send(shop, "/v1/trades", body)).status).toBe(400);
    expect((await send(shop, "/v1/trades", body, { mend: true })).status).toBe(201);
  });
});
