/**
 * The rules of accounts, pure: transfers whose postings sum to zero, balances that follow from them, and
 * whether an account can pay. Nothing here knows trades, storage or time. Rules [LE1] to [LE3].
 */

import { assert } from "../../../protocol/assert.ts";
import type { HourDigests } from "../../../protocol/count/set-hash.ts";
import { type AccountId, type Mode, modeOf, type RegisterId } from "../../../protocol/ids.ts";
import type { AccountStatus } from "../../../protocol/messages.ts";
import { type Fee, NO_FEE } from "../../../protocol/money/fees.ts";
import { addMinor, type Currency, sumMinor } from "../../../protocol/money/money.ts";
import type { Hash, PublicKey } from "../../../protocol/signing/signature.ts";
import type { TopUps } from "./account/top-up-instruction.ts";
import type { SpendingLimits, Spent } from "./confirm/spending.ts";
import type { StepUps } from "./confirm/step-up.ts";
import type { Hold } from "./order/hold.ts";
import type { Means } from "./step-up/means.ts";
import { type DeviceKey, deviceOf, type RecoveryKey } from "./terminal/device-keys.ts";

/** Minor units into an account, negative out of it. */
export interface Posting {
  readonly account: string;
  readonly amount: number;
}

export interface Transfer {
  readonly currency: Currency;
  readonly postings: readonly Posting[];
}

/** Minor units by currency. */
export type Amounts = Readonly<Partial<Record<Currency, number>>>;

/** The code by which the first terminal is bound to the account. Times are ms since the epoch. */
export interface Opening {
  readonly code: Hash;
  readonly issuedAt: number;
  readonly used?: { readonly by: PublicKey; readonly at: number };
}

export interface Account {
  readonly id: AccountId;
  readonly status: AccountStatus;
  readonly devices: readonly DeviceKey[];
  /** [TE12] the newest first */
  readonly recovery: readonly RecoveryKey[];
  /** minor units by currency; a currency that isn't here isn't held */
  readonly balances: Amounts;
  /** [LE70] how far below zero a balance may go; a currency that isn't here is prepaid */
  readonly credit: Amounts;
  /** [LE20] open ones: their money is in the sub-account, not in the balances */
  readonly holds: readonly Hold[];
  /** `trade#attempt` of what was decided and the creditor has not yet acknowledged; `trade#attempt/end` of a hold that ended */
  readonly outbox: readonly string[];
  /** ms since the epoch */
  readonly openedAt: number;
  readonly limits: SpendingLimits;
  readonly spent: Spent;
  readonly topUps: TopUps;
  readonly stepUps: StepUps;
  /** what its holder can prove himself with [SU1] */
  readonly means: Means;
  /** of an account that the operator opened [LE74] */
  readonly opening?: Opening;
  /** what was counted of its payments and is not yet in the branch's table of hours [LE61] */
  readonly counted: HourDigests;
}

/** Where opening credit comes from: an account like any other, so that the whole ledger sums to zero. */
export function equityAccount(mode: Mode): string {
  return `equity_${mode}`;
}

/** Where top-ups come from: what the carrier was paid outside, by bank or in cash. */
export function clearingAccount(mode: Mode): string {
  return `clearing_${mode}`;
}

/** Where the carrier's fees are. */
export function feesAccount(mode: Mode): string {
  return `fees_${mode}`;
}

/** What rounding fees to the minor unit brought or cost. */
export function roundingAccount(mode: Mode): string {
  return `rounding_${mode}`;
}

/** [LE32] What belongs to closed accounts, until the operator pays it out. */
export function suspenseAccount(mode: Mode): string {
  return `suspense_${mode}`;
}

/** What the carrier owes a register; drawn on by payouts. */
export function settlementAccount(register: RegisterId): string {
  return `set_${register.slice("reg_".length)}`;
}

/** What was swept from the branches to a register's Books: payouts are drawn on it alone [LE52]. */
export function booksAccount(register: RegisterId): string {
  return `books_${register.slice("reg_".length)}`;
}

/** What the carrier's bank was told to pay. */
export function paidOutAccount(mode: Mode): string {
  return `paid_out_${mode}`;
}

