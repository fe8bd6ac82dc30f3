/**
 * An object's storage on node:sqlite, as the shells use it: SQL, transactionSync, one alarm. What is written
 * belongs to one open transaction, the alarm too, until the object's next commit; an object that dies before
 * loses it. A dead object's storage answers nothing.
 */

import { DatabaseSync, type StatementSync } from "node:sqlite";

/** What survives the death of an object. */
export class Disk {
  readonly database: DatabaseSync;
  /** ms since the epoch */
  alarm: number | null = null;
  readonly #statements = new Map<string, StatementSync>();
  readonly #read = new Map<string, readonly unknown[]>();

  constructor(path = ":memory:") {
    this.database = new DatabaseSync(path);
  }

  statement(query: string): StatementSync {
    const known = this.#statements.get(query);
    if (known) return known;
    const made = this.database.prepare(query);
    this.#statements.set(query, made);
    return made;
  }

  rows<Row>(query: string, ...bindings: (string | number)[]): Row[] {
    return this.statement(query).all(...bindings) as Row[];
  }

  /** The same until something is written: shells read a row several times in a turn. Nobody may change a row. */
  read(query: string, bindings: readonly (string | number)[]): readonly unknown[] {
    const key = bindings.length === 0 ? query : `${query}\n${bindings.join("\n")}`;
    const known = this.#read.get(key);
    if (known) return known;
    const rows = this.rows<object>(query, ...bindings).map((row) => Object.freeze(row));
    this.#read.set(key, rows);
    return rows;
  }

  run(query: string, bindings: readonly (string | number)[] = []): number {
    this.#read.clear();
    return Number(this.statement(query).run(...bindings).changes);
  }

  /** @returns the rows that were changed, as the statement says */
  change(query: string, bindings: readonly (string | number)[]): unknown[] {
    this.#read.clear();
    return this.rows(query, ...bindings);
  }

  /** Several statements. */
  exec(statements: string): void {
    this.#read.clear();
    this.database.exec(statements);
  }

  hasTable(name: string): boolean {
    const query = "SELECT 1 FROM sqlite_master WHERE name = ?";
    return this.rows(query, name).length > 0;
  }
}

export class DeadObject extends Error {
  override readonly name = "DeadObject";
}

interface Owner {
  isAlive(): boolean;
  /** the first write since the last commit */
  wrote(): void;
  /** whether this write fails */
  writeFails(): boolean;
}

interface Cursor {
  readonly rowsWritten: number;
  toArray(): unknown[];
  one(): unknown;
}

const READS = /^\s*(SELECT|PRAGMA)/i;
const MANY = /;\s*\S/;
const RETURNS = /\bRETURNING\b/;

export class Storage {
  readonly sql = { exec: (query: string, ...bindings: never[]) => this.#exec(query, bindings) };
  readonly #disk: Disk;
  readonly #owner: Owner;
  #open = false;
  #alarm: number | null;

  constructor(disk: Disk, owner: Owner) {
    this.#disk = disk;
    this.#owner = owner;
    this.#alarm = disk.alarm;
  }

  /** Written, and not yet committed. */
  get isDirty(): boolean {
    return this.#open;
  }

  transactionSync<T>(write: () => T): T {
    this.#begin();
    this.#disk.statement("SAVEPOINT turn").run();
    try {
      const result = write();
      if (this.#owner.writeFails()) throw new Error("disk I/O error");
      this.#disk.statement("RELEASE turn").run();
      return result;
    } catch (error) {
      this.#disk.run("ROLLBACK TO turn");
      this.#disk.statement("RELEASE turn").run();
      throw error;
    }
  }

  async setAlarm(moment: number): Promise<void> {
    this.#begin();
    this.#alarm = Math.max(0, moment);
  }

  async getAlarm(): Promise<number | null> {
    this.#assertAlive();
    return this.#alarm;
  }

  async deleteAlarm(): Promise<void> {
    this.#begin();
    this.#alarm = null;
  }

  /** This alarm is being handled: it is set no more, another may be. */
  takeAlarm(moment: number): void {
    if (this.#alarm === moment) this.#alarm = null;
  }

  commit(): void {
    if (!this.#open) return;
    this.#disk.statement("COMMIT").run();
    this.#open = false;
    this.#disk.alarm = this.#alarm;
  }

  rollBack(): void {
    if (!this.#open) return;
    this.#disk.run("ROLLBACK");
    this.#open = false;
  }

  #exec(query: string, bindings: never[]): Cursor {
    if (READS.test(query)) {
      this.#assertAlive();
      return cursor(this.#disk.read(query, bindings), 0);
    }
    this.#begin();
    if (bindings.length === 0 && MANY.test(query)) {
      this.#disk.exec(query);
      return cursor([], 1);
    }
    if (!RETURNS.test(query)) return cursor([], this.#disk.run(query, bindings));
    const rows = this.#disk.change(query, bindings);
    return cursor(rows, rows.length);
  }

  #begin(): void {
    this.#assertAlive();
    if (this.#open) return;
    this.#disk.statement("BEGIN").run();
    this.#open = true;
    this.#owner.wrote();
  }

  #assertAlive(): void {
    if (!this.#owner.isAlive()) throw new DeadObject("the object is gone");
  }
}

function cursor(rows: readonly unknown[], rowsWritten: number): Cursor {
  return { rowsWritten, toArray: () => [...rows], one: () => rows[0] };
}
