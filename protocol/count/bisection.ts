/**
 * From two sums that differ to the movements that differ: both sides answer for ranges of trade ids, and a
 * range that differs is halved until it is short enough to be listed [LE63]. Pure but for the asking.
 */

import type { TradeId } from "../ids.ts";
import type { Currency } from "../money/money.ts";
import { type Digest, digestOf, isSame, type Movement, sumOf } from "./set-hash.ts";

/** What one side has in a range of trade ids. */
export interface Counted {
  readonly digest: Digest;
  /** all of them, if they are few or of one trade */
  readonly movements?: readonly Movement[];
  /** else the trade that begins the second half of them */
  readonly middle?: TradeId;
}

/** Movements that are listed: a message of some kB. */
const LISTED_MAX = 64;
/** Differences that are named. More are one fault, not many. */
export const DIFFERENCES_MAX = 20;

export function countOf(movements: readonly Movement[]): Counted {
  const digest = sumOf(movements.map(digestOf));
  const trades = [...new Set(movements.map(({ trade }) => trade))].sort();
  const middle = trades[Math.floor(trades.length / 2)];
  if (movements.length <= LISTED_MAX || trades.length < 2 || middle === undefined)
    return { digest, movements };
  return { digest, middle };
}

/** What several have in one range. */
export function together(counts: readonly Counted[]): Counted {
  const digest = sumOf(counts.map((one) => one.digest));
  const middle = counts.find((one) => one.middle !== undefined)?.middle;
  if (middle !== undefined) return { digest, middle };
  return { digest, movements: counts.flatMap(({ movements = [] }) => movements) };
}

/** Ids from `from` up to, and not, `end`. */
export interface IdRange {
  readonly from: string;
  readonly end: string;
}

type Ask = (range: IdRange) => Promise<Counted>;

interface Side {
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
}

/** One movement that one side hasn't, or has with another amount. */
export interface Difference {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly kind: Movement["kind"];
  readonly order?: string;
  readonly carrier: Side | null;
  readonly till: Side | null;
}

/** @returns the first DIFFERENCES_MAX, by trade id; none when the two agree */
export async function bisect(carrier: Ask, till: Ask, range: IdRange): Promise<Difference[]> {
  const [theirs, ours] = await Promise.all([carrier(range), till(range)]);
  if (isSame(theirs.digest, ours.digest)) return [];
  const middle = theirs.middle ?? ours.middle;
  if (middle === undefined)
    return differences(theirs.movements ?? [], ours.movements ?? []).slice(0, DIFFERENCES_MAX);
  const low = await bisect(carrier, till, { from: range.from, end: middle });
  if (low.length >= DIFFERENCES_MAX) return low;
  const high = await bisect(carrier, till, { from: middle, end: range.end });
  return [...low, ...high].slice(0, DIFFERENCES_MAX);
}

export function differences(carrier: readonly Movement[], till: readonly Movement[]): Difference[] {
  const [theirs, ours] = [byName(carrier), byName(till)];
  return [...new Set([...theirs.keys(), ...ours.keys()])].sort().flatMap((name) => {
    const [a, b] = [theirs.get(name), ours.get(name)];
    const known = a ?? b;
    if (!known || (a && b && isSame(digestOf(a), digestOf(b)))) return [];
    const { trade, attempt, kind, order } = known;
    const named = { trade, attempt, kind, ...(order === undefined ? {} : { order }) };
    return [{ ...named, carrier: sideOf(a), till: sideOf(b) }];
  });
}

function byName(movements: readonly Movement[]): Map<string, Movement> {
  return new Map(
    movements.map((one) => [[one.trade, one.attempt, one.kind, one.order].join(" "), one]),
  );
}

function sideOf(movement: Movement | undefined): Side | null {
  return movement ? { amount: movement.amount, currency: movement.currency } : null;
}
