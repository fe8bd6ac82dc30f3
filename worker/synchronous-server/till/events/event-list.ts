/**
 * The events of a till that aren't sales: one row for all of a commit, written with it [EV2]. A settled trade's event is
 * its sale. Rows are only added.
 */

import type { Database } from "../../../objects/database.ts";
import type { SourceEvent } from "../../courier/sources.ts";

/** `last`: the number of the last event of the row; `sale`: the till's last sale then, after which they stand. */
export const EVENT_LIST_MIGRATION = `CREATE TABLE event_list (
     last INTEGER PRIMARY KEY,
     sale INTEGER NOT NULL,
     events TEXT NOT NULL
   ) STRICT;`;

export interface ListedEvent {
  readonly number: number;
  readonly sale: number;
  readonly event: SourceEvent;
}

export class EventListStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  last(): number {
    const query = "SELECT last FROM event_list ORDER BY last DESC LIMIT 1";
    return this.#database.exec<{ last: number }>(query)[0]?.last ?? 0;
  }

  /** Inside a transaction only. @param sale the till's last one */
  add(events: readonly SourceEvent[], sale: number): void {
    if (events.length === 0) return;
    const last = this.last() + events.length;
    this.#database.exec(
      "INSERT INTO event_list VALUES (?, ?, ?)",
      ...[last, sale, JSON.stringify(events)],
    );
  }

  /** After this number, in order: `limit` of them or a few more, if there are. */
  after(number: number, limit: number): ListedEvent[] {
    return this.#database
      .exec<{ last: number; sale: number; events: string }>(
        "SELECT * FROM event_list WHERE last > ? ORDER BY last LIMIT ?",
        ...[number, limit],
      )
      .flatMap(({ last, sale, events }) => {
        const all = JSON.parse(events) as SourceEvent[];
        return all.map((event, at) => ({ number: last - all.length + 1 + at, sale, event }));
      })
      .filter((one) => one.number > number);
  }
}
