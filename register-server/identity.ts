/**
 * Who the SDK speaks for: the parts of WARIFU_KEY that calls need, with the signing key imported once.
 * The seed doesn't stay in it: the imported key signs and can't be read.
 */

import type { EncryptionKey } from "../protocol/disclosure/asks.ts";
import type { Mode, RegisterId } from "../protocol/ids.ts";
import {
  importSigningSeed,
  type PublicKey,
  publicKeyOfSeed,
  realmOf,
} from "../protocol/signing/signature.ts";
import { encryptionKeyOf, importOpeningKey } from "./disclosure/opening-keys.ts";
import { WarifuError } from "./http/warifu-error.ts";
import type { KeyParts } from "./key.ts";

export interface Identity {
  readonly register: RegisterId;
  readonly mode: Mode;
  readonly rootKey: PublicKey;
  readonly realm: Promise<string>;
  readonly signingKey: Promise<CryptoKey>;
  /** of the signing key */
  readonly publicKey: Promise<PublicKey>;
  /** what shoppers encrypt to, and what opens that; none where the register can't ask them for anything */
  readonly encryptionKey: EncryptionKey | undefined;
  readonly openingKeys: Promise<readonly CryptoKey[]>;
}

export function identityOf(parts: KeyParts): Identity {
  const { register, mode, root_key, seed, opening_keys: keys = [] } = parts;
  const realm = realmOf(root_key);
  const missing = () =>
    Promise.reject(new WarifuError("key_not_allowed", "this WARIFU_KEY has no signing key in it"));
  const signingKey = seed === undefined ? missing() : importSigningSeed(seed);
  // Each call awaits them and reports; unawaited, a failure must not end the process.
  const publicKey = seed === undefined ? missing() : publicKeyOfSeed(seed);
  const openingKeys = Promise.all(keys.map(importOpeningKey));
  for (const promise of [realm, signingKey, publicKey, openingKeys]) promise.catch(() => undefined);
  const encryptionKey = keys[0] === undefined ? undefined : encryptionKeyOf(keys[0]);
  const secrets = { signingKey, publicKey, encryptionKey, openingKeys };
  return { register, mode, rootKey: root_key, realm, ...secrets };
}
