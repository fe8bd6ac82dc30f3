// What a price list, an item and a list's id may be.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ACCESS_MS_MAX, PRICE_LIST_MS_MAX } from "../../../protocol/limits.ts";
import {
  PricedItem,
  PricedItems,
  PriceList,
  PriceListId,
  type PriceListName,
  parsePriceListId,
  priceListIdOf,
} from "../../../protocol/price-list/price-list.ts";
import { anItem, aPriceList, DAY_PASS } from "../../support/builders/price-list.ts";
import { aRealm, NOW } from "../../support/builders/realm.ts";

const name = "main" as PriceListName;

describe("a price list's id", () => {
  it("[PL1] names its register and the list", async () => {
    const { register } = await aRealm();
    const id = priceListIdOf(register, name);
    expect(v.parse(PriceListId, id)).toBe(id);
    expect(parsePriceListId(id)).toEqual({ register, name });
  });

  it.each(["prl_test_0000000000000", "prl_test_000000000000v_main", "prl_live_0000000000000_Main"])(
    "isn't %s",
    (text) => {
      expect(v.is(PriceListId, text)).toBe(false);
    },
  );
});

describe("an item", () => {
  it("[PL1] is what a trade can be of", () => {
    expect(v.is(PricedItem, anItem())).toBe(true);
    expect(v.is(PricedItem, DAY_PASS)).toBe(true);
    const wrong: Record<string, unknown>[] = [
      { amount: 0 },
      { amount: 1.5 },
      { quantity: { min: 3, max: 2 } },
      { quantity: { min: 0, max: 2 } },
      { amount: 1_000_000_000_000, quantity: { min: 1, max: 2 } },
      { access_ms: 1000 },
      { kind: "access", access_ms: ACCESS_MS_MAX, quantity: { min: 1, max: 2 } },
      { id: "Not an id" },
      { name: "a\u202eb" },
      { more: true },
    ];
    for (const change of wrong)
      expect(v.is(PricedItem, { ...anItem(), ...change }), JSON.stringify(change)).toBe(false);
  });

  it.each([
    "http://shop.example/a",
    "https://shop.example/a#there",
    "https://user@shop.example/a",
    "https://shop.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//shop.example/a",
  ])("[PL1] leads to no such address: %s", (url) => {
    expect(v.is(PricedItem, anItem({ url }))).toBe(false);
  });

  it("stands once in its list", () => {
    expect(v.is(PricedItems, [anItem(), DAY_PASS])).toBe(true);
    expect(v.is(PricedItems, [anItem(), anItem({ name: "Another" })])).toBe(false);
  });
});

describe("a list's head", () => {
  it("[PL1] has a beginning, an end and a limited time", async () => {
    const { payload } = await aPriceList(await aRealm());
    expect(v.is(PriceList, payload)).toBe(true);
    expect(v.is(PriceList, { ...payload, until: payload.from })).toBe(false);
    expect(v.is(PriceList, { ...payload, until: payload.from + PRICE_LIST_MS_MAX + 1 })).toBe(
      false,
    );
    expect(v.is(PriceList, { ...payload, until: NOW + 1.5 })).toBe(false);
  });
});
