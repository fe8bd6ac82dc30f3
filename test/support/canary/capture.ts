/**
 * Everything that was heard in a world, in pieces that a sweep looks through: heads and bodies of HTTP both ways,
 * messages of WebSockets and of pages, logs, files. Each piece has the place it was heard at. What was heard twice
 * is kept once.
 */

import { createHash } from "node:crypto";
import type { Place } from "./canary.ts";
import { openedBody } from "./inflate.ts";

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

/** @param name in lower case */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((one, i) => i % 2 === 0 && one.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
}

/** A request's path without what may be secret in it: ids and queries. */
export function whereOf(method: string, url: string): string {
  const path = url.replace(/\?.*$/, "?…").replace(/\b([a-z]{3})_(test|live)_[0-9a-v]+/g, "$1_…");
  return `${method} ${path}`;
}

/**
 * Whose exchange with the synchronous server it is. A terminal signs what it asks, or opens the money socket; and a
 * web page is never one, whatever it sends. Everything else is the shop's: its backend's, its page's, our frame's, and
 * what anyone may ask.
 */
export function placeOf(headers: readonly string[]): Place {
  const origin = headerOf(headers, "origin");
  if (origin !== undefined && !/^(chrome|moz)-extension:/.test(origin)) return "shop";
  const isMoney = headerOf(headers, "sec-websocket-protocol")?.includes("warifu.money.1");
  return isMoney || headerOf(headers, "signature") !== undefined ? "terminal" : "shop";
}
