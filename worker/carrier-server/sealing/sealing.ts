/**
 * Sealing: a text under one of the carrier's AES-256-GCM keys, as `<kind>.<kid>.<base64url(iv | ciphertext)>`.
 * Kind and kid are authenticated, so that no sealed text can be taken for one of another kind.
 *
 * Each sealing draws a random 96-bit IV, so two seals of one text can't be linked; a key must be replaced
 * before 2^32 of them (NIST SP 800-38D §8.3). Replaced keys go on opening what they sealed.
 */

import {
  concatBytes,
  fromBase64Url,
  toBase64Url,
  toUtf8,
} from "../../../protocol/signing/encoding.ts";

export interface SealingKeys {
  readonly current: string;
  readonly byKid: ReadonlyMap<string, CryptoKey>;
}

const IV_BYTES = 12;

export async function seal(keys: SealingKeys, kind: string, text: string): Promise<string> {
  const key = keys.byKid.get(keys.current);
  if (!key) throw new Error("the current sealing key is among the keys");
  const head = `${kind}.${keys.current}`;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(algorithm(iv, head), key, toUtf8(text));
  return `${head}.${toBase64Url(concatBytes(iv, new Uint8Array(sealed)))}`;
}

/** @returns the text, or undefined for anything that wasn't sealed here as this kind. */
export async function open(
  keys: SealingKeys,
  kind: string,
  sealed: string,
): Promise<string | undefined> {
  const [prefix, kid = "", body = "", ...rest] = sealed.split(".");
  const key = keys.byKid.get(kid);
  const bytes = fromBase64Url(body);
  if (prefix !== kind || !key || !bytes || bytes.length <= IV_BYTES || rest.length > 0)
    return undefined;
  const iv = bytes.slice(0, IV_BYTES);
  try {
    const text = await crypto.subtle.decrypt(
      algorithm(iv, `${kind}.${kid}`),
      key,
      bytes.slice(IV_BYTES),
    );
    return new TextDecoder().decode(text);
  } catch {
    // WebCrypto throws for a tag that doesn't hold: an answer, not a failure.
    return undefined;
  }
}

/** Well-formed, and under a key that isn't among ours: forged, or the operator has dropped a key too early. */
export function isOfUnknownKey(keys: SealingKeys, kind: string, sealed: string): boolean {
  const [prefix, kid = "", body = "", ...rest] = sealed.split(".");
  return prefix === kind && kid !== "" && !keys.byKid.has(kid) && body !== "" && rest.length === 0;
}

function algorithm(
  iv: Uint8Array<ArrayBuffer>,
  authenticated: string,
): SubtleCryptoEncryptAlgorithm {
  return { name: "AES-GCM", iv, additionalData: toUtf8(authenticated) };
}

/** @param key base64url of 32 bytes */
export function importSealingKey(key: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(key);
  if (bytes?.length !== 32) throw new Error("a sealing key has 32 bytes");
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}
