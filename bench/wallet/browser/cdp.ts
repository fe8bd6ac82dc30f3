/**
 * The DevTools protocol over a pipe, and no more than that. Whoever drives a browser by a library has every new page
 * stopped until the library has looked at it, and would measure that too; here nothing is stopped unless it is asked for.
 */

import type { Readable, Writable } from "node:stream";

export interface Said {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

type Hear = (said: Said) => void;
interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Cdp {
  readonly #out: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ears = new Set<Hear>();
  #last = 0;
  #rest = "";

  /** @param out to the browser @param into from it; messages end with a 0 byte in both */
  constructor(out: Writable, into: Readable) {
    this.#out = out;
    into.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    into.once("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser has ended"));
      this.#waiting.clear();
    });
    out.on("error", () => undefined);
  }

  /** @throws Error with the browser's own words */
  send<T = unknown>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    this.#last += 1;
    const id = this.#last;
    const said = { id, method, params, ...(sessionId === undefined ? {} : { sessionId }) };
    this.#out.write(`${JSON.stringify(said)}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as T), reject });
    });
  }

  /** @returns ends it */
  hear(ear: Hear): () => void {
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  #read(text: string): void {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) this.#take(JSON.parse(part));
  }

  #take(said: Said & { id?: number; result?: unknown; error?: { message: string } }): void {
    if (said.id === undefined) {
      for (const ear of [...this.#ears]) ear(said);
      return;
    }
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (said.error) waiting?.reject(new Error(said.error.message));
    else waiting?.resolve(said.result);
  }
}
