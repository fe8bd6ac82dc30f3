/**
 * The keys that open what shoppers gave: P-256, in WARIFU_KEY as 32 bytes of private half and 65 of public point. The
 * first one is the certificate's, those behind it open what was given before [DI9]. WebCrypto alone.
 */

import * as v from "valibot";
import { EncryptionKey, POINT_BYTES } from "../../protocol/disclosure/asks.ts";
import { concatBytes, fromBase64Url, toBase64Url } from "../../protocol/signing/encoding.ts";

const SECRET_BYTES = 32;
const COORDINATE_BYTES = 32;

export const OpeningKey = v.pipe(
  v.string(),
  v.check((text) => fromBase64Url(text)?.length === SECRET_BYTES + POINT_BYTES, "not a key"),
);
export type OpeningKey = v.InferOutput<typeof OpeningKey>;

const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;

/** A new one: a secret. */
export async function makeOpeningKey(): Promise<OpeningKey> {
  const pair = (await crypto.subtle.generateKey(ECDH, true, ["deriveBits"])) as CryptoKeyPair;
  const { d = "" } = (await crypto.subtle.exportKey("jwk", pair.privateKey)) as { d?: string };
  const point = (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer;
  return toBase64Url(concatBytes(bytesOf(d), new Uint8Array(point)));
}

/** Its public half, as a certificate names it. */
export function encryptionKeyOf(key: OpeningKey): EncryptionKey {
  return v.parse(EncryptionKey, toBase64Url(bytesOf(key).subarray(SECRET_BYTES)));
}

/** @returns the private half, to derive with and not to be read again */
export function importOpeningKey(key: OpeningKey): Promise<CryptoKey> {
  const bytes = bytesOf(key);
  const x = SECRET_BYTES + 1;
  const y = x + COORDINATE_BYTES;
  const jwk = {
    ...{ kty: "EC", crv: ECDH.namedCurve, d: toBase64Url(bytes.subarray(0, SECRET_BYTES)) },
    ...{ x: toBase64Url(bytes.subarray(x, y)), y: toBase64Url(bytes.subarray(y)) },
  };
  return crypto.subtle.importKey("jwk", jwk, ECDH, false, ["deriveBits"]);
}

/** @throws where it isn't a point of the curve */
export function importEphemeralKey(jwk: { readonly x: string; readonly y: string }) {
  const { namedCurve: crv } = ECDH;
  return crypto.subtle.importKey("jwk", { kty: "EC", crv, ...jwk }, ECDH, false, []);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return fromBase64Url(text) ?? new Uint8Array();
}
