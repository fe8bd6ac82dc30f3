/** Texts and lists of an answer: bounded, so that whoever reads one knows what it may hold. */

import * as v from "valibot";

/** @param max UTF-16 code units */
export function textUpTo(max: number) {
  return v.pipe(v.string(), v.maxLength(max));
}

/** @param max how many items */
export function listUpTo<const S extends v.GenericSchema>(max: number, item: S) {
  return v.pipe(v.array(item), v.maxLength(max));
}
