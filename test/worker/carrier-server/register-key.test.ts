// A register's signing key changes: by its own word, or by two operators; what was begun goes on under what it began with.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { aRefund } from "../../support/builders/signed-orders.ts";
import { aRegistration } from "../carrier-world.ts";
import { postOrder } from "../orders-world.ts";
import {
  aKeyChange,
  aPaidTrade,
  aProvenShop,
  asRegister,
  HERE,
  Web,
  withKey,
} from "../registers-world.ts";
import {
  advanceClock,
  anApiKey,
  aTrade,
  getTrade,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  signTerms,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { actAsOperator, askAsOperator } from "./operator-world.ts";

const HOUR = 60 * 60_000;
let web: Web;
let shop: Shop;
let next: KeyPair;

beforeEach(async () => {
  web = new Web();
  shop = await aProvenShop(web);
  next = await makeKeyPair();
  web.names(HERE, shop.key, next);
});
afterEach(() => {
  vi.unstubAllGlobals();
  setClockOffset(0);
});

async function codeOf(answer: Promise<Response> | Response): Promise<string> {
  return (await problemIn(await answer)).code;
}

async function changeKey(...asked: Parameters<typeof aKeyChange>): Promise<Response> {
  return asRegister(asked[0], "/v1/register-key", await aKeyChange(...asked));
}

/** @returns the shop with its next key, once that is its key */
async function rotated(overrides: Parameters<typeof aKeyChange>[2] = {}): Promise<Shop> {
  const answer = await changeKey(shop, next, overrides);
  if (answer.status !== 200) throw new Error(await answer.text());
  return withKey(shop, next);
}

async function createWith(one: Shop) {
  return postCreate(one, await signTerms(one));
}

async function refundWith(one: Shop, trade: TradeId) {
  return postOrder(one, "refunds", await aRefund(one.realm, trade));
}

async function payoutAccountWith({ realm, key, register, apiKey }: Shop, number: number) {
  const payload = {
    typ: "warifu/payout-account/1" as const,
    ...{ iss: register, aud: realm.trust.realm, mode: realm.mode, number, time: clockNow() },
    account: { iban: "DE89370400440532013000", holder: "Kami" },
  };
  const account = await sign(payload, await importSigningSeed(key.seed));
  return asRegister({ apiKey } as Shop, "/v1/payout-account", { account });
}

describe("a change of the key", () => {
  it("[RG11] keeps the register and its origins' dates, and terms of the next key are taken", async () => {
    const after = await rotated();
    const offer = await readOffer((await aTrade(after)).id);
    const { register, key, origins } = offer.certificate.payload;
    expect({ register, key }).toEqual({ register: shop.register, key: next.publicKey });
    expect(origins).toEqual(shop.certified.certificate.payload.origins);
  });

  it("[RG11] needs both keys' signatures, and every origin to name the next one", async () => {
    const thief = await makeKeyPair();
    const refused = [
      changeKey(shop, next, {}, { old: thief }),
      changeKey(shop, next, {}, { new: thief }),
      changeKey(shop, thief),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual([
      ...["bad_signature", "bad_signature", "origin_unproven"],
    ]);
    expect((await createWith(shop)).status).toBe(201);
    expect(await codeOf(createWith(withKey(shop, thief)))).toBe("bad_signature");
  });

  it("[RG11] again gets the same answer; an older one is outdated, also of the former key", async () => {
    const body = await aKeyChange(shop, next, { number: 7 });
    const first = await (await asRegister(shop, "/v1/register-key", body)).text();
    expect(await (await asRegister(shop, "/v1/register-key", body)).text()).toBe(first);
    const back = changeKey(withKey(shop, next), shop.key, { number: 7 });
    expect(await codeOf(back)).toBe("register_key_outdated");
    expect(await codeOf(changeKey(shop, shop.key, { number: 8 }))).toBe("bad_signature");
  });

  it("[RG13] the former key's terms are taken under its certificate until its time is over", async () => {
    const after = await rotated({ former_until: clockNow() + HOUR });
    const { id } = await aTrade(shop);
    expect((await readOffer(id)).certificate).toEqual(shop.certified.certificate);
    advanceClock(HOUR);
    expect(await codeOf(createWith(shop))).toBe("bad_signature");
    expect((await createWith(after)).status).toBe(201);
  });

  it("[RG13] the former key sets no payout account and makes no API key, from the change on", async () => {
    const after = await rotated();
    expect(await codeOf(payoutAccountWith(shop, 1))).toBe("bad_signature");
    expect((await payoutAccountWith(after, 2)).status).toBe(200);
    const { api_key } = await anApiKey(shop.register, shop.key);
    expect(await codeOf(asRegister(shop, "/v1/keys", { key: api_key }))).toBe("bad_signature");
    const made = await anApiKey(shop.register, next);
    expect((await asRegister(shop, "/v1/keys", { key: made.api_key })).status).toBe(201);
  });

  it("[RG14] what was begun is paid, refunded by the next key, and its receipt holds as before", async () => {
    const paid = await aPaidTrade(shop);
    const before = ((await (await getTrade(shop, paid.trade)).json()) as TradeView).receipt;
    const { id: begun } = await aTrade(shop);
    const offer = await readOffer(begun);
    const after = await rotated({ former_until: 0 });
    expect(await readOffer(begun)).toEqual(offer);
    expect((await refundWith(after, paid.trade)).status).toBe(201);
    expect(await codeOf(refundWith(shop, paid.trade))).toBe("bad_signature");
    const { receipt } = (await (await getTrade(shop, paid.trade)).json()) as TradeView;
    expect(JSON.stringify(receipt)).toBe(JSON.stringify(before));
    if (!receipt) throw new Error("it was paid");
    const { amount, currency } = receipt.payload;
    const expected = { register: shop.register, trade: paid.trade, mode: "test" } as const;
    const said = { ...expected, amount, currency, outcome: "settled" } as const;
    expect(await verifyReceipt(receipt, said, shop.realm.trust)).toMatchObject({
      ok: true,
    });
  });

  it("[RG14] [RG13] a refund of the former key is taken while it may still sign", async () => {
    const paid = await aPaidTrade(shop);
    const after = await rotated({ former_until: clockNow() + HOUR });
    expect((await refundWith(shop, paid.trade)).status).toBe(201);
    const later = await aPaidTrade(after);
    expect((await refundWith(shop, later.trade)).status).toBe(201);
  });
});

describe("a lost key", () => {
  const SECOND = "the-second-operator-of-the-tests";

  async function replace(key: KeyPair, operatorKey = env.OPERATOR_KEY, idempotency?: string) {
    const registration = await aRegistration(key);
    const path = `/v1/registers/${shop.register}/key`;
    const how = { operatorKey, ...(idempotency === undefined ? {} : { key: idempotency }) };
    return actAsOperator(path, { registration }, how);
  }

  it("[RG12] is replaced by two operators who ask for the same, and the former ends at once", async () => {
    expect(await codeOf(replace(next))).toBe("second_operator_needed");
    expect(await codeOf(replace(next))).toBe("second_operator_needed");
    expect((await createWith(shop)).status).toBe(201);
    expect((await replace(next, SECOND)).status).toBe(200);
    expect(await codeOf(createWith(shop))).toBe("bad_signature");
    expect((await createWith(withKey(shop, next))).status).toBe(201);
    const log = await askAsOperator(`/v1/registers/${shop.register}/audit`);
    const { entries } = (await log.json()) as ActLog;
    const act = entries.find(({ act }) => act === "replace_key");
    expect(act?.asked).toEqual({ key: next.publicKey, first: entries[0]?.operator });
    expect(act?.operator).not.toBe(entries[0]?.operator);
  });

  it("[RG12] isn't replaced by two who ask for different keys, nor by one whose key isn't named", async () => {
    const other = await makeKeyPair();
    expect(await codeOf(replace(next))).toBe("second_operator_needed");
    expect(await codeOf(replace(other, SECOND))).toBe("second_operator_needed");
    expect(await codeOf(replace(other))).toBe("origin_unproven");
    expect(await codeOf(replace(next, "nobody"))).toBe("operator_unauthorized");
    expect((await createWith(shop)).status).toBe(201);
  });

  it("[RG12] [LE17] replaced again under the same key of idempotency is a repeat", async () => {
    await replace(next);
    const first = await replace(next, SECOND, "once");
    const again = await replace(next, SECOND, "once");
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
  });
});
