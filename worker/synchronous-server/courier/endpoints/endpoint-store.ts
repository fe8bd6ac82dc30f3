/**
 * The register's webhook endpoints as rows: what each is set to, apart from how far its deliveries are. And the Courier's
 * own row: its seed, how many tills there are, and what they were told of who listens. Nothing but reading and writing.
 */

import type { RegisterId, WebhookId } from "../../../../protocol/ids.ts";
import type { EventType } from "../../../../protocol/register/events.ts";
import type { Database, Row } from "../../../objects/database.ts";

export const ENDPOINTS_MIGRATION = `CREATE TABLE courier (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     register TEXT NOT NULL,
     tills INTEGER NOT NULL,
     seed TEXT NOT NULL,
     version INTEGER NOT NULL,
     told INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE endpoints (
     id TEXT PRIMARY KEY,
     settings TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`;

export interface EndpointSettings {
  readonly url: string;
  /** none: all */
  readonly types: readonly EventType[];
  readonly description?: string;
  readonly status: "enabled" | "disabled";
  readonly reason?: "gone" | "failing";
  /** events from before aren't sent; ms since the epoch */
  readonly since: number;
  /** which keys sign; the ones before sign too until `formerUntil` */
  readonly keys: number;
  readonly formerUntil: number;
  /** ms since the epoch */
  readonly created: number;
  readonly updated: number;
}

export interface Endpoint extends EndpointSettings {
  readonly id: WebhookId;
}

export interface CourierRecord {
  readonly register: RegisterId;
  readonly tills: number;
  /** base64url of 32 bytes */
  readonly seed: string;
  /** counts the changes of whether anybody listens */
  readonly version: number;
  /** the version that every source has heard */
  readonly told: number;
}

export class EndpointStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  record(): CourierRecord | undefined {
    return this.#database.exec<CourierRecord & Row>("SELECT * FROM courier")[0];
  }

  writeRecord({ register, tills, seed, version, told }: CourierRecord): void {
    this.#database.exec(
      `INSERT INTO courier VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET
         tills = excluded.tills, version = excluded.version, told = excluded.told`,
      ...[register, tills, seed, version, told],
    );
  }

  read(id: WebhookId): Endpoint | undefined {
    const query = "SELECT settings FROM endpoints WHERE id = ?";
    const [row] = this.#database.exec<{ settings: string }>(query, id);
    return row && { id, ...(JSON.parse(row.settings) as EndpointSettings) };
  }

  /** By age. */
  all(): Endpoint[] {
    return this.#database
      .exec<{ id: WebhookId; settings: string }>("SELECT * FROM endpoints")
      .map(({ id, settings }) => ({ id, ...(JSON.parse(settings) as EndpointSettings) }))
      .sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  }

  write({ id, ...settings }: Endpoint): void {
    this.#database.exec(
      "INSERT INTO endpoints VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
      ...[id, JSON.stringify(settings)],
    );
  }

  remove(id: WebhookId): void {
    this.#database.exec("DELETE FROM endpoints WHERE id = ?", id);
  }
}
