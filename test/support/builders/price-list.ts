// Price lists and the listed trades of them, made without any server.

import { type TradeId, uuid7 } from "../../../protocol/ids.ts";
import { deriveTerms, type ListedTerms } from "../../../protocol/price-list/listed-terms.ts";
import { commitmentTo, type Listing, listingOf } from "../../../protocol/price-list/listing.ts";
import type {
  ItemId,
  PricedItem,
  PriceList,
  PriceListName,
  SignedPriceList,
} from "../../../protocol/price-list/price-list.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { aCertificate, aTradeId, NOW, type Realm } from "./realm.ts";

export const DAY_MS = 24 * 60 * 60_000;

export function anItem(overrides: Partial<PricedItem> = {}): PricedItem {
  return {
    id: "notebook" as ItemId,
    name: "Washi notebook",
    amount: 1200,
    currency: "JPY" as PricedItem["currency"],
    quantity: { min: 1, max: 5 },
    kind: "item",
    ...overrides,
  };
}

export const ARTICLE = anItem({
  id: "article" as ItemId,
  name: "How paper is made",
  amount: 300,
  quantity: { min: 1, max: 1 },
  kind: "access",
  url: "http://127.0.0.1:3000/article.html",
});

export const DAY_PASS = anItem({
  id: "day-pass" as ItemId,
  name: "A day in the archive",
  amount: 500,
  quantity: { min: 1, max: 3 },
  kind: "access",
  access_ms: DAY_MS,
  url: "http://127.0.0.1:3000/archive.html",
});

export const ITEMS: readonly PricedItem[] = [anItem(), ARTICLE, DAY_PASS];

type Signer = Pick<Realm, "mode" | "realm" | "register" | "registerKey">;

export async function aPriceList(
  { mode, realm, register, registerKey }: Signer,
  items: readonly PricedItem[] = ITEMS,
  overrides: Partial<PriceList> = {},
): Promise<SignedPriceList> {
  const list: PriceList = {
    typ: "warifu/price-list/1",
    ...{ iss: register, aud: realm, mode },
    ...{ name: "main" as PriceListName, serial: 1, from: NOW - DAY_MS, until: NOW + DAY_MS },
    ...commitmentTo(items),
    ...overrides,
  };
  return sign(list, await importSigningSeed(registerKey.seed));
}

export async function aListing(
  signer: Signer,
  id = "notebook",
  { items = ITEMS, list }: { items?: readonly PricedItem[]; list?: SignedPriceList } = {},
): Promise<Listing> {
  const listing = listingOf(list ?? (await aPriceList(signer, items)), items, id);
  if (!listing) throw new Error(`the list has no ${id}`);
  return listing;
}

export function aListedKey(timeMs = NOW): string {
  return uuid7(timeMs, crypto.getRandomValues(new Uint8Array(10)));
}

export function listedTerms(listing: Listing, quantity = 1, key = aListedKey()): ListedTerms {
  const payload = deriveTerms(listing, { quantity, key });
  if (!payload.ok) throw new Error(payload.error);
  return { payload: payload.value, listing };
}

export type ListedOffer = Offer & { readonly terms: ListedTerms };

export async function aListedOffer(
  realm: Realm,
  terms: ListedTerms,
  trade: TradeId = aTradeId(realm),
): Promise<ListedOffer> {
  return { trade, terms, certificate: await aCertificate(realm), chain: realm.chain };
}
