// Registers in the tests whose origins are really looked at: what stands at each origin, and who asks for a change.

import { runDurableObjectAlarm } from "cloudflare:test";
import { vi } from "vitest";
import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { WELL_KNOWN_PATH } from "../../protocol/register/origin-proof.ts";
import type { RegisterKeyChange } from "../../protocol/register/register-key.ts";
import {
  importSigningSeed,
  type PublicKey,
  realmOf,
  sign,
} from "../../protocol/signing/signature.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import { aRegistration, certifyRegister } from "./carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  anApiKey,
  aTrade,
  aWallet,
  post,
  postConfirm,
  readOffer,
  type Shop,
  settledRow,
  until,
  world,
} from "./synchronous-world.ts";
import { env } from "./test-env.ts";

export const JPY = "JPY" as Currency;
export const HERE = "http://127.0.0.1:3000";
export const THERE = "http://shop.localhost:4000";

/** The network: which keys each origin names. One that isn't in it answers nobody. */
export class Web {
  readonly named = new Map<string, readonly PublicKey[]>();
  readonly asked: string[] = [];
  /** what resolvers say of every name: a public address, if nothing else */
  dns: object = { Status: 0, Answer: [{ type: 1, data: "93.184.215.14" }] };

  constructor() {
    vi.stubGlobal("fetch", async (input: string | URL | Request) => {
      const { origin, pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname === "/dns-query") return Response.json(this.dns);
      this.asked.push(origin);
      const keys = this.named.get(origin);
      if (!keys || pathname !== WELL_KNOWN_PATH) throw new TypeError("nobody is there");
      const realm = await realmOf(env.ROOT_KEY as PublicKey);
      return Response.json({
        warifu: 1,
        registers: keys.map((key) => ({ mode: "test", realm, key })),
      });
    });
  }

  names(origin: string, ...keys: readonly KeyPair[]): void {
    this.named.set(
      origin,
      keys.map(({ publicKey }) => publicKey),
    );
  }
}

/** Registered by its proofs alone. */
export async function aProvenShop(web: Web, origins: readonly string[] = [HERE]): Promise<Shop> {
  const key = await makeKeyPair();
  for (const origin of origins) web.names(origin, key);
  const registration = await aRegistration(key, { origins: [...origins] });
  const answer = await certifyRegister(registration, {}, {});
  if (answer.status !== 201) throw new Error(await answer.text());
  const certified = (await answer.json()) as Shop["certified"];
  const { register, certificate, chain } = certified;
  const { apiKey, api_key } = await anApiKey(register, key);
  const body = { registration, certificate, chain, api_key };
  const registered = await post("/v1/registers", body, { "Idempotency-Key": crypto.randomUUID() });
  if (registered.status !== 201) throw new Error(await registered.text());
  const { mode, realm } = (await world()).realm;
  const trust = { rootKey: env.ROOT_KEY, realm, mode };
  const own = { mode, realm, trust, chain, register, registerKey: key };
  return { register, apiKey, key, certified, realm: own as unknown as Shop["realm"] };
}

/** The same register with another signing key. */
export function withKey(shop: Shop, key: KeyPair): Shop {
  return { ...shop, key, realm: { ...shop.realm, registerKey: key } };
}

export function asRegister(shop: Shop, path: string, body: unknown): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${shop.apiKey}`,
    "Idempotency-Key": crypto.randomUUID(),
  };
  return post(path, body, headers);
}

export async function aKeyChange(
  shop: Shop,
  next: KeyPair,
  overrides: Partial<RegisterKeyChange> = {},
  signers: { readonly old?: KeyPair; readonly new?: KeyPair } = {},
) {
  const { trust } = shop.realm;
  const payload: RegisterKeyChange = {
    typ: "warifu/register-key/1",
    iss: shop.register,
    aud: trust.realm,
    mode: trust.mode,
    number: clockNow(),
    next: next.publicKey,
    former_until: clockNow() + 24 * 60 * 60_000,
    ...overrides,
  };
  const change = await sign(payload, await importSigningSeed((signers.old ?? shop.key).seed));
  const proof = await sign(payload, await importSigningSeed((signers.new ?? next).seed));
  return { change, proof: proof.signature };
}

/** What the carrier's Books do by themselves when their time comes. */
export async function booksAlarm({ register }: Shop): Promise<void> {
  await runDurableObjectAlarm(objectNamed(env.BOOKS, register));
}

/** Paid to the end. */
export async function aPaidTrade(shop: Shop): Promise<Offer> {
  const wallet = await aWallet();
  const offer = await readOffer((await aTrade(shop)).id);
  const granted = await aClaim(wallet, offer);
  const answer = await postConfirm(await aConfirmOf(wallet, offer, granted), wallet.device);
  if (answer.status !== 200) throw new Error(await answer.text());
  await until(() => settledRow(offer.trade));
  return offer;
}
