// Where an order goes: what its payer gave is kept with it once, shown to him and at the desk, and never believed unproven.

import { beforeEach, describe, expect, it } from "vitest";
import { type GivenFields, type Warifu, WarifuError } from "../../register-server/index.ts";
import { createShop } from "../../shop/create-shop.ts";
import { deliveryOf, followDelivery } from "../../shop/delivery.ts";
import { finalizeOrder } from "../../shop/finalize-order.ts";
import { type Order, readOrder } from "../../shop/orders.ts";
import type { Shop } from "../../shop/shop.ts";
import { tradeForOrder } from "../../shop/trade-for-order.ts";
import { DETAILS } from "../support/builders/disclosures.ts";
import { anOrder, aShop, rows, type TestShop } from "./a-shop.ts";

const { delivery_name, delivery_address } = DETAILS;
const SIGNAL = new AbortController().signal;

let test: TestShop;
let shop: Shop;
/** what the SDK says of the trade's disclosure */
let given: () => Promise<GivenFields | undefined>;
let asked: number;

beforeEach(async () => {
  test = await aShop();
  asked = 0;
  given = async () => undefined;
  const openDisclosure: Warifu["openDisclosure"] = async () => {
    asked += 1;
    return given();
  };
  shop = { ...test.shop, warifu: { ...test.shop.warifu, canAsk: true, openDisclosure } };
});

/** Paid, by a shop that didn't ask: the register of these tests has no key for it. */
async function paid(): Promise<Order> {
  const order = anOrder(test);
  const trade = await tradeForOrder(test.shop, order);
  await finalizeOrder(test.shop, await test.fake.settle(trade));
  return readOrder(test.shop, order.id);
}

describe("where an order goes", () => {
  it("is kept once, as the SDK opened it, and asked for no more", async () => {
    const order = await paid();
    await followDelivery(shop, order, SIGNAL);
    expect(deliveryOf(shop, order)).toBeUndefined();
    given = async () => ({ delivery_name, delivery_address });
    await followDelivery(shop, order, SIGNAL);
    await followDelivery(shop, order, SIGNAL);
    expect(deliveryOf(shop, order)).toEqual({ delivery_name, delivery_address });
    expect(asked).toBe(2);
    expect(rows(test, "order_delivery")).toHaveLength(1);
  });

  it("[DI9] isn't believed where the SDK doesn't, and the log has no word of it", async () => {
    const order = await paid();
    given = async () => {
      throw new WarifuError("disclosure_mismatch", "the payer confirmed another one, or none");
    };
    await followDelivery(shop, order, SIGNAL);
    expect(deliveryOf(shop, order)).toBeUndefined();
    const line = { order: order.id, code: "disclosure_mismatch" };
    expect(test.logged).toEqual([["delivery_failed", line]]);
  });

  it("is asked for soon after the payment alone, and never of a shop that can't ask", async () => {
    const order = await paid();
    await followDelivery(test.shop, order, SIGNAL);
    test.clock.now += 2 * 60 * 60_000;
    await followDelivery(shop, order, SIGNAL);
    expect(asked).toBe(0);
  });

  it("stands on the desk, with what he chose and nothing else", async () => {
    const order = await paid();
    given = async () => ({ delivery_name, delivery_address });
    const page = await (await createShop(shop).request(`${shop.origin}/desk`)).text();
    expect(page).toContain(delivery_name);
    expect(page).toContain(delivery_address.city);
    expect(page).not.toContain(DETAILS.phone);
    expect(page).toContain(`data-order="${order.id}"`);
  });
});
