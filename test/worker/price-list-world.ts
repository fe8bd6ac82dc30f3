// A shop that sells from a price list, and what anyone may do with it: read it and begin a trade of an item.

import type { OfferView } from "../../protocol/messages.ts";
import { commitmentTo } from "../../protocol/price-list/listing.ts";
import {
  type PricedItem,
  type PriceList,
  type PriceListId,
  type PriceListName,
  priceListIdOf,
  type SignedPriceList,
} from "../../protocol/price-list/price-list.ts";
import type { ListedTrade } from "../../protocol/price-list/price-list-messages.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { aPriceList, DAY_MS, ITEMS, type ListedOffer } from "../support/builders/price-list.ts";
import { aKey, ask, post, type Shop } from "./synchronous-world.ts";

export const MAIN = "main" as PriceListName;

export function listIdOf({ register }: Pick<Shop, "register">, name = MAIN): PriceListId {
  return priceListIdOf(register, name);
}

/** Sold from a day ago until a day from now. */
export function signList(
  shop: Shop,
  items: readonly PricedItem[] = ITEMS,
  overrides: Partial<PriceList> = {},
): Promise<SignedPriceList> {
  const now = clockNow();
  const time = { from: now - DAY_MS, until: now + DAY_MS };
  return aPriceList(shop.realm, items, { ...time, ...commitmentTo(items), ...overrides });
}

export function postList(
  shop: Pick<Shop, "apiKey">,
  list: SignedPriceList,
  items: readonly PricedItem[] = ITEMS,
  headers: Record<string, string> = {},
): Promise<Response> {
  const own = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": crypto.randomUUID() };
  return post("/v1/price-lists", { list, items }, { ...own, ...headers });
}

export async function publish(
  shop: Shop,
  items: readonly PricedItem[] = ITEMS,
  overrides: Partial<PriceList> = {},
): Promise<SignedPriceList> {
  const list = await signList(shop, items, overrides);
  const answer = await postList(shop, list, items);
  if (answer.status !== 201) throw new Error(await answer.text());
  return list;
}

export function readList(id: string): Promise<Response> {
  return ask(`/v1/price-lists/${id}`);
}

export function buy(
  shop: Pick<Shop, "register">,
  choice: object = { item: "notebook", quantity: 1 },
  key = aKey(),
  headers: Record<string, string> = {},
): Promise<Response> {
  const path = `/v1/price-lists/${listIdOf(shop)}/trades`;
  return post(path, choice, { "Idempotency-Key": key, ...headers });
}

export async function aListedTrade(
  shop: Shop,
  item = "notebook",
  quantity = 1,
): Promise<ListedTrade> {
  const answer = await buy(shop, { item, quantity });
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json();
}

export async function readListedOffer(trade: string): Promise<ListedOffer> {
  const response = await ask(`/v1/trades/${trade}/offer`);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as OfferView).offer as ListedOffer;
}
