/** Amounts without a name: a test carrier does as some amounts say (TT4, TT5), and being slow there takes real time. */

import { NAMED_FAILURES, NAMED_ORDER_REFUSALS } from "../../protocol/test-failures.ts";

const NAMED = new Set([...NAMED_FAILURES, ...NAMED_ORDER_REFUSALS].map(({ amount }) => amount));

/** @returns the amount, or another one a little below it */
export function unnamed(amount: number): number {
  return NAMED.has(amount) ? unnamed(amount - 1) : amount;
}
