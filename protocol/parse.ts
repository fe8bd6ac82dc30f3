/**
 * parse: unknown input against a schema of ours, as a Result. For parts that hold schemas but not the
 * schema library. Never throws on bad input, and says where it is wrong without repeating what it was.
 */

import * as v from "valibot";
import { err, ok, type Result } from "./result.ts";

/** A schema of protocol/ whose parsed values are T. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** @returns the parsed value, or the place of the first fault as a JSON pointer ("" is the whole) */
export function parse<T>(schema: Schema<T>, value: unknown): Result<T, string> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const path = parsed.issues[0].path ?? [];
  return err(path.map((item) => `/${String(item.key)}`).join(""));
}
