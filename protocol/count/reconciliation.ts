/** The operator's messages about reconciliation: what both sides of the tills have counted, and where they differ. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { RegisterId, TradeId } from "../ids.ts";
import { IDEMPOTENCY_KEY_CHARS_MAX, PAGE_ENTRIES_MAX, UNPAGED_ENTRIES_MAX } from "../limits.ts";
import { Amount, Currency } from "../money/money.ts";
import { Attempt, Time } from "../signing/signed-objects.ts";

const TillNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Side = v.nullable(v.object({ amount: Amount, currency: Currency }));

/** A movement that one side hasn't (null), or has with another amount. */
const DifferingTrade = v.object({
  trade: TradeId,
  attempt: Attempt,
  kind: v.picklist(["settled", "captured", "refunded"]),
  order: v.exactOptional(textUpTo(60)),
  carrier: Side,
  till: Side,
});

export const Mismatch = v.object({
  register: RegisterId,
  till: TillNumber,
  /** where the hour begins */
  hour: Time,
  trades: listUpTo(UNPAGED_ENTRIES_MAX, DifferingTrade),
  /** whose kept count isn't what its own rows come to; with no trades, that is the whole difference */
  miscounted: listUpTo(2, v.picklist(["carrier", "till"])),
  found_at: Time,
  /** null: the till could not be frozen, since it was never set up */
  frozen_since: v.nullable(Time),
});
export type Mismatch = v.InferOutput<typeof Mismatch>;

const Thaw = v.object({
  number: v.number(),
  /** the start of the operator key's hash */
  operator: textUpTo(60),
  act: v.literal("thaw_till"),
  asked: v.object({ register: RegisterId, till: TillNumber }),
  at: Time,
  idempotency_key: textUpTo(IDEMPOTENCY_KEY_CHARS_MAX),
});

/** GET /v1/reconciliation: compared now. */
export const ReconciliationReport = v.object({
  /** (till, hour)s whose two counts differ at this moment [LE62] */
  difference: Count,
  checked_at: Time,
  /** (till, hour)s that were ever compared */
  till_hours: Count,
  /** of the difference: younger than 60 s, or of a till that doesn't answer */
  in_flight: Count,
  /** until the operator thaws the till, whether or not the counts are equal by now */
  mismatches: listUpTo(UNPAGED_ENTRIES_MAX, Mismatch),
  /** the operator's latest acts here, the last one first [LE17] */
  acts: listUpTo(PAGE_ENTRIES_MAX, Thaw),
});
export type ReconciliationReport = v.InferOutput<typeof ReconciliationReport>;

/** POST /v1/reconciliation/thaws, and its answer. */
export const ThawTill = v.strictObject({ register: RegisterId, till: TillNumber });
export type ThawTill = v.InferOutput<typeof ThawTill>;
export const ThawnTill = v.object({ ...ThawTill.entries, thawn_at: Time });
export type ThawnTill = v.InferOutput<typeof ThawnTill>;
