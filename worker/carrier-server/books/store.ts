/**
 * The tables of a register's Books and the statements on them: its certificate, its fee schedules, and the
 * operator's commands, each kept with its answer. Nothing but reading and writing them.
 */

import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { FeeSchedule, FeeSchedules } from "../../../protocol/money/fees.ts";
import type { LoggedAct } from "../../../protocol/operator/audit.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";
import { statesOf } from "./origins.ts";
import {
  PAYOUTS_MIGRATION,
  REFUSED_PAYOUTS_MIGRATION,
  RETURNED_PAYOUTS_MIGRATION,
} from "./payout-store.ts";
import type { RegisterRecord } from "./register-record.ts";

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
  // NULL in a command from before it was noted what was asked: a register was certified.
  `ALTER TABLE commands ADD COLUMN act TEXT;
   ALTER TABLE commands ADD COLUMN asked TEXT;
   CREATE TRIGGER commands_stay BEFORE UPDATE ON commands
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
   CREATE TRIGGER commands_are_kept BEFORE DELETE ON commands
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;`,
  REFUSED_PAYOUTS_MIGRATION,
  RETURNED_PAYOUTS_MIGRATION,
  // All that is known of who it is, beside its certificate and fees.
  `CREATE TABLE facts (one INTEGER PRIMARY KEY CHECK (one = 1), facts TEXT NOT NULL);`,
] as const;

/** What every command of the operator carries. */
export interface Command {
  readonly idempotencyKey: string;
  /** the start of the operator key's hash: who, in the audit log [LE17] */
  readonly operator: string;
  /** hash of what was asked */
  readonly body: Hash;
}

/** What was done, for the log. */
export interface Done {
  readonly act: "certify" | "set_fees" | "suspend" | "resume" | "replace_key" | "decide_dispute";
  readonly asked: unknown;
  readonly answer: unknown;
}

interface ActRow extends Row {
  idempotency_key: string;
  operator: string;
  at: number;
  act: string | null;
  asked: string | null;
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

  record(): RegisterRecord | undefined {
    const certified = this.certified();
    if (!certified) return undefined;
    const [row] = this.#database.exec<{ facts: string }>("SELECT facts FROM facts");
    const facts = row ? JSON.parse(row.facts) : factsBefore(certified);
    return { ...facts, schedules: this.schedules(), certified };
  }

  writeRecord({ certified, schedules, ...facts }: RegisterRecord): void {
    const write = (query: string, value: unknown) =>
      this.#database.exec(query, JSON.stringify(value));
    write("INSERT OR REPLACE INTO certified VALUES (1, ?)", certified);
    write("INSERT OR REPLACE INTO facts VALUES (1, ?)", facts);
    this.writeSchedules(schedules);
  }

  told(record: RegisterRecord): void {
    this.transaction(() => this.writeRecord({ ...record, untold: false }));
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
  addCommand(
    { idempotencyKey, body, operator }: Command,
    { act, asked, answer }: Done,
    now: number,
  ): void {
    const [text, question] = [answer, asked].map((value) => JSON.stringify(value));
    const cells = [idempotencyKey, body, text ?? "", operator, now, act, question ?? ""];
    this.#database.exec("INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?, ?)", ...cells);
  }

  /** The audit log, oldest first [LE17]. */
  acts(): LoggedAct[] {
    const query = `SELECT idempotency_key, operator, at, act, asked FROM commands
                   WHERE operator IS NOT NULL ORDER BY at, idempotency_key`;
    return this.#database.exec<ActRow>(query).map(({ act, asked, ...known }) => ({
      ...{ ...known, act: act ?? "certify", asked: asked === null ? null : JSON.parse(asked) },
    }));
  }
}

/** Of a register that was certified before Books knew more: its origins are due for their first proof. */
function factsBefore({ certificate: { payload } }: CertifiedRegister) {
  return {
    ...{ name: payload.name, key: payload.key, origins: statesOf(payload) },
    ...{ suspended: false, keyNumber: 0, standing: { number: 0, suspended: false }, untold: false },
  };
}
