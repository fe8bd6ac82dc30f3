/**
 * When the till must act by itself: the live trades and the moment that each is due, in memory, and the
 * one alarm of the object at the earliest of them. Back-off of unanswered questions is kept here too: it
 * is no part of the trade, and a till that wakes up may ask at once [TM5].
 */

import type { TradeId } from "../../../protocol/ids.ts";
import { OUTCOME_RETRY_FIRST_MS, OUTCOME_RETRY_MAX_MS } from "../../../protocol/limits.ts";
import { alarmAt } from "../../objects/clock.ts";
import { nextTickOf, type TradeRecord } from "./trade-record.ts";

export class TillSchedule {
  readonly #storage: DurableObjectStorage;
  readonly #due = new Map<TradeId, number>();
  /** the delay before the next question, by trade that is ending */
  readonly #delays = new Map<TradeId, number>();
  /** real time of the alarm that is set */
  #armed: number | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** After a trade was written. @param now ms since the epoch */
  note(record: TradeRecord, now: number): void {
    const { id, trade } = record;
    // Who ended it is asking already; this is the net under him.
    const next = trade.state === "ending" ? now + OUTCOME_RETRY_FIRST_MS : nextTickOf(record);
    if (trade.state !== "ending") this.forget(id);
    if (next === undefined) return;
    this.#due.set(id, next);
    this.arm(next);
  }

  forget(id: TradeId): void {
    this.#due.delete(id);
    this.#delays.delete(id);
  }

  /** The branch didn't say how this trade ends: ask again, ever later [TM5]. */
  retryLater(id: TradeId, now: number): void {
    const delay = this.#delays.get(id) ?? OUTCOME_RETRY_FIRST_MS;
    this.#delays.set(id, Math.min(delay * 2, OUTCOME_RETRY_MAX_MS));
    this.#due.set(id, now + delay);
    this.arm(now + delay);
  }

  /** After a cold start: what the rows say. */
  load(trades: readonly { id: TradeId; next: number }[]): void {
    for (const { id, next } of trades) this.#due.set(id, next);
    this.rearm();
  }

  /** The trades whose moment has come, at most `max` of them. */
  dueAt(now: number, max: number): TradeId[] {
    const due: TradeId[] = [];
    for (const [id, moment] of this.#due) {
      if (moment <= now) due.push(id);
      if (due.length === max) break;
    }
    return due;
  }

  /** The alarm has fired, and none is set. */
  fired(): void {
    this.#armed = undefined;
  }

  /** At the earliest of all. */
  rearm(): void {
    let first = Number.POSITIVE_INFINITY;
    for (const moment of this.#due.values()) first = Math.min(first, moment);
    if (first < Number.POSITIVE_INFINITY) this.arm(first);
  }

  /** Sets the alarm, only if this is earlier than the one set: one that comes too early does no harm. */
  arm(moment: number): void {
    const real = alarmAt(moment);
    if (this.#armed !== undefined && this.#armed <= real) return;
    this.#armed = real;
    void this.#storage.setAlarm(real);
  }
}
