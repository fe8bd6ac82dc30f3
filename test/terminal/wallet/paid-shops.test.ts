// Which shops were paid from here: kept with the payment that makes them known, and longer than its record.

import { beforeAll, describe, expect, it } from "vitest";
import type { RegisterId } from "../../../protocol/ids.ts";
import { type PaidShops, paidShops, withPayment } from "../../../terminal/wallet/paid-shops.ts";
import { SHOPS_KEPT } from "../../../terminal/wallet/patience.ts";
import type { Settled } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, aReceipt, NOW, type Realm } from "../../support/builders/realm.ts";
import { aRecord } from "../support/records.ts";
import { aTerminal } from "../support/terminal-world.ts";

let realm: Realm;
let settled: Settled;
beforeAll(async () => {
  realm = await aRealm();
  settled = await aRecord(realm, "settled");
});

const paidAt = (register: number, endedAt: number): Settled => ({
  ...settled,
  register: `reg_test_${String(register).padStart(13, "0")}` as RegisterId,
  endedAt,
});

describe("a payment", () => {
  it("[PG8] makes the shop known in the write that settles it, with its name and page", async () => {
    const world = await aTerminal();
    await world.sheet();
    expect(world.stored().shops).toBeUndefined();
    await world.wallet.pay("press-1", 4980);
    await world.passTime(0);
    expect(world.states()).toEqual(["settled"]);
    const { register } = world.realm;
    expect(world.stored().shops).toEqual({
      [register]: {
        register,
        name: "Kami paper goods",
        origin: "http://127.0.0.1:3000",
        times: 1,
        at: expect.any(Number),
      },
    });
  });

  it("[PG8] counts once for each payment, and the last name and page stay", () => {
    const first = withPayment({}, settled);
    const page = "https://kami.example";
    const again = withPayment(first, { ...settled, origin: page, endedAt: NOW + 1 });
    expect(again[realm.register]).toMatchObject({ times: 2, at: NOW + 1, origin: page });
  });

  it("[MS12] [PG8] of money that is only held makes the shop known, and counts as none", async () => {
    const receipt = await aReceipt(realm, settled.offer, { outcome: "authorized" });
    expect(withPayment({}, { ...settled, receipt })[realm.register]).toMatchObject({ times: 0 });
  });

  it("[PG8] of the oldest shop is forgotten beyond those that are kept", () => {
    const shops = Array.from({ length: SHOPS_KEPT + 1 }, (_, at) => paidAt(at, NOW + at)).reduce(
      withPayment,
      {} as PaidShops,
    );
    expect(Object.keys(shops)).toHaveLength(SHOPS_KEPT);
    expect(shops).not.toHaveProperty(paidAt(0, 0).register);
  });
});

describe("a store of older code", () => {
  it("[PG8] knows the shops of its records", () => {
    const records = { a: { ...settled, id: "a" }, b: { ...settled, id: "b", endedAt: NOW + 5 } };
    expect(paidShops({ records })[realm.register]).toMatchObject({ times: 2, at: NOW + 5 });
    expect(paidShops({ records, shops: {} })).toEqual({});
  });
});
