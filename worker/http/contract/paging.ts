/** The parameters that lists and exports share. */

import * as v from "valibot";
import { PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import type { Parameter } from "./operation.ts";

export const LIMIT = {
  schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_ENTRIES_MAX)),
  description: `How many entries at most; ${PAGE_ENTRIES_DEFAULT} unless said otherwise`,
} as const satisfies Parameter;

/** Cursors are opaque: what `next` said before. */
export const CURSOR = {
  schema: v.pipe(v.string(), v.maxLength(60), v.regex(/^[0-9a-z._]+$/)),
  description: "Where the page begins: the `next` of the one before",
} as const satisfies Parameter;

export const LANGUAGE: Parameter = {
  schema: v.picklist(["en", "ja"]),
  description: "Of a page for paper",
};

export function format<const F extends readonly string[]>(...formats: F): Parameter {
  return { schema: v.picklist(formats), description: `\`${formats[0]}\` unless said otherwise` };
}
