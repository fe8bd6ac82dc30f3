// From two counts that differ to the very movements: bisection finds what a comparison of the whole lists finds, and
// asks little where there is little to find.

import fc from "fast-check";
import * as v from "valibot";
import { expect, it } from "vitest";
import {
  bisect,
  countOf,
  DIFFERENCES_MAX,
  differences,
  type IdRange,
} from "../../../protocol/count/bisection.ts";
import type { Movement } from "../../../protocol/count/set-hash.ts";
import { tillIdRange } from "../../../protocol/ids.ts";
import { Currency } from "../../../protocol/money/money.ts";
import { aRealm, aTradeId } from "../../support/builders/realm.ts";

const JPY = v.parse(Currency, "JPY");
const realm = await aRealm();
const WHOLE = tillIdRange(realm.register, 0);
const sales: Movement[] = Array.from({ length: 300 }, (_, at) => ({
  ...{ trade: aTradeId(realm), attempt: 1, kind: "settled", amount: 100 + at, currency: JPY },
  at,
}));
sales.sort((a, b) => (a.trade < b.trade ? -1 : 1));

function side(movements: readonly Movement[]) {
  const asked: IdRange[] = [];
  const ask = async (range: IdRange) => {
    asked.push(range);
    return countOf(movements.filter(({ trade }) => trade >= range.from && trade < range.end));
  };
  return { ask, asked };
}

const some = fc.array(fc.constantFrom(...sales), { maxLength: 6 });

it("[LE63] finds what either side lacks or has with another amount, and nothing else", async () => {
  const property = fc.asyncProperty(some, some, some, async (lost, extra, changed) => {
    const carrier = sales.filter((one) => !extra.includes(one));
    const till = sales
      .filter((one) => !lost.includes(one))
      .map((one) => (changed.includes(one) ? { ...one, amount: one.amount + 1 } : one));
    const found = await bisect(side(carrier).ask, side(till).ask, WHOLE);
    const byTrade = (a: { trade: string }, b: { trade: string }) => (a.trade < b.trade ? -1 : 1);
    expect(found.sort(byTrade)).toEqual(differences(carrier, till).sort(byTrade));
  });
  await fc.assert(property, { numRuns: 60 });
});

it("[LE63] names the trade with what each side has", async () => {
  const [one, ...rest] = sales as [Movement, ...Movement[]];
  const { trade, attempt, kind, amount, currency } = one;
  const named = { trade, attempt, kind };
  expect(await bisect(side(sales).ask, side(rest).ask, WHOLE)).toEqual([
    { ...named, carrier: { amount, currency }, till: null },
  ]);
  const other = { ...one, amount: 1 };
  expect(await bisect(side(sales).ask, side([other, ...rest]).ask, WHOLE)).toEqual([
    { ...named, carrier: { amount, currency }, till: { amount: 1, currency } },
  ]);
});

it("[LE63] asks once where both sides agree, and a handful of times for one trade of many", async () => {
  const agreed = side(sales);
  expect(await bisect(agreed.ask, side(sales).ask, WHOLE)).toEqual([]);
  expect(agreed.asked).toHaveLength(1);
  const carrier = side(sales);
  await bisect(carrier.ask, side(sales.slice(1)).ask, WHOLE);
  expect(carrier.asked.length).toBeLessThan(12);
});

it("[LE63] tells captures and refunds of one trade apart, however many there are", async () => {
  const [{ trade }] = sales as [Movement];
  const orders = Array.from({ length: 80 }, (_, at): Movement => {
    const kind = at % 2 === 0 ? "captured" : "refunded";
    return { trade, attempt: 1, kind, order: `order ${at}`, amount: 5, currency: JPY, at };
  });
  const found = await bisect(side(orders).ask, side(orders.slice(1)).ask, WHOLE);
  expect(found).toMatchObject([{ trade, kind: "captured", order: "order 0", till: null }]);
});

it(`[LE63] names ${DIFFERENCES_MAX} at most: more are one fault, not many`, async () => {
  const found = await bisect(side(sales).ask, side([]).ask, WHOLE);
  expect(found).toHaveLength(DIFFERENCES_MAX);
});
