/**
 * Sends what is due of an outbox to the creditor: what is alone at once, then a batch each SEND_APART_MS of what came
 * meanwhile. A till may take its time to answer [TM14], so that several are under way. Never throws: what wasn't
 * acknowledged stays in the outbox.
 */

import { clockNow } from "../../objects/clock.ts";
import { errorName, log } from "../../watching/log.ts";
import type { Creditor, Decided } from "../carrier.ts";
import type { Outbox } from "./outbox.ts";

/** A creditor that hangs must not hold up what another till is owed. */
const ANSWER_WITHIN_MS = 10_000;
/** A page may wait for it; and under load each call then carries many. */
const SEND_APART_MS = 20;
/** Batches under way: beyond that the creditor is slower than what comes. */
const FLIGHTS_MAX = 64;

export class Delivery {
  readonly #outbox: Outbox;
  readonly #creditor: () => Creditor;
  readonly #answerWithinMs: number;
  readonly #flightsMax: number;
  readonly #flights = new Set<Promise<void>>();
  #sending: Promise<void> | undefined;

  constructor(
    outbox: Outbox,
    creditor: () => Creditor,
    { answerWithinMs = ANSWER_WITHIN_MS, flightsMax = FLIGHTS_MAX } = {},
  ) {
    this.#outbox = outbox;
    this.#creditor = creditor;
    this.#answerWithinMs = answerWithinMs;
    this.#flightsMax = flightsMax;
  }

  /** @returns when all that is due now was sent */
  send(): Promise<void> {
    this.#sending ??= this.#sendAll();
    return this.#sending;
  }

  /** @returns when all that is due now was sent, and answered or given up */
  async sendAndLand(): Promise<void> {
    await this.send();
    await Promise.all(this.#flights);
  }

  async #sendAll(): Promise<void> {
    // First let send() note that this runs; at the end, nothing may come between the last look and the note.
    await Promise.resolve();
    let batch = this.#outbox.takeDue();
    while (batch.length > 0) {
      const flight = this.#sendBatch(batch).finally(() => this.#flights.delete(flight));
      this.#flights.add(flight);
      await scheduler.wait(SEND_APART_MS);
      if (this.#flights.size >= this.#flightsMax) await Promise.race(this.#flights);
      batch = this.#outbox.takeDue();
    }
    this.#sending = undefined;
  }

  async #sendBatch(batch: Decided[]): Promise<void> {
    try {
      const { stored } = await within(this.#creditor().credit(batch), this.#answerWithinMs);
      this.#outbox.acknowledge(stored, clockNow());
    } catch (error) {
      // Not known is not "not credited": the same batch goes again, and crediting is idempotent [LE9].
      log("credit_unanswered", { attempts: batch.length, error: errorName(error) });
    }
    this.#outbox.landed(batch);
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
