/**
 * The tables of a register's Books and the statements on them: its certificate, its fee schedules, and the
 * operator's commands, each kept with its answer. Nothing but reading and writing them.
 */

import type { FeeSchedule, FeeSchedules } from "../../../protocol/fees.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { Hash } from "../../../protocol/signature.ts";
import type { Database } from "../../objects/database.ts";
import { PAYOUTS_MIGRATION } from "./payout-store.ts";

const MIGRATIONS = [
  `CREATE TABLE certified (one INTEGER PRIMARY KEY CHECK (one = 1), answer TEXT NOT NULL);
   CREATE TABLE commands (
     idempotency_key TEXT PRIMARY KEY, body TEXT NOT NULL, answer TEXT NOT NULL
   ) WITHOUT ROWID;`,
  // Each command is its own row of the audit log; NULL in one from before there was a log.
  `ALTER TABLE commands ADD COLUMN operator TEXT;
   ALTER TABLE commands ADD COLUMN at INTEGER;`,
  `CREATE TABLE fees (currency TEXT PRIMARY KEY, schedule TEXT NOT NULL) WITHOUT ROWID;`,
  PAYOUTS_MIGRATION,
] as const;

/** What every command of the operator carries. */
export interface Command {
  readonly idempotencyKey: string;
  /** the start of the operator key's hash: who, in the audit log [LE17] */
  readonly operator: string;
  /** hash of what was asked */
  readonly body: Hash;
}

export class BooksStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Books that were never written have no tables, so that asking for a made-up register stores nothing. */
  exists(): boolean {
    return this.#database.exec("SELECT 1 FROM sqlite_master WHERE name = 'certified'").length > 0;
  }

  migrate(): void {
    this.#database.migrate(MIGRATIONS);
  }

  transaction(write: () => void): void {
    this.#database.transaction(write);
  }

  certified(): CertifiedRegister | undefined {
    const [row] = this.#database.exec<{ answer: string }>("SELECT answer FROM certified");
    return row && JSON.parse(row.answer);
  }

  writeCertified(certified: CertifiedRegister): void {
    const answer = JSON.stringify(certified);
    this.#database.exec("INSERT OR REPLACE INTO certified VALUES (1, ?)", answer);
  }

  schedules(): FeeSchedules {
    return this.#database
      .exec<{ schedule: string }>("SELECT schedule FROM fees ORDER BY currency")
      .map(({ schedule }): FeeSchedule => JSON.parse(schedule));
  }

  writeSchedules(schedules: FeeSchedules): void {
    this.#database.exec("DELETE FROM fees");
    for (const schedule of schedules) {
      const { currency } = schedule;
      this.#database.exec("INSERT INTO fees VALUES (?, ?)", currency, JSON.stringify(schedule));
    }
  }

  /** What this key was used for, whatever it was. */
  command(idempotencyKey: string): { readonly body: Hash; readonly answer: string } | undefined {
    const query = "SELECT body, answer FROM commands WHERE idempotency_key = ?";
    const [row] = this.#database.exec<{ body: Hash; answer: string }>(query, idempotencyKey);
    return row;
  }

  /** @param now ms since the epoch */
  addCommand({ idempotencyKey, body, operator }: Command, answer: unknown, now: number): void {
    const cells = [idempotencyKey, body, JSON.stringify(answer), operator, now];
    this.#database.exec("INSERT INTO commands VALUES (?, ?, ?, ?, ?)", ...cells);
  }
}
