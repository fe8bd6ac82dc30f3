// The SDK's price lists: what is signed, published and linked, and whether an access receipt opens a backend's item.

import * as v from "valibot";
import { beforeEach, describe, expect, it } from "vitest";
import { commitmentTo } from "../../protocol/price-list/listing.ts";
import { priceListIdOf } from "../../protocol/price-list/price-list.ts";
import { PublishPriceList } from "../../protocol/price-list/price-list-messages.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { createWarifu, type ItemRequest, type Warifu } from "../../register-server/index.ts";
import { aListedOffer, aListing, listedTerms } from "../support/builders/price-list.ts";
import { aReceipt, NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

const ITEMS: readonly ItemRequest[] = [
  { id: "notebook", name: "Washi notebook", amount: 1200, currency: "JPY" },
  {
    ...{ id: "day-pass", name: "A day", amount: 500, currency: "JPY", kind: "access" },
    ...{ access_ms: 86_400_000, url: "https://shop.example" },
  },
];

let server: FakeWarifu;
let warifu: Warifu;
let asked: { path: string; body: unknown }[];

beforeEach(async () => {
  server = await FakeWarifu.open();
  asked = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = (await request.json()) as PublishPriceList;
    asked.push({ path: new URL(request.url).pathname, body });
    const { iss, mode, name, serial, from, until } = body.list.payload;
    const view = { id: priceListIdOf(iss, name), object: "price_list", mode, register: iss };
    const withdrawn = body.items.length === 0;
    return Response.json({ ...view, name, serial, from, until, withdrawn, ...body });
  };
  warifu = createWarifu({ key: server.key, fetch: answer, now: () => NOW });
});

describe("the SDK's price lists", () => {
  it("[PL1] are signed by the register's key, with one of each item for a year unless said otherwise", async () => {
    const signed = await warifu.signPriceList(ITEMS);
    expect(v.parse(PublishPriceList, signed)).toEqual(signed);
    const { payload } = signed.list;
    const { realm, mode, register, registerKey } = server.realm;
    const expected = { typ: "warifu/price-list/1", iss: register, aud: realm, mode };
    expect(await verify(signed.list, expected, registerKey.publicKey)).toBeUndefined();
    expect(payload).toMatchObject({ name: "main", serial: NOW, from: NOW });
    expect(payload).toMatchObject(commitmentTo(signed.items));
    expect(signed.items).toMatchObject([
      { quantity: { min: 1, max: 1 }, kind: "item" },
      { url: "https://shop.example/" },
    ]);
  });

  it("[PL2] are published as they were signed, and withdrawn by one without items", async () => {
    const signed = await warifu.signPriceList(ITEMS, { name: "spring" });
    expect((await warifu.publishPriceList(signed)).withdrawn).toBe(false);
    expect((await warifu.withdrawPriceList("spring")).withdrawn).toBe(true);
    expect(asked.map(({ path }) => path)).toEqual(["/v1/price-lists", "/v1/price-lists"]);
    expect(asked[0]?.body).toEqual(signed);
    expect(asked[1]?.body).toMatchObject({ items: [], list: { payload: { name: "spring" } } });
  });

  it("say what is wrong with an item, and send nothing", async () => {
    const wrong = [{ ...(ITEMS[0] as ItemRequest), amount: 1.5 }];
    await expect(warifu.signPriceList(wrong)).rejects.toMatchObject({
      code: "invalid_request",
      param: "0.amount",
    });
    expect(asked).toEqual([]);
  });

  it("have a link for each item", () => {
    const list = `prl_${warifu.register.slice(4)}_main`;
    expect(warifu.paymentLink("day-pass")).toBe(`${warifu.origin}/l/${list}/day-pass`);
    expect(warifu.paymentLink("day-pass", { quantity: 2 })).toBe(
      `${warifu.origin}/l/${list}/day-pass?quantity=2`,
    );
  });

  it("[PL10] let a payer in with his access receipt, and nobody with another's", async () => {
    const { realm } = server;
    const offer = await aListedOffer(realm, listedTerms(await aListing(realm, "day-pass")));
    const access = { receipt: await aReceipt(realm, offer), offer };
    const opened = await warifu.verifyAccess(access, { item: "day-pass" });
    expect(opened).toMatchObject({ item: "day-pass", quantity: 1, until: NOW + 86_400_000 });
    await expect(warifu.verifyAccess(access, { item: "article" })).rejects.toMatchObject({
      code: "access_wrong_item",
    });
    await expect(
      warifu.verifyAccess(access, { item: "day-pass", now: NOW + 86_400_000 }),
    ).rejects.toMatchObject({ code: "access_over" });
    await expect(warifu.verifyAccess({}, { item: "day-pass" })).rejects.toMatchObject({
      code: "access_malformed",
    });
  });
});
