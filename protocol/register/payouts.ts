/**
 * Payouts: what a register is paid, by currency and numbered: its messages between register server and
 * synchronous server. Requests are strict, answers are open, as in messages.ts.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { Mode, PayoutId, RegisterId, TradeId } from "../ids.ts";
import {
  PAGE_ENTRIES_MAX,
  REFERENCE_CHARS_MAX,
  SCHEDULE_CURRENCIES_MAX,
  STATEMENT_ENTRIES_MAX,
} from "../limits.ts";
import { CURRENCIES } from "../money/currencies.ts";
import { Amount, Currency, MinorUnits } from "../money/money.ts";
import { Time } from "../signing/signed-objects.ts";

const Change = v.pipe(v.number(), v.safeInteger());

/**
 * What changed a till's balance, or the register's: a sale by its number, anything else by its reference. Minor
 * units; amount − fee = net. Without a till it is the register's own.
 */
export const ShopEntry = v.object({
  /** `sale`, `capture`, `refund` …, `loan` (lent for a refund: it is the till's and, the other way, the register's), `collection`, `payout` */
  kind: textUpTo(40),
  till: v.exactOptional(v.number()),
  sale: v.exactOptional(v.number()),
  ref: v.exactOptional(textUpTo(120)),
  trade: v.exactOptional(TradeId),
  reference: v.exactOptional(textUpTo(REFERENCE_CHARS_MAX)),
  currency: Currency,
  amount: Change,
  fee: Change,
  net: Change,
  at: Time,
});
export type ShopEntry = v.InferOutput<typeof ShopEntry>;

/**
 * `collecting`: the tills give what they have; `ordering`: the carrier is asked; `ordered`: it stands in its
 * books; `paid`: its bank was told; `refused` by the carrier, or `returned` by the bank: the money goes into the next payout.
 */
export const PayoutStatus = v.picklist([
  ...(["collecting", "ordering", "ordered", "paid", "refused", "returned"] as const),
]);
export type PayoutStatus = v.InferOutput<typeof PayoutStatus>;

/** GET /v1/payouts/:payout/entries?limit=…&cursor=…: what it contains; the nets of all its entries sum to its amount. */
export const PayoutEntries = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, ShopEntry),
  next: v.exactOptional(textUpTo(60)),
});
export type PayoutEntries = v.InferOutput<typeof PayoutEntries>;

export const PayoutView = v.object({
  id: PayoutId,
  object: v.literal("payout"),
  mode: Mode,
  register: RegisterId,
  currency: Currency,
  /** of this register and currency, from 1 */
  number: v.number(),
  status: PayoutStatus,
  /** minor units, once all tills have given */
  amount: v.exactOptional(MinorUnits),
  /** why, once refused; once returned, the bank's reason */
  code: v.exactOptional(textUpTo(60)),
  created: Time,
  updated: Time,
  /** with `expand=entries`: the first page of what it contains */
  entries: v.exactOptional(PayoutEntries),
});
export type PayoutView = v.InferOutput<typeof PayoutView>;

/** POST /v1/payouts: all that the register has of the currency, now. */
export const RequestPayout = v.strictObject({ currency: Currency });
export type RequestPayout = v.InferOutput<typeof RequestPayout>;

/** GET /v1/payouts?limit=…&cursor=…: the latest first. */
export const PayoutList = v.object({
  payouts: listUpTo(PAGE_ENTRIES_MAX, PayoutView),
  next: v.exactOptional(textUpTo(60)),
});
export type PayoutList = v.InferOutput<typeof PayoutList>;

/** POST and GET /v1/payouts/schedule: at 00:00 UTC each day, Monday or first of a month; a currency with less than its minimum waits. */
export const PayoutSchedule = v.strictObject({
  every: v.picklist(["daily", "weekly", "monthly", "off"]),
  minimums: v.pipe(
    v.array(v.strictObject({ currency: Currency, amount: Amount })),
    v.maxLength(SCHEDULE_CURRENCIES_MAX),
    v.check(
      (all) => new Set(all.map(({ currency }) => currency)).size === all.length,
      "a currency has one minimum",
    ),
  ),
});
export type PayoutSchedule = v.InferOutput<typeof PayoutSchedule>;

/** GET /v1/journal?limit=…&cursor=…: every entry there ever was, till by till, the register's own last. */
export const ShopJournal = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, ShopEntry),
  next: v.exactOptional(textUpTo(60)),
});
export type ShopJournal = v.InferOutput<typeof ShopJournal>;

/**
 * GET /v1/journal/statements/2026-11: what the register's tills and the register itself have together, per currency;
 * opening + the entries' nets = closing [LE46]. Minor units.
 */
export const ShopStatement = v.object({
  register: RegisterId,
  /** of the UTC calendar */
  month: textUpTo(7),
  currencies: listUpTo(
    CURRENCIES.length,
    v.object({
      currency: Currency,
      opening: Change,
      /** by time; `payout_refused` gives back what a `payout` took */
      entries: listUpTo(STATEMENT_ENTRIES_MAX, v.object({ ...ShopEntry.entries, balance: Change })),
      closing: Change,
    }),
  ),
});
export type ShopStatement = v.InferOutput<typeof ShopStatement>;
