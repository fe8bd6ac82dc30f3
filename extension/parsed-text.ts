/** A message's field that is JSON of a schema of ours: who reads it acts on the value, or not at all. */

import { parse, type Schema } from "../protocol/parse.ts";

/** @returns undefined for text that isn't JSON of this schema */
export function parsedText<T>(schema: Schema<T>, text: string): T | undefined {
  try {
    const value = parse(schema, JSON.parse(text));
    return value.ok ? value.value : undefined;
  } catch {
    return undefined;
  }
}
