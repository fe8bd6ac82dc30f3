/**
 * Register's one alarm, which all that must go on by itself shares: set only to earlier moments, since one
 * that comes too early does no harm.
 */

import { alarmAt, clockNow } from "../../objects/clock.ts";

/** What was interrupted, or got no answer, goes on after this long. */
const AGAIN_MS = 2_000;

export class RegisterAlarm {
  readonly #storage: DurableObjectStorage;
  /** real time of the alarm that is set */
  #armed: number | undefined;

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

  /** Before something that must be finished whatever happens. */
  armSoon(): Promise<void> {
    return this.arm(clockNow() + AGAIN_MS);
  }
}
