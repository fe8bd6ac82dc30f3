/**
 * What reconciliation remembers: how far it has read each branch's changes, how each hour of each till stood
 * at the last look, the mismatches until they are thawed, and the operator's acts. Nothing but reading and writing.
 */

import type { Difference } from "../../../protocol/count/bisection.ts";
import type {
  ReconciliationReport,
  ThawnTill,
  ThawTill,
} from "../../../protocol/count/reconciliation.ts";
import type { HourKey } from "../../../protocol/count/set-hash.ts";
import { parseHourKey } from "../../../protocol/count/set-hash.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";
import type { HourState } from "./compare.ts";
import { ROOT_TABLES } from "./root-store.ts";

export const RECONCILIATION_MIGRATIONS = [
  `CREATE TABLE branches (branch INTEGER PRIMARY KEY, change INTEGER NOT NULL);
   CREATE TABLE hours (
     key TEXT PRIMARY KEY, hour INTEGER NOT NULL, agrees INTEGER NOT NULL, since INTEGER NOT NULL,
     quiet_since INTEGER NOT NULL, carrier TEXT NOT NULL, till TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX hours_that_differ ON hours (key) WHERE agrees = 0;
   CREATE INDEX hours_by_time ON hours (hour);
   CREATE TABLE mismatches (
     key TEXT PRIMARY KEY, trades TEXT NOT NULL, miscounted TEXT NOT NULL, found_at INTEGER NOT NULL,
     frozen_since INTEGER
   ) WITHOUT ROWID;
   CREATE TABLE operator_acts (
     number INTEGER PRIMARY KEY, operator TEXT NOT NULL, act TEXT NOT NULL, asked TEXT NOT NULL,
     body TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, answer TEXT NOT NULL, at INTEGER NOT NULL
   );
   CREATE TRIGGER operator_acts_stay BEFORE UPDATE ON operator_acts
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
   CREATE TRIGGER operator_acts_are_kept BEFORE DELETE ON operator_acts
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;`,
  ROOT_TABLES,
] as const;

interface HourRow extends Row {
  key: HourKey;
  agrees: number;
  since: number;
  quiet_since: number;
  carrier: string;
  till: string;
}

interface MismatchRow extends Row {
  key: HourKey;
  trades: string;
  miscounted: string;
  found_at: number;
  frozen_since: number | null;
}

interface ActRow extends Row {
  number: number;
  operator: string;
  act: "thaw_till";
  asked: string;
  at: number;
  idempotency_key: string;
}

export interface StoredMismatch {
  readonly key: HourKey;
  readonly trades: readonly Difference[];
  readonly miscounted: readonly ("carrier" | "till")[];
  readonly foundAt: number;
  readonly frozenSince: number | null;
}

export interface ThawAct {
  /** the start of the operator key's hash [LE17] */
  readonly operator: string;
  readonly idempotencyKey: string;
  readonly body: Hash;
  readonly asked: ThawTill;
}

