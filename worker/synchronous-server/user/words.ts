/**
 * What a user's terminals say to each other about trades: the latest word of each terminal on each trade, for a day
 * [AS2]. Verified before it comes here; opaque here. Runs in the caller's transactions.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import { WORD_MS, WORDS_PER_TERMINAL_MAX } from "../../../protocol/limits.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Database } from "../../objects/database.ts";

export const WORD_TABLES = `
  CREATE TABLE words (
    terminal TEXT NOT NULL, trade TEXT NOT NULL, time INTEGER NOT NULL,
    signed TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (terminal, trade)
  ) STRICT, WITHOUT ROWID;`;

/** What is kept of a signed word. */
export interface KeptWord {
  readonly trade: TradeId;
  /** its own, ms since the epoch */
  readonly time: number;
  /** the SignedTradeWord as JSON */
  readonly signed: string;
}

export class Words {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A repeat, and an older word than the one there is, change nothing. @param now ms since the epoch */
  say(terminal: PublicKey, words: readonly KeptWord[], now: number): void {
    for (const { trade, time, signed } of words)
      this.#database.exec(
        `INSERT INTO words (terminal, trade, time, signed, until) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (terminal, trade) DO UPDATE
         SET time = excluded.time, signed = excluded.signed, until = excluded.until
         WHERE excluded.time > time`,
        ...[terminal, trade, time, signed, now + WORD_MS],
      );
    // By when each came here: a terminal whose clock is wrong has the same room as any other.
    this.#database.exec(
      `DELETE FROM words WHERE terminal = ? AND trade NOT IN (
         SELECT trade FROM words WHERE terminal = ? ORDER BY until DESC, trade LIMIT ?)`,
      ...[terminal, terminal, WORDS_PER_TERMINAL_MAX],
    );
  }

  /** What the other active terminals say. @param now ms since the epoch */
  heardBy(terminal: PublicKey, now: number): string[] {
    return this.#database
      .exec<{ signed: string }>(
        `SELECT signed FROM words WHERE until > ? AND terminal IN (
           SELECT key FROM terminals WHERE state = 'active' AND key <> ?)`,
        ...[now, terminal],
      )
      .map(({ signed }) => signed);
  }

  /** What was kept long enough, and what a revoked terminal said. @returns when the next is, ms since the epoch */
  forget(now: number): number | undefined {
    this.#database.exec(
      `DELETE FROM words WHERE until <= ? OR terminal IN (
         SELECT key FROM terminals WHERE state <> 'active')`,
      now,
    );
    const [next] = this.#database.exec<{ until: number | null }>(
      "SELECT min(until) AS until FROM words",
    );
    return next?.until ?? undefined;
  }
}
