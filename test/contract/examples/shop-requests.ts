/** A good body of each write of a register, signed as its SDK signs it. */

import { apiKeyOrder, apiKeyText } from "../../../protocol/register/api-keys.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import { anItem, aPriceList, DAY_MS } from "../../support/builders/price-list.ts";
import { aCertificate, aReceipt, someTerms } from "../../support/builders/realm.ts";
import { aCapture, aRefund, aVoid } from "../../support/builders/signed-orders.ts";
import { AT, type ExampleRealm, KEY } from "./example-realm.ts";

const ORIGIN = "https://shop.example";
/** A compact JWE's form: what is inside only its reader could tell. */
export const SEALED = `${"e".repeat(40)}..${"i".repeat(16)}.${"c".repeat(64)}.${"t".repeat(22)}`;

export async function shopRequests(realm: ExampleRealm): Promise<Record<string, unknown>> {
  const { trade, mode, register, registerKey, nextKey, realm: aud } = realm;
  const key = await importSigningSeed(registerKey.seed);
  const own = { iss: register, aud, mode };
  const registration = await sign(
    {
      ...{ typ: "warifu/registration/1", iss: registerKey.publicKey, aud, mode },
      ...{ name: "Kami paper goods", origins: [ORIGIN], time: AT },
    },
    key,
  );
  const text = apiKeyText(register, new Uint8Array(32).fill(9));
  const named = { register, realm: aud, text, name: "Accounting", time: AT } as const;
  const apiKey = await sign(await apiKeyOrder({ ...named, scopes: ["read", "payouts"] }), key);
  const change = {
    ...{ typ: "warifu/register-key/1", ...own, number: AT },
    ...{ next: nextKey.publicKey, former_until: AT + DAY_MS },
  };
  const items = [
    anItem(),
    anItem({
      ...{ id: "article" as never, name: "How paper is made", amount: 300, kind: "access" },
      ...{ quantity: { min: 1, max: 1 }, url: `${ORIGIN}/article.html` },
    }),
  ];
  const certificate = await exampleCertificate(realm);
  return {
    createTrade: {
      terms: await someTerms(realm, { key: KEY, deadline: AT + 1_800_000, reference: "P-1001" }),
      metadata: { order: "P-1001" },
    },
    cancelTrade: {},
    captureTrade: { order: await aCapture(realm, trade, { key: KEY }) },
    voidTrade: { order: await aVoid(realm, trade, { key: KEY }) },
    refundTrade: { order: await aRefund(realm, trade, { key: KEY }) },
    answerDispute: { text: SEALED },
    contestDispute: { text: SEALED },
    acceptDispute: { order: await aRefund(realm, trade, { key: KEY }) },
    publishPriceList: {
      list: await aPriceList(realm, items, { serial: AT, from: AT, until: AT + 365 * DAY_MS }),
      items,
    },
    buyListed: { item: "article", quantity: 1 },
    requestPayout: { currency: "JPY" },
    setPayoutSchedule: { every: "daily", minimums: [{ currency: "JPY", amount: 1000 }] },
    setPayoutAccount: { account: await payoutAccount(own, key) },
    registerRegister: {
      ...{ registration, certificate, chain: realm.chain },
      api_key: await sign(await apiKeyOrder({ ...named, name: "First", scopes: ["full"] }), key),
    },
    setTills: { tills: 4 },
    createKey: { key: apiKey },
    changeRegisterKey: {
      change: await sign(change, key),
      proof: (await sign(change, await importSigningSeed(nextKey.seed))).signature,
    },
    setOrigins: { registration },
    signUpRegister: { registration },
    proveReceipt: { receipt: await exampleReceipt(realm) },
  };
}

function payoutAccount(own: { iss: string; aud: string; mode: string }, key: CryptoKey) {
  const account = { iban: "DE89370400440532013000", holder: "Kami paper goods" };
  const payload = { typ: "warifu/payout-account/1", ...own, number: AT, account, time: AT };
  return sign(payload as never, key);
}

export function exampleCertificate(realm: ExampleRealm) {
  return aCertificate(realm, {
    origins: [{ origin: ORIGIN as never, proven_at: AT - DAY_MS }],
    ...{ not_before: AT - DAY_MS, not_after: AT + 29 * DAY_MS },
  });
}

export async function exampleOffer(realm: ExampleRealm) {
  const terms = await someTerms(realm, { key: KEY, deadline: AT + 1_800_000 });
  const { trade, chain } = realm;
  return { trade, terms, certificate: await exampleCertificate(realm), chain };
}

export async function exampleReceipt(realm: ExampleRealm) {
  return aReceipt(realm, await exampleOffer(realm), { time: AT });
}
