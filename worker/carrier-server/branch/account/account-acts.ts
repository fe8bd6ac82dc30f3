/**
 * What each of the operator's acts does to an account, pure: money in and out, status, limits, credit,
 * standing instruction, step-up rule. An act that can't be done is a refusal and changes nothing. Rules [LE14]
 * to [LE16], [LE70] to [LE78].
 */

import { type AccountId, modeOf } from "../../../../protocol/ids.ts";
import type { AccountStatus } from "../../../../protocol/messages.ts";
import type {
  OpenAccount,
  SetCredit,
  SetInstruction,
  SetLimits,
  SetStepUp,
  TopUp,
  Withdraw,
} from "../../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { type SettledPayment, type SpendingLimits, spentBy } from "../confirm/spending.ts";
import { withRule } from "../confirm/step-up.ts";
import {
  type Account,
  holdsCurrency,
  type Opening,
  post,
  roomFor,
  topUp,
  withdrawal,
} from "../ledger.ts";
import { activeDevices, revoked } from "../terminal/device-keys.ts";
import type { StoredTransfer } from "../turn.ts";
import { emptyAccount } from "./empty-account.ts";

/** The account after the act, and the money it moved. */
export interface Done {
  readonly account: Account;
  readonly transfers: readonly StoredTransfer[];
}

/** Under which key the act is done, and when (ms since the epoch). */
export interface Acting {
  readonly idempotencyKey: string;
  readonly now: number;
}

export const changed = (account: Account): Result<Done, Refusal> => ok({ account, transfers: [] });

/** [LE16] Into a frozen account too: nothing leaves it. Into one that is being closed only what it owes. */
export function paidIn(
  account: Account,
  { amount, currency }: TopUp,
  { idempotencyKey, now }: Acting,
): Result<Done, Refusal> {
  const before = account.balances[currency] ?? 0;
  if (account.status === "closing" && before + amount > 0) return err(refusal("status_conflict"));
  if (amount > roomFor(account, currency))
    return err(refusal("balance_too_large", { param: "/amount" }));
  const made = topUp(account.id, modeOf(account.id), amount, currency);
  const transfer = { ...made, id: `top_up/${idempotencyKey}`, kind: "top_up", at: now } as const;
  return ok({ account: post(account, made), transfers: [transfer] });
}

/** [LE72] Only what is there, never credit; not from a frozen account, from a closing one too. */
export function paidOut(
  account: Account,
  { amount, currency }: Withdraw,
  { idempotencyKey, now }: Acting,
): Result<Done, Refusal> {
  if (account.status === "frozen") return err(refusal("status_conflict"));
  if ((account.balances[currency] ?? 0) < amount) return err(refusal("over_balance"));
  const made = withdrawal(account.id, modeOf(account.id), amount, currency);
  const id = `withdrawal/${idempotencyKey}`;
  const transfer = { ...made, id, kind: "withdrawal", at: now } as const;
  return ok({ account: post(account, made), transfers: [transfer] });
}

/** [LE15] Closed is for good, so it is reached by way of closing only, once nothing is left. */
export function withStatus(account: Account, status: AccountStatus): Result<Done, Refusal> {
  if (status === "closed") {
    if (account.status !== "closing") return err(refusal("status_conflict"));
    const { balances, holds } = account;
    if (holds.length > 0 || Object.values(balances).some((balance) => balance !== 0))
      return err(refusal("account_not_empty"));
  }
  return changed({ ...account, status });
}

/** [LE73] Held at 0 from the start, with its limits and its credit; its terminal comes by the code. */
export function opened(
  id: AccountId,
  { currencies, credit, limits }: OpenAccount,
  opening: Opening,
  now: number,
): Account {
  const balances = Object.fromEntries(currencies.map((currency) => [currency, 0]));
  const empty: Account = { ...emptyAccount(id, now), balances, opening };
  const credited = credit.reduce(withCreditOf, empty);
  return limits.reduce<Account>((account, asked) => withLimits(account, asked, []), credited);
}

/** [LE74], [TE16] Only while no terminal may pay: a further one is an existing terminal's to approve, not the operator's. */
export function withCode(account: Account, opening: Opening): Result<Done, Refusal> {
  if (account.status === "closing" || activeDevices(account).length > 0)
    return err(refusal("status_conflict"));
  return changed({ ...account, opening });
}

/** [TE16] Its holder has lost them, or they were taken: a new one comes by an opening code or the recovery key. */
export function withoutTerminals(account: Account, now: number): Result<Done, Refusal> {
  return changed({ ...account, devices: revoked(account.devices, () => true, now) });
}

/**
 * [LE14] What the period has already seen counts, at a register that had no budget until now too.
 * @param settled what the account ever settled
 */
export function withLimits(
  account: Account,
  { currency, budgets, ...own }: SetLimits,
  settled: readonly SettledPayment[],
): Account {
  const others = account.limits.budgets.filter((budget) => budget.currency !== currency);
  const limits: SpendingLimits = {
    currencies: { ...account.limits.currencies, [currency]: own },
    budgets: [...others, ...budgets.map((budget) => ({ ...budget, currency }))],
  };
  return { ...account, limits, spent: spentBy(limits, settled) };
}

/** [LE70] What is already owed stays owed; a currency with credit is held from then on. None where an instruction is. */
export function withCredit(account: Account, asked: SetCredit): Result<Done, Refusal> {
  const { currency, limit } = asked;
  if (limit !== undefined && account.topUps.instructions[currency])
    return err(refusal("status_conflict"));
  return changed(withCreditOf(account, asked));
}

function withCreditOf(account: Account, { currency, limit }: SetCredit): Account {
  const { [currency]: _, ...others } = account.credit;
  if (limit === undefined) return { ...account, credit: others };
  const balances = holdsCurrency(account, currency)
    ? account.balances
    : { ...account.balances, [currency]: 0 };
  return { ...account, balances, credit: { ...others, [currency]: limit } };
}

/** [LE75] For a prepaid currency alone: what is postpaid needs no money beforehand. */
export function withInstruction(
  account: Account,
  { currency, instruction }: SetInstruction,
): Result<Done, Refusal> {
  const { [currency]: _, ...others } = account.topUps.instructions;
  if (!instruction)
    return changed({ ...account, topUps: { ...account.topUps, instructions: others } });
  if (account.credit[currency] !== undefined) return err(refusal("status_conflict"));
  const instructions = { ...others, [currency]: instruction };
  return changed({ ...account, topUps: { ...account.topUps, instructions } });
}

/** [LE78] @param settled what the account ever settled, read only if it is needed */
export function withStepUp(
  account: Account,
  { currency, rule }: SetStepUp,
  settled: () => readonly SettledPayment[],
): Result<Done, Refusal> {
  const asked = { currency, rule, by: "operator" } as const;
  return changed({ ...account, stepUps: withRule(account.stepUps, asked, settled) });
}
