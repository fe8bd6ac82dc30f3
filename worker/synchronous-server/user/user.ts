/**
 * The user DB: a user's terminals, the secret of his payer tags, and his sealed account reference. No
 * money, no card, no name is needed. Never asked between claim and receipt: the credential carries it all.
 */

import { DurableObject } from "cloudflare:workers";
import { fromBase64Url, toBase64Url } from "../../../protocol/encoding.ts";
import { type Mode, type UserId, userIdFrom } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type PublicKey, sha256 } from "../../../protocol/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database, type Row } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";

const MIGRATIONS = [
  `CREATE TABLE user (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     pseudonyms TEXT NOT NULL,
     sealed TEXT NOT NULL
   ) STRICT;
   CREATE TABLE terminals (
     key TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     state TEXT NOT NULL,
     enrolled INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
];

/** What a credential is made of. */
export interface UserSecrets {
  /** base64url of 32 bytes, made once: makes the payer tags */
  readonly pseudonyms: string;
  /** the sealed account reference */
  readonly sealed: string;
}

interface UserRow extends Row {
  pseudonyms: string;
  sealed: string;
}

/** The user whose first terminal has this key. */
export async function userIdOf(mode: Mode, terminal: PublicKey): Promise<UserId> {
  const digest = fromBase64Url(await sha256(fromBase64Url(terminal) ?? new Uint8Array()));
  return userIdFrom(mode, (digest ?? new Uint8Array()).subarray(0, 10));
}

export class User extends DurableObject<SynchronousEnv> {
  readonly database: Database;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    if (this.database.hasTables()) this.database.migrate(MIGRATIONS);
  }

  /** Idempotent by the terminal's key; the first sealed reference stays. */
  async enrol(key: PublicKey, name: string, sealed: string): Promise<UserSecrets> {
    this.database.meter.hop();
    if (!this.database.hasTables()) this.database.migrate(MIGRATIONS);
    const known = this.#secretsOf(key);
    if (known) return known;
    const pseudonyms = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
    this.database.transaction(() => {
      this.database.exec(
        "INSERT INTO user (one, pseudonyms, sealed) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
        pseudonyms,
        sealed,
      );
      this.database.exec(
        "INSERT INTO terminals (key, name, state, enrolled) VALUES (?, ?, 'active', ?)",
        key,
        name,
        clockNow(),
      );
    });
    return this.#secretsOf(key) ?? { pseudonyms, sealed };
  }

  async secrets(key: PublicKey): Promise<Result<UserSecrets, Refusal>> {
    this.database.meter.hop();
    // Asking for a user that isn't there stores nothing.
    const known = this.database.hasTables() ? this.#secretsOf(key) : undefined;
    return known ? ok(known) : err(refusal("unknown_terminal"));
  }

  /** The carrier sealed the account under a newer key: the old key may be retired one day. */
  async reseal(sealed: string): Promise<void> {
    this.database.meter.hop();
    this.database.transaction(() => this.database.exec("UPDATE user SET sealed = ?", sealed));
  }

  #secretsOf(key: PublicKey): UserSecrets | undefined {
    const [row] = this.database.exec<UserRow>(
      `SELECT pseudonyms, sealed FROM user
       WHERE EXISTS (SELECT 1 FROM terminals WHERE key = ? AND state = 'active')`,
      key,
    );
    return row && { pseudonyms: row.pseudonyms, sealed: row.sealed };
  }
}
