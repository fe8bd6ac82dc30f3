/**
 * Counts what an object costs: calls from outside (hops), commits and rows written. Budgets are tests
 * (design §4), so the counts are made where the work is done, not guessed from outside.
 */

import { observe } from "../watching/metrics.ts";

export interface MeterReading {
  /** calls that reached the object from outside */
  readonly hops: number;
  /** transactions that wrote at least one row */
  readonly commits: number;
  readonly rows: number;
  /** flushes of the group commit, with or without rows */
  readonly flushes: number;
}

export class Meter {
  #reading = { hops: 0, commits: 0, rows: 0, flushes: 0 };
  #rowsBefore = 0;

  hop(): void {
    this.#reading.hops += 1;
  }

  /** @param rowsWritten of a SQL cursor: rows of tables and indexes */
  wrote(rowsWritten: number): void {
    this.#reading.rows += rowsWritten;
  }

  /** @param requests that were decided together; none where nobody waited for it */
  flushed(requests = 0): void {
    this.#reading.flushes += 1;
    observe("flush_size", requests);
  }

  /** The end of a transaction: a commit only if it wrote. */
  transactionEnded(): void {
    if (this.#reading.rows > this.#rowsBefore) this.#reading.commits += 1;
    this.#rowsBefore = this.#reading.rows;
  }

  read(): MeterReading {
    return { ...this.#reading };
  }
}
