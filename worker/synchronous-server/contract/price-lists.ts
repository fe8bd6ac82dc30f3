/** Price lists: published by a register, read and bought from by anyone. */

import {
  BuyListed,
  ListedTrade,
  PriceListView,
  PublishPriceList,
} from "../../../protocol/price-list/price-list-messages.ts";
import type { Operation } from "../../http/contract/operation.ts";

const TAG = { tag: "Price lists" } as const;

export const PRICE_LISTS: readonly Operation[] = [
  {
    ...TAG,
    ...{ method: "post", path: "/v1/price-lists", id: "publishPriceList" },
    summary: "Publish a price list that the register's key signed, in the place of an older one",
    asker: "register",
    keyed: true,
    body: PublishPriceList,
    answers: {
      200: { description: "It was published before", schema: PriceListView },
      201: { description: "It is sold from now on", schema: PriceListView },
    },
    problems: [
      ...["bad_signature", "wrong_type", "wrong_issuer", "wrong_audience", "wrong_register"],
      ...["price_list_mismatch", "price_list_outdated", "too_many_price_lists", "wrong_origin"],
      ...["encryption_key_missing", "register_unknown"],
    ] as const,
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/price-lists/{list}", id: "readPriceList" },
    summary: "The newest price list of this name, with the register's signature",
    asker: "anyone",
    answers: { 200: { description: "The list and its items", schema: PriceListView } },
    problems: ["price_list_not_found", "wrong_mode"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/price-lists/{list}/trades", id: "buyListed" },
    summary: "Begin a trade of an item: its terms follow from what the register signed",
    asker: "anyone",
    keyed: true,
    body: BuyListed,
    answers: {
      200: { description: "The trade that this key made before", schema: ListedTrade },
      201: { description: "The new trade, open", schema: ListedTrade },
    },
    problems: [
      ...["price_list_not_found", "price_list_withdrawn", "price_list_mismatch", "wrong_mode"],
      ...["item_not_found", "item_not_sold", "quantity_out_of_range", "stale_request"],
      ...["bad_signature", "deadline_out_of_range", "certificate_expired", "till_frozen"],
      ...["encryption_key_missing", "register_suspended", "unauthorized"],
    ] as const,
  },
];
