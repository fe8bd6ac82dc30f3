/**
 * What is kept under the name of a key that is no user's first: the request of a new terminal to be linked, and
 * whose it is once that was approved; and how many codes a user has looked up. The carrier decides; this only
 * brings two terminals together [TE4] to [TE6]. Runs in the caller's transactions.
 */

import type { LinkAsked } from "../../../protocol/account/linking.ts";
import type { SignedTerminalApproval } from "../../../protocol/account/terminal-changes.ts";
import type { UserId } from "../../../protocol/ids.ts";
import { LINK_LOOKUPS_PER_HOUR_MAX, LINK_MS } from "../../../protocol/limits.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";

export const LINK_TABLES = `
  CREATE TABLE link (
    one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL, name TEXT NOT NULL,
    until INTEGER NOT NULL, approver TEXT
  ) STRICT;
  CREATE TABLE home (
    one INTEGER PRIMARY KEY CHECK (one = 1), user TEXT NOT NULL, approval TEXT
  ) STRICT;
  CREATE TABLE lookups (
    one INTEGER PRIMARY KEY CHECK (one = 1), hour INTEGER NOT NULL, count INTEGER NOT NULL
  ) STRICT;`;

const HOUR_MS = 60 * 60_000;

export type LinkState =
  | {
      readonly state: "waiting";
      /** ms since the epoch */
      readonly expires_at: number;
      readonly approver?: PublicKey;
    }
  | {
      readonly state: "linked";
      readonly home: UserId;
      readonly approval: SignedTerminalApproval;
    };

interface LinkRow extends Row {
  key: PublicKey;
  name: string;
  until: number;
  approver: PublicKey | null;
}

interface HomeRow extends Row {
  user: UserId;
  approval: string | null;
}

export class Links {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  home(): HomeRow | undefined {
    return this.#database.exec<HomeRow>("SELECT user, approval FROM home").at(0);
  }

  /** One request at a time: while it lasts, asking again is asking what became of it. */
  ask(key: PublicKey, name: string, now: number): LinkState {
    const home = this.home();
    if (home?.approval)
      return { state: "linked", home: home.user, approval: JSON.parse(home.approval) };
    const known = this.#link(now);
    if (known) {
      const { until: expires_at, approver } = known;
      return { state: "waiting", expires_at, ...(approver === null ? {} : { approver }) };
    }
    this.#database.exec(
      "INSERT OR REPLACE INTO link (one, key, name, until) VALUES (1, ?, ?, ?)",
      ...[key, name, now + LINK_MS],
    );
    return { state: "waiting", expires_at: now + LINK_MS };
  }

  /** @returns who asks, or undefined: nobody, or not any more */
  look(approver: PublicKey, now: number): LinkAsked | undefined {
    const link = this.home() ? undefined : this.#link(now);
    if (!link) return undefined;
    if (link.approver !== approver) this.#database.exec("UPDATE link SET approver = ?", approver);
    return { terminal: link.key, name: link.name, expires_at: link.until };
  }

  /** Whose it is stays: anybody may call another one's key his recovery key. */
  moveTo(user: UserId, approval: SignedTerminalApproval | undefined): void {
    const isUser = this.#database.exec("SELECT 1 FROM user").length > 0;
    if (isUser || (this.home()?.user ?? user) !== user) return;
    const text = approval ? JSON.stringify(approval) : null;
    this.#database.exec(
      "INSERT OR REPLACE INTO home (one, user, approval) VALUES (1, ?, ?)",
      ...[user, text],
    );
    this.#database.exec("DELETE FROM link");
  }

  /** [TE6] @returns whether there was one left in this hour of the clock */
  countLookup(now: number): boolean {
    const hour = Math.floor(now / HOUR_MS);
    const [row] = this.#database.exec<{ count: number }>(
      "SELECT count FROM lookups WHERE hour = ?",
      hour,
    );
    const count = row?.count ?? 0;
    if (count >= LINK_LOOKUPS_PER_HOUR_MAX) return false;
    this.#database.exec(
      "INSERT OR REPLACE INTO lookups (one, hour, count) VALUES (1, ?, ?)",
      ...[hour, count + 1],
    );
    return true;
  }

  #link(now: number): LinkRow | undefined {
    return this.#database.exec<LinkRow>("SELECT * FROM link WHERE until > ?", now).at(0);
  }
}
