/**
 * Makes a register: its key pair and first API key here, its certificate by the carrier, its place at the synchronous
 * server. The secret can be made first and served by the shop, since its origins have to name its key before they are
 * certified. Neither seed nor API key leaves this machine; nothing is believed that doesn't verify under the root key.
 */

import * as v from "valibot";
import type { Mode, RegisterId } from "../protocol/ids.ts";
import { type Jurisdiction, jurisdictionOf } from "../protocol/jurisdictions.ts";
import { CertifiedRegister, RegisteredRegister } from "../protocol/messages.ts";
import { apiKeyOrder, apiKeyText } from "../protocol/register/api-keys.ts";
import { registerIdOf } from "../protocol/register/register-key.ts";
import {
  importSigningSeed,
  PublicKey,
  publicKeyOfSeed,
  realmOf,
  sign,
  verify,
} from "../protocol/signing/signature.ts";
import { Registration, type SignedRegistration } from "../protocol/signing/signed-objects.ts";
import { encryptionKeyOf, makeOpeningKey } from "../register-server/disclosure/opening-keys.ts";
import { type KeyParts, keyFor, parseKey } from "../register-server/key.ts";
import { type Ask, askWith } from "./ask-server.ts";
import { makeKeyPair } from "./keys.ts";

export interface ShopPlace {
  /** the synchronous server's public origin */
  readonly server: string;
  /** the carrier's root public key, base64url */
  readonly rootKey: string;
  readonly mode: Mode;
  /** where its objects are to lie, for ever; anywhere if left out */
  readonly jurisdiction?: Jurisdiction | undefined;
}

export interface ShopToRegister extends ShopPlace {
  /** what shoppers read on the sheet */
  readonly name: string;
  /** the origins the shop's pages are on; each serves `/.well-known/warifu.json` */
  readonly origins: readonly string[];
  /** of prepareShop; made here if left out */
  readonly key?: string;
  readonly fetch?: typeof fetch;
  /** ms since the epoch */
  readonly now?: number;
}

export interface RegisterShopOptions extends ShopToRegister {
  /** the carrier server's origin */
  readonly carrier: string;
  /** the carrier's OPERATOR_KEY */
  readonly operatorKey: string;
  /** development alone: the operator vouches for the origins, and nothing is fetched from them */
  readonly vouched?: boolean;
}

export interface RegisteredShop {
  readonly register: RegisterId;
  /** the text for WARIFU_KEY: secret, and made only once */
  readonly key: string;
}

/** The one secret of a register that is yet to be certified: its id follows from its key. Tells nobody. */
export async function prepareShop({
  server,
  rootKey,
  mode,
  jurisdiction,
}: ShopPlace): Promise<RegisteredShop> {
  const root = v.safeParse(PublicKey, rootKey);
  if (!root.success) throw new Error("the root key isn't a public key (base64url of 32 bytes)");
  const { seed, register } = await keyOfRegister(mode, jurisdiction);
  const key = keyFor({
    mode,
    register,
    api_key: apiKeyText(register, crypto.getRandomValues(new Uint8Array(32))),
    seed,
    opening_keys: [await makeOpeningKey()],
    origin: new URL(server).origin,
    root_key: root.output,
  });
  return { register, key };
}

/** A register's id follows from its key, and where it lies from its id: keys are made until one says what is wanted [DE4]. */
async function keyOfRegister(mode: Mode, jurisdiction: Jurisdiction | undefined) {
  for (;;) {
    const { seed, publicKey } = await makeKeyPair();
    const register = await registerIdOf(mode, publicKey);
    if (jurisdictionOf(register) === jurisdiction) return { seed, register };
  }
}

/** The carrier certifies by its operator's key. @throws Error whose message says what was refused, by whom, and never holds a secret */
export function registerShop(options: RegisterShopOptions): Promise<RegisteredShop> {
  const { carrier, vouched, operatorKey } = options;
  return register(options, (ask, registration) =>
    ask(
      "the carrier",
      new URL("/v1/registers", carrier),
      { registration, ...(vouched ? { vouched: true } : {}) },
      CertifiedRegister,
      { authorization: `Bearer ${operatorKey}` },
    ),
  );
}

