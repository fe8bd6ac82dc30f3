// What a shop changed of an order since it asked a moment ago: which order that was, and what is marked.

import { beforeAll, describe, expect, it } from "vitest";
import type { Currency } from "../../../protocol/money/money.ts";
import { changedSince } from "../../../terminal/ui/screens/sheet/earlier.ts";
import type { TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../support/builders/realm.ts";
import { anOfferOf, aRecord } from "../support/records.ts";

const MINUTE = 60_000;
const NOTEBOOK = { name: "Washi notebook", quantity: 2, amount: 2980 };
const INK = { name: "Ink stone", quantity: 1, amount: 1400 };
const SHIPPING = { name: "Shipping", quantity: 1, amount: 600 };
const LANTERN = { name: "Paper lantern", quantity: 1, amount: 3000 };

let realm: Realm;
beforeAll(async () => {
  realm = await aRealm();
});

type Terms = Parameters<typeof anOfferOf>[1];
const sum = (items: readonly { readonly amount: number }[]) =>
  items.reduce((all, { amount }) => all + amount, 0);

/** An order of these items, pressed so many minutes ago. */
async function order(
  minutesAgo: number,
  items: (typeof NOTEBOOK)[],
  terms: Terms = {},
  state: "offered" | "declined" | "expired" | "settled" = "offered",
) {
  const offer = await anOfferOf(realm, { items, amount: sum(items), ...terms });
  const at = NOW - minutesAgo * MINUTE;
  const pressed = { id: `press-${minutesAgo}-${state}`, at, offer, trade: offer.trade };
  return aRecord(realm, state, pressed);
}

const asked = async (now: TradeRecord, ...before: TradeRecord[]) => {
  if (now.state !== "offered") throw new Error("it waits");
  return changedSince(now, Object.fromEntries([now, ...before].map((one) => [one.id, one])));
};

describe("an order that the shop asks for anew", () => {
  it("at another price has the old one, and each item that changed, is new or gone", async () => {
    const before = await order(4, [NOTEBOOK, INK, SHIPPING]);
    const more = { ...NOTEBOOK, quantity: 3, amount: 4470 };
    const now = await order(1, [more, SHIPPING, LANTERN]);
    expect(await asked(now, before)).toEqual({
      earlier: { at: before.at, amount: 4980, currency: "JPY" },
      items: [
        { ...more, change: { kind: "was", quantity: 2, amount: 2980, currency: "JPY" } },
        SHIPPING,
        { ...LANTERN, change: { kind: "new" } },
        { ...INK, change: { kind: "gone" } },
      ],
    });
  });

  it("of other goods for the same sum has no old sum", async () => {
    const now = await order(1, [
      { ...NOTEBOOK, amount: 3000 },
      { ...INK, amount: 1380 },
    ]);
    const changed = await asked(now, await order(4, [NOTEBOOK, INK]));
    expect(changed?.earlier).toEqual({ at: NOW - 4 * MINUTE });
    expect(changed?.items.map(({ change }) => change?.kind)).toEqual(["was", "was"]);
  });

  it("in another currency is marked, be the figure the same", async () => {
    const usd = "USD" as Currency;
    const changed = await asked(await order(1, [INK], { currency: usd }), await order(4, [INK]));
    expect(changed?.earlier).toMatchObject({ amount: 1400, currency: "JPY" });
    expect(changed?.items[0]?.change).toMatchObject({ kind: "was", currency: "JPY" });
  });

  it("just as it was has no mark", async () => {
    expect(await asked(await order(1, [NOTEBOOK]), await order(4, [NOTEBOOK]))).toBeUndefined();
  });

  it.each(["declined", "expired"] as const)("is held against one that is %s", async (state) => {
    const before = await order(4, [INK], {}, state);
    const now = await order(1, [{ ...INK, amount: 1500 }]);
    expect((await asked(now, before))?.earlier.amount).toBe(1400);
  });

  it("is held against the newest of them", async () => {
    const [older, newer] = [await order(9, [INK]), await order(4, [{ ...INK, amount: 1450 }])];
    const now = await order(1, [{ ...INK, amount: 1500 }]);
    expect((await asked(now, older, newer))?.earlier.amount).toBe(1450);
  });
});

describe("an order is about the same", () => {
  it("by the shop's own number, whatever is in it", async () => {
    const before = await order(4, [LANTERN], { reference: "1042" });
    const now = await order(1, [INK], { reference: "1042" });
    expect((await asked(now, before))?.earlier.amount).toBe(3000);
    const other = await order(1, [INK], { reference: "1043" });
    expect(await asked(other, before)).toBeUndefined();
  });

  it("by most of its goods, and not by shipping alone", async () => {
    const now = await order(1, [INK, SHIPPING]);
    expect(await asked(now, await order(4, [LANTERN, SHIPPING]))).toBeUndefined();
    expect(await asked(now, await order(4, [INK, LANTERN, SHIPPING]))).toBeDefined();
  });

  it("at the same shop, lately, and not after one that was paid", async () => {
    const dearer = { ...INK, amount: 1500 };
    const now = await order(1, [dearer]);
    expect(await asked(now, await order(40, [INK]))).toBeUndefined();
    const elsewhere = { ...(await order(4, [INK])), register: "reg_test_other" as never };
    expect(await asked(now, elsewhere)).toBeUndefined();
    const paid = await order(3, [INK], {}, "settled");
    expect(await asked(now, await order(4, [INK]), paid)).toBeUndefined();
  });
});
