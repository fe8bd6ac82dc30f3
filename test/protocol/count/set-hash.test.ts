// The sums by which both sides of a till are compared: SHA-256 against Node's own, and a hash of a set that adds up
// in any order and comes apart again.

import { createHash } from "node:crypto";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  counted,
  type Digest,
  digestOf,
  hourKey,
  hourKeyOf,
  isSame,
  type Movement,
  mergedHours,
  minus,
  movementOf,
  NOTHING,
  parseHourKey,
  plus,
  sumOf,
} from "../../../protocol/count/set-hash.ts";
import { Currency } from "../../../protocol/money/money.ts";
import { sha256Now } from "../../../protocol/signing/sha256.ts";
import type { Receipt } from "../../../protocol/signing/signed-objects.ts";
import { aRealm, aTradeId as tradeIdOf } from "../../support/builders/realm.ts";

describe("SHA-256 without a promise", () => {
  it("[LE60] is FIPS 180-4's: the empty text and abc", () => {
    const hex = (text: string) => Buffer.from(sha256Now(Buffer.from(text))).toString("hex");
    expect(hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("[LE60] is Node's own for any bytes", () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes, (given) => {
        const theirs = createHash("sha256").update(given).digest("hex");
        expect(Buffer.from(sha256Now(given)).toString("hex")).toBe(theirs);
      }),
    );
  });
});

const realm = await aRealm();
const aTradeId = () => tradeIdOf(realm);
const JPY = v.parse(Currency, "JPY");
const USD = v.parse(Currency, "USD");
const trades = Array.from({ length: 5 }, () => aTradeId());

const movements: fc.Arbitrary<Movement> = fc
  .record({
    trade: fc.constantFrom(...trades),
    attempt: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom("settled", "captured", "refunded"),
    order: fc.constantFrom(undefined, "cap_1", "cap_2"),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constantFrom(JPY, USD),
    at: fc.integer({ min: 0, max: 10 * 3_600_000 }),
  })
  .map(({ order, ...rest }) => (order ? { ...rest, order } : rest) as Movement);

const digestsOf = (list: readonly Movement[]): Digest => sumOf(list.map(digestOf));

describe("a digest", () => {
  it("[LE60] adds up in any order and any grouping", () => {
    fc.assert(
      fc.property(fc.array(movements), fc.nat(), (list, cut) => {
        const at = list.length === 0 ? 0 : cut % list.length;
        const turned = [...list.slice(at), ...list.slice(0, at)].reverse();
        const whole = digestsOf(list);
        expect(isSame(digestsOf(turned), whole)).toBe(true);
        const halves = plus(digestsOf(list.slice(0, at)), digestsOf(list.slice(at)));
        expect(halves).toEqual(whole);
      }),
    );
  });

  it("[LE60] comes apart again, down to nothing", () => {
    fc.assert(
      fc.property(fc.array(movements), movements, (list, one) => {
        const before = digestsOf(list);
        expect(minus(plus(before, digestOf(one)), digestOf(one))).toEqual(before);
        expect(minus(before, before)).toEqual(NOTHING);
      }),
    );
  });

  it("[LE60] tells any movement from any other: trade, attempt, kind, order, amount, currency", () => {
    fc.assert(
      fc.property(movements, movements, (a, b) => {
        const { at: _, ...one } = a;
        const { at: __, ...other } = b;
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(isSame(digestOf(a), digestOf(b))).toBe(same);
      }),
    );
  });

  it("[LE60] is not the same when only its sums or its count differ", () => {
    const trade = aTradeId();
    const one = digestOf({
      ...{ trade, attempt: 1, kind: "settled", amount: 5, currency: JPY, at: 0 },
    });
    expect(isSame(one, { ...one, count: 2 })).toBe(false);
    expect(isSame(one, { ...one, sums: { [JPY]: 6 } })).toBe(false);
    expect(isSame(one, { ...one, sums: { [JPY]: 5, [USD]: 1 } })).toBe(false);
    expect(isSame(one, { ...one, sums: { [JPY]: 5, [USD]: 0 } })).toBe(true);
  });

  it("[LE60] counts what is given back negative", () => {
    const trade = aTradeId();
    const paid = digestOf({
      ...{ trade, attempt: 1, kind: "settled", amount: 500, currency: JPY, at: 0 },
    });
    const back = digestOf({
      ...{ trade, attempt: 1, kind: "refunded", order: "rfd_1", amount: 200 },
      ...{ currency: JPY, at: 0 },
    });
    expect(plus(paid, back)).toMatchObject({ count: 2, sums: { [JPY]: 300 } });
  });
});

describe("an hour", () => {
  it("[LE61] is the one of the receipt's time, at the trade's till", () => {
    const trade = aTradeId();
    const before: Movement = {
      ...{ trade, attempt: 1, kind: "settled", amount: 5, currency: JPY },
      at: 7 * 3_600_000 - 1,
    };
    const key = hourKeyOf(before);
    expect(parseHourKey(key)).toMatchObject({ hour: 6 });
    expect(hourKey(parseHourKey(key))).toBe(key);
    expect(hourKeyOf({ ...before, at: before.at + 1 })).toBe(key.replace(/6$/, "7"));
  });

  it("[LE61] keeps its own sums, and two counts of one till are merged hour by hour", () => {
    fc.assert(
      fc.property(fc.array(movements), fc.array(movements), (a, b) => {
        const count = (list: readonly Movement[]) => list.reduce(counted, {});
        expect(mergedHours([count(a), count(b)])).toEqual(count([...a, ...b]));
      }),
    );
  });
});

describe("a receipt", () => {
  const receipt = { trade: aTradeId(), attempt: 2, amount: 7, currency: JPY, time: 9 } as Receipt;

  it("[LE60] of what was settled, captured or refunded is a movement", () => {
    for (const outcome of ["settled", "captured", "refunded"] as const)
      expect(movementOf({ ...receipt, outcome })).toMatchObject({ kind: outcome, at: 9 });
    const order = "cap_test_1" as never;
    expect(movementOf({ ...receipt, outcome: "captured", order })).toMatchObject({ order });
  });

  it("[LE60] of what moved nothing to or from the register is none", () => {
    for (const outcome of ["refused", "authorized", "voided"] as const)
      expect(movementOf({ ...receipt, outcome })).toBe(undefined);
  });
});
