/**
 * Holds, pure: money of an account set aside for one trade, in a sub-account of the payer's own, until it is
 * captured, given up or its time is over. A hold stands in the account's row while it is open, so that
 * authorizing is two rows like settling; what became of it is in the orders. Rules [LE20] to [LE26].
 */

import { assert } from "../../../../protocol/assert.ts";
import { type AccountId, modeOf, type RegisterId, type TradeId } from "../../../../protocol/ids.ts";
import { type Fee, NO_FEE } from "../../../../protocol/money/fees.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { countSpent } from "../confirm/spending.ts";
import {
  type Account,
  feePostings,
  post,
  settlementAccount,
  type Transfer,
  transfer,
} from "../ledger.ts";

export interface Hold {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly register: RegisterId;
  readonly currency: Currency;
  /** minor units: all that was held, and what of it was captured so far */
  readonly amount: number;
  readonly captured: number;
  /** ms since the epoch: when it was authorized, and when it ends by itself */
  readonly at: number;
  readonly until: number;
}

const HELD = ":held";

/** The payer's own sub-account, so that what is held stays his in every report. */
export function heldAccount(account: AccountId): string {
  return `${account}${HELD}`;
}

export function isHeldAccount(account: string): boolean {
  return account.endsWith(HELD);
}

/** @returns minor units that can still be captured */
export function leftOf({ amount, captured }: Hold): number {
  return amount - captured;
}

export function holdOf(
  account: Account | undefined,
  { trade, attempt }: { readonly trade: TradeId; readonly attempt: number },
): Hold | undefined {
  return account?.holds.find((hold) => hold.trade === trade && hold.attempt === attempt);
}

/** [LE24] By the branch's clock, whether or not the alarm has come round to it. @param now ms since the epoch */
export function isOver({ until }: Hold, now: number): boolean {
  return now >= until;
}

/** What a hold does: the postings, and the account after them. */
export interface HoldChange {
  readonly transfer: Transfer;
  readonly account: Account;
}

/** [LE20] Sets the money aside. @param account with the payment counted as spent [LE26] */
export function authorize(account: Account, hold: Hold): HoldChange {
  const { amount, currency } = hold;
  assert(amount > 0 && hold.captured === 0, "an authorization holds money");
  const made = transfer(currency, [
    { account: account.id, amount: -amount },
    { account: heldAccount(account.id), amount },
  ]);
  const holds = [...account.holds, hold];
  return { transfer: made, account: { ...post(account, made), holds } };
}

/** [LE21] To the register without the fee; what is released with it goes back to the payer. */
export function capture(
  account: Account,
  hold: Hold,
  { amount, released, fee = NO_FEE }: { amount: number; released: number; fee?: Fee },
): HoldChange {
  assert(amount > 0 && amount + released <= leftOf(hold), "[LE22] captures never exceed the hold");
  assert(fee.amount >= 0 && fee.amount <= amount, "[LE40] a fee is no more than the amount");
  const made = transfer(hold.currency, [
    { account: heldAccount(account.id), amount: -(amount + released) },
    ...some(settlementAccount(hold.register), amount - fee.amount),
    ...feePostings(modeOf(account.id), fee),
    ...some(account.id, released),
  ]);
  const after = { ...hold, captured: hold.captured + amount };
  const ended = leftOf(after) === released;
  assert(ended || released === 0, "what is left of a hold is released whole");
  return { transfer: made, account: settled(account, made, hold, ended ? undefined : after) };
}

/** [LE23] [LE24] What is left goes back to the payer, and the hold is over. */
export function release(account: Account, hold: Hold): HoldChange {
  const left = leftOf(hold);
  const made = transfer(hold.currency, [
    { account: heldAccount(account.id), amount: -left },
    { account: account.id, amount: left },
  ]);
  return { transfer: made, account: settled(account, made, hold, undefined) };
}

/** The account after the transfer, with the hold as it is now, or without it. */
function settled(account: Account, made: Transfer, hold: Hold, after: Hold | undefined): Account {
  const holds = account.holds.flatMap((one) => {
    if (one !== hold) return one;
    return after ?? [];
  });
  assert(account.holds.includes(hold), "the hold is one of the account's");
  const back = made.postings.find((posting) => posting.account === account.id)?.amount ?? 0;
  // [LE26] What was never spent is uncounted, in the period that it was counted in.
  const spent = back === 0 ? account.spent : countSpent(account, { ...hold, amount: -back });
  return { ...post(account, made), spent, holds };
}

function some(account: string, amount: number) {
  return amount === 0 ? [] : [{ account, amount }];
}

/** What stands in the sub-account, by the account's row. @returns minor units by currency */
export function heldIn({ holds }: Pick<Account, "holds">): Partial<Record<Currency, number>> {
  const sums: Partial<Record<Currency, number>> = {};
  for (const hold of holds) sums[hold.currency] = (sums[hold.currency] ?? 0) + leftOf(hold);
  return sums;
}
