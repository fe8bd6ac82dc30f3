/** When what was answered without being stored is to be stored: the first of those who set it says when. */

export class FlushTimer {
  readonly #ring: () => void;
  #waiting: AbortController | undefined;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** Unless it is set already. */
  set(ms: number): void {
    if (!this.#waiting) this.#wait(ms);
  }

  now(): void {
    this.stop();
    this.#wait(0);
  }

  /** Left running, it would keep the object from sleeping. */
  stop(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  #wait(ms: number): void {
    const waiting = new AbortController();
    this.#waiting = waiting;
    scheduler.wait(ms, { signal: waiting.signal }).then(
      () => this.#ring(),
      () => undefined,
    );
  }
}
