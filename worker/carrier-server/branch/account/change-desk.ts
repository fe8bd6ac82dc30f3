/**
 * A holder's change at the branch's desk: its proof checked before the turn, decided in it. One row, the account's;
 * the last change again writes none.
 */

import type { AccountView } from "../../../../protocol/messages.ts";
import { err, ok } from "../../../../protocol/result.ts";
import type { Deployment } from "../../deployment.ts";
import { PREDICT_AGAIN } from "../confirm/confirm-turn.ts";
import type { BranchDesk } from "../desk.ts";
import type { CheckedProof } from "../step-up/judge-proof.ts";
import { type ProvenAnswer, type Proving, proveAtDesk } from "../step-up/prove-at-desk.ts";
import type { Turn } from "../turn.ts";
import { decideChange, type VerifiedChange } from "./change-account.ts";
import { accountView } from "./open-account.ts";

export type ChangeAnswer = ProvenAnswer<AccountView>;

export function changeAtDesk(
  desk: BranchDesk,
  request: VerifiedChange,
  deployment: Deployment,
): Promise<ChangeAnswer> {
  const proving: Proving<AccountView> = {
    ...request,
    isUnchecked: (account, checked, now) => {
      const facts = { account, checked, settled: () => [] };
      return decideChange(facts, request, now).kind === "unchecked";
    },
    inTurn: (turn, checked, now) => changeInTurn(turn, request, checked, now),
  };
  return proveAtDesk(desk, proving, deployment);
}

function changeInTurn(
  turn: Turn,
  request: VerifiedChange,
  checked: CheckedProof | undefined,
  now: number,
): ChangeAnswer | typeof PREDICT_AGAIN {
  const { account: id } = request;
  const facts = { account: turn.account(id), checked, settled: () => turn.settledBy(id) };
  const decision = decideChange(facts, request, now);
  if (decision.kind === "unchecked") return PREDICT_AGAIN;
  if (decision.kind === "refused") {
    if (decision.account) turn.changeAccount(decision.account);
    return err(decision.refusal);
  }
  if (!decision.again) turn.changeAccount(decision.account);
  return ok(accountView(decision.account));
}
