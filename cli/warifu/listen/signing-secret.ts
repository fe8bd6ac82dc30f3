/**
 * The secret by which forwarded events are signed: always the same for one register, made of its own signing seed, so
 * that it is put into the shop's environment once. It opens nothing else: the seed can't be found from it.
 */

import { toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import {
  importHmacKey,
  importSigningSeed,
  keyedHash,
} from "../../../protocol/signing/signature.ts";
import {
  importWebhookSecret,
  type WebhookKeys,
  webhookSecretText,
} from "../../../protocol/signing/webhook-signature.ts";
import { parseKey } from "../../../register-server/key.ts";

export interface ListenSecret extends WebhookKeys {
  /** `whsec_…` */
  readonly text: string;
}

/** @param key a WARIFU_KEY @throws Error for one without its signing part */
export async function listenSecret(key: string): Promise<ListenSecret> {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  if (parts.value.seed === undefined)
    throw new Error("this WARIFU_KEY has no signing key in it: use the one that init wrote");
  const master = await importHmacKey(parts.value.seed);
  return secretFrom(
    webhookSecretText(await keyedHash(master, toUtf8("warifu listen v1"))),
    toBase64Url(await keyedHash(master, toUtf8("warifu listen v1a"))),
  );
}

/** @param text of an endpoint's own secret @throws Error */
export async function secretNamed(text: string): Promise<ListenSecret> {
  const random = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return secretFrom(text, random);
}

async function secretFrom(text: string, signingSeed: string): Promise<ListenSecret> {
  const secret = await importWebhookSecret(text);
  if (!secret) throw new Error("a webhook secret begins with whsec_ and has 24 to 64 bytes");
  return { text, secret, signingKey: await importSigningSeed(signingSeed) };
}
