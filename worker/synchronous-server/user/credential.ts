/**
 * The terminal's credential: minutes long, opaque to its bearer. Inside, encrypted under our own key,
 * is what a claim needs, so that no object has to be asked: whose it is, the terminal's key, the secret
 * of the payer tags and the sealed account reference. Money never depends on it.
 */

import { CompactEncrypt, compactDecrypt } from "jose";
import * as v from "valibot";
import {
  Mode,
  modeOf,
  type PayerTag,
  payerTagFrom,
  type RegisterId,
  UserId,
} from "../../../protocol/ids.ts";
import { CREDENTIAL_MS } from "../../../protocol/limits.ts";
import type { Credential } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { importHmacKey, keyedHash, PublicKey } from "../../../protocol/signing/signature.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";

const TYPE = "warifu/credential/1";

const CredentialContent = v.strictObject({
  mode: Mode,
  user: UserId,
  /** the terminal's public key */
  terminal: PublicKey,
  /** base64url of 32 bytes: makes the payer tags */
  pseudonyms: v.string(),
  /** the sealed account reference */
  sealed: v.string(),
  /** the carrier's ticket for a claim with `sealed`; absent in a credential of older code */
  ticket: v.exactOptional(v.string()),
  expires_at: Time,
});
export type CredentialContent = v.InferOutput<typeof CredentialContent>;

/** @param key 32 bytes @param now ms since the epoch */
export async function issueCredential(
  key: Uint8Array,
  content: Omit<CredentialContent, "expires_at">,
  now: number,
): Promise<Credential> {
  const expiresAt = now + CREDENTIAL_MS;
  const plain = toUtf8(JSON.stringify({ ...content, expires_at: expiresAt }));
  const token = await new CompactEncrypt(plain)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: TYPE })
    .encrypt(await imported(key));
  return { token, expires_at: expiresAt };
}

/** Reads `Authorization: Warifu-Credential <token>`. @param now ms since the epoch */
export async function credentialOf(
  request: Request,
  key: Uint8Array,
  mode: Mode,
  now: number,
): Promise<Result<CredentialContent, Refusal>> {
  const header = request.headers.get("Authorization") ?? "";
  const token = /^Warifu-Credential +(\S+)$/i.exec(header)?.[1];
  const content = token === undefined ? undefined : await decrypt(token, key);
  if (content?.mode !== mode) return err(refusal("credential_invalid"));
  return now < content.expires_at ? ok(content) : err(refusal("credential_expired"));
}

async function decrypt(token: string, key: Uint8Array): Promise<CredentialContent | undefined> {
  try {
    const options = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
    const { plaintext, protectedHeader } = await compactDecrypt(
      token,
      await imported(key),
      options,
    );
    if (protectedHeader.typ !== TYPE) return undefined;
    return v.parse(CredentialContent, JSON.parse(new TextDecoder().decode(plaintext)));
  } catch {
    return undefined;
  }
}

const importedKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>();

/** Once for each key: every request of a terminal needs it. */
function imported(key: Uint8Array): Promise<CryptoKey> {
  const known = importedKeys.get(key);
  if (known) return known;
  const bytes = new Uint8Array(key);
  const made = crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  importedKeys.set(key, made);
  return made;
}

/** The payer as this register may know him: nobody without the secret can link two registers' tags. */
export async function payerTagAt(pseudonyms: string, register: RegisterId): Promise<PayerTag> {
  const key = await importHmacKey(pseudonyms);
  const tag = await keyedHash(key, toUtf8(`payer:${register}`));
  return payerTagFrom(modeOf(register), tag.subarray(0, 16));
}
