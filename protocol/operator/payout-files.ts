/** The operator's messages about payouts and the files that his bank takes: schema and type of the same name. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { PayoutId, RegisterId } from "../ids.ts";
import { UNPAGED_ENTRIES_MAX } from "../limits.ts";
import { CURRENCIES } from "../money/currencies.ts";
import { Currency, MinorUnits } from "../money/money.ts";
import { BankAccount } from "../register/payout-account.ts";
import { Time } from "../signing/signed-objects.ts";

/** Of a file for the bank, and its message id: mode, currency and number. */
export const PayoutFileId = v.pipe(
  v.string(),
  v.maxLength(30),
  v.regex(/^WARIFU-(TEST|LIVE)-[A-Z]{3}-\d{6,12}$/, "not a payout file"),
);

/** POST /v1/payouts/files: all payouts of the currency that are in no file yet. */
export const MakePayoutFile = v.strictObject({ currency: Currency });
export type MakePayoutFile = v.InferOutput<typeof MakePayoutFile>;

export const PayoutFile = v.object({
  id: PayoutFileId,
  currency: Currency,
  payouts: v.number(),
  /** minor units, as a decimal integer: it may leave the safe integers */
  total: textUpTo(30),
  created: Time,
  /** when the operator said that his bank has it */
  sent: v.exactOptional(Time),
});
export type PayoutFile = v.InferOutput<typeof PayoutFile>;

/** A payout as the bank is told it: the account as it was set when it was ordered. */
export const BankPayout = v.object({
  id: PayoutId,
  register: RegisterId,
  currency: Currency,
  amount: MinorUnits,
  account: BankAccount,
  /** when it was ordered */
  at: Time,
});
export type BankPayout = v.InferOutput<typeof BankPayout>;

/** GET /v1/payouts: what is in no file yet, and the files, the latest first. */
export const PayoutsOverview = v.object({
  waiting: listUpTo(
    CURRENCIES.length,
    v.object({ currency: Currency, payouts: v.number(), total: textUpTo(30) }),
  ),
  files: listUpTo(UNPAGED_ENTRIES_MAX, PayoutFile),
});
export type PayoutsOverview = v.InferOutput<typeof PayoutsOverview>;

/** ISO 20022's external status reason, as the bank's answer has it: AC04 (closed account), AM09 (wrong amount) … */
export const ReturnReason = v.pipe(
  v.string(),
  v.maxLength(4),
  v.regex(/^[A-Z0-9]{4}$/, "not a reason code"),
);

/** POST /v1/payouts/:payout/return: the bank sent it back. */
export const ReturnPayout = v.strictObject({ reason: ReturnReason });
export type ReturnPayout = v.InferOutput<typeof ReturnPayout>;

/** `told`: the register has its money again; else send it again. */
export const ReturnedPayout = v.object({
  payout: PayoutId,
  currency: Currency,
  amount: MinorUnits,
  reason: ReturnReason,
  returned_at: Time,
  told: v.boolean(),
});
export type ReturnedPayout = v.InferOutput<typeof ReturnedPayout>;
