/**
 * Register's one alarm, which all that must go on by itself shares: set only to earlier moments, since one
 * that comes too early does no harm.
 */

import { alarmAt, clockNow } from "../../objects/clock.ts";

/** What was interrupted goes on after this long; what gets no answer, after ever longer up to the most. */
const AGAIN_MS = 2_000;
const AGAIN_MAX_MS = 60_000;

export class RegisterAlarm {
  readonly #storage: DurableObjectStorage;
  /** real time of the alarm that is set */
  #armed: number | undefined;
  #againMs = AGAIN_MS;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Before the first request: an alarm that is set is not put off. */
  async wake(): Promise<void> {
    this.#armed = (await this.#storage.getAlarm()) ?? undefined;
  }

  /** The alarm has fired, and none is set. */
  fired(): void {
    this.#armed = undefined;
  }

  /** @param moment ms since the epoch */
  async arm(moment: number): Promise<void> {
    const real = alarmAt(moment);
    if (this.#armed !== undefined && this.#armed <= real) return;
    this.#armed = real;
    await this.#storage.setAlarm(real);
  }

  /** After something that didn't go on. */
  async armAgain(): Promise<void> {
    await this.arm(clockNow() + this.#againMs);
    this.#againMs = Math.min(this.#againMs * 2, AGAIN_MAX_MS);
  }

  /** Everything went on. */
  settled(): void {
    this.#againMs = AGAIN_MS;
  }

  /** Before something that must be finished whatever happens. */
  armSoon(): Promise<void> {
    return this.arm(clockNow() + AGAIN_MS);
  }
}
