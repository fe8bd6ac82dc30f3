/**
 * Looks into an hour whose counts differ: which movements, by both sides' rows [LE63]. Most trades' ids have
 * their time in front, so the ids of about that hour come first, and the till's other ids only if need be.
 */

import {
  bisect,
  type Counted,
  type Difference,
  type IdRange,
  together,
} from "../../../protocol/count/bisection.ts";
import {
  type Digest,
  HOUR_MS,
  isSame,
  parseHourKey,
  sumOf,
} from "../../../protocol/count/set-hash.ts";
import { tillIdRange } from "../../../protocol/ids.ts";
import { TRADE_LIFETIME_MAX_MS } from "../../../protocol/limits.ts";
import type { CountQuestion } from "../carrier.ts";
import type { HourState } from "./compare.ts";

export interface Counters {
  /** each branch */
  readonly branches: readonly ((question: CountQuestion) => Promise<Counted>)[];
  readonly till: (question: CountQuestion) => Promise<Counted>;
}

export interface Finding {
  readonly trades: readonly Difference[];
  /** sides whose kept count isn't what their rows come to */
  readonly miscounted: readonly ("carrier" | "till")[];
}

/** @param until what is younger is left out, ms since the epoch; undefined: nothing is */
export async function examine(
  { key, carrier, till }: HourState,
  counters: Counters,
  until: number | undefined,
): Promise<Finding> {
  const ask = asking(key, counters, until ?? Number.MAX_SAFE_INTEGER);
  for (const range of rangesOf(key)) {
    const trades = await bisect(ask.carrier, ask.till, range);
    if (trades.length > 0) return { trades, miscounted: [] };
  }
  // Both have the same movements. While they change, a count and its rows are of two moments.
  if (until !== undefined || till === null) return { trades: [], miscounted: [] };
  const rows = async (side: (range: IdRange) => Promise<Counted>) =>
    sumOf((await Promise.all(rangesOf(key).map(side))).map(({ digest }) => digest));
  const wrong = async (side: "carrier" | "till", kept: Digest) =>
    isSame(await rows(ask[side]), kept) ? [] : [side];
  return {
    trades: [],
    miscounted: [...(await wrong("carrier", carrier)), ...(await wrong("till", till))],
  };
}

/** Whether the rows of about that hour alone come to what both sides kept: mostly they do, and nothing else is read. */
export async function isBorneOut(
  { key, carrier, till }: HourState,
  counters: Counters,
): Promise<boolean> {
  const ask = asking(key, counters, Number.MAX_SAFE_INTEGER);
  const [range] = rangesOf(key);
  const [theirs, ours] = await Promise.all([ask.carrier(range), ask.till(range)]);
  return till !== null && isSame(theirs.digest, carrier) && isSame(ours.digest, till);
}

function asking(key: string, { branches, till }: Counters, until: number) {
  const hour = parseHourKey(key);
  return {
    carrier: async (range: IdRange) =>
      together(await Promise.all(branches.map((ask) => ask({ ...hour, ...range, until })))),
    till: (range: IdRange) => till({ ...hour, ...range, until }),
  };
}

/** A trade is settled within a day of its creation, whose time is in its id; captures and refunds come later. */
function rangesOf(key: string): [IdRange, IdRange, IdRange] {
  const { register, till, hour } = parseHourKey(key);
  const begin = hour * HOUR_MS;
  const near = tillIdRange(
    register,
    till,
    begin - TRADE_LIFETIME_MAX_MS - 2 * HOUR_MS,
    begin + 2 * HOUR_MS,
  );
  const all = tillIdRange(register, till);
  return [near, { from: all.from, end: near.from }, { from: near.end, end: all.end }];
}
