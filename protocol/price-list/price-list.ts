/**
 * A price list: what a register sells without a backend, signed once by its key. The signed head commits to the items
 * by the root of their tree, so that an offer carries one item and its path, however long the list is [PL1].
 */

import * as v from "valibot";
import { Asks } from "../disclosure/asks.ts";
import { Mode, RegisterId } from "../ids.ts";
import {
  ACCESS_MS_MAX,
  ITEM_NAME_CHARS_MAX,
  ITEM_QUANTITY_MAX,
  ITEM_URL_CHARS_MAX,
  PRICE_LIST_ITEMS_MAX,
  PRICE_LIST_MS_MAX,
  TRADE_AMOUNT_MAX,
} from "../limits.ts";
import { Amount, Currency } from "../money/money.ts";
import { Hash, signedSchema } from "../signing/signature.ts";
import { isOrigin, Realm, shownText, Time } from "../signing/signed-objects.ts";

/** The shop's own name for a list, as it stands in links. */
export const PriceListName = v.pipe(
  v.string(),
  v.maxLength(30),
  v.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "a-z, 0-9 and - between them"),
  v.brand("PriceListName"),
);
export type PriceListName = v.InferOutput<typeof PriceListName>;

/** `prl_<mode>_<register>_<name>`: names its register, so a link needs nothing else to find it. */
export const PriceListId = v.pipe(
  v.string(),
  v.maxLength(53),
  v.regex(/^prl_(test|live)_[0-9a-v]{13}_[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "not a PriceListId"),
  v.check((id) => v.is(RegisterId, registerText(id)), "not a PriceListId"),
  v.brand("PriceListId"),
);
export type PriceListId = v.InferOutput<typeof PriceListId>;

export function priceListIdOf(register: RegisterId, name: PriceListName): PriceListId {
  return `prl_${register.slice(4)}_${name}` as PriceListId;
}

export function parsePriceListId(id: PriceListId): { register: RegisterId; name: PriceListName } {
  return { register: registerText(id) as RegisterId, name: id.slice(23) as PriceListName };
}

function registerText(id: string): string {
  return `reg_${id.slice(4, 22)}`;
}

/** An item's name in links and tags. */
export const ItemId = v.pipe(
  v.string(),
  v.maxLength(40),
  v.regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, "a-z, 0-9 and . _ - between them"),
  v.brand("ItemId"),
);
export type ItemId = v.InferOutput<typeof ItemId>;

export const Quantity = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(ITEM_QUANTITY_MAX),
);

/** Where a payer is led to: at an origin of the register's, which who publishes and who leads there check. */
export const ItemUrl = v.pipe(
  v.string(),
  v.maxLength(ITEM_URL_CHARS_MAX),
  v.check(isPlainAddress, "not a plain https address, as a browser writes it"),
);

/** A fragment is ours to fill, and what stands before the host could be taken for it. */
export function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { href, origin, hash, username, password } = new URL(text);
  return href === text && isOrigin(origin) && `${hash}${username}${password}` === "";
}

/** What is sold, and for how much. */
export const PricedItem = v.pipe(
  v.strictObject({
    id: ItemId,
    /** what the shopper reads */
    name: shownText(ITEM_NAME_CHARS_MAX),
    /** of one, minor units */
    amount: v.pipe(Amount, v.maxValue(TRADE_AMOUNT_MAX)),
    currency: Currency,
    /** how many may be bought at once */
    quantity: v.strictObject({ min: Quantity, max: Quantity }),
    /** `access` opens something, and its receipt is the key to it [PL10] */
    kind: v.picklist(["item", "access"]),
    /** of `access`: how long one of it lasts from the payment, ms; for ever where it is left out */
    access_ms: v.exactOptional(
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(ACCESS_MS_MAX)),
    ),
    /** where the payer is led to once it is paid */
    url: v.exactOptional(ItemUrl),
    /** sold until then, ms since the epoch; as long as the list where it is left out */
    until: v.exactOptional(Time),
    /** what the shopper may give beside the money, if he likes [DI1] */
    asks: v.exactOptional(Asks),
  }),
  v.check(({ quantity }) => quantity.min <= quantity.max, "quantity.min is more than quantity.max"),
  v.check(
    ({ amount, quantity }) => amount * quantity.max <= TRADE_AMOUNT_MAX,
    "quantity.max of it is more than a trade may be of",
  ),
  v.check(
    ({ kind, access_ms }) => kind === "access" || access_ms === undefined,
    "only access lasts for a time",
  ),
  v.check(
    ({ access_ms = 0, quantity }) => access_ms * quantity.max <= ACCESS_MS_MAX,
    "quantity.max of it lasts longer than access may",
  ),
);
export type PricedItem = v.InferOutput<typeof PricedItem>;

/** Register → terminal, branch: I sell these for this. A later serial of the same name takes its place [PL2]. */
export const PriceList = v.pipe(
  v.strictObject({
    typ: v.literal("warifu/price-list/1"),
    iss: RegisterId,
    aud: Realm,
    mode: Mode,
    name: PriceListName,
    serial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    /** sold from then until then, ms since the epoch */
    from: Time,
    until: Time,
    /** how many items; none withdraws the list */
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(PRICE_LIST_ITEMS_MAX)),
    /** of the items' tree (RFC 6962), each item's leaf over its RFC 8785 bytes */
    root: Hash,
  }),
  v.check(
    ({ from, until }) => from < until && until - from <= PRICE_LIST_MS_MAX,
    "a list lasts from its beginning, and for a limited time",
  ),
);
export type PriceList = v.InferOutput<typeof PriceList>;
export const SignedPriceList = signedSchema(PriceList);
export type SignedPriceList = v.InferOutput<typeof SignedPriceList>;

/** A list's items, in the order that its tree has them. */
export const PricedItems = v.pipe(
  v.array(PricedItem),
  v.maxLength(PRICE_LIST_ITEMS_MAX),
  v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, "an id stands once"),
);
export type PricedItems = v.InferOutput<typeof PricedItems>;
