// The terms of a listed trade and what an offer from a price list must be to hold: for each thing that could be changed, the refusal.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { LISTED_TRADE_MS, PRICE_LIST_ITEMS_MAX } from "../../../protocol/limits.ts";
import { deriveTerms, ListedTerms, OfferTerms } from "../../../protocol/price-list/listed-terms.ts";
import { isInList, type Listing, listingOf } from "../../../protocol/price-list/listing.ts";
import type { ItemId, PricedItem } from "../../../protocol/price-list/price-list.ts";
import type { SignatureText } from "../../../protocol/signing/signature.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import { offerHash, verifyOffer } from "../../../protocol/trade/offer.ts";
import {
  aListedKey,
  aListedOffer,
  aListing,
  anItem,
  aPriceList,
  DAY_MS,
  ITEMS,
  listedTerms,
} from "../../support/builders/price-list.ts";
import { anOffer, aRealm, NOW, type Realm } from "../../support/builders/realm.ts";

let realm: Realm;
let listing: Listing;

beforeAll(async () => {
  realm = await aRealm();
  listing = await aListing(realm);
});

async function refusalOf(terms: ListedTerms): Promise<string | undefined> {
  return verifyOffer(await aListedOffer(realm, terms), realm.trust);
}

function withItem(change: Partial<PricedItem>): Listing {
  return { ...listing, item: { ...listing.item, ...change } };
}

describe("the terms of a listed trade", () => {
  it("[PL4] follow from the item, the quantity and the key", () => {
    const key = aListedKey();
    expect(deriveTerms(listing, { quantity: 3, key })).toEqual({
      ok: true,
      value: {
        typ: "warifu/terms/1",
        ...{ iss: realm.register, aud: realm.realm, mode: "test" },
        key,
        amount: 3600,
        currency: "JPY",
        items: [{ name: "Washi notebook", quantity: 3, amount: 3600 }],
        capture: "now",
        deadline: NOW + LISTED_TRADE_MS,
      },
    });
  });

  it("[TM13] end 15 minutes after the key's time, or when the item's or the list's sale ends", async () => {
    const deadlineOf = (of: Listing) => listedTerms(of).payload.deadline;
    expect(deadlineOf(listing)).toBe(NOW + 15 * 60_000);
    const sold = anItem({ until: NOW + 60_000 });
    expect(deadlineOf(await aListing(realm, "notebook", { items: [sold] }))).toBe(NOW + 60_000);
    const list = await aPriceList(realm, ITEMS, { until: NOW + 30_000 });
    expect(deadlineOf(await aListing(realm, "notebook", { list }))).toBe(NOW + 30_000);
  });

  it("[PL4] are for as many as the item allows", async () => {
    const some = await aListing(realm, "notebook", {
      items: [anItem({ quantity: { min: 2, max: 4 } })],
    });
    const codeOf = (quantity: number) => {
      const derived = deriveTerms(some, { quantity, key: aListedKey() });
      return derived.ok ? "sold" : derived.error;
    };
    expect([1, 2, 4, 5].map(codeOf)).toEqual([
      "quantity_out_of_range",
      "sold",
      "sold",
      "quantity_out_of_range",
    ]);
  });

  it.each([
    ["before the sale", NOW - DAY_MS - 1],
    ["when it is over", NOW + DAY_MS],
  ])("[PL4] aren't made %s", (_, time) => {
    const derived = deriveTerms(listing, { quantity: 1, key: aListedKey(time) });
    expect(derived).toEqual({ ok: false, error: "item_not_sold" });
  });

  it("[PL4] aren't made for a key without a time", () => {
    const derived = deriveTerms(listing, { quantity: 1, key: "any-key" });
    expect(derived).toEqual({ ok: false, error: "item_not_sold" });
  });

  it("[PL4] ask for what the item asks for", async () => {
    const items = [anItem({ asks: ["email"] })];
    const terms = listedTerms(await aListing(realm, "notebook", { items }));
    expect(terms.payload.asks).toEqual(["email"]);
  });
});

