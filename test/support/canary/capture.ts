/**
 * Everything that was heard in a world, in pieces that a sweep looks through: heads and bodies of HTTP both ways,
 * messages of WebSockets and of pages, logs, files. Each piece has the place it was heard at. What was heard twice
 * is kept once.
 */

import { createHash } from "node:crypto";
import type { Place } from "./canary.ts";
import { openedBody } from "./inflate.ts";
import { headerOf } from "./place.ts";

export interface Caught {
  readonly place: Place;
  /** what it is, in words and without a value: `POST /v1/trades, answer's body` */
  readonly where: string;
  readonly bytes: Uint8Array;
}

export interface HttpMessage {
  /** the request's line, or the answer's status */
  readonly line: string;
  /** as they came: name, value, name, value … */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

export class Capture {
  readonly caught: Caught[] = [];
  readonly #seen = new Set<string>();
  readonly #listeners: ((caught: Caught) => void)[] = [];

  /** Hears each new piece, to learn canaries from it. */
  listen(listener: (caught: Caught) => void): void {
    this.#listeners.push(listener);
  }

  catch(place: Place, where: string, content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    if (bytes.length === 0) return;
    const name = createHash("sha1").update(`${place} `).update(bytes).digest("base64");
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    const caught = { place, where, bytes };
    this.caught.push(caught);
    for (const listener of this.#listeners) listener(caught);
  }

  http(place: Place, where: string, { line, headers, body }: HttpMessage): void {
    const lines = [line];
    for (let i = 0; i < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
    this.catch(place, `${where}, head`, lines.join("\r\n"));
    this.catch(place, `${where}, body`, openedBody(body, headerOf(headers, "content-encoding")));
  }
}
