// What counts as an answer of a till that is asked what it has counted, and what is none.

import { describe, expect, it } from "vitest";
import { countOf } from "../../../protocol/count/bisection.ts";
import { countedIn, hourDigestsIn } from "../../../protocol/count/counted.ts";
import { digestOf, hourKey, type Movement, NOTHING } from "../../../protocol/count/set-hash.ts";
import { parseTradeId, type TradeId, tillIdRange } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { aRealm, aTradeId, NOW } from "../../support/builders/realm.ts";

const realm = await aRealm();
const trade = aTradeId(realm);
const { register, till } = parseTradeId(trade);
const range = tillIdRange(register, till);
const movement = (id: TradeId = trade): Movement => ({
  ...{ trade: id, attempt: 1, kind: "settled", amount: 100 },
  ...{ currency: "JPY" as Currency, at: NOW },
});
const key = hourKey({ register, till, hour: 7 });

describe("[LE89] the hours of a till", () => {
  const heard = (answer: unknown, asked = 1) => hourDigestsIn(answer, { register, till }, asked);

  it("are its digests, those that were asked for and some more", () => {
    const digest = digestOf(movement());
    const digests = { [key]: digest, [hourKey({ register, till, hour: 8 })]: NOTHING };
    expect(heard(digests)).toEqual(digests);
  });

  it.each([
    ["null", null],
    ["no digest", { [key]: 1 }],
    ["a fraction", { [key]: { ...NOTHING, count: 1.5 } }],
    ["an unsafe sum", { [key]: { ...NOTHING, sums: { JPY: 2 ** 53 } } }],
    ["no currency", { [key]: { ...NOTHING, sums: { XYZ: 1 } } }],
    ["no hash", { [key]: { ...NOTHING, hash: "g".repeat(64) } }],
    ["another till", { [hourKey({ register, till: till + 1, hour: 7 })]: NOTHING }],
    ["no hour", { [`${register}/${till}/NaN`]: NOTHING }],
    ["an hour spelt otherwise", { [`${register}/${till}/07`]: NOTHING }],
    ["no key", { "": NOTHING }],
  ])("aren't %s", (_, answer) => {
    expect(() => heard(answer)).toThrow();
  });

  it("aren't any number of hours", () => {
    const hours = Array.from({ length: 200 }, (_, hour) => hourKey({ register, till, hour }));
    const answer = Object.fromEntries(hours.map((one) => [one, NOTHING]));
    expect(() => heard(answer)).toThrow();
    expect(Object.keys(heard(answer, 200))).toHaveLength(200);
  });
});

describe("[LE89] a till's count of a range", () => {
  it("is what it counts, listed or halved", () => {
    const few = countOf([movement()]);
    expect(countedIn(few, range)).toEqual(few);
    const many = countOf(Array.from({ length: 80 }, () => movement(aTradeId(realm))));
    expect(many.middle).toBeDefined();
    expect(countedIn(many, range)).toEqual(many);
  });

  const listed = countOf([movement()]);
  it.each<[string, unknown]>([
    ["null", null],
    ["a digest alone", { digest: NOTHING }],
    ["movements that don't sum to it", { ...listed, digest: NOTHING }],
    ["movements of nothing", { ...listed, movements: [{ ...movement(), amount: 0 }] }],
    ["a middle at its start", { digest: NOTHING, middle: range.from }],
    ["no trade for a middle", { digest: NOTHING, middle: "trade" }],
  ])("isn't %s", (_, answer) => {
    expect(() => countedIn(answer, range)).toThrow();
  });

  it("isn't one of another range", () => {
    const beyond = { from: range.from, end: trade };
    expect(() => countedIn(countOf([movement()]), beyond)).toThrow();
    expect(() => countedIn({ digest: NOTHING, middle: trade }, beyond)).toThrow();
  });
});
