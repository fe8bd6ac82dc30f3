/**
 * Payouts: what a register is paid, by currency and numbered: its messages between register server and
 * synchronous server. Requests are strict, answers are open, as in messages.ts.
 */

import * as v from "valibot";
import { PayoutId, RegisterId, TradeId } from "./ids.ts";
import { Currency, MinorUnits } from "./money.ts";
import { Time } from "./signed-objects.ts";

const Change = v.pipe(v.number(), v.safeInteger());

/** What a till was credited or gave: a sale by its number, anything else by its reference. Minor units; amount − fee = net. */
export const PayoutEntry = v.object({
  /** `sale`, `capture`, `refund` …, `loan` (lent for a refund: it is in the till's and, the other way, in the register's list) */
  kind: v.string(),
  till: v.number(),
  sale: v.exactOptional(v.number()),
  ref: v.exactOptional(v.string()),
  trade: v.exactOptional(TradeId),
  reference: v.exactOptional(v.string()),
  amount: Change,
  fee: Change,
  net: Change,
  at: Time,
});
export type PayoutEntry = v.InferOutput<typeof PayoutEntry>;

/**
 * `collecting`: the tills give what they have; `ordering`: the carrier is asked; `ordered`: it stands in its
 * books; `paid`: its bank was told; `refused`: the money goes into the next payout.
 */
export const PayoutStatus = v.picklist(["collecting", "ordering", "ordered", "paid", "refused"]);
export type PayoutStatus = v.InferOutput<typeof PayoutStatus>;

export const PayoutView = v.object({
  id: PayoutId,
  object: v.literal("payout"),
  register: RegisterId,
  currency: Currency,
  /** of this register and currency, from 1 */
  number: v.number(),
  status: PayoutStatus,
  /** minor units, once all tills have given */
  amount: v.exactOptional(MinorUnits),
  /** why, once refused */
  code: v.exactOptional(v.string()),
  created: Time,
  updated: Time,
});
export type PayoutView = v.InferOutput<typeof PayoutView>;
