/** The events of a register's payouts: a row with each change of status that there is an event of [EV2]. Only added. */

import type { PayoutId } from "../../../protocol/ids.ts";
import { PayoutEventType } from "../../../protocol/register/events.ts";
import type { PayoutStatus } from "../../../protocol/register/payouts.ts";
import type { Database, Row } from "../../objects/database.ts";
import type { EventsQuestion, SourceEvents } from "../courier/sources.ts";

export const PAYOUT_EVENTS_MIGRATION = `CREATE TABLE payout_events (
     number INTEGER PRIMARY KEY,
     payout TEXT NOT NULL,
     status TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT;`;

interface PayoutEventRow extends Row {
  number: number;
  payout: string;
  status: PayoutStatus;
  at: number;
}

export class PayoutEventStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Inside a transaction, with the change. @param now ms since the epoch */
  add(payout: PayoutId, status: PayoutStatus, now: number): void {
    if (!typeOf(status)) return;
    const insert = "INSERT INTO payout_events VALUES (NULL, ?, ?, ?)";
    this.#database.exec(insert, payout, status, now);
  }

  last(): number {
    const query = "SELECT number FROM payout_events ORDER BY number DESC LIMIT 1";
    return this.#database.exec<{ number: number }>(query)[0]?.number ?? 0;
  }

  read({ after, limit }: Pick<EventsQuestion, "after" | "limit">): SourceEvents {
    const query = "SELECT * FROM payout_events WHERE number > ? ORDER BY number LIMIT ?";
    const found = this.#database.exec<PayoutEventRow>(query, after.listed, limit + 1);
    const rows = found.slice(0, limit);
    const events = rows.flatMap(({ payout, status, at }) => {
      const type = typeOf(status);
      return type ? [{ type, subject: payout, status, at }] : [];
    });
    const listed = rows.at(-1)?.number ?? after.listed;
    return { events, place: { sale: 0, listed }, more: found.length > limit };
  }
}

/** Its collecting and ordering are nobody's news. */
function typeOf(status: PayoutStatus): PayoutEventType | undefined {
  return PayoutEventType.options.find((type) => type === `payout.${status}`);
}
