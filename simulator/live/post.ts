/** What is asked of a server while a world is set up: a POST that must be answered. */

import type { Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { HttpRequest } from "./wire.ts";

export type Sign = NonNullable<HttpRequest["sign"]>;

/** @param path at the synchronous server */
export type Post = (path: string, body: unknown, sign?: Sign) => Promise<Result<unknown, Refusal>>;

/** @template T what our own server answers there. @throws Error for a refusal, with its code */
export function answered<T>(result: Result<unknown, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value as T;
}
