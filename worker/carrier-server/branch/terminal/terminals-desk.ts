/**
 * A change of terminals at the branch's desk: its proof checked before the turn, decided in it. What the turn reads
 * of other accounts is which of them the approved key has, since a key has one for ever [LE88].
 */

import type { AccountId } from "../../../../protocol/ids.ts";
import type { AccountView } from "../../../../protocol/messages.ts";
import { err, ok } from "../../../../protocol/result.ts";
import type { PublicKey } from "../../../../protocol/signing/signature.ts";
import type { Deployment } from "../../deployment.ts";
import { accountView } from "../account/open-account.ts";
import { PREDICT_AGAIN } from "../confirm/confirm-turn.ts";
import type { BranchDesk } from "../desk.ts";
import { hasActiveKey } from "../ledger.ts";
import type { CheckedProof } from "../step-up/judge-proof.ts";
import { type ProvenAnswer, type Proving, proveAtDesk } from "../step-up/prove-at-desk.ts";
import type { Turn } from "../turn.ts";
import { type ChangeCommand, decideTerminals } from "./change-terminals.ts";
import { deviceOf } from "./device-keys.ts";

export type TerminalsAnswer = ProvenAnswer<AccountView>;

export function changeTerminalsAtDesk(
  desk: BranchDesk,
  command: ChangeCommand,
  deployment: Deployment,
): Promise<TerminalsAnswer> {
  const proving: Proving<AccountView> = {
    ...command,
    isUnchecked: (account, checked, now) =>
      decideTerminals({ account, checked }, command, now).kind === "unchecked",
    inTurn: (turn, checked, now) => changeTerminalsInTurn(turn, command, { checked, now }),
  };
  return proveAtDesk(desk, proving, deployment);
}

/** @param given `now` in ms since the epoch */
export function changeTerminalsInTurn(
  turn: Turn,
  command: ChangeCommand,
  { checked, now }: { readonly checked?: CheckedProof | undefined; readonly now: number },
): TerminalsAnswer | typeof PREDICT_AGAIN {
  const { change, own } = command;
  const account = turn.account(command.account);
  const key = change.typ === "warifu/terminal-approval/1" ? change.terminal : undefined;
  const has = key && accountOfKey(turn, key, own);
  const decision = decideTerminals({ account, checked, has }, command, now);
  if (decision.kind === "unchecked") return PREDICT_AGAIN;
  if (decision.kind === "refused") {
    if (decision.account) turn.changeAccount(decision.account);
    return err(decision.refusal);
  }
  const after = decision.account;
  // Bound, so that the key's next enrolment finds this account.
  if (key && account && !hasActiveKey(account, key)) turn.bindKey(key, after);
  else if (after !== account) turn.changeAccount(after);
  return ok(accountView(after));
}

function accountOfKey(
  turn: Turn,
  key: PublicKey,
  own: AccountId | undefined,
): AccountId | undefined {
  const opened = own && turn.account(own);
  return turn.boundTo(key) ?? (opened && deviceOf(opened, key) ? own : undefined);
}
