/**
 * A register's API keys at Register: made by an object of the register's key, listed, revoked. Whoever calls has
 * verified that object; what is decided here is stored by the caller's change, which tells the tills [RG2], [RG4].
 */

import { API_VERSION, type ApiVersion } from "../../../../protocol/api-version.ts";
import { type ApiKeyId, modeOf, type RegisterId } from "../../../../protocol/ids.ts";
import { API_KEYS_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import {
  type ApiKeyList,
  type ApiKeyOrder,
  type ApiKeyScope,
  type ApiKeyView,
  apiKeyIdOf,
} from "../../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Database } from "../../../objects/database.ts";
import { type KeyRecord, KeyStore } from "./key-store.ts";
import { type KnownKey, keyRefusal, scopesOf } from "./scopes.ts";

export class RegisterKeys {
  readonly #store: KeyStore;

  constructor(database: Database) {
    this.#store = new KeyStore(database);
  }

  valid(): KnownKey[] {
    return this.#store.valid();
  }

  refusal(apiKey: Hash, needed: ApiKeyScope): Refusal | undefined {
    return keyRefusal(this.#store.valid(), apiKey, needed);
  }

  list(register: RegisterId): ApiKeyList {
    return { keys: this.#store.all().map((key) => viewOf(register, key)) };
  }

  view(register: RegisterId, hash: Hash): ApiKeyView | undefined {
    const key = this.#store.read(hash);
    return key && viewOf(register, key);
  }

  /** @returns what to write for a new key; nothing for one that is there, as the same object left it */
  create(
    { key: hash, prefix, name, scopes }: ApiKeyOrder,
    now: number,
  ): Result<(() => void) | undefined, Refusal> {
    const scope = scopes.join(" ");
    const known = this.#store.read(hash);
    if (known) {
      const same = known.name === name && known.scope === scope;
      return same ? ok(undefined) : err(refusal("idempotency_key_reused", { param: "/key" }));
    }
    if (this.#store.valid().length >= API_KEYS_MAX) return err(refusal("too_many_keys"));
    const made = { hash, prefix, name, scope, created: now, version: API_VERSION };
    return ok(() => this.#store.add({ ...made, revoked: null, last_used: null }));
  }

  /** @returns the hash, and what to write for a key that is still valid */
  revoke(
    register: RegisterId,
    id: ApiKeyId,
    now: number,
  ): Result<{ hash: Hash; write: (() => void) | undefined }, Refusal> {
    const mode = modeOf(register);
    const known = this.#store.all().find(({ hash }) => apiKeyIdOf(mode, hash) === id);
    if (!known) return err(refusal("key_not_found"));
    const { hash, revoked } = known;
    return ok({
      hash,
      write: revoked === null ? () => this.#store.revoke(hash, now) : undefined,
    });
  }

  /** [AP1] Of a valid key. */
  version(apiKey: Hash): ApiVersion | undefined {
    const key = this.#store.read(apiKey);
    return key?.revoked === null ? key.version : undefined;
  }

  /** @returns its id, where it was revoked */
  revoked(register: RegisterId, apiKey: Hash): ApiKeyId | undefined {
    const key = this.#store.read(apiKey);
    return key && key.revoked !== null ? apiKeyIdOf(modeOf(register), key.hash) : undefined;
  }

  used(apiKey: Hash, day: number): void {
    this.#store.used(apiKey, day);
  }
}

function viewOf(register: RegisterId, key: KeyRecord): ApiKeyView {
  const mode = modeOf(register);
  return {
    id: apiKeyIdOf(mode, key.hash),
    object: "api_key",
    mode,
    register,
    name: key.name,
    prefix: key.prefix,
    scopes: scopesOf(key.scope),
    version: key.version,
    created: key.created,
    ...(key.last_used === null ? {} : { last_used: key.last_used }),
    ...(key.revoked === null ? {} : { revoked: key.revoked }),
  };
}
