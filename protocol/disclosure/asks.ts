/**
 * What a shop may ask a shopper for beside the money: a closed list of fields, in one order [DI1]; and the key that
 * what he gives is encrypted to [DI2].
 */

import * as v from "valibot";
import { fromBase64Url } from "../signing/encoding.ts";

/** In the order in which terms name them. */
export const DISCLOSURE_FIELDS = ["delivery_address", "delivery_name", "email", "phone"] as const;
export const DisclosureField = v.picklist(DISCLOSURE_FIELDS);
export type DisclosureField = v.InferOutput<typeof DisclosureField>;

/** One spelling for one set of fields, so that the same terms are the same bytes. */
export const Asks = v.pipe(
  v.array(DisclosureField),
  v.minLength(1),
  v.maxLength(DISCLOSURE_FIELDS.length),
  v.check((fields) => isAscending(fields), "fields are asked for once each, in alphabetical order"),
);
export type Asks = v.InferOutput<typeof Asks>;

function isAscending(fields: readonly string[]): boolean {
  return fields.every((field, at) => at === 0 || (fields[at - 1] ?? "") < field);
}

/** SEC 1's uncompressed point. */
export const POINT_BYTES = 65;

/** A P-256 key to encrypt to: its uncompressed point as base64url. That it lies on the curve, importing it tells. */
export const EncryptionKey = v.pipe(
  v.string(),
  v.maxLength(87),
  v.check((text) => {
    const bytes = fromBase64Url(text);
    return bytes?.length === POINT_BYTES && bytes[0] === 4;
  }, "not a P-256 key"),
  v.brand("EncryptionKey"),
);
export type EncryptionKey = v.InferOutput<typeof EncryptionKey>;
