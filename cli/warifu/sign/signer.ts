/** Who a signing proxy speaks for: the register of one WARIFU_KEY, with what its SDK would sign by. Holds the secret; shows none. */

import type { Mode, RegisterId } from "../../../protocol/ids.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { identityOf } from "../../../register-server/identity.ts";
import { parseKey } from "../../../register-server/key.ts";

export interface Signer {
  readonly register: RegisterId;
  readonly mode: Mode;
  readonly realm: string;
  readonly publicKey: PublicKey;
  readonly signingKey: CryptoKey;
  readonly apiKey: string;
  /** the synchronous server's origin, as the key names it */
  readonly origin: string;
}

/** @throws Error with one sentence that says what is wrong with the key, and repeats none of it */
export async function signerOf(key: string): Promise<Signer> {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  const { register, mode, api_key: apiKey, origin } = parts.value;
  const identity = identityOf(parts.value);
  const [realm, publicKey, signingKey] = await Promise.all([
    identity.realm,
    identity.publicKey,
    identity.signingKey,
  ]);
  return { register, mode, realm, publicKey, signingKey, apiKey, origin };
}
