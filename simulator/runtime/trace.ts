/**
 * The trace of a world: every event as a line, hashed as it goes. Two runs of one seed have one hash. The
 * lines themselves are kept only when someone will read them.
 */

import { createHash } from "node:crypto";

/** Characters that are hashed at once: a call for each line costs more than the hashing. */
const HASHED_AT_ONCE = 16_384;

export class Trace {
  readonly lines: string[] = [];
  readonly #hash = createHash("sha256");
  readonly #keep: boolean;
  readonly #now: () => number;
  #start: number | undefined;
  #unhashed = "";

  constructor(keep: boolean, now: () => number) {
    this.#keep = keep;
    this.#now = now;
  }

  /** @param what ids must be shortened by the caller: a line is for reading */
  event(what: string): void {
    this.#start ??= this.#now();
    const line = `${((this.#now() - this.#start) / 1000).toFixed(6)} ${what}`;
    this.#unhashed += line;
    if (this.#unhashed.length > HASHED_AT_ONCE) this.#hashLines();
    if (this.#keep) this.lines.push(line);
  }

  /** 16 characters. Ends the trace. */
  digest(): string {
    this.#hashLines();
    return this.#hash.digest("hex").slice(0, 16);
  }

  #hashLines(): void {
    this.#hash.update(this.#unhashed);
    this.#unhashed = "";
  }
}
