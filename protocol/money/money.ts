/**
 * Money: integer minor units and an ISO 4217 code. Never a float, never `Intl` for the decimals (money-text.ts writes
 * and reads it). Sums that leave the safe integers stop, they don't round. Rules [LE1], [LE2].
 */

import * as v from "valibot";
import { decimalsOf } from "./currencies.ts";

export { addMinor, sumMinor } from "./sum.ts";

/** An ISO 4217 code we know the decimals of. */
export const Currency = v.pipe(
  v.string(),
  v.length(3),
  v.check((code) => decimalsOf(code) !== undefined, "not an ISO 4217 currency"),
  v.brand("Currency"),
);
export type Currency = v.InferOutput<typeof Currency>;

/** Minor units: a safe integer, ≥ 0. */
export const MinorUnits = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export type MinorUnits = number;

/** What can be asked for: at least one minor unit. */
export const Amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export type Amount = number;

export interface Money {
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
}

export function isCurrency(code: string): code is Currency {
  return decimalsOf(code) !== undefined;
}