/** In test mode a register's own signature is enough [TT2]. @throws as registerShop */
export function signUpShop(options: ShopToRegister): Promise<RegisteredShop> {
  return register(options, (ask, registration) => {
    const url = new URL("/v1/test/registers", options.server);
    return ask("the synchronous server", url, { registration }, CertifiedRegister);
  });
}

async function register(
  options: ShopToRegister,
  certify: (ask: Ask, registration: SignedRegistration) => Promise<CertifiedRegister>,
): Promise<RegisteredShop> {
  const key = options.key ?? (await prepareShop(options)).key;
  const parts = partsOf(key, options);
  const { register, seed = "", root_key } = parts;
  const time = options.now ?? Date.now();
  const realm = await realmOf(root_key);
  const signingKey = await importSigningSeed(seed);
  const registration = await sign(
    registrationOf(options, parts, await publicKeyOfSeed(seed), realm, time),
    signingKey,
  );
  const ask = askWith(options.fetch ?? fetch);
  const certified = await certify(ask, registration);
  await assertCertified(certified, register, registration, root_key);
  const { certificate, chain } = certified;
  const named = { register, realm, text: parts.api_key, name: "first key", time } as const;
  const api_key = await sign(await apiKeyOrder({ ...named, scopes: ["full"] }), signingKey);
  const registered = await ask(
    "the synchronous server",
    new URL("/v1/registers", options.server),
    { registration, certificate, chain, api_key },
    RegisteredRegister,
  );
  if (registered.register !== register)
    throw new Error("the synchronous server answered for another register");
  return { register, key };
}

function partsOf(key: string, { mode, rootKey, server }: ShopPlace): KeyParts {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  const { value } = parts;
  if (value.mode !== mode || value.root_key !== rootKey || value.origin !== new URL(server).origin)
    throw new Error("the WARIFU_KEY is of another deployment");
  if (value.seed === undefined) throw new Error("this WARIFU_KEY has no signing key in it");
  return value;
}

function registrationOf(
  { name, origins, mode }: ShopToRegister,
  { opening_keys: [opens] = [] }: KeyParts,
  publicKey: PublicKey,
  realm: string,
  time: number,
): Registration {
  const registration = v.safeParse(Registration, {
    ...{ typ: "warifu/registration/1", iss: publicKey, aud: realm, mode },
    ...{ name, origins, time },
    ...(opens === undefined ? {} : { encryption_key: encryptionKeyOf(opens) }),
  });
  if (registration.success) return registration.output;
  const [issue] = registration.issues;
  throw new Error(`${v.getDotPath(issue)}: ${issue.message}`);
}

/** A certificate over another name, origin or key would put the shop's trades on someone else's books. */
export async function assertCertified(
  { register, certificate, chain }: CertifiedRegister,
  own: RegisterId,
  { payload: asked }: SignedRegistration,
  rootKey: PublicKey,
): Promise<void> {
  const carrier = { iss: asked.aud, aud: "everyone", mode: asked.mode };
  const root = { typ: "warifu/key-certificate/1", ...carrier };
  const expected = { typ: "warifu/register-certificate/1", ...carrier };
  const refused =
    (await verify(chain, root, rootKey)) ??
    (await verify(certificate, expected, chain.payload.key));
  if (refused)
    throw new Error(`the carrier's certificate doesn't hold under this root key: ${refused}`);
  const { payload } = certificate;
  const same =
    payload.kid === chain.payload.kid &&
    register === own &&
    payload.register === own &&
    payload.key === asked.iss &&
    payload.name === asked.name &&
    (asked.encryption_key === undefined || payload.encryption_key === asked.encryption_key) &&
    payload.origins.map(({ origin }) => origin).join() === asked.origins.join();
  if (!same) throw new Error("the carrier certified something else than was asked");
}
