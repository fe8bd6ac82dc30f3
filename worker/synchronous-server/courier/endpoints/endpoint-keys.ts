/**
 * An endpoint's secret and key pair: made of the Courier's own seed, the endpoint's id and how often they were rotated.
 * So none is stored, and who asks again under his idempotency key is told the same [EV17].
 */

import { assert } from "../../../../protocol/assert.ts";
import type { WebhookId } from "../../../../protocol/ids.ts";
import { toBase64Url, toUtf8 } from "../../../../protocol/signing/encoding.ts";
import {
  importHmacKey,
  importSigningSeed,
  keyedHash,
  publicKeyOfSeed,
} from "../../../../protocol/signing/signature.ts";
import {
  importWebhookSecret,
  type WebhookKeys,
  webhookPublicKeyText,
  webhookSecretText,
} from "../../../../protocol/signing/webhook-signature.ts";

/** Which keys of an endpoint: 1 is what it was made with. */
export interface KeyName {
  readonly id: WebhookId;
  readonly number: number;
}

export interface EndpointKeys extends WebhookKeys {
  readonly secretText: string;
  readonly publicKeyText: string;
}

export class KeyMaker {
  readonly #made = new Map<string, Promise<EndpointKeys>>();

  /** @param seed of the Courier, base64url of 32 bytes */
  keys(seed: string, name: KeyName): Promise<EndpointKeys> {
    const key = `${name.id}/${name.number}`;
    const known = this.#made.get(key);
    if (known) return known;
    const made = makeKeys(seed, key);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    return made;
  }
}

async function makeKeys(seed: string, name: string): Promise<EndpointKeys> {
  const master = await importHmacKey(seed);
  const secretText = webhookSecretText(await keyedHash(master, toUtf8(`${name}/v1`)));
  const signingSeed = toBase64Url(await keyedHash(master, toUtf8(`${name}/v1a`)));
  const secret = await importWebhookSecret(secretText);
  assert(secret, "[EV17] a secret that was made is one");
  return {
    ...{ secret, secretText, signingKey: await importSigningSeed(signingSeed) },
    publicKeyText: webhookPublicKeyText(await publicKeyOfSeed(signingSeed)),
  };
}
