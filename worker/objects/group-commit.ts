/**
 * Group commit: requests that reach an object together are decided together, in one transaction with one
 * flush, each with its own answer. A refused request never fails the others: deciding throws nothing for
 * bad input. A flush that throws aborts the object, so that no cache outlives it.
 *
 * The next turn gathers what has arrived, and a lone request loses no time by it. The answers leave after the
 * flush, held by the object's output gate.
 */

import type { Meter } from "./meter.ts";
import { nextTurn } from "./next-turn.ts";

const TURNS_PER_LOOK = 2;
/** Nobody waits for more of them, however many come. */
const LOOKS_MAX = 8;
/** For those that are known to come: a timer has them verified meanwhile, and a commit takes longer than its wait. */
const PATIENCE_MS = 3;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit<Request, Answer> {
  #waiting: Waiting<Request, Answer>[] = [];
  readonly #flush: (requests: Request[]) => Answer[];
  readonly #failed: (error: unknown) => void;
  readonly #meter: Meter;
  readonly #coming: () => number;

  /**
   * @param flush one synchronous transaction over all requests, answers in the same order
   * @param failed aborts the object (ctx.abort)
   * @param coming how many requests are known to come within milliseconds
   */
  constructor(
    flush: (requests: Request[]) => Answer[],
    failed: (error: unknown) => void,
    meter: Meter,
    coming: () => number = () => 0,
  ) {
    this.#flush = flush;
    this.#failed = failed;
    this.#meter = meter;
    this.#coming = coming;
  }

  submit(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#waiting.length === 1) void this.#gather().then(() => this.#run());
    });
  }

  /** As long as more come; whoever is alone waits for one look. Half as many commits as with one turn a look. */
  async #gather(): Promise<void> {
    await this.#look();
    for (let waited = 0; waited < PATIENCE_MS && this.#coming() > 0; waited++) {
      await scheduler.wait(1);
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    for (let look = 0, seen = 0; look < LOOKS_MAX && seen < this.#waiting.length; look++) {
      seen = this.#waiting.length;
      for (let turn = 0; turn < TURNS_PER_LOOK; turn++) await nextTurn();
    }
  }

  #run(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      this.#meter.flushed(batch.length);
      const answers = this.#flush(batch.map(({ request }) => request));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
      this.#failed(error);
    }
  }
}
