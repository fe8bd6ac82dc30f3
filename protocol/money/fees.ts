/**
 * Fees: what the carrier keeps of a register's sales, by a schedule per currency: fixed + rate. Exact and
 * pure. Fees depend on sums, never on the way to them: a sale captured in parts costs what it costs at
 * once, and one that is given back whole, under `returned`, cost nothing. Rules [LE40], [LE41].
 */

import * as v from "valibot";
import { assert } from "../assert.ts";
import { FEE_FIXED_MAX, FEE_SCHEDULES_MAX } from "../limits.ts";
import { Currency, MinorUnits } from "./money.ts";

const MILLION = 1_000_000;

export const FeeSchedule = v.strictObject({
  currency: Currency,
  /** minor units, of each sale */
  fixed: v.pipe(MinorUnits, v.maxValue(FEE_FIXED_MAX)),
  /** parts per million of the amount: 25_000 is 2.5 % */
  rate_ppm: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MILLION)),
  /** whether the fee of what is refunded is kept or given back */
  refunds: v.picklist(["kept", "returned"]),
});
export type FeeSchedule = v.InferOutput<typeof FeeSchedule>;

/** All schedules of a register: one at most per currency; without one a sale costs nothing. */
export const FeeSchedules = v.pipe(
  v.array(FeeSchedule),
  v.maxLength(FEE_SCHEDULES_MAX),
  v.check(
    (all) => new Set(all.map(({ currency }) => currency)).size === all.length,
    "a currency has one schedule",
  ),
);
export type FeeSchedules = v.InferOutput<typeof FeeSchedules>;

/** Minor units; negative where it is given back. */
export interface Fee {
  /** all of it, rounding included */
  readonly amount: number;
  /** what of it came by rounding: −1, 0 or 1 */
  readonly rounding: number;
}

export const NO_FEE: Fee = { amount: 0, rounding: 0 };

/**
 * [LE40] fixed + rate, rounded half up to the minor unit, and never more than the amount.
 * @param amount minor units, ≥ 0; of nothing the fee is nothing
 */
export function feeOf(schedule: FeeSchedule | undefined, amount: number): Fee {
  assert(Number.isSafeInteger(amount) && amount >= 0, "[LE2] a fee is of a safe amount");
  if (!schedule) return NO_FEE;
  const rated = BigInt(amount) * BigInt(schedule.rate_ppm);
  const [million, half] = [BigInt(MILLION), BigInt(MILLION / 2)];
  const rounded = cappedAt(amount, BigInt(schedule.fixed) + (rated + half) / million);
  const floor = cappedAt(amount, BigInt(schedule.fixed) + rated / million);
  return { amount: rounded, rounding: rounded - floor };
}

function cappedAt(amount: number, fee: bigint): number {
  return fee > BigInt(amount) ? amount : Number(fee);
}

/**
 * [LE41] What a further capture is charged; the first and only one of a sale: `capturedBefore` is 0.
 * @param amount minor units, > 0
 */
export function feeOfCapture(
  schedule: FeeSchedule | undefined,
  capturedBefore: number,
  amount: number,
): Fee {
  return minus(feeOf(schedule, capturedBefore + amount), feeOf(schedule, capturedBefore));
}

/**
 * [LE41] What a refund gives back of the fee: nothing where it is kept.
 * @param before minor units: what was captured in all, and what of it was refunded before
 * @param amount minor units, > 0
 */
export function feeBackOfRefund(
  schedule: FeeSchedule | undefined,
  { captured, refundedBefore }: { readonly captured: number; readonly refundedBefore: number },
  amount: number,
): Fee {
  if (schedule?.refunds !== "returned") return NO_FEE;
  const left = captured - refundedBefore;
  assert(amount <= left, "no more is refunded than was captured");
  return minus(feeOf(schedule, left), feeOf(schedule, left - amount));
}

function minus(a: Fee, b: Fee): Fee {
  return { amount: a.amount - b.amount, rounding: a.rounding - b.rounding };
}
