/** The daily roots on disk: each as it was signed, the key of its salts, and its leaves in pieces. */

import { HASH_BYTES } from "../../../protocol/count/merkle.ts";
import type { Day, SignedReceiptRoot } from "../../../protocol/count/receipt-root.ts";
import type { HourKey } from "../../../protocol/count/set-hash.ts";
import type { Database } from "../../objects/database.ts";
import { joined } from "./hash-list.ts";

/** A value of SQLite in an object is 2 MB at most. */
const CHUNK_BYTES = 32_768 * HASH_BYTES;

/** A migration of reconciliation. */
export const ROOT_TABLES = `
  CREATE TABLE roots (
    day TEXT PRIMARY KEY, signed TEXT NOT NULL, salt_key TEXT NOT NULL, audited_to TEXT
  ) WITHOUT ROWID;
  CREATE TABLE leaves (
    day TEXT NOT NULL, chunk INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (day, chunk)
  ) WITHOUT ROWID;`;

export interface StoredRoot {
  readonly signed: SignedReceiptRoot;
  readonly saltKey: string;
}

export class RootStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  lastDay(): Day | undefined {
    const query = "SELECT max(day) AS day FROM roots";
    return this.#database.exec<{ day: Day | null }>(query).at(0)?.day ?? undefined;
  }

  root(day: Day): StoredRoot | undefined {
    const query = "SELECT signed, salt_key FROM roots WHERE day = ?";
    const [row] = this.#database.exec<{ signed: string; salt_key: string }>(query, day);
    return row && { signed: JSON.parse(row.signed), saltKey: row.salt_key };
  }

  leaves(day: Day): Uint8Array<ArrayBuffer> {
    const query = "SELECT hashes FROM leaves WHERE day = ? ORDER BY chunk";
    const chunks = this.#database.exec<{ hashes: ArrayBuffer }>(query, day);
    return joined(chunks.map(({ hashes }) => new Uint8Array(hashes)));
  }

  write(signed: SignedReceiptRoot, saltKey: string, leaves: Uint8Array<ArrayBuffer>): void {
    const { day } = signed.payload;
    this.#database.transaction(() => {
      const cells = [day, JSON.stringify(signed), saltKey];
      this.#database.exec("INSERT INTO roots VALUES (?, ?, ?, '')", ...cells);
      for (let chunk = 0; chunk * CHUNK_BYTES < leaves.length; chunk++) {
        const hashes = leaves.slice(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
        this.#database.exec("INSERT INTO leaves VALUES (?, ?, ?)", day, chunk, hashes.buffer);
      }
    });
  }

  /** A day whose receipts are committed and whose hours were not all counted afresh, and after which key to go on. */
  dayToAudit(): { day: Day; after: HourKey } | undefined {
    const query =
      "SELECT day, audited_to AS after FROM roots WHERE audited_to IS NOT NULL ORDER BY day LIMIT 1";
    return this.#database.exec<{ day: Day; after: HourKey }>(query).at(0);
  }

  /** @param to the last key, undefined when all are done */
  audited(day: Day, to: HourKey | undefined): void {
    this.#database.transaction(() =>
      this.#database.exec("UPDATE roots SET audited_to = ? WHERE day = ?", to ?? null, day),
    );
  }
}
