/**
 * What a shop notes on its own trades: up to 20 names with texts, for itself alone. It isn't part of the signed terms;
 * neither payer, page, terminal nor carrier sees it. Not for personal data: nothing here is encrypted [AR5].
 */

import * as v from "valibot";
import { METADATA_KEY_CHARS_MAX, METADATA_KEYS_MAX, METADATA_VALUE_CHARS_MAX } from "../limits.ts";

/** Begins with a letter or a digit, so that no name means anything to a language's objects. */
export const MetadataKey = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(METADATA_KEY_CHARS_MAX),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, "letters, digits and _ . : -"),
);
export const MetadataValue = v.pipe(v.string(), v.maxLength(METADATA_VALUE_CHARS_MAX));

/** valibot leaves these names out of a record, unseen. */
const LEFT_OUT = ["__proto__", "prototype", "constructor"];
const named = v.check(
  (names: unknown) =>
    !Array.isArray(names) && !LEFT_OUT.some((name) => Object.hasOwn(Object(names), name)),
  "not a name for metadata",
);

export const Metadata = v.pipe(
  v.unknown(),
  named,
  v.record(MetadataKey, MetadataValue),
  v.maxEntries(METADATA_KEYS_MAX),
);
export type Metadata = v.InferOutput<typeof Metadata>;

/** Names that are left out stay as they are; `null` takes one away. */
export const MetadataChange = v.pipe(
  v.unknown(),
  named,
  v.record(MetadataKey, v.nullable(MetadataValue)),
  v.maxEntries(2 * METADATA_KEYS_MAX),
);
export type MetadataChange = v.InferOutput<typeof MetadataChange>;

/** POST /v1/trades/:trade/metadata. Answered with the trade. */
export const ChangeMetadata = v.strictObject({ metadata: MetadataChange });
export type ChangeMetadata = v.InferOutput<typeof ChangeMetadata>;

/** @returns undefined where it would be more than a trade has */
export function changedMetadata(known: Metadata, change: MetadataChange): Metadata | undefined {
  const merged = Object.entries({ ...known, ...change });
  const kept = merged.filter((one): one is [string, string] => one[1] !== null);
  return kept.length > METADATA_KEYS_MAX ? undefined : Object.fromEntries(kept);
}
