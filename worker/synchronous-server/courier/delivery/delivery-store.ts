/**
 * How far each endpoint's deliveries are, as rows: up to which event all are sent or wait, those that wait to be sent
 * again, and the log of its latest tries. Nothing but reading and writing.
 */

import type { WebhookId } from "../../../../protocol/ids.ts";
import { WEBHOOK_ATTEMPTS_KEPT } from "../../../../protocol/limits.ts";
import type { WebhookAttempt } from "../../../../protocol/register/webhooks.ts";
import type { Database, Row } from "../../../objects/database.ts";
import type { Progress, Waiting } from "./progress.ts";

export const DELIVERIES_MIGRATION = `CREATE TABLE progress (
     id TEXT PRIMARY KEY,
     cursor INTEGER NOT NULL,
     failures INTEGER NOT NULL,
     failing_since INTEGER,
     resting_until INTEGER,
     attempts INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE waiting (
     id TEXT NOT NULL,
     sequence INTEGER NOT NULL,
     subject TEXT NOT NULL,
     tries INTEGER NOT NULL,
     due INTEGER NOT NULL,
     PRIMARY KEY (id, sequence)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE attempts (
     id TEXT NOT NULL,
     slot INTEGER NOT NULL,
     attempt TEXT NOT NULL,
     PRIMARY KEY (id, slot)
   ) STRICT, WITHOUT ROWID;`;

/** What waits is looked at in order, and no more of it at a time. */
const WAITING_READ_MAX = 1_000;

export class DeliveryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  progress(id: WebhookId): Progress | undefined {
    const query = `SELECT cursor, failures, failing_since, resting_until, attempts
       FROM progress WHERE id = ?`;
    return this.#database.exec<Progress & Row>(query, id)[0];
  }

  writeProgress(id: WebhookId, progress: Progress): void {
    const { cursor, failures, failing_since, resting_until, attempts } = progress;
    this.#database.exec(
      `INSERT INTO progress VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
         cursor = excluded.cursor, failures = excluded.failures, attempts = excluded.attempts,
         failing_since = excluded.failing_since, resting_until = excluded.resting_until`,
      ...[id, cursor, failures, failing_since, resting_until, attempts],
    );
  }

  /** In order of their sequence. */
  waiting(id: WebhookId): Waiting[] {
    const query = `SELECT sequence, subject, tries, due FROM waiting WHERE id = ?
       ORDER BY sequence LIMIT ?`;
    return this.#database.exec<Waiting & Row>(query, id, WAITING_READ_MAX);
  }

  wait(id: WebhookId, { sequence, subject, tries, due }: Waiting): void {
    this.#database.exec(
      `INSERT INTO waiting VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id, sequence) DO UPDATE SET tries = excluded.tries, due = excluded.due`,
      ...[id, sequence, subject, tries, due],
    );
  }

  waitNoMore(id: WebhookId, sequence: number): void {
    this.#database.exec("DELETE FROM waiting WHERE id = ? AND sequence = ?", id, sequence);
  }

  /** What waits goes at once, with all its tries before it; what follows `after` is sent anew. */
  beginAgain(id: WebhookId, after?: number): void {
    if (after !== undefined)
      this.#database.exec("DELETE FROM waiting WHERE id = ? AND sequence > ?", id, after);
    this.#database.exec("UPDATE waiting SET tries = 0, due = 0 WHERE id = ?", id);
  }

  log(id: WebhookId, number: number, attempt: WebhookAttempt): void {
    this.#database.exec(
      `INSERT INTO attempts VALUES (?, ?, ?)
       ON CONFLICT (id, slot) DO UPDATE SET attempt = excluded.attempt`,
      ...[id, number % WEBHOOK_ATTEMPTS_KEPT, JSON.stringify(attempt)],
    );
  }

  /** The latest first. @param next the number of the one to come */
  logged(id: WebhookId, next: number): WebhookAttempt[] {
    const age = ({ slot }: { slot: number }) =>
      (next - 1 - slot + WEBHOOK_ATTEMPTS_KEPT * 2) % WEBHOOK_ATTEMPTS_KEPT;
    return this.#database
      .exec<{ slot: number; attempt: string }>(
        "SELECT slot, attempt FROM attempts WHERE id = ?",
        id,
      )
      .sort((a, b) => age(a) - age(b))
      .map(({ attempt }) => JSON.parse(attempt) as WebhookAttempt);
  }

  remove(id: WebhookId): void {
    for (const table of ["progress", "waiting", "attempts"])
      this.#database.exec(`DELETE FROM ${table} WHERE id = ?`, id);
  }
}
