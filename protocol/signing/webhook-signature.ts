/**
 * Signatures of webhooks by Standard Webhooks 1.0: `v1` is HMAC-SHA-256 under a secret `whsec_…`, `v1a` is Ed25519 under
 * a key `whpk_…`, both in padded base64 over `id.timestamp.body`. Several stand in one header, a blank between two, so
 * that a key can be changed. Pure but for WebCrypto.
 */

import {
  concatBytes,
  fromBase64,
  fromBase64Url,
  toBase64,
  toBase64Url,
  toUtf8,
} from "./encoding.ts";
import { type PublicKey, signatureHolds, signBytes } from "./signature.ts";

export const WEBHOOK_HEADERS = {
  id: "webhook-id",
  timestamp: "webhook-timestamp",
  signature: "webhook-signature",
} as const;

const SECRET = "whsec_";
const PUBLIC_KEY = "whpk_";
/** Standard Webhooks: 24 to 64 bytes. */
const SECRET_BYTES = { min: 24, max: 64 };

/** More than one endpoint's keys ever are; a header of thousands costs its reader nothing. */
const SIGNATURES_READ_MAX = 20;

/** What is signed. @param timestamp seconds, as the header says it */
export function webhookContent(
  id: string,
  timestamp: string,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return concatBytes(toUtf8(`${id}.${timestamp}.`), body);
}

/** @param secret 24 to 64 bytes */
export function webhookSecretText(secret: Uint8Array): string {
  return SECRET + toBase64(secret);
}

export function webhookPublicKeyText(key: PublicKey): string {
  return PUBLIC_KEY + toBase64(fromBase64Url(key) ?? new Uint8Array());
}

/** @returns the key, or undefined for what isn't a secret */
export async function importWebhookSecret(text: string): Promise<CryptoKey | undefined> {
  const bytes = text.startsWith(SECRET) ? fromBase64(text.slice(SECRET.length)) : undefined;
  if (!bytes || bytes.length < SECRET_BYTES.min || bytes.length > SECRET_BYTES.max)
    return undefined;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", bytes, hmac, false, ["sign", "verify"]);
}

/** @returns the key, or undefined for what isn't a public key */
export function readWebhookPublicKey(text: string): PublicKey | undefined {
  const bytes = text.startsWith(PUBLIC_KEY) ? fromBase64(text.slice(PUBLIC_KEY.length)) : undefined;
  return bytes?.length === 32 ? (toBase64Url(bytes) as PublicKey) : undefined;
}

export interface WebhookKeys {
  readonly secret: CryptoKey;
  readonly signingKey: CryptoKey;
}

/** The header's text: both signatures of each pair, in their order. */
export async function webhookSignatures(
  content: Uint8Array<ArrayBuffer>,
  keys: readonly WebhookKeys[],
): Promise<string> {
  const signatures = keys.flatMap(({ secret, signingKey }) => [
    crypto.subtle
      .sign("HMAC", secret, content)
      .then((mac) => `v1,${toBase64(new Uint8Array(mac))}`),
    signBytes(content, signingKey).then((signature) => `v1a,${toBase64(signature)}`),
  ]);
  return (await Promise.all(signatures)).join(" ");
}

/** Whether one of the header's signatures is by one of these keys. */
export async function webhookSignatureHolds(
  content: Uint8Array<ArrayBuffer>,
  header: string,
  by: { readonly secrets: readonly CryptoKey[]; readonly publicKeys: readonly PublicKey[] },
): Promise<boolean> {
  const given = header.split(" ", SIGNATURES_READ_MAX).map((one) => {
    const [version, text = ""] = one.split(",", 2);
    return { version, bytes: fromBase64(text) };
  });
  for (const { version, bytes } of given) {
    if (!bytes) continue;
    const checks =
      version === "v1"
        ? by.secrets.map((key) => crypto.subtle.verify("HMAC", key, bytes, content))
        : version === "v1a"
          ? by.publicKeys.map((key) => signatureHolds(key, bytes, content))
          : [];
    if ((await Promise.all(checks)).includes(true)) return true;
  }
  return false;
}
