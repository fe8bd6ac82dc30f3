/**
 * Listed terms: those of a trade that a price list sells. Nobody signs them. They follow from the listing, the quantity
 * and the trade's key alone, so that whoever made them could choose nothing else, and wallet and branch derive them
 * again and take no others [PL4], [PL5]. The register's signature is the list's.
 */

import * as v from "valibot";
import { type Mode, type RegisterId, timeOfKey } from "../ids.ts";
import { LISTED_TRADE_MS } from "../limits.ts";
import type { ProblemCode } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";
import { canonicalText, type Envelope, type PublicKey, verify } from "../signing/signature.ts";
import { SignedTerms, Terms } from "../signing/signed-objects.ts";
import { isInList, Listing } from "./listing.ts";
import { priceListIdOf } from "./price-list.ts";
import type { ListedChoiceView } from "./price-list-messages.ts";

export const ListedTerms = v.strictObject({ payload: Terms, listing: Listing });
export type ListedTerms = v.InferOutput<typeof ListedTerms>;

/** What a shop asks: signed for this one trade, or following from a signed price list. */
export const OfferTerms = v.union([SignedTerms, ListedTerms]);
export type OfferTerms = v.InferOutput<typeof OfferTerms>;

export function isListed(terms: OfferTerms): terms is ListedTerms {
  return "listing" in terms;
}

/** What was bought, by the names that links have. */
export function choiceOf({ payload, listing }: ListedTerms): ListedChoiceView {
  const { iss, name } = listing.list.payload;
  const quantity = payload.items[0]?.quantity ?? 0;
  return { list: priceListIdOf(iss, name), item: listing.item.id, quantity };
}

/** What of a listed trade isn't the register's own word. */
export interface ListedChoice {
  readonly quantity: number;
  /** a UUIDv7: its time is when the trade was made [PL6] */
  readonly key: string;
}

export type ListedRefusal = Extract<
  ProblemCode,
  "quantity_out_of_range" | "item_not_sold" | "price_list_mismatch"
>;

/** [PL4] The one set of terms for this choice. Takes the listing as it is: listedTermsRefusal() checks that it holds. */
export function deriveTerms(
  { list, item }: Listing,
  { quantity, key }: ListedChoice,
): Result<Terms, ListedRefusal> {
  const { iss, aud, mode, from, until } = list.payload;
  if (quantity < item.quantity.min || quantity > item.quantity.max)
    return err("quantity_out_of_range");
  const made = msOfKey(key);
  const end = Math.min(until, item.until ?? until);
  if (made < from || made >= end) return err("item_not_sold");
  const amount = item.amount * quantity;
  const terms = v.safeParse(Terms, {
    typ: "warifu/terms/1",
    ...{ iss, aud, mode, key, amount, currency: item.currency },
    items: [{ name: item.name, quantity, amount }],
    capture: "now",
    deadline: Math.min(made + LISTED_TRADE_MS, end),
    ...(item.asks === undefined ? {} : { asks: item.asks }),
  });
  return terms.success ? ok(terms.output) : err("price_list_mismatch");
}

/** ms since the epoch; 0 of a key that is no UUIDv7, when nothing is sold */
function msOfKey(key: string): number {
  return timeOfKey(key).reduce((time, byte) => time * 256 + byte, 0);
}

/** Whose word counts, and where. */
export interface RegisterWord {
  readonly register: RegisterId;
  readonly realm: string;
  readonly mode: Mode;
  /** by its certificate */
  readonly key: PublicKey;
}

/** Whether this is what the register signed: the terms, or the list that they follow from. */
export function termsRefusal(
  terms: OfferTerms,
  by: RegisterWord,
): Promise<ProblemCode | undefined> {
  return isListed(terms)
    ? listedTermsRefusal(terms, by)
    : verify(terms, envelopeOf("warifu/terms/1", by), by.key);
}

/** [PL5] In this order; the first that fails is the answer. */
async function listedTermsRefusal(
  { payload, listing }: ListedTerms,
  by: RegisterWord,
): Promise<ProblemCode | undefined> {
  const code = await verify(listing.list, envelopeOf("warifu/price-list/1", by), by.key);
  if (code) return code;
  if (!isInList(listing)) return "price_list_mismatch";
  const quantity = payload.items[0]?.quantity ?? 0;
  const derived = deriveTerms(listing, { quantity, key: payload.key });
  if (!derived.ok) return derived.error;
  return canonicalText(derived.value) === canonicalText(payload)
    ? undefined
    : "price_list_mismatch";
}

function envelopeOf(typ: string, { register, realm, mode }: RegisterWord): Envelope {
  return { typ, iss: register, aud: realm, mode };
}
