// A carrier's keys, a certified register and its offers, made without any server: for tests of pure code.

import { certifySigningKey, type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import {
  formatTradeId,
  type Mode,
  type RegisterId,
  registerIdFrom,
  type TradeId,
  timeOfKey,
} from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { importSigningSeed, keyIdOf, realmOf, sign } from "../../../protocol/signing/signature.ts";
import type {
  Receipt,
  RegisterCertificate,
  SignedKeyCertificate,
  SignedReceipt,
  Terms,
} from "../../../protocol/signing/signed-objects.ts";
import type { Offer, Trust } from "../../../protocol/trade/offer.ts";
import { offerHash } from "../../../protocol/trade/offer.ts";

export const NOW = 1_790_000_000_000;
const DAY = 24 * 60 * 60_000;

export interface Realm {
  readonly mode: Mode;
  readonly realm: string;
  readonly trust: Trust;
  readonly root: KeyPair;
  readonly signing: KeyPair;
  readonly chain: SignedKeyCertificate;
  readonly register: RegisterId;
  readonly registerKey: KeyPair;
}

export async function aRealm({ mode = "test" as Mode, now = NOW } = {}): Promise<Realm> {
  const [root, signing, registerKey] = await Promise.all([
    makeKeyPair(),
    makeKeyPair(),
    makeKeyPair(),
  ]);
  const realm = await realmOf(root.publicKey);
  const chain = await certifySigningKey(root, signing, mode, now);
  const register = registerIdFrom(mode, crypto.getRandomValues(new Uint8Array(8)));
  return {
    mode,
    realm,
    trust: { rootKey: root.publicKey, realm, mode },
    root,
    signing,
    chain,
    register,
    registerKey,
  };
}

export async function aCertificate(
  realm: Realm,
  overrides: Partial<RegisterCertificate> = {},
  signer = realm.signing,
) {
  const certificate: RegisterCertificate = {
    typ: "warifu/register-certificate/1",
    iss: realm.realm,
    aud: "everyone",
    mode: realm.mode,
    kid: await keyIdOf(signer.publicKey),
    register: realm.register,
    name: "Kami paper goods",
    origins: [{ origin: "http://127.0.0.1:3000", proven_at: NOW - DAY }],
    key: realm.registerKey.publicKey,
    settlement_account: `set_${realm.mode}_${realm.register.slice(9)}`,
    not_before: NOW - DAY,
    not_after: NOW + 365 * DAY,
    ...overrides,
  };
  return sign(certificate, await importSigningSeed(signer.seed));
}

export async function someTerms(
  realm: Realm,
  overrides: Partial<Terms> = {},
  signer = realm.registerKey,
) {
  const terms: Terms = {
    typ: "warifu/terms/1",
    iss: realm.register,
    aud: realm.realm,
    mode: realm.mode,
    key: "01936a5e-0000-7000-8000-000000000001",
    amount: 4980,
    currency: "JPY" as Currency,
    items: [{ name: "Washi notebook", quantity: 2, amount: 4980 }],
    capture: "now",
    deadline: NOW + 30 * 60_000,
    ...overrides,
  };
  return sign(terms, await importSigningSeed(signer.seed));
}

export function aTradeId(realm: Realm, register = realm.register): TradeId {
  const time = timeOfKey("01936a5e-0000-7000-8000-000000000001");
  const hash = crypto.getRandomValues(new Uint8Array(16));
  return formatTradeId({ mode: realm.mode, register, till: 0, time, hash, tag: new Uint8Array(6) });
}

export async function anOffer(realm: Realm, overrides: Partial<Offer> = {}): Promise<Offer> {
  return {
    trade: aTradeId(realm),
    terms: await someTerms(realm),
    certificate: await aCertificate(realm),
    chain: realm.chain,
    ...overrides,
  };
}

export async function aReceipt(
  realm: Realm,
  offer: Offer,
  overrides: Partial<Receipt> = {},
  signer = realm.signing,
  certificate = realm.chain,
): Promise<SignedReceipt> {
  const { amount, currency } = offer.terms.payload;
  const receipt: Receipt = {
    typ: "warifu/receipt/1",
    iss: realm.realm,
    aud: realm.register,
    mode: realm.mode,
    kid: await keyIdOf(signer.publicKey),
    trade: offer.trade,
    attempt: 1,
    register: realm.register,
    amount,
    currency,
    outcome: "settled",
    offer: await offerHash(offer),
    time: NOW,
    ...overrides,
  };
  return { ...(await sign(receipt, await importSigningSeed(signer.seed))), certificate };
}
