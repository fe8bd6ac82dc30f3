/**
 * The user DB: a user's terminals, the secret of his payer tags, and his sealed account reference. No
 * money, no card, no name is needed. Never asked between claim and receipt: the credential carries it all.
 * An object has the name of a key: the user's first one, or one that only says whose it is, or asks to be linked.
 */

import { DurableObject } from "cloudflare:workers";
import type { LinkAsked } from "../../../protocol/account/linking.ts";
import type {
  SignedTerminalApproval,
  TerminalView,
} from "../../../protocol/account/terminal-changes.ts";
import type { UserId } from "../../../protocol/ids.ts";
import { WORD_MS } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { alarmAt, clockNow } from "../../objects/clock.ts";
import { Database, type Row } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";
import { LINK_TABLES, type LinkState, Links } from "./links.ts";
import { type KeptWord, WORD_TABLES, Words } from "./words.ts";

export const USER_MIGRATIONS = [
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
  LINK_TABLES,
  WORD_TABLES,
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

/** What is kept under the name of this key: its user's secrets, or where they are. */
export type Found = UserSecrets | { readonly home: UserId };

export class User extends DurableObject<SynchronousEnv> {
  readonly database: Database;
  readonly #links: Links;
  readonly #words: Words;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#links = new Links(this.database);
    this.#words = new Words(this.database);
    if (this.database.hasTables()) this.database.migrate(USER_MIGRATIONS);
  }

  /** Idempotent by the terminal's key; the first sealed reference stays. */
  async enrol(key: PublicKey, name: string, sealed: string): Promise<Found> {
    this.database.meter.hop();
    this.#makeTables();
    const home = this.#links.home();
    if (home) return { home: home.user };
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

  async secrets(key: PublicKey): Promise<Result<Found, Refusal>> {
    this.database.meter.hop();
    // Asking for a user that isn't there stores nothing.
    if (!this.database.hasTables()) return err(refusal("unknown_terminal"));
    const home = this.#links.home();
    if (home) return ok({ home: home.user });
    const known = this.#secretsOf(key);
    return known ? ok(known) : err(refusal(this.#refusalOf(key)));
  }

  /** Whose key this is, where it is a further one of his, or his recovery key. */
  async home(): Promise<UserId | undefined> {
    this.database.meter.hop();
    return this.database.hasTables() ? this.#links.home()?.user : undefined;
  }

  /** Of a user with a recovery key: the account it is for, which the carrier alone can open. */
  async sealed(): Promise<Result<string, Refusal>> {
    this.database.meter.hop();
    const [row] = this.database.hasTables()
      ? this.database.exec<UserRow>("SELECT pseudonyms, sealed FROM user")
      : [];
    return row ? ok(row.sealed) : err(refusal("unknown_terminal"));
  }

  /** As the carrier has them: it knows, we only keep who may be asked for. Idempotent. */
  async keep(terminals: readonly TerminalView[]): Promise<void> {
    this.database.meter.hop();
    this.database.transaction(() => {
      for (const { key, name = "", since, revoked_at } of terminals)
        this.database.exec(
          `INSERT INTO terminals (key, name, state, enrolled) VALUES (?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = excluded.name, state = excluded.state`,
          ...[key, name, revoked_at === undefined ? "active" : "revoked", since],
        );
      if (terminals.some(({ revoked_at }) => revoked_at !== undefined))
        this.#words.forget(clockNow());
    });
  }

  /** A new terminal asks to be linked, and again to hear what became of it. Nothing is bound by it [TE6]. */
  async askToLink(key: PublicKey, name: string): Promise<LinkState> {
    this.database.meter.hop();
    this.#makeTables();
    const now = clockNow();
    const state = this.database.transaction(() => this.#links.ask(key, name, now));
    if (state.state === "waiting") await this.ctx.storage.setAlarm(alarmAt(state.expires_at));
    return state;
  }

  /** A terminal of an account looks at who asks with its code. */
  async lookAtLink(approver: PublicKey): Promise<Result<LinkAsked, Refusal>> {
    this.database.meter.hop();
    const now = clockNow();
    const asked = this.database.hasTables()
      ? this.database.transaction(() => this.#links.look(approver, now))
      : undefined;
    return asked ? ok(asked) : err(refusal("link_not_found"));
  }

  /** @returns whether this user may look up one more code in this hour */
  async countLookup(): Promise<boolean> {
    this.database.meter.hop();
    const now = clockNow();
    return this.database.transaction(() => this.#links.countLookup(now));
  }

  /** This key belongs to that user: a further terminal's, by its approval, or a recovery key. Idempotent. */
  async moveTo(user: UserId, approval?: SignedTerminalApproval): Promise<void> {
    this.database.meter.hop();
    this.#makeTables();
    this.database.transaction(() => this.#links.moveTo(user, approval));
  }

  /** What this terminal has to say to the user's others, and what they say to it [AS3]. @returns signed words as JSON */
  async tell(
    terminal: PublicKey,
    words: readonly KeptWord[],
  ): Promise<Result<readonly string[], Refusal>> {
    this.database.meter.hop();
    if (!this.database.hasTables() || !this.#secretsOf(terminal))
      return err(
        refusal(this.database.hasTables() ? this.#refusalOf(terminal) : "unknown_terminal"),
      );
    const now = clockNow();
    if (words.length > 0) {
      this.database.transaction(() => this.#words.say(terminal, words, now));
      if ((await this.ctx.storage.getAlarm()) === null)
        await this.ctx.storage.setAlarm(alarmAt(now + WORD_MS));
    }
    return ok(this.#words.heardBy(terminal, now));
  }

  /** A request that led to nothing leaves nothing: anybody may ask. Nor does what terminals said stay. */
  override async alarm(): Promise<void> {
    const [user] = this.database.exec("SELECT 1 FROM user");
    if (!user && !this.#links.home()) return this.ctx.storage.deleteAll();
    const next = this.database.transaction(() => this.#words.forget(clockNow()));
    if (next !== undefined) await this.ctx.storage.setAlarm(alarmAt(next));
  }

  /** The carrier sealed the account under a newer key: the old key may be retired one day. */
  async reseal(sealed: string): Promise<void> {
    this.database.meter.hop();
    this.database.transaction(() => this.database.exec("UPDATE user SET sealed = ?", sealed));
  }

  #makeTables(): void {
    if (!this.database.hasTables()) this.database.migrate(USER_MIGRATIONS);
  }

  #refusalOf(key: PublicKey): "terminal_revoked" | "unknown_terminal" {
    const known = this.database.exec("SELECT 1 FROM terminals WHERE key = ?", key);
    return known.length > 0 ? "terminal_revoked" : "unknown_terminal";
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
