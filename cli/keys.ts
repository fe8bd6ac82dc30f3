/**
 * Makes every key of a deployment: the carrier's root (kept offline, pinned by terminals and SDKs), its
 * signing key certified by the root, and the secrets of both Workers. Nothing here is written anywhere:
 * the caller decides where secrets go.
 */

import type { EncryptionKeyCertificate } from "../protocol/account/step-up.ts";
import type { Mode } from "../protocol/ids.ts";
import { toBase64Url } from "../protocol/signing/encoding.ts";
import {
  importSigningSeed,
  keyIdOf,
  type PublicKey,
  realmOf,
  sign,
} from "../protocol/signing/signature.ts";
import type { KeyCertificate, SignedKeyCertificate } from "../protocol/signing/signed-objects.ts";

const YEAR_MS = 365 * 24 * 60 * 60_000;
/** How long a signing key signs before the next one takes over. Receipts stay verifiable for ever. */
const SIGNING_KEY_MS = 2 * YEAR_MS;

export interface KeyPair {
  /** base64url of the 32-byte seed */
  readonly seed: string;
  readonly publicKey: PublicKey;
}

/** X25519, for PINs. @param now ms since the epoch @returns the carrier's ENCRYPTION_KEYS */
export async function makeEncryptionKeys(root: KeyPair, mode: Mode, now: number): Promise<string> {
  const pair = (await crypto.subtle.generateKey("X25519", true, ["deriveBits"])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey("jwk", pair.privateKey)) as { d?: string; x?: string };
  const key = jwk.x as PublicKey;
  const certificate: EncryptionKeyCertificate = {
    ...{ typ: "warifu/key-certificate/1", iss: await realmOf(root.publicKey), aud: "everyone" },
    ...{ mode, kid: await keyIdOf(key), key, use: "encrypt" },
    not_before: now - 24 * 60 * 60_000,
    not_after: now + SIGNING_KEY_MS,
  };
  const signed = await sign(certificate, await importSigningSeed(root.seed));
  return JSON.stringify([{ seed: jwk.d, certificate: signed }]);
}

export interface DeploymentKeys {
  readonly root: KeyPair;
  /** secrets of the synchronous server, by name */
  readonly synchronous: Record<string, string>;
  /** secrets of the carrier server, by name */
  readonly carrier: Record<string, string>;
}

export async function makeKeyPair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey("jwk", pair.privateKey)) as { d?: string; x?: string };
  return { seed: jwk.d ?? "", publicKey: jwk.x as PublicKey };
}

/** @param now ms since the epoch */
export async function certifySigningKey(
  root: KeyPair,
  signing: KeyPair,
  mode: Mode,
  now: number,
): Promise<SignedKeyCertificate> {
  const certificate: KeyCertificate = {
    typ: "warifu/key-certificate/1",
    iss: await realmOf(root.publicKey),
    aud: "everyone",
    mode,
    kid: await keyIdOf(signing.publicKey),
    key: signing.publicKey,
    use: "sign",
    // A day back: clocks of a new deployment need not agree to the second.
    not_before: now - 24 * 60 * 60_000,
    not_after: now + SIGNING_KEY_MS,
  };
  return sign(certificate, await importSigningSeed(root.seed));
}

/** @param now ms since the epoch */
export async function makeKeys({
  mode,
  now,
}: {
  mode: Mode;
  now: number;
}): Promise<DeploymentKeys> {
  return makeServerKeys(await makeKeyPair(), { mode, now });
}

/** The secrets of both servers, under a root that there is. @param now ms since the epoch */
export async function makeServerKeys(
  root: KeyPair,
  { mode, now }: { mode: Mode; now: number },
): Promise<DeploymentKeys> {
  const signing = await makeKeyPair();
  const certificate = await certifySigningKey(root, signing, mode, now);
  const grantKey = randomSecret();
  return {
    root,
    synchronous: {
      ROOT_KEY: root.publicKey,
      TRADE_ID_KEY: randomSecret(),
      CREDENTIAL_KEY: randomSecret(),
      GRANT_KEY: grantKey,
    },
    carrier: {
      ROOT_KEY: root.publicKey,
      SIGNING_KEYS: JSON.stringify([{ seed: signing.seed, certificate }]),
      ENCRYPTION_KEYS: await makeEncryptionKeys(root, mode, now),
      SEALING_KEYS: JSON.stringify([{ kid: "1", key: randomSecret() }]),
      GRANT_KEY: grantKey,
      OPERATOR_KEY: randomSecret(),
    },
  };
}

export function randomSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}
