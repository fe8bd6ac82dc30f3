/**
 * What this deployment is, read from the environment once: its mode, what it trusts, and its keys. A
 * key that doesn't fit its certificate or the root stops the carrier here, before it signs anything that
 * nobody could verify.
 */

import * as v from "valibot";
import { assert } from "../../protocol/assert.ts";
import { Mode } from "../../protocol/ids.ts";
import {
  type Envelope,
  importHmacKeys,
  importSigningSeed,
  keyIdOf,
  PublicKey,
  realmOf,
  sign,
  verify,
} from "../../protocol/signing/signature.ts";
import { SignedKeyCertificate } from "../../protocol/signing/signed-objects.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import type { PublishedCertificate } from "../http/jwks.ts";
import { importSealingKey, type SealingKeys } from "./sealing/sealing.ts";
import type { CarrierSettings } from "./settings.ts";
import { type EncryptionKeys, readEncryptionKeys } from "./step-up/encryption-keys.ts";
import type { PasskeySettings } from "./step-up/passkey.ts";

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly certificate: SignedKeyCertificate;
}

export interface Deployment {
  readonly mode: Mode;
  readonly trust: Trust;
  readonly signing: SigningKey;
  /** of every signing key, the retired ones too */
  readonly certificates: readonly SignedKeyCertificate[];
  readonly sealing: SealingKeys;
  readonly grantKey: CryptoKey;
  /** of grants that are still on their way, or are confirmed again [RG17] */
  readonly formerGrantKeys?: readonly CryptoKey[];
  /** absent: no PIN can be set or used */
  readonly encryption?: EncryptionKeys;
  readonly passkeys: PasskeySettings;
}

/** What both servers' key sets say: every signing key there ever was, and the encryption keys that still open [RG16]. */
export function publishedKeys({ certificates, encryption }: Deployment): PublishedCertificate[] {
  return [...certificates, ...(encryption?.certificates ?? [])];
}

const SigningKeys = v.pipe(
  v.array(v.strictObject({ seed: v.exactOptional(v.string()), certificate: SignedKeyCertificate })),
  v.minLength(1),
);
const SealingKeyList = v.pipe(
  v.array(v.strictObject({ kid: v.pipe(v.string(), v.regex(/^[\w-]{1,16}$/)), key: v.string() })),
  v.minLength(1),
);

const NAMES = [
  "MODE",
  "ROOT_KEY",
  "SIGNING_KEYS",
  "SEALING_KEYS",
  "GRANT_KEY",
  "ENCRYPTION_KEYS",
  "PASSKEY_HOST",
  "TERMINAL_ORIGINS",
] as const satisfies (keyof CarrierSettings)[];
type Secrets = Pick<CarrierSettings, (typeof NAMES)[number]>;

let last: { readonly env: Secrets; readonly deployment: Promise<Deployment> } | undefined;

/** Cached by the texts themselves: an environment is a new object for each entrypoint and object. */
export function deploymentOf(env: Secrets): Promise<Deployment> {
  const known = last;
  if (known && NAMES.every((name) => known.env[name] === env[name])) return known.deployment;
  // Copied: what an environment says later is another deployment's.
  const secrets = Object.fromEntries(NAMES.map((name) => [name, env[name]])) as Secrets;
  last = { env: secrets, deployment: readDeployment(secrets) };
  return last.deployment;
}

async function readDeployment(env: Secrets): Promise<Deployment> {
  const mode = v.parse(Mode, env.MODE);
  const rootKey = v.parse(PublicKey, env.ROOT_KEY);
  const trust: Trust = { rootKey, realm: await realmOf(rootKey), mode };
  const signingKeys = v.parse(SigningKeys, JSON.parse(env.SIGNING_KEYS));
  const certificates = signingKeys.map(({ certificate }) => certificate);
  for (const certificate of certificates) await assertCertified(certificate, trust);
  const [current] = signingKeys;
  assert(current?.seed !== undefined, "the current signing key has its seed");
  const [grantKey, ...formerGrantKeys] = await importHmacKeys(env.GRANT_KEY);
  const { ENCRYPTION_KEYS: encryption, PASSKEY_HOST: rpId = "", TERMINAL_ORIGINS = "" } = env;
  return {
    mode,
    trust,
    ...(encryption ? { encryption: await readEncryptionKeys(encryption, trust) } : {}),
    passkeys: { rpId, origins: TERMINAL_ORIGINS.split(/\s+/).filter(Boolean) },
    signing: await readSigningKey(current.seed, current.certificate),
    certificates,
    sealing: await readSealingKeys(env.SEALING_KEYS),
    grantKey,
    formerGrantKeys,
  };
}

async function assertCertified(certificate: SignedKeyCertificate, trust: Trust): Promise<void> {
  const expected: Envelope = {
    typ: "warifu/key-certificate/1",
    iss: trust.realm,
    aud: "everyone",
    mode: trust.mode,
  };
  const refused = await verify(certificate, expected, trust.rootKey);
  assert(refused === undefined, "the root certified every signing key, for this mode");
  const { kid, key } = certificate.payload;
  assert(kid === (await keyIdOf(key)), "a certificate's kid is its key's");
}

async function readSigningKey(
  seed: string,
  certificate: SignedKeyCertificate,
): Promise<SigningKey> {
  const key = await importSigningSeed(seed);
  // A trial: the wrong seed beside a certificate would make receipts that never verify.
  const trial = await sign({ ...certificate.payload }, key);
  const refused = await verify(trial, certificate.payload, certificate.payload.key);
  assert(refused === undefined, "the seed is the certified key's");
  return { kid: certificate.payload.kid, key, certificate };
}

async function readSealingKeys(text: string): Promise<SealingKeys> {
  const list = v.parse(SealingKeyList, JSON.parse(text));
  const byKid = new Map<string, CryptoKey>();
  for (const { kid, key } of list) byKid.set(kid, await importSealingKey(key));
  const [current] = list;
  assert(current && byKid.size === list.length, "each sealing key has its own kid");
  return { current: current.kid, byKid };
}
