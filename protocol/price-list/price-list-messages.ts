/** Messages about price lists: published by the register, read and bought from by anyone. Parsed on both sides [MS1]. */

import * as v from "valibot";
import { Mode, RegisterId, TradeId } from "../ids.ts";
import { Amount, Currency } from "../money/money.ts";
import { Time } from "../signing/signed-objects.ts";
import { TradeStatus } from "../words.ts";
import {
  ItemId,
  PricedItems,
  PriceListId,
  PriceListName,
  Quantity,
  SignedPriceList,
} from "./price-list.ts";

/** POST /v1/price-lists: the head that the register's key signed, and the items that it commits to. */
export const PublishPriceList = v.strictObject({ list: SignedPriceList, items: PricedItems });
export type PublishPriceList = v.InferOutput<typeof PublishPriceList>;

/** Answer to it, and to GET /v1/price-lists/:list. */
export const PriceListView = v.object({
  id: PriceListId,
  object: v.literal("price_list"),
  mode: Mode,
  register: RegisterId,
  name: PriceListName,
  serial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** sold from then until then, ms since the epoch */
  from: Time,
  until: Time,
  /** a list without items is sold no more */
  withdrawn: v.boolean(),
  list: SignedPriceList,
  items: PricedItems,
});
export type PriceListView = v.InferOutput<typeof PriceListView>;

/** POST /v1/price-lists/:list/trades: all that anyone may choose. */
export const BuyListed = v.strictObject({ item: ItemId, quantity: Quantity });
export type BuyListed = v.InferOutput<typeof BuyListed>;

/** Answer to it. What it is over the terminal derives from the offer. */
export const ListedTrade = v.object({
  trade: TradeId,
  object: v.literal("listed_trade"),
  status: TradeStatus,
  amount: Amount,
  currency: Currency,
  deadline: Time,
});
export type ListedTrade = v.InferOutput<typeof ListedTrade>;

/** What was chosen, as the shop sees it with the trade. */
export const ListedChoiceView = v.object({ list: PriceListId, item: ItemId, quantity: Quantity });
export type ListedChoiceView = v.InferOutput<typeof ListedChoiceView>;