/** @throws InvariantError for postings that don't sum to zero [LE3] */
export function transfer(currency: Currency, postings: readonly Posting[]): Transfer {
  const made = { currency, postings };
  assertBalanced(made);
  return made;
}

export function assertBalanced({ postings }: Transfer): void {
  assert(postings.length >= 2, "[LE3] a transfer has two sides");
  const sum = sumMinor(postings.map(({ amount }) => amount));
  assert(sum === 0, "[LE3] the postings of a transfer sum to zero");
}

export function holdsCurrency(account: Account, currency: Currency): boolean {
  return account.balances[currency] !== undefined;
}

/** [LE70] @returns minor units: the balance and, postpaid, its credit; below 0 where more is owed than allowed */
export function availableOf(
  { balances, credit }: Pick<Account, "balances" | "credit">,
  currency: Currency,
): number {
  return (balances[currency] ?? 0) + (credit[currency] ?? 0);
}

/** @param more minor units that would come in first @returns minor units, ≥ 0, that may leave the account */
export function fundsOf(account: Account, currency: Currency, more = 0): number {
  const funds = availableOf(account, currency) + more;
  return Math.min(Math.max(0, funds), Number.MAX_SAFE_INTEGER);
}

/**
 * [LE90] What may still come into the account, minor units. What is held counts as if it were back: a hold can
 * always be released.
 */
export function roomFor({ balances, holds }: Account, currency: Currency): number {
  const own = holds.filter((hold) => hold.currency === currency);
  const held = own.map(({ amount, captured }) => amount - captured);
  return Number.MAX_SAFE_INTEGER - Math.max(0, sumMinor([balances[currency] ?? 0, ...held]));
}

export function hasActiveKey(account: Account, key: PublicKey): boolean {
  return deviceOf(account, key)?.state === "active";
}

/** From outside into the account. @param amount minor units, > 0 */
export function topUp(
  account: AccountId,
  mode: Mode,
  amount: number,
  currency: Currency,
): Transfer {
  assert(amount > 0, "a top-up moves money");
  return transfer(currency, [
    { account: clearingAccount(mode), amount: -amount },
    { account, amount },
  ]);
}

/** Out of the account, the way back of a top-up. @param amount minor units, > 0 */
export function withdrawal(
  account: AccountId,
  mode: Mode,
  amount: number,
  currency: Currency,
): Transfer {
  assert(amount > 0, "a withdrawal moves money");
  return transfer(currency, [
    { account, amount: -amount },
    { account: clearingAccount(mode), amount },
  ]);
}

/** [LE42] The payer's account −, the register's settlement account + what the fee leaves of it. @param amount minor units, > 0 */
export function settlement(
  account: AccountId,
  settlesTo: string,
  amount: number,
  currency: Currency,
  fee: Fee = NO_FEE,
): Transfer {
  assert(amount > 0, "a settlement moves money");
  assert(fee.amount >= 0 && fee.amount <= amount, "[LE40] a fee is no more than the amount");
  const net = amount - fee.amount;
  return transfer(currency, [
    { account, amount: -amount },
    ...(net === 0 ? [] : [{ account: settlesTo, amount: net }]),
    ...feePostings(modeOf(account), fee),
  ]);
}

/** [LE42] The carrier's side of a fee; a fee that is given back is negative. No posting of nothing. */
export function feePostings(mode: Mode, { amount, rounding }: Fee): Posting[] {
  const postings = [
    { account: feesAccount(mode), amount: amount - rounding },
    { account: roundingAccount(mode), amount: rounding },
  ];
  return postings.filter((posting) => posting.amount !== 0);
}

/** The account after the transfer. @throws InvariantError when it would be overdrawn: callers ask fundsOf first */
export function post(account: Account, { currency, postings }: Transfer): Account {
  const own = postings.filter((posting) => posting.account === account.id);
  const change = sumMinor(own.map(({ amount }) => amount));
  const balance = addMinor(account.balances[currency] ?? 0, change);
  const least = -(account.credit[currency] ?? 0);
  // Money may always come in, also where a limit was set below what is owed.
  assert(change >= 0 || balance >= least, "[LE70] an account is never overdrawn beyond its credit");
  return { ...account, balances: { ...account.balances, [currency]: balance } };
}