describe("an offer from a price list", () => {
  it("[PL5] holds, and is parsed as what it is", async () => {
    const terms = listedTerms(listing, 2);
    expect(await refusalOf(terms)).toBeUndefined();
    expect(v.parse(OfferTerms, structuredClone(terms))).toEqual(terms);
    const signed = (await anOffer(realm)).terms;
    expect(v.is(OfferTerms, { ...signed, listing })).toBe(false);
    expect(v.is(ListedTerms, signed)).toBe(false);
  });

  it("[PL1] of a long list carries one item and a short path", async () => {
    const items = Array.from({ length: PRICE_LIST_ITEMS_MAX }, (_, at) =>
      anItem({ id: `item-${at}` as ItemId, amount: 100 + at }),
    );
    const list = await aPriceList(realm, items);
    for (const at of [0, 1, 99, items.length - 1]) {
      const one = await aListing(realm, `item-${at}`, { items, list });
      expect(one.path.length).toBeLessThanOrEqual(8);
      expect(await refusalOf(listedTerms(one))).toBeUndefined();
    }
    expect(listingOf(list, items, "item-200")).toBeUndefined();
  });

  it.each<[string, Partial<PricedItem>]>([
    ["price", { amount: 1 }],
    ["currency", { currency: "EUR" as PricedItem["currency"] }],
    ["name", { name: "Something else" }],
    ["number", { quantity: { min: 1, max: 100 } }],
    ["kind", { kind: "access" }],
    ["address", { url: "https://evil.example/" }],
    ["end of sale", { until: NOW + 10 * DAY_MS }],
    ["id", { id: "day-pass" as ItemId }],
  ])("[PL3] [PL5] with another %s of the item is refused", async (_, change) => {
    const changed = withItem(change);
    expect(isInList(changed)).toBe(false);
    expect(await refusalOf(listedTerms(changed))).toBe("price_list_mismatch");
  });

  it("[PL3] with another item's path, place or a longer path is refused", async () => {
    const other = await aListing(realm, "day-pass");
    const path = [...listing.path, ...listing.path];
    for (const wrong of [{ path: other.path }, { index: 2 }, { index: 7 }, { path }, { path: [] }])
      expect(isInList({ ...listing, ...wrong })).toBe(false);
  });

  it.each<[string, (terms: Terms) => Partial<Terms>]>([
    ["amount", () => ({ amount: 1, items: [{ name: "Washi notebook", quantity: 1, amount: 1 }] })],
    ["amount and no items", () => ({ items: [] })],
    ["name", () => ({ items: [{ name: "Gold", quantity: 1, amount: 1200 }] })],
    ["deadline", ({ deadline }) => ({ deadline: deadline + 1 })],
    ["reference", () => ({ reference: "P-1" })],
    ["capture", ({ deadline }) => ({ capture: "later", hold_until: deadline + DAY_MS })],
    ["ask", () => ({ asks: ["phone"] })],
  ])("[PL5] with another %s than follows is refused", async (_, change) => {
    const { payload } = listedTerms(listing);
    const changed = { ...payload, ...change(payload) } as Terms;
    const expected = changed.items.length === 0 ? "quantity_out_of_range" : "price_list_mismatch";
    expect(await refusalOf({ payload: changed, listing })).toBe(expected);
  });

  it("[PL5] for more than the item allows is refused, whatever the amount", async () => {
    const { payload } = listedTerms(listing);
    const many = {
      ...payload,
      amount: 6 * 1200,
      items: [{ name: "Washi notebook", quantity: 6, amount: 7200 }],
    };
    expect(await refusalOf({ payload: many, listing })).toBe("quantity_out_of_range");
  });

  it("[PL5] made after the sale is refused", async () => {
    const { payload } = listedTerms(listing);
    const late = { ...payload, key: aListedKey(NOW + DAY_MS) };
    expect(await refusalOf({ payload: late, listing })).toBe("item_not_sold");
  });

  it("[PL5] from a list of another register, realm, mode or key is refused", async () => {
    const other = await aRealm();
    const terms = listedTerms(listing);
    const ofList = async (...list: Parameters<typeof aPriceList>) => ({
      ...terms,
      listing: { ...listing, list: await aPriceList(...list) },
    });
    expect(await refusalOf(await ofList({ ...realm, register: other.register }))).toBe(
      "wrong_issuer",
    );
    expect(await refusalOf(await ofList({ ...realm, realm: other.realm }))).toBe("wrong_audience");
    expect(await refusalOf(await ofList(realm, ITEMS, { mode: "live" }))).toBe("wrong_mode");
    expect(await refusalOf(await ofList({ ...realm, registerKey: other.registerKey }))).toBe(
      "bad_signature",
    );
    const signature = "A".repeat(86) as SignatureText;
    const unsigned = { ...listing, list: { ...listing.list, signature } };
    expect(await refusalOf({ ...terms, listing: unsigned })).toBe("bad_signature");
  });

  it("[PL5] is named whole by the receipt's hash", async () => {
    const offer = await aListedOffer(realm, listedTerms(listing));
    const hash = await offerHash(offer);
    const other = { ...offer.terms, listing: await aListing(realm, "day-pass") };
    expect(await offerHash({ ...offer, terms: other })).not.toBe(hash);
  });
});
