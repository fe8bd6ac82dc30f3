// The elements of the set hash, to the letter: both sides of a till must make the same ones, in any version of
// either, so their text is fixed. And two movements that differ in one thing alone are never taken for the same.

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bisect,
  countOf,
  DIFFERENCES_MAX,
  differences,
  together,
} from "../../../protocol/count/bisection.ts";
import {
  counted,
  digestOf,
  hourKeyOf,
  isSame,
  type Movement,
  minus,
  movementOf,
  NOTHING,
  plus,
} from "../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Receipt } from "../../../protocol/signing/signed-objects.ts";
import { aRealm, aTradeId } from "../../support/builders/realm.ts";

const realm = await aRealm();
const JPY = "JPY" as Currency;
const ONE: Movement = {
  ...{ trade: aTradeId(realm), attempt: 1, kind: "captured", order: "cap_1" },
  ...{ amount: 500, currency: JPY, at: 7 },
};
const { order: _, ...WITHOUT_ORDER } = ONE;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** `n` movements of as many trades, in the order of their ids. */
const many = (n: number): Movement[] =>
  Array.from({ length: n }, (_, at) => ({
    ...{ ...WITHOUT_ORDER, amount: 1 },
    trade: `trd_${String(at).padStart(4, "0")}` as TradeId,
  }));

describe("an element", () => {
  it("[LE60] is the SHA-256 of what it is about", () => {
    const { trade } = ONE;
    expect(digestOf(ONE)).toEqual({
      ...{ count: 1, sums: { [JPY]: 500 } },
      hash: sha256(`["warifu/movement/1","${trade}",1,"captured","cap_1",500,"JPY"]`),
    });
    expect(digestOf(WITHOUT_ORDER).hash).toBe(
      sha256(`["warifu/movement/1","${trade}",1,"captured",null,500,"JPY"]`),
    );
  });

  it.each<[string, Partial<Movement>]>([
    ["trade", { trade: aTradeId(realm) }],
    ["attempt", { attempt: 2 }],
    ["kind", { kind: "settled" }],
    ["order", { order: "cap_2" }],
    ["amount", { amount: 501 }],
    ["currency", { currency: "USD" as Currency }],
  ])("[LE60] of another %s is another, by its hash alone", (_name, other) => {
    expect(digestOf({ ...ONE, ...other }).hash).not.toBe(digestOf(ONE).hash);
  });

  it("[LE60] hashes add modulo 2^256, and all three, hash, count and sums, must be the same", () => {
    const hex = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n });
    const digest = (hash: bigint) => ({
      ...{ count: 1, sums: {} },
      hash: hash.toString(16).padStart(64, "0"),
    });
    fc.assert(
      fc.property(hex, hex, (a, b) => {
        const sum = BigInt(`0x${plus(digest(a), digest(b)).hash}`);
        expect(sum).toBe((a + b) % (1n << 256n));
        const rest = BigInt(`0x${minus(digest(a), digest(b)).hash}`);
        expect((rest + b) % (1n << 256n)).toBe(a);
        expect(isSame(digest(a), digest(b))).toBe(a === b);
      }),
    );
  });

  it("[LE60] is made of a receipt with its order, or without one", () => {
    const { trade, attempt, amount, currency, at } = ONE;
    const receipt = { trade, attempt, amount, currency, time: at, outcome: "captured" } as Receipt;
    expect(movementOf(receipt)).toStrictEqual(WITHOUT_ORDER);
    expect(movementOf({ ...receipt, order: "cap_1" as never })).toStrictEqual(ONE);
  });

  it("[LE61] is counted in its hour, beside the others", () => {
    const key = hourKeyOf(ONE);
    const others = { other: digestOf(WITHOUT_ORDER) };
    const once = counted(others, ONE);
    expect(once).toEqual({ ...others, [key]: digestOf(ONE) });
    expect(counted(once, ONE)[key]).toEqual(plus(digestOf(ONE), digestOf(ONE)));
    expect(NOTHING).toEqual({ count: 0, sums: {}, hash: "0".repeat(64) });
  });
});

describe("a count", () => {
  it("[LE63] lists 64 movements, and halves more at the middle trade, in whatever order they come", () => {
    expect(countOf(many(64)).movements).toHaveLength(64);
    expect(countOf(many(65)).middle).toBe("trd_0032");
    expect(countOf(many(80).reverse())).toEqual({
      ...{ digest: countOf(many(80)).digest, middle: "trd_0040" },
    });
  });

  it("[LE63] lists any number of one trade, and halves two trades between them", () => {
    const orders = Array.from({ length: 80 }, (_, at) => ({ ...ONE, order: `cap_${at}` }));
    expect(countOf(orders).movements).toHaveLength(80);
    const [first, second] = many(2) as [Movement, Movement];
    const two = [...orders.map((one) => ({ ...one, trade: first.trade })), second];
    expect(countOf(two).middle).toBe(second.trade);
    expect(countOf([])).toEqual({ digest: NOTHING, movements: [] });
  });

  it("[LE63] of several is their sum, halved where one of them is, else listed whole", () => {
    const [few, more] = [many(3), many(80)];
    const [small, large] = [countOf(few), countOf(more)];
    const digest = plus(small.digest, large.digest);
    expect(together([small, large])).toStrictEqual({ digest, middle: "trd_0040" });
    expect(together([large, small]).middle).toBe("trd_0040");
    expect(together([small, small])).toStrictEqual({
      digest: plus(small.digest, small.digest),
      movements: [...few, ...few],
    });
    expect(together([{ digest: NOTHING }])).toStrictEqual({ digest: NOTHING, movements: [] });
  });

  it("[LE63] differences come in the order of their names, with an order where there is one", () => {
    const [a, b] = many(2) as [Movement, Movement];
    const found = differences([b, ONE], [a]);
    expect(found.map(({ trade }) => trade)).toEqual([a.trade, b.trade, ONE.trade].sort());
    expect(found[0]).toStrictEqual({
      ...{ trade: a.trade, attempt: 1, kind: "captured" },
      ...{ carrier: null, till: { amount: 1, currency: JPY } },
    });
    expect(differences([ONE], [])[0]).toMatchObject({ order: "cap_1", till: null });
  });

  it("[LE63] asks no more once there are as many differences as are named", async () => {
    const asked: string[] = [];
    const all = many(200);
    const of = (movements: readonly Movement[]) => async (range: { from: string; end: string }) => {
      asked.push(range.from);
      return countOf(movements.filter(({ trade }) => trade >= range.from && trade < range.end));
    };
    const found = await bisect(of(all), of([]), { from: "trd_", end: "trd_9" });
    expect(found).toHaveLength(DIFFERENCES_MAX);
    // The lower half has them all: the upper half, from the middle trade on, is never asked for.
    expect(asked.filter((from) => from >= "trd_0100")).toEqual([]);
  });
});
