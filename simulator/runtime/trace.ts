/**
 * The trace of a world: every event as a line, hashed as it goes. Two runs of one seed have one hash. The
 * lines themselves are kept only when someone will read them.
 */

import { createHash } from "node:crypto";

export class Trace {
  readonly lines: string[] = [];
  readonly #hash = createHash("sha256");
  readonly #keep: boolean;
  readonly #now: () => number;
  #start: number | undefined;

  constructor(keep: boolean, now: () => number) {
    this.#keep = keep;
    this.#now = now;
  }

  /** @param what ids must be shortened by the caller: a line is for reading */
  event(what: string): void {
    this.#start ??= this.#now();
    const line = `${((this.#now() - this.#start) / 1000).toFixed(6)} ${what}`;
    this.#hash.update(line);
    if (this.#keep) this.lines.push(line);
  }

  /** 16 characters. Ends the trace. */
  digest(): string {
    return this.#hash.digest("hex").slice(0, 16);
  }
}
