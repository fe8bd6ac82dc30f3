/**
 * The shapes that the SDK's calls have: read, write under a key, delete, read a text, go through all pages. Each call is
 * parsed by its schema and tried again by exchange.ts.
 */

import type * as v from "valibot";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";
import { exchange, exchangeText } from "./exchange.ts";
import type { Channel } from "./try-once.ts";

export interface PageOptions extends CallOptions {
  /** 1 to 500; 100 if left out */
  readonly limit?: number;
  /** `next` of the page before */
  readonly cursor?: string;
}

/** All pages, one after the other: without a cursor, since they begin with the first. */
export interface EachOptions extends CallOptions {
  /** how many are asked for at a time, 1 to 500; 100 if left out */
  readonly limit?: number;
}

export interface Calls {
  get<S extends v.GenericSchema>(
    path: string,
    schema: S,
    options?: CallOptions,
  ): Promise<v.InferOutput<S>>;
  post<S extends v.GenericSchema>(
    path: string,
    body: unknown,
    schema: S,
    options?: WriteOptions,
  ): Promise<v.InferOutput<S>>;
  remove<S extends v.GenericSchema>(
    path: string,
    schema: S,
    options?: WriteOptions,
  ): Promise<v.InferOutput<S>>;
  /** what isn't JSON, as it came */
  text(path: string, options?: CallOptions): Promise<string>;
}

export function callsOf(channel: Channel, newKey: () => string): Calls {
  return {
    get: (path, schema, { signal } = {}) =>
      exchange(channel, { method: "GET", path, signal }, schema),
    post: (path, body, schema, { idempotencyKey = newKey(), signal } = {}) =>
      exchange(channel, { method: "POST", path, body, idempotencyKey, signal }, schema),
    remove: (path, schema, { idempotencyKey = newKey(), signal } = {}) =>
      exchange(channel, { method: "DELETE", path, idempotencyKey, signal }, schema),
    text: (path, { signal } = {}) => exchangeText(channel, { method: "GET", path, signal }),
  };
}

/** `?limit=…&cursor=…`, or nothing where nothing is given. */
export function queryOf(
  given: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const named = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, `${value}`] as [string, string]],
  );
  return named.length === 0 ? "" : `?${new URLSearchParams(named)}`;
}

/** Each of what a list gives, page by page, asked for as far as it is read. */
export async function* eachOf<Page extends { readonly next?: string }, One>(
  list: (page: { cursor?: string }) => Promise<Page>,
  content: (page: Page) => readonly One[],
): AsyncGenerator<One, void, undefined> {
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; ) {
    const page: Page = await list(cursor === undefined ? {} : { cursor });
    yield* content(page);
    cursor = page.next;
    isFirst = false;
  }
}
