/**
 * The shop's words to the payer: a compact JWE (RFC 7516) of one kind alone, `dir` and A256GCM, under the key that came
 * with the payer's. By WebCrypto, for shop and wallet alike; the nonce is passed in. Opening never throws on bad input.
 */

import { concatBytes, fromBase64Url, toBase64Url, toUtf8 } from "../signing/encoding.ts";
import type { SealedText } from "./dispute-text.ts";

/** Exact: a header that asks for anything else is none of ours. */
const HEAD = toBase64Url(toUtf8('{"alg":"dir","enc":"A256GCM"}'));
const TAG_BYTES = 16;

/** @param key base64url of 32 bytes @param iv 12 random bytes, new for each text */
export async function sealDirect(
  key: string,
  iv: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<SealedText> {
  const params = { name: "AES-GCM", iv, additionalData: toUtf8(HEAD) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(params, await imported(key), bytes));
  const [content, tag] = [sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  return `${HEAD}..${[iv, content, tag].map(toBase64Url).join(".")}` as SealedText;
}

/** @returns undefined where it isn't under this key, or isn't whole */
export async function openDirect(
  key: string,
  compact: SealedText,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [head, , ...parts] = compact.split(".");
  const [iv, content, tag] = parts.map(fromBase64Url);
  if (head !== HEAD || !iv || !content || !tag) return undefined;
  try {
    const params = { name: "AES-GCM", iv, additionalData: toUtf8(HEAD) };
    const sealed = concatBytes(content, tag);
    return new Uint8Array(await crypto.subtle.decrypt(params, await imported(key), sealed));
  } catch {
    return undefined;
  }
}

function imported(key: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(key) ?? new Uint8Array();
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}
