/**
 * Makes and recognises trade ids. The id of a trade follows from its register, its idempotency key and
 * its till, so that a create can be repeated for ever; its tag says that it is ours, so that a made-up id
 * reaches no object [ID2] to [ID4]. Everything is derived from one key by purpose.
 */

import {
  formatTradeId,
  modeOf,
  parseTradeId,
  type RegisterId,
  type TradeId,
  timeOfKey,
  untaggedTradeId,
} from "../../protocol/ids.ts";
import { areEqualBytes } from "../../protocol/signing/constant-time.ts";
import { concatBytes, toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { importHmacKey, keyedHash } from "../../protocol/signing/signature.ts";

const HASH_BYTES = 16;
const TAG_BYTES = 6;
const REGISTER_SECRETS_MAX = 1_000;
const OURS_MAX = 4_000;

export type KeyOwner = "shop" | "anybody";

/** What an idempotency key gives to the trade id, at whichever till. */
export interface KeyIdentity {
  readonly register: RegisterId;
  readonly time: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array<ArrayBuffer>;
}

export class TradeIdentity {
  readonly #key: CryptoKey;
  readonly #registerSecrets = new Map<RegisterId, CryptoKey>();
  /** Ids known to be ours: a trade's is asked about at its claim, its credit and each look at it. */
  readonly #ours = new Set<TradeId>();

  /** @param key importHmacKey(TRADE_ID_KEY) */
  constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** @param of whose key it is: anybody's, of a listed trade, is never one of the shop's own [PL6] */
  async ofKey(
    register: RegisterId,
    idempotencyKey: string,
    of: KeyOwner = "shop",
  ): Promise<KeyIdentity> {
    const secret = await this.#registerSecret(register);
    // No key has a blank in it.
    const name = of === "shop" ? idempotencyKey : `listed ${idempotencyKey}`;
    const hash = await keyedHash(secret, toUtf8(name));
    return { register, time: timeOfKey(idempotencyKey), hash: hash.slice(0, HASH_BYTES) };
  }

  async idAt(till: number, { register, time, hash }: KeyIdentity): Promise<TradeId> {
    const parts = { mode: modeOf(register), register, till, time, hash };
    const id = formatTradeId({ ...parts, tag: await this.#tagOf(parts) });
    this.#remember(id);
    return id;
  }

  /** [ID4] Whether we made this id. */
  async isOurs(id: TradeId): Promise<boolean> {
    if (this.#ours.has(id)) return true;
    const parts = parseTradeId(id);
    const isOurs = areEqualBytes(parts.tag, await this.#tagOf(parts));
    if (isOurs) this.#remember(id);
    return isOurs;
  }

  #remember(id: TradeId): void {
    if (this.#ours.size >= OURS_MAX) this.#ours.clear();
    this.#ours.add(id);
  }

  /** Whether this id was made from this idempotency key: the signed terms name it [MS2]. */
  async isOfKey(id: TradeId, idempotencyKey: string, of: KeyOwner = "shop"): Promise<boolean> {
    const { register, hash, time } = parseTradeId(id);
    const made = await this.ofKey(register, idempotencyKey, of);
    return areEqualBytes(hash, made.hash) && areEqualBytes(time, made.time);
  }

  async #tagOf(parts: Parameters<typeof untaggedTradeId>[0]): Promise<Uint8Array> {
    const mode = toUtf8(`tag:${parts.mode}:`);
    const tag = await keyedHash(this.#key, concatBytes(mode, untaggedTradeId(parts)));
    return tag.subarray(0, TAG_BYTES);
  }

  async #registerSecret(register: RegisterId): Promise<CryptoKey> {
    const known = this.#registerSecrets.get(register);
    if (known) return known;
    const secret = await keyedHash(this.#key, toUtf8(`register:${register}`));
    const key = await importHmacKey(toBase64Url(secret));
    if (this.#registerSecrets.size >= REGISTER_SECRETS_MAX) this.#registerSecrets.clear();
    this.#registerSecrets.set(register, key);
    return key;
  }
}
