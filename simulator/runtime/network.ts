/**
 * The simulated network: every call is a message there and an answer back, each with its own delay, and each
 * may be lost, late or repeated. A lost one is an error to the caller after a while, never a silence for ever.
 * What an object sends waits for its commit, like its answers.
 */

import type { Agenda } from "./agenda.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Trace } from "./trace.ts";

/** Holds what an object sends until all it wrote is committed; at once when there is nothing. */
export interface Gate {
  pass(send: () => void): void;
}

export class LostMessage extends Error {
  override readonly name = "LostMessage";
}

export interface Call<T> {
  /** for the trace */
  readonly what: string;
  readonly execute: () => Promise<T>;
  /** of the caller, if it is an object */
  readonly gate?: Gate | undefined;
}

const LATE_MS = 45_000;
const GIVEN_UP_MS = 12_000;

export class Network {
  /** messages by name that nobody gets, for as long as they are here */
  readonly cut = new Set<string>();
  readonly #agenda: Agenda;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #trace: Trace;

  constructor(agenda: Agenda, random: Random, faults: Faults, trace: Trace) {
    this.#agenda = agenda;
    this.#random = random;
    this.#faults = faults;
    this.#trace = trace;
  }

  /** @param edge the kind of call, such as "outcome" */
  call<T>(edge: string, { what, execute, gate }: Call<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const send = () => this.#send(edge, { what, execute }, resolve, reject);
      if (gate) gate.pass(send);
      else send();
    });
  }

  #send<T>(
    edge: string,
    { what, execute }: Call<T>,
    resolve: (value: T) => void,
    reject: (error: Error) => void,
  ): void {
    if (this.cut.has(edge) || this.#faults.strikes("lose request")) {
      this.#trace.event(`${what}: lost`);
      this.#fail(reject);
      return;
    }
    if (this.#faults.strikes("repeat message")) {
      this.#agenda.after(this.#random.between(1, LATE_MS), () => {
        this.#trace.event(`${what}: arrives again`);
        execute().catch(() => undefined);
      });
    }
    this.#agenda.after(this.#delay(), () => {
      this.#trace.event(`${what}: arrives`);
      execute().then(
        (value) => this.#answer(what, () => resolve(value), reject),
        (error) => this.#answer(what, () => reject(error), reject),
      );
    });
  }

  #answer(what: string, deliver: () => void, reject: (error: Error) => void): void {
    if (this.#faults.strikes("lose answer")) {
      this.#trace.event(`${what}: answer lost`);
      this.#fail(reject);
    } else this.#agenda.after(this.#delay(), deliver);
  }

  #fail(reject: (error: Error) => void): void {
    const late = this.#random.between(1, GIVEN_UP_MS);
    this.#agenda.after(late, () => reject(new LostMessage("no answer")));
  }

  #delay(): number {
    if (this.#faults.strikes("delay message")) return this.#random.between(100, LATE_MS);
    return this.#random.between(0.5, 25);
  }
}
