/**
 * Time in the live world: it runs many times as fast as real time, for the parties at once and for both servers in
 * steps, by their test clocks. So a claim of a minute is over in two seconds, and nothing waits for a deadline.
 * The servers are a step behind, never ahead. Alarms stay in real time: they come late, as alarms may.
 */

const STEP_MS = 100;

/** Tells both servers how far their clocks are ahead of real time. */
export type MoveClocks = (offsetMs: number) => Promise<void>;

export class FastClock {
  readonly #move: MoveClocks;
  readonly #rate: number;
  /** real time; until then this is real time too, for whoever opens accounts at servers that were not told yet */
  #began: number | undefined;
  #jumped = 0;
  #stopped = false;

  /** @param rate how many times as fast as real time */
  constructor(move: MoveClocks, rate: number) {
    this.#move = move;
    this.#rate = rate;
  }

  /** ms since the epoch */
  get now(): number {
    return Date.now() + this.#offset();
  }

  /** Until that much of this time has passed. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms / this.#rate));
  }

  async run(): Promise<void> {
    this.#began ??= Date.now();
    while (!this.#stopped) {
      await this.set();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  }

  /** Tells the servers now. One that is down is told when it is up again. */
  async set(): Promise<void> {
    await this.#move(Math.floor(this.#offset())).catch(() => undefined);
  }

  async jump(ms: number): Promise<void> {
    this.#jumped += ms;
    await this.set();
  }

  stop(): void {
    this.#stopped = true;
  }

  #offset(): number {
    const run = this.#began === undefined ? 0 : Date.now() - this.#began;
    return this.#jumped + (this.#rate - 1) * run;
  }
}
