/**
 * Sends what is due of an outbox to the creditor, one batch after the other, never two at once: what
 * comes meanwhile goes with the next batch. Never throws: what wasn't acknowledged stays in the outbox.
 */

import type { Creditor, Decided } from "../carrier.ts";
import type { Outbox } from "./outbox.ts";

/** A creditor that hangs must not hold up what another till is owed. */
const ANSWER_WITHIN_MS = 10_000;

export class Delivery {
  readonly #outbox: Outbox;
  readonly #creditor: () => Creditor;
  readonly #answerWithinMs: number;
  #running: Promise<void> | undefined;

  constructor(outbox: Outbox, creditor: () => Creditor, answerWithinMs = ANSWER_WITHIN_MS) {
    this.#outbox = outbox;
    this.#creditor = creditor;
    this.#answerWithinMs = answerWithinMs;
  }

  /** @returns when nothing is due any more: each pending attempt was tried once since it came or was made due */
  send(): Promise<void> {
    this.#running ??= this.#sendAll();
    return this.#running;
  }

  async #sendAll(): Promise<void> {
    // First let send() note that this runs; at the end, nothing may come between the last look and the note.
    await Promise.resolve();
    let batch = this.#outbox.takeDue();
    while (batch.length > 0) {
      await this.#sendBatch(batch);
      batch = this.#outbox.takeDue();
    }
    this.#running = undefined;
  }

  async #sendBatch(batch: Decided[]): Promise<void> {
    try {
      const { stored } = await within(this.#creditor().credit(batch), this.#answerWithinMs);
      this.#outbox.acknowledge(stored);
    } catch (error) {
      // Not known is not "not credited": the same batch goes again, and crediting is idempotent [LE9].
      const name = error instanceof Error ? error.name : "unknown";
      console.warn(JSON.stringify({ event: "credit_unanswered", attempts: batch.length, name }));
    }
  }
}

/** @throws Error when there is no answer in time */
export async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  const answered = new AbortController();
  const late = scheduler.wait(ms, { signal: answered.signal }).then(() => {
    throw new Error("no answer in time");
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort();
  }
}
