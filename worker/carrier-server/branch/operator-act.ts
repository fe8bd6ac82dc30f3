/**
 * The operator's acts on an account, inside a turn: money in, status, limits. Each is recorded once under
 * its idempotency key, with who did it and what it answered, in the commit that does it; a refused one
 * records nothing. Never touches storage. Rules [LE14] to [LE17].
 */

import { type AccountId, modeOf } from "../../../protocol/ids.ts";
import type { AccountStatus } from "../../../protocol/messages.ts";
import type { OperatorAccount, SetLimits, SetStatus, TopUp } from "../../../protocol/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signature.ts";
import { type Account, post, topUp } from "./ledger.ts";
import { operatorAccount } from "./operator-view.ts";
import { type SpendingLimits, spentBy } from "./spending.ts";
import type { StoredTransfer, Turn } from "./turn.ts";

export type Asked =
  | { readonly act: "top_up"; readonly asked: TopUp }
  | { readonly act: "set_status"; readonly asked: SetStatus }
  | { readonly act: "set_limits"; readonly asked: SetLimits };

export type OperatorCommand = Asked & {
  readonly account: AccountId;
  /** the start of the operator key's hash */
  readonly operator: string;
  readonly idempotencyKey: string;
  /** hash of account, act and what was asked: a repeat has the same */
  readonly body: Hash;
};

/** One row of the audit log. */
export type OperatorAct = OperatorCommand & {
  /** ms since the epoch */
  readonly at: number;
  readonly answer: OperatorAccount;
};

export interface Operated {
  readonly account: OperatorAccount;
  readonly replayed: boolean;
}

interface Done {
  readonly account: Account;
  readonly transfers: readonly StoredTransfer[];
}

/** @param now ms since the epoch */
export function operateInTurn(
  turn: Turn,
  command: OperatorCommand,
  now: number,
): Result<Operated, Refusal> {
  const known = turn.operatorAct(command.idempotencyKey);
  if (known) {
    if (known.body !== command.body) return err(refusal("idempotency_key_reused"));
    return ok({ account: known.answer, replayed: true });
  }
  const account = turn.account(command.account);
  if (!account) return err(refusal("account_not_found"));
  const done = perform(turn, account, command, now);
  if (!done.ok) return done;
  const answer = operatorAccount(done.value.account, now);
  turn.recordAct({ ...command, at: now, answer }, done.value.account, done.value.transfers);
  return ok({ account: answer, replayed: false });
}

function perform(
  turn: Turn,
  account: Account,
  command: OperatorCommand,
  now: number,
): Result<Done, Refusal> {
  if (account.status === "closed") return err(refusal("status_conflict"));
  if (command.act === "top_up") return paidIn(account, command, now);
  if (command.act === "set_status") return withStatus(account, command.asked.status);
  return ok({ account: withLimits(turn, account, command.asked), transfers: [] });
}

/** [LE16] Into a frozen account too: nothing leaves it. Not into one that is being closed. */
function paidIn(
  account: Account,
  { asked: { amount, currency }, idempotencyKey }: OperatorCommand & { act: "top_up" },
  now: number,
): Result<Done, Refusal> {
  if (account.status === "closing") return err(refusal("status_conflict"));
  if (!Number.isSafeInteger((account.balances[currency] ?? 0) + amount))
    return err(
      refusal("invalid_request", { param: "/amount", detail: "more than can be counted" }),
    );
  const made = topUp(account.id, modeOf(account.id), amount, currency);
  const transfer = { ...made, id: `top_up/${idempotencyKey}`, kind: "top_up", at: now } as const;
  return ok({ account: post(account, made), transfers: [transfer] });
}

/** [LE15] Closed is for good, so it is reached by way of closing only, once nothing is left. */
function withStatus(account: Account, status: AccountStatus): Result<Done, Refusal> {
  if (status === "closed") {
    if (account.status !== "closing") return err(refusal("status_conflict"));
    if (Object.values(account.balances).some((balance) => balance !== 0))
      return err(refusal("account_not_empty"));
  }
  return ok({ account: { ...account, status }, transfers: [] });
}

/** [LE14] What the period has already seen counts, at a register that had no budget until now too. */
function withLimits(turn: Turn, account: Account, asked: SetLimits): Account {
  const { currency, budgets, ...own } = asked;
  const others = account.limits.budgets.filter((budget) => budget.currency !== currency);
  const limits: SpendingLimits = {
    currencies: { ...account.limits.currencies, [currency]: own },
    budgets: [...others, ...budgets.map((budget) => ({ ...budget, currency }))],
  };
  return { ...account, limits, spent: spentBy(limits, turn.settledBy(account.id)) };
}
