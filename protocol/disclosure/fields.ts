/**
 * The values of the fields that a shop may ask for, bounded: what a wallet keeps of its owner, and what he gives to one
 * shop for one trade. They are in no message but encrypted [DI5], and in no log.
 */

import * as v from "valibot";
import {
  ADDRESS_LINE_CHARS_MAX,
  ADDRESS_LINES_MAX,
  DELIVERY_NAME_CHARS_MAX,
  EMAIL_CHARS_MAX,
  PLACE_CHARS_MAX,
  POSTAL_CODE_CHARS_MAX,
} from "../limits.ts";
import { shownText } from "../signing/signed-objects.ts";
import type { DisclosureField } from "./asks.ts";

/** ISO 3166-1 alpha-2 by its form alone: which countries there are, carriers of parcels know better. */
export const Country = v.pipe(v.string(), v.maxLength(2), v.regex(/^[A-Z]{2}$/, "two letters"));

export const DeliveryAddress = v.strictObject({
  country: Country,
  postal_code: v.exactOptional(shownText(POSTAL_CODE_CHARS_MAX)),
  /** state, province, prefecture */
  region: v.exactOptional(shownText(PLACE_CHARS_MAX)),
  city: shownText(PLACE_CHARS_MAX),
  /** street, house, floor, in the order in which they are written there */
  lines: v.pipe(
    v.array(shownText(ADDRESS_LINE_CHARS_MAX)),
    v.minLength(1),
    v.maxLength(ADDRESS_LINES_MAX),
  ),
});
export type DeliveryAddress = v.InferOutput<typeof DeliveryAddress>;

/** As people write it: digits with blanks, brackets and strokes, a plus in front or none. */
export const Phone = v.pipe(
  v.string(),
  v.maxLength(30),
  v.regex(/^\+?[0-9(][0-9 ()./-]*[0-9)]$/, "not a phone number"),
);

/** Something, an @ and a host: whether a letter arrives there, only sending one tells. */
export const Email = v.pipe(
  shownText(EMAIL_CHARS_MAX),
  v.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/, "not an e-mail address"),
);

const FIELDS = {
  delivery_address: v.exactOptional(DeliveryAddress),
  delivery_name: v.exactOptional(shownText(DELIVERY_NAME_CHARS_MAX)),
  email: v.exactOptional(Email),
  phone: v.exactOptional(Phone),
} satisfies Record<DisclosureField, v.GenericSchema | ReturnType<typeof v.exactOptional>>;

/** What the owner of a wallet typed in, any of it or none. */
export const OwnDetails = v.strictObject(FIELDS);
export type OwnDetails = v.InferOutput<typeof OwnDetails>;

/** What is given: at least one field. */
export const GivenFields = v.pipe(
  v.strictObject(FIELDS),
  v.check((fields) => Object.keys(fields).length > 0, "nothing is given"),
);
export type GivenFields = v.InferOutput<typeof GivenFields>;

/** The values of these fields alone, where there are any. */
export function pick(details: OwnDetails, fields: readonly DisclosureField[]): OwnDetails {
  return Object.fromEntries(
    Object.entries(details).filter(([name]) => fields.some((one) => one === name)),
  );
}
