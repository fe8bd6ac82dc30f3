/**
 * The till's one alarm, which all that must happen by itself shares. It is set only to earlier moments: one
 * that comes too early does no harm.
 */

import { alarmAt } from "../../../objects/clock.ts";

export class TillAlarm {
  readonly #storage: DurableObjectStorage;
  /** real time of the alarm that is set */
  #armed: number | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** The alarm has fired, and none is set. */
  fired(): void {
    this.#armed = undefined;
  }

  /** @param moment ms since the epoch */
  arm(moment: number): void {
    const real = alarmAt(moment);
    if (this.#armed !== undefined && this.#armed <= real) return;
    this.#armed = real;
    void this.#storage.setAlarm(real);
  }
}
