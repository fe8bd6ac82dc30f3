/**
 * The register DB's API keys, a row each: hash, first characters, name and scopes, never the key. A revoked key's row
 * stays, so that the same object can't bring it back. Nothing but reading and writing them.
 */

import type { ApiVersion } from "../../../../protocol/api-version.ts";
import { API_KEYS_MAX, REVOKED_KEYS_SHOWN_MAX } from "../../../../protocol/limits.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../../objects/database.ts";
import type { KnownKey } from "./scopes.ts";

export const KEYS_MIGRATION = `CREATE TABLE api_keys (
     hash TEXT PRIMARY KEY,
     prefix TEXT NOT NULL,
     scope TEXT NOT NULL,
     created INTEGER NOT NULL,
     revoked INTEGER
   ) STRICT, WITHOUT ROWID;`;

// '' in a key from before keys had names.
export const NAMED_KEYS_MIGRATION = `ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
   ALTER TABLE api_keys ADD COLUMN last_used INTEGER;`;

// Of a key from before there were versions: the first one (protocol/api-version.ts).
export const KEY_VERSIONS_MIGRATION =
  "ALTER TABLE api_keys ADD COLUMN version TEXT NOT NULL DEFAULT '2026-11-22'";

export interface KeyRecord {
  readonly hash: Hash;
  readonly prefix: string;
  readonly name: string;
  readonly scope: string;
  /** ms since the epoch */
  readonly created: number;
  readonly revoked: number | null;
  /** first moment of the UTC day */
  readonly last_used: number | null;
  /** the newest of the API when the key was made [AP1] */
  readonly version: ApiVersion;
}

export class KeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that are valid. */
  valid(): KnownKey[] {
    return this.#database.exec<KnownKey & Row>(
      "SELECT hash, scope FROM api_keys WHERE revoked IS NULL",
    );
  }

  read(hash: Hash): KeyRecord | undefined {
    return this.#database.exec<KeyRecord & Row>("SELECT * FROM api_keys WHERE hash = ?", hash)[0];
  }

  /** The valid ones by age, then the revoked ones, the latest first. */
  all(): KeyRecord[] {
    const read = (query: string, limit: number) =>
      this.#database.exec<KeyRecord & Row>(`SELECT * FROM api_keys WHERE ${query} LIMIT ?`, limit);
    return [
      ...read("revoked IS NULL ORDER BY created, hash", API_KEYS_MAX),
      ...read("revoked IS NOT NULL ORDER BY revoked DESC, hash", REVOKED_KEYS_SHOWN_MAX),
    ];
  }

  add({ hash, prefix, name, scope, created, version }: KeyRecord): void {
    this.#database.exec(
      "INSERT INTO api_keys (hash, prefix, scope, created, name, version) VALUES (?, ?, ?, ?, ?, ?)",
      ...[hash, prefix, scope, created, name, version],
    );
  }

  revoke(hash: Hash, now: number): void {
    this.#database.exec(
      "UPDATE api_keys SET revoked = ? WHERE hash = ? AND revoked IS NULL",
      ...[now, hash],
    );
  }

  used(hash: Hash, day: number): void {
    this.#database.exec(
      "UPDATE api_keys SET last_used = ?1 WHERE hash = ?2 AND coalesce(last_used, 0) < ?1",
      ...[day, hash],
    );
  }
}
