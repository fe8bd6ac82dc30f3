/**
 * What is due at a till and when, in memory, with the back-off of questions that the carrier left unanswered:
 * it is no part of what is stored, and a till that wakes up may ask at once [TM5].
 */

import { OUTCOME_RETRY_FIRST_MS, OUTCOME_RETRY_MAX_MS } from "../../../../protocol/limits.ts";
import type { TillAlarm } from "./alarm.ts";

export class DueTimes<Key extends string> {
  readonly #alarm: TillAlarm;
  readonly #due = new Map<Key, number>();
  /** the delay before the next question */
  readonly #delays = new Map<Key, number>();

  constructor(alarm: TillAlarm) {
    this.#alarm = alarm;
  }

  /** @param moment ms since the epoch */
  set(key: Key, moment: number): void {
    this.#due.set(key, moment);
    this.#alarm.arm(moment);
  }

  /** Looks at what is due, at this moment or before. */
  arm(moment: number): void {
    this.#alarm.arm(moment);
  }

  forget(key: Key): void {
    this.#due.delete(key);
    this.#delays.delete(key);
  }

  /** There was no answer: ask again, ever later [TM5]. @param now ms since the epoch */
  retryLater(key: Key, now: number): void {
    const delay = this.#delays.get(key) ?? OUTCOME_RETRY_FIRST_MS;
    this.#delays.set(key, Math.min(delay * 2, OUTCOME_RETRY_MAX_MS));
    this.set(key, now + delay);
  }

  /** After a cold start: what the rows say. */
  load(due: Iterable<readonly [Key, number]>): void {
    for (const [key, moment] of due) this.#due.set(key, moment);
    this.rearm();
  }

  keys(): Iterable<Key> {
    return this.#due.keys();
  }

  /** Those whose moment has come, at most `max` of them. */
  dueAt(now: number, max: number): Key[] {
    const due: Key[] = [];
    for (const [key, moment] of this.#due) {
      if (moment <= now) due.push(key);
      if (due.length === max) break;
    }
    return due;
  }

  /** At the earliest of all. */
  rearm(): void {
    let first = Number.POSITIVE_INFINITY;
    for (const moment of this.#due.values()) first = Math.min(first, moment);
    if (first < Number.POSITIVE_INFINITY) this.#alarm.arm(first);
  }
}
