/**
 * What a till answers when it is asked what it has counted: schemas for the carrier's side of that boundary
 * [MS1]. Beyond the form, an answer must be one to the question: of that till, of that range, and summing to
 * what it says. Anything else is no answer: unknown, and never equal [LE89].
 */

import * as v from "valibot";
import { TradeId } from "../ids.ts";
import { Amount, Currency } from "../money/money.ts";
import { Attempt, Time } from "../signing/signed-objects.ts";
import type { Counted, IdRange } from "./bisection.ts";
import {
  digestOf,
  type HourDigests,
  hourKey,
  isSame,
  parseHourKey,
  sumOf,
  type TillHour,
} from "./set-hash.ts";

const Whole = v.pipe(v.number(), v.safeInteger());

const DigestAnswer = v.object({
  count: Whole,
  sums: v.record(Currency, Whole),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const MovementAnswer = v.object({
  trade: TradeId,
  attempt: Attempt,
  kind: v.picklist(["settled", "captured", "refunded"]),
  order: v.exactOptional(v.string()),
  amount: Amount,
  currency: Currency,
  at: Time,
});

const CountedAnswer = v.object({
  digest: DigestAnswer,
  movements: v.exactOptional(v.array(MovementAnswer)),
  middle: v.exactOptional(TradeId),
});

/** Since when a till is frozen; null for one that was never set up. */
export const FrozenAnswer = v.nullable(Time);

/** Hours that nobody asked for: those in the till's own row are a few. */
const UNASKED_MAX = 100;

/** @param asked how many hours were asked for @throws for anything else than hours of this till */
export function hourDigestsIn(
  answer: unknown,
  { register, till }: Omit<TillHour, "hour">,
  asked: number,
): HourDigests {
  const digests = v.parse(v.record(v.string(), DigestAnswer), answer);
  const keys = Object.keys(digests);
  const isHour = (key: string) => {
    const { hour } = parseHourKey(key);
    return Number.isSafeInteger(hour) && key === hourKey({ register, till, hour });
  };
  if (keys.length > asked + UNASKED_MAX || !keys.every(isHour)) throw new Error("no such hours");
  return digests;
}

/** @throws for anything else than a count of this range */
export function countedIn(answer: unknown, { from, end }: IdRange): Counted {
  const counted = v.parse(CountedAnswer, answer);
  const { digest, movements, middle } = counted;
  // A range that is halved anywhere else would be asked about for ever.
  if (middle !== undefined && !(from < middle && middle < end)) throw new Error("no such middle");
  const isWithin = movements?.every(({ trade }) => from <= trade && trade < end) ?? true;
  if (movements && !(isWithin && isSame(sumOf(movements.map(digestOf)), digest)))
    throw new Error("the movements aren't what was counted");
  if (!movements && middle === undefined) throw new Error("neither movements nor a middle");
  return counted;
}
