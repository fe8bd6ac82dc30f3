/**
 * Passkeys' public keys as the carrier tells them: COSE, of the two kinds that we ask for. Each has one form (CTAP2 §8,
 * canonical CBOR), so no reader of CBOR is needed; a key in any other form opens nothing here.
 */

import { concatBytes, fromBase64Url } from "../../../protocol/signing/encoding.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** `raw`: as WebCrypto reads it. */
export interface ReadKey {
  readonly kind: "ed25519" | "p256";
  readonly raw: Bytes;
}

const COORDINATE_BYTES = 32;
/** ES256: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
const ES256 = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const ES256_Y = [0x22, 0x58, 0x20];
/** EdDSA: {1: 1, 3: -8, -1: 6, -2: x}. */
const EDDSA = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];

/** @param key base64url */
export function readKey(key: string): ReadKey | undefined {
  const cose = fromBase64Url(key);
  if (!cose) return undefined;
  const x = cose.slice(EDDSA.length, EDDSA.length + COORDINATE_BYTES);
  const rest = cose.slice(EDDSA.length + COORDINATE_BYTES);
  if (begins(cose, EDDSA) && rest.length === 0 && x.length === COORDINATE_BYTES)
    return { kind: "ed25519", raw: x };
  const y = rest.slice(ES256_Y.length);
  if (begins(cose, ES256) && begins(rest, ES256_Y) && y.length === COORDINATE_BYTES)
    return { kind: "p256", raw: concatBytes(new Uint8Array([4]), x, y) };
  return undefined;
}

function begins(bytes: Bytes, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
