/**
 * Opening a compact JWE (RFC 7516) of the one kind that wallets make: ECDH-ES in direct agreement (RFC 7518 §4.6) over
 * P-256, A256GCM. By WebCrypto alone, so that a shop needs no library for it. Never throws on bad input.
 */

import * as v from "valibot";
import { concatBytes, fromBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { importEphemeralKey } from "./opening-keys.ts";

const Coordinate = v.pipe(v.string(), v.length(43));
/** Strict: a header that asks for more than we do is none of ours. */
const Header = v.strictObject({
  alg: v.literal("ECDH-ES"),
  enc: v.literal("A256GCM"),
  epk: v.strictObject({
    ...{ kty: v.literal("EC"), crv: v.literal("P-256"), x: Coordinate, y: Coordinate },
  }),
});

const SHARED_BITS = 256;

/** @returns the plaintext, or undefined where it isn't for this key, or isn't whole */
export async function openJwe(
  compact: string,
  key: CryptoKey,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const [head = "", encryptedKey, iv, content, tag, more] = compact.split(".");
    if (encryptedKey !== "" || more !== undefined) return undefined;
    const { epk } = v.parse(Header, JSON.parse(new TextDecoder().decode(bytesOf(head))));
    const peer = await importEphemeralKey(epk);
    // Cast: the Workers' own types call the member by another name than WebCrypto.
    const agreement = { name: "ECDH", public: peer } as never;
    const shared = await crypto.subtle.deriveBits(agreement, key, SHARED_BITS);
    const contentKey = await derive(new Uint8Array(shared));
    const params = { name: "AES-GCM", iv: bytesOf(iv), additionalData: toUtf8(head) };
    const sealed = concatBytes(bytesOf(content), bytesOf(tag));
    return new Uint8Array(await crypto.subtle.decrypt(params, contentKey, sealed));
  } catch {
    return undefined;
  }
}

/** RFC 7518 §4.6.2: one round of the Concat KDF, the content encryption's name as its algorithm, no party info. */
async function derive(shared: Uint8Array): Promise<CryptoKey> {
  const name = toUtf8("A256GCM");
  const info = [uint32(name.length), name, uint32(0), uint32(0), uint32(256)];
  const round = concatBytes(uint32(1), shared, ...info);
  const bytes = await crypto.subtle.digest("SHA-256", round);
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt"]);
}

function uint32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/** @throws for what isn't base64url */
function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> {
  const bytes = text === undefined ? undefined : fromBase64Url(text);
  if (bytes) return bytes;
  throw new Error("not base64url");
}
