/** Sums of minor units: what leaves the safe integers stops, it is never rounded. Pure, and free of schemas. Rule [LE2]. */

import { assert } from "../assert.ts";

/** @throws InvariantError when a sum leaves the safe integers [LE2]. */
export function addMinor(a: number, b: number): number {
  const sum = a + b;
  assert(Number.isSafeInteger(a) && Number.isSafeInteger(b), "[LE2] minor units are safe integers");
  assert(Number.isSafeInteger(sum), "[LE2] a sum of minor units is a safe integer");
  return sum;
}

export function sumMinor(amounts: readonly number[]): number {
  return amounts.reduce(addMinor, 0);
}
