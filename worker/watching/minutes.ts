/**
 * What a Watch knows, as rows: a report for each minute of the last hours, one for each hour of a month, the alerts that
 * stand, and the Watch's own row. Bounded: a minute or an hour that is too old goes with the next one that comes.
 */

import type { Database, Row } from "../objects/database.ts";
import type { AlertState } from "./evaluate.ts";
import { addReports, MINUTE_MS, type Minute, NOTHING_REPORTED, type Report } from "./report.ts";
import type { Role } from "./role.ts";

const HOUR_MS = 60 * MINUTE_MS;

/** What alerts and the page look back over. */
export const MINUTES_KEPT = 180;
/** The objectives' 30 days, and a day to look at the first of them. */
export const HOURS_KEPT = 31 * 24;
export const OBJECTIVE_HOURS = 30 * 24;

export const WATCH_MIGRATIONS = [
  `CREATE TABLE minutes (minute INTEGER PRIMARY KEY, report TEXT NOT NULL) STRICT;
   CREATE TABLE hours (hour INTEGER PRIMARY KEY, report TEXT NOT NULL) STRICT;
   CREATE TABLE alerts (name TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE watch (one INTEGER PRIMARY KEY, role TEXT NOT NULL, born INTEGER NOT NULL, written INTEGER NOT NULL) STRICT;`,
];

export interface WatchRecord {
  readonly role: Role;
  /** when it was first told anything, ms since the epoch */
  readonly born: number;
  /** the last minute that went to where numbers are kept for months */
  readonly written: number;
}

export class WatchStore {
  readonly #database: Database;
  #minutes: Map<number, Report> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  record(): WatchRecord | undefined {
    return this.#database.exec<WatchRecord & Row>("SELECT role, born, written FROM watch")[0];
  }

  writeRecord({ role, born, written }: WatchRecord): void {
    this.#database.exec(
      "INSERT OR REPLACE INTO watch (one, role, born, written) VALUES (1, ?, ?, ?)",
      ...[role, born, written],
    );
  }

  /** The minutes there are, the oldest first. */
  minutes(): Minute[] {
    return [...this.#read()]
      .map(([minute, report]) => ({ minute, report }))
      .sort((a, b) => a.minute - b.minute);
  }

  /** @param now ms since the epoch */
  add(report: Report, now: number): void {
    const [minute, hour] = [Math.floor(now / MINUTE_MS), Math.floor(now / HOUR_MS)];
    const minutes = this.#read();
    const isNew = !minutes.has(minute);
    const ofMinute = addReports(minutes.get(minute) ?? NOTHING_REPORTED, report);
    const ofHour = addReports(this.#hour(hour), report);
    minutes.set(minute, ofMinute);
    this.#write("minutes", "minute", minute, ofMinute);
    this.#write("hours", "hour", hour, ofHour);
    if (isNew) this.#forgetOld(minute, hour);
  }

  /** Everything of the last hours. @param now ms since the epoch */
  lastHours(hours: number, now: number): Report {
    const since = Math.floor(now / HOUR_MS) - hours;
    const query = "SELECT report FROM hours WHERE hour > ?";
    return this.#database
      .exec<{ report: string }>(query, since)
      .map(({ report }) => JSON.parse(report) as Report)
      .reduce(addReports, NOTHING_REPORTED);
  }

  alerts(): AlertState[] {
    return this.#database
      .exec<{ state: string }>("SELECT state FROM alerts ORDER BY name")
      .map(({ state }) => JSON.parse(state) as AlertState);
  }

  writeAlert(alert: AlertState): void {
    this.#database.exec(
      "INSERT OR REPLACE INTO alerts VALUES (?, ?)",
      ...[alert.name, JSON.stringify(alert)],
    );
  }

  dropAlert(name: string): void {
    this.#database.exec("DELETE FROM alerts WHERE name = ?", name);
  }

  #read(): Map<number, Report> {
    this.#minutes ??= new Map(
      this.#database
        .exec<{ minute: number; report: string }>("SELECT minute, report FROM minutes")
        .map(({ minute, report }) => [minute, JSON.parse(report) as Report]),
    );
    return this.#minutes;
  }

  #hour(hour: number): Report {
    const query = "SELECT report FROM hours WHERE hour = ?";
    const [row] = this.#database.exec<{ report: string }>(query, hour);
    return row ? (JSON.parse(row.report) as Report) : NOTHING_REPORTED;
  }

  #write(table: "minutes" | "hours", column: string, at: number, report: Report): void {
    this.#database.exec(
      `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (${column}) DO UPDATE SET report = excluded.report`,
      ...[at, JSON.stringify(report)],
    );
  }

  #forgetOld(minute: number, hour: number): void {
    this.#database.exec("DELETE FROM minutes WHERE minute <= ?", minute - MINUTES_KEPT);
    this.#database.exec("DELETE FROM hours WHERE hour <= ?", hour - HOURS_KEPT);
    for (const one of this.#minutes?.keys() ?? [])
      if (one <= minute - MINUTES_KEPT) this.#minutes?.delete(one);
  }
}
