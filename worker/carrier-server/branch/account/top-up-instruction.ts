/**
 * The standing top-up instruction, pure: when a payment would leave too little in a prepaid currency, money
 * comes in from clearing first, in the turn that settles the payment and as a transfer of its own [LE75]. What
 * came in this month stands in the account's row, so that no number of payments passes the month's most [LE76].
 */

import { modeOf } from "../../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../../protocol/money/money.ts";
import { periodStart } from "../../../../protocol/money/period.ts";
import type { Instruction } from "../../../../protocol/operator/operator.ts";
import { type Account, availableOf, fundsOf, post, roomFor, topUp } from "../ledger.ts";
import type { StoredTransfer } from "../turn.ts";

/** `amount` minor units since `since`, the start of a month in ms since the epoch. */
interface Month {
  readonly since: number;
  readonly amount: number;
}

type ByCurrency<T> = Readonly<Partial<Record<Currency, T>>>;

export interface TopUps {
  readonly instructions: ByCurrency<Instruction>;
  /** kept when an instruction is changed or taken away: a new one doesn't begin the month anew */
  readonly made: ByCurrency<Month>;
}

export const NO_TOP_UPS: TopUps = { instructions: {}, made: {} };

interface Asked {
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
}

/** @returns minor units topped up in the calendar month (UTC) that `now` is in */
export function toppedUpIn({ topUps }: Account, currency: Currency, now: number): number {
  const month = topUps.made[currency];
  return month && month.since >= periodStart("month", now) ? month.amount : 0;
}

/** What the instruction would bring in before this payment, minor units; 0 where it brings nothing. */
export function topUpBefore(account: Account, { amount, currency }: Asked, now: number): number {
  const instruction = account.topUps.instructions[currency];
  if (!instruction) return 0;
  const there = availableOf(account, currency);
  const made = toppedUpIn(account, currency, now);
  const called = there - amount < instruction.below;
  const within = made + instruction.amount <= instruction.month_max;
  const fits = instruction.amount <= roomFor(account, currency);
  return called && within && fits ? instruction.amount : 0;
}

/** What may leave the account in this payment, minor units ≥ 0: with what the instruction brings in for it. */
export function fundsFor(account: Account, asked: Asked, now: number): number {
  return fundsOf(account, asked.currency, topUpBefore(account, asked, now));
}

export interface ToppedUp {
  readonly account: Account;
  readonly transfer: StoredTransfer;
}

/**
 * [LE75] The top-up that this payment calls for. Only where the payment is then made.
 * @param payment `trade#attempt`: the top-up is made once for it
 */
export function topUpFor(
  account: Account,
  asked: Asked,
  payment: string,
  now: number,
): ToppedUp | undefined {
  const amount = topUpBefore(account, asked, now);
  if (amount === 0) return undefined;
  const { currency } = asked;
  const made = topUp(account.id, modeOf(account.id), amount, currency);
  // Not `top_up/`: that is followed by a key of the operator's own choice, which could be this text.
  const transfer = { ...made, id: `instruction/${payment}`, kind: "top_up", at: now } as const;
  const before = account.topUps.made[currency]?.since ?? 0;
  // Never back into an earlier month, as the counters of spending.
  const since = Math.max(before, periodStart("month", now));
  const month = { since, amount: addMinor(toppedUpIn(account, currency, now), amount) };
  const topUps = { ...account.topUps, made: { ...account.topUps.made, [currency]: month } };
  return { account: { ...post(account, made), topUps }, transfer };
}
