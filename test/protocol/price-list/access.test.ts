// Access receipts: the one that opens, and everything that must not: another item's, another shop's, an older root's,
// a refused or refunded payment's, one that is over, and one whose offer isn't what was paid.

import { beforeAll, describe, expect, it } from "vitest";
import {
  type AccessReceipt,
  accessFragment,
  accessIn,
  type ExpectedAccess,
  verifyAccess,
} from "../../../protocol/price-list/access.ts";
import type { Receipt } from "../../../protocol/signing/signed-objects.ts";
import {
  aListedOffer,
  aListing,
  anItem,
  DAY_MS,
  listedTerms,
} from "../../support/builders/price-list.ts";
import { anOffer, aRealm, aReceipt, NOW, type Realm } from "../../support/builders/realm.ts";

let realm: Realm;

beforeAll(async () => {
  realm = await aRealm();
});

async function anAccess(
  item = "day-pass",
  quantity = 1,
  receipt: Partial<Receipt> = {},
  of = realm,
): Promise<AccessReceipt> {
  const offer = await aListedOffer(of, listedTerms(await aListing(of, item), quantity));
  return { receipt: await aReceipt(of, offer, receipt), offer };
}

function expected(change: Partial<ExpectedAccess> = {}): ExpectedAccess {
  const { trust, register } = realm;
  const page = { rootKey: trust.rootKey, mode: realm.mode, register, item: "day-pass" };
  return { ...page, now: NOW + 1000, ...change };
}

async function codeOf(access: unknown, change: Partial<ExpectedAccess> = {}): Promise<string> {
  const verified = await verifyAccess(access, expected(change));
  return verified.ok ? "open" : verified.error;
}

describe("[PL10] an access receipt", () => {
  it("opens its item until its time is over, which begins with the payment", async () => {
    const access = await anAccess();
    const { trade } = access.offer;
    expect(await verifyAccess(access, expected())).toEqual({
      ok: true,
      value: { trade, item: "day-pass", quantity: 1, paidAt: NOW, until: NOW + DAY_MS },
    });
    expect(await codeOf(access, { now: NOW + DAY_MS - 1 })).toBe("open");
    expect(await codeOf(access, { now: NOW + DAY_MS })).toBe("access_over");
  });

  it("lasts as many times as long as were bought", async () => {
    const access = await anAccess("day-pass", 3);
    expect(await codeOf(access, { now: NOW + 3 * DAY_MS - 1 })).toBe("open");
    expect(await codeOf(access, { now: NOW + 3 * DAY_MS })).toBe("access_over");
  });

  it("of an item without a time opens it for ever", async () => {
    const access = await anAccess("article");
    expect(await codeOf(access, { item: "article", now: NOW + 10_000 * DAY_MS })).toBe("open");
  });

  it("[PL11] is the same after a journey in an address, of which no server hears", async () => {
    const access = await anAccess();
    const address = new URL(`https://shop.example/archive${accessFragment(access)}`);
    expect(address.search).toBe("");
    expect(accessIn(address.hash)).toEqual(access);
    expect(await codeOf(accessIn(address.hash))).toBe("open");
    for (const hash of [
      "",
      "#",
      "#warifu-access",
      "#warifu-access=x",
      "#warifu-access=eyI",
      "#a=b",
    ])
      expect(accessIn(hash)).toBeUndefined();
  });

  it("opens no other item, and nothing that is no access", async () => {
    expect(await codeOf(await anAccess(), { item: "article" })).toBe("access_wrong_item");
    expect(await codeOf(await anAccess("notebook"), { item: "notebook" })).toBe(
      "access_wrong_item",
    );
    const offer = await anOffer(realm);
    const plain = { receipt: await aReceipt(realm, offer), offer };
    expect(await codeOf(plain)).toBe("access_wrong_item");
  });

  it("opens nothing at another shop, though the item has the same name there", async () => {
    const other = await aRealm();
    expect(await codeOf(await anAccess(), { register: other.register })).toBe(
      "access_wrong_register",
    );
  });

  it("opens nothing under another root, or in another mode", async () => {
    const other = await aRealm();
    expect(await codeOf(await anAccess("day-pass", 1, {}, other))).toBe("access_forged");
    expect(await codeOf(await anAccess(), { mode: "live" })).toBe("access_forged");
  });

  it("opens nothing once it is known to be refunded", async () => {
    expect(await codeOf(await anAccess(), { refunded: 500 })).toBe("access_refunded");
    expect(await codeOf(await anAccess(), { refunded: 0 })).toBe("open");
  });

  it.each<[string, Partial<Receipt>]>([
    ["a refusal", { outcome: "refused", code: "insufficient_funds" }],
    ["a hold", { outcome: "authorized" }],
    ["a refund", { outcome: "refunded" }],
    ["another amount", { amount: 1 }],
  ])("whose receipt is of %s opens nothing", async (_, receipt) => {
    expect(await codeOf(await anAccess("day-pass", 1, receipt))).toBe("access_forged");
  });

  it("put together from two payments opens nothing", async () => {
    const [cheap, dear] = await Promise.all([anAccess("article"), anAccess()]);
    expect(await codeOf({ receipt: cheap.receipt, offer: dear.offer })).toBe("access_forged");
    const { trade } = cheap.offer;
    const moved = { receipt: cheap.receipt, offer: { ...dear.offer, trade } };
    expect(await codeOf(moved)).toBe("access_forged");
  });

  it("whose item was changed to last longer, or is another receipt's, opens nothing", async () => {
    const access = await anAccess();
    const { terms } = access.offer;
    if (!("listing" in terms)) throw new Error("not listed");
    const item = { ...terms.listing.item, access_ms: 30 * DAY_MS };
    const longer = { ...terms, listing: { ...terms.listing, item } };
    expect(await codeOf({ ...access, offer: { ...access.offer, terms: longer } })).toBe(
      "access_forged",
    );
    // The shop itself sold it so, but what was paid was the other one.
    const items = [anItem({ ...item })];
    const resold = await aListing(realm, "day-pass", { items });
    const other = await aListedOffer(realm, listedTerms(resold), access.offer.trade);
    expect(await codeOf({ receipt: access.receipt, offer: other })).toBe("access_forged");
  });

  it.each([undefined, null, 1, "x", [], {}, { receipt: {}, offer: {} }])(
    "isn't %j",
    async (given) => {
      expect(await codeOf(given)).toBe("access_malformed");
    },
  );
});
