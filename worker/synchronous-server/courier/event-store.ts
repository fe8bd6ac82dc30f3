/**
 * The register's events by their sequence, and how far each source's are taken. What is taken is numbered in the very
 * transaction that moves the source's place, so that none comes twice and no number is left out [EV3].
 */

import type { EventType } from "../../../protocol/register/events.ts";
import type { Database, Row } from "../../objects/database.ts";
import { BEGINNING, type Place, type Source, type SourceEvents } from "./sources.ts";

export const EVENTS_MIGRATION = `CREATE TABLE events (
     sequence INTEGER PRIMARY KEY,
     type TEXT NOT NULL,
     subject TEXT NOT NULL,
     status TEXT NOT NULL,
     ref TEXT,
     at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE sources (
     source TEXT PRIMARY KEY,
     sale INTEGER NOT NULL,
     listed INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`;

export interface StoredEvent {
  readonly sequence: number;
  readonly type: EventType;
  /** id of the trade or payout */
  readonly subject: string;
  readonly status: string;
  readonly ref: string | null;
  /** ms since the epoch */
  readonly at: number;
}

export interface EventsPage {
  /** the sequence before the first */
  readonly after: number;
  readonly limit: number;
  /** none: all */
  readonly types: readonly EventType[];
}

export class EventStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The sequence of the latest one; 0 before the first. */
  last(): number {
    const query = "SELECT sequence FROM events ORDER BY sequence DESC LIMIT 1";
    return this.#database.exec<{ sequence: number }>(query)[0]?.sequence ?? 0;
  }

  place(source: Source): Place {
    const query = "SELECT sale, listed FROM sources WHERE source = ?";
    return this.#database.exec<Place & Row>(query, `${source}`)[0] ?? BEGINNING;
  }

  /** @param asked the place that they were asked for: what was taken meanwhile isn't taken again */
  take(source: Source, asked: Place, { events, place }: SourceEvents): void {
    if (events.length === 0) return;
    this.#database.transaction(() => {
      const known = this.place(source);
      if (known.sale !== asked.sale || known.listed !== asked.listed) return;
      let sequence = this.last();
      for (const { type, subject, status, ref = null, at } of events) {
        sequence += 1;
        const row = [sequence, type, subject, status, ref, at];
        this.#database.exec("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", ...row);
      }
      this.#database.exec(
        `INSERT INTO sources VALUES (?, ?, ?)
         ON CONFLICT (source) DO UPDATE SET sale = excluded.sale, listed = excluded.listed`,
        ...[`${source}`, place.sale, place.listed],
      );
    });
  }

  read(sequence: number): StoredEvent | undefined {
    const query = "SELECT * FROM events WHERE sequence = ?";
    return this.#database.exec<StoredEvent & Row>(query, sequence)[0];
  }

  /** In order. */
  page({ after, limit, types }: EventsPage): StoredEvent[] {
    return this.#database.exec<StoredEvent & Row>(
      `SELECT * FROM events WHERE sequence > ?1
         AND (?2 = '[]' OR type IN (SELECT value FROM json_each(?2)))
       ORDER BY sequence LIMIT ?3`,
      ...[after, JSON.stringify(types), limit],
    );
  }
}
