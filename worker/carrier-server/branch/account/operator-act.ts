/**
 * The operator's acts on an account, inside a turn. Each is recorded once under its idempotency key, with who
 * did it and what it answered, in the commit that does it; a refused one records nothing. What an act does is
 * in account-acts.ts. Never touches storage. Rule [LE17].
 */

import { assert } from "../../../../protocol/assert.ts";
import type { AccountId } from "../../../../protocol/ids.ts";
import type {
  IssueCode,
  OpenAccount,
  OperatorAccount,
  ResolveSuspense,
  RevokeTerminals,
  SetCredit,
  SetInstruction,
  SetLimits,
  SetStatus,
  SetStepUp,
  TopUp,
  Withdraw,
} from "../../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Account, Opening } from "../ledger.ts";
import { resolveSuspense } from "../order/resolve-suspense.ts";
import type { Turn } from "../turn.ts";
import {
  changed,
  type Done,
  opened,
  paidIn,
  paidOut,
  withCode,
  withCredit,
  withInstruction,
  withLimits,
  withoutTerminals,
  withStatus,
  withStepUp,
} from "./account-acts.ts";
import { operatorAccount } from "./operator-view.ts";

export type Asked =
  | { readonly act: "top_up"; readonly asked: TopUp }
  | { readonly act: "set_status"; readonly asked: SetStatus }
  | { readonly act: "set_limits"; readonly asked: SetLimits }
  | { readonly act: "set_credit"; readonly asked: SetCredit }
  | { readonly act: "set_instruction"; readonly asked: SetInstruction }
  | { readonly act: "set_step_up"; readonly asked: SetStepUp }
  | { readonly act: "withdraw"; readonly asked: Withdraw }
  | { readonly act: "resolve_suspense"; readonly asked: ResolveSuspense }
  | { readonly act: "open_account"; readonly asked: OpenAccount }
  | { readonly act: "revoke_terminals"; readonly asked: RevokeTerminals }
  | { readonly act: "issue_code"; readonly asked: IssueCode };

export type OperatorCommand = Asked & {
  readonly account: AccountId;
  /** the start of the operator key's hash */
  readonly operator: string;
  readonly idempotencyKey: string;
  /** hash of account, act and what was asked: a repeat has the same */
  readonly body: Hash;
  /** of the two acts that make a code: the hash of what it says, and its time in ms since the epoch */
  readonly code?: { readonly hash: Hash; readonly issuedAt: number };
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
  const done =
    command.act === "open_account" ? open(turn, command, now) : change(turn, command, now);
  if (!done.ok) return done;
  const answer = operatorAccount(done.value.account, now);
  turn.recordAct({ ...command, at: now, answer }, done.value.account, done.value.transfers);
  return ok({ account: answer, replayed: false });
}

/** [LE73] A new id was drawn for it: in the one case that it is taken, the operator's next try draws another. */
function open(
  turn: Turn,
  command: OperatorCommand & { readonly act: "open_account" },
  now: number,
): Result<Done, Refusal> {
  if (turn.account(command.account)) return err(refusal("storage_unavailable"));
  const account = opened(command.account, command.asked, openingOf(command), now);
  turn.openAccount(account, []);
  return changed(account);
}

function openingOf({ code }: OperatorCommand): Opening {
  assert(code, "[LE74] this act makes a code");
  return { code: code.hash, issuedAt: code.issuedAt };
}

function change(
  turn: Turn,
  command: Exclude<OperatorCommand, { act: "open_account" }>,
  now: number,
): Result<Done, Refusal> {
  const account = turn.account(command.account);
  return account ? perform(turn, account, command, now) : err(refusal("account_not_found"));
}

function perform(
  turn: Turn,
  account: Account,
  command: Exclude<OperatorCommand, { act: "open_account" }>,
  now: number,
): Result<Done, Refusal> {
  const acting = { idempotencyKey: command.idempotencyKey, now };
  // What a closed account still gets is in suspense: this alone can be done about one.
  if (command.act === "resolve_suspense")
    return resolveSuspense(turn, account, command.asked, acting);
  if (account.status === "closed") return err(refusal("status_conflict"));
  switch (command.act) {
    case "top_up":
      return paidIn(account, command.asked, acting);
    case "withdraw":
      return paidOut(account, command.asked, acting);
    case "set_status":
      return withStatus(account, command.asked.status);
    case "set_limits":
      return changed(withLimits(account, command.asked, turn.settledBy(account.id)));
    case "set_credit":
      return withCredit(account, command.asked);
    case "issue_code":
      return withCode(account, openingOf(command));
    case "revoke_terminals":
      return withoutTerminals(account, now);
    case "set_instruction":
      return withInstruction(account, command.asked);
    case "set_step_up":
      return withStepUp(account, command.asked, () => turn.settledBy(account.id));
  }
}