export class ReconciliationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  changeOf(branch: number): number {
    const query = "SELECT change FROM branches WHERE branch = ?";
    return this.#database.exec<{ change: number }>(query, branch).at(0)?.change ?? 0;
  }

  writeChange(branch: number, change: number): void {
    this.#database.exec("INSERT OR REPLACE INTO branches VALUES (?, ?)", branch, change);
  }

  hour(key: HourKey): HourState | undefined {
    const [row] = this.#database.exec<HourRow>("SELECT * FROM hours WHERE key = ?", key);
    return row && stateOf(row);
  }

  differing(): HourState[] {
    return this.#database.exec<HourRow>("SELECT * FROM hours WHERE agrees = 0").map(stateOf);
  }

  /** At random, so that each has its turn. */
  someDiffering(limit: number): HourKey[] {
    const query = "SELECT key FROM hours WHERE agrees = 0 ORDER BY random() LIMIT ?";
    return this.#database.exec<{ key: HourKey }>(query, limit).map(({ key }) => key);
  }

  /** Of hours since the epoch from `from` up to, and not, `end`, with keys after this one. */
  hoursBetween(
    { from, end }: { from: number; end: number },
    after: HourKey,
    limit: number,
  ): HourState[] {
    const query =
      "SELECT * FROM hours WHERE hour >= ? AND hour < ? AND key > ? ORDER BY key LIMIT ?";
    return this.#database.exec<HourRow>(query, from, end, after, limit).map(stateOf);
  }

  hourCount(): number {
    return this.#database.exec<{ n: number }>("SELECT count(*) AS n FROM hours").at(0)?.n ?? 0;
  }

  writeHour({ key, agrees, since, quietSince, carrier, till }: HourState): void {
    this.#database.exec(
      "INSERT OR REPLACE INTO hours VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[key, parseHourKey(key).hour, agrees ? 1 : 0, since, quietSince],
      ...[JSON.stringify(carrier), JSON.stringify(till)],
    );
  }

  mismatches(): StoredMismatch[] {
    const query = "SELECT * FROM mismatches ORDER BY key";
    return this.#database.exec<MismatchRow>(query).map(mismatchOf);
  }

  mismatch(key: HourKey): StoredMismatch | undefined {
    const query = "SELECT * FROM mismatches WHERE key = ?";
    return this.#database.exec<MismatchRow>(query, key).map(mismatchOf).at(0);
  }

  writeMismatch({ key, trades, miscounted, foundAt, frozenSince }: StoredMismatch): void {
    this.#database.exec(
      "INSERT OR REPLACE INTO mismatches VALUES (?, ?, ?, ?, ?)",
      ...[key, JSON.stringify(trades), JSON.stringify(miscounted), foundAt, frozenSince],
    );
  }

  /** No mismatch any more: what differs from now on is in flight first. */
  beginAgain(key: HourKey, now: number): void {
    this.#database.exec("DELETE FROM mismatches WHERE key = ?", key);
    this.#database.exec("UPDATE hours SET since = ?1, quiet_since = ?1 WHERE key = ?2", now, key);
  }

  act(idempotencyKey: string): { body: Hash; answer: ThawnTill } | undefined {
    const query = "SELECT body, answer FROM operator_acts WHERE idempotency_key = ?";
    const [row] = this.#database.exec<{ body: Hash; answer: string }>(query, idempotencyKey);
    return row && { body: row.body, answer: JSON.parse(row.answer) };
  }

  /** The latest first. */
  acts(limit: number): ReconciliationReport["acts"] {
    const query = "SELECT * FROM operator_acts ORDER BY number DESC LIMIT ?";
    return this.#database.exec<ActRow>(query, limit).map((row) => {
      const { number, operator, act, asked, at, idempotency_key } = row;
      return { number, operator, act, asked: JSON.parse(asked), at, idempotency_key };
    });
  }

  recordAct({ operator, idempotencyKey, body, asked }: ThawAct, answer: ThawnTill): void {
    this.#database.exec(
      "INSERT INTO operator_acts VALUES (NULL, ?, 'thaw_till', ?, ?, ?, ?, ?)",
      ...[operator, JSON.stringify(asked), body, idempotencyKey],
      ...[JSON.stringify(answer), answer.thawn_at],
    );
  }
}

function stateOf({ key, agrees, since, quiet_since, carrier, till }: HourRow): HourState {
  return {
    ...{ key, since, agrees: agrees === 1, quietSince: quiet_since },
    ...{ carrier: JSON.parse(carrier), till: JSON.parse(till) },
  };
}

function mismatchOf(row: MismatchRow): StoredMismatch {
  return {
    key: row.key,
    trades: JSON.parse(row.trades),
    miscounted: JSON.parse(row.miscounted),
    foundAt: row.found_at,
    frozenSince: row.frozen_since,
  };
}
