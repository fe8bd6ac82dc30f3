/**
 * A holder's change at the branch's desk: its proof checked before the turn, decided in it. One row, the account's;
 * the last change again writes none.
 */

import type { AccountView } from "../../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import type { Deployment } from "../../deployment.ts";
import { PREDICTIONS_MAX } from "../confirm/confirm-desk.ts";
import { PREDICT_AGAIN } from "../confirm/confirm-turn.ts";
import type { BranchDesk } from "../desk.ts";
import { checkProof } from "../step-up/check-proof.ts";
import type { CheckedProof } from "../step-up/judge-proof.ts";
import type { Turn } from "../turn.ts";
import { decideChange, type VerifiedChange } from "./change-account.ts";
import { accountView } from "./open-account.ts";

export type ChangeAnswer = Result<AccountView, Refusal | StepUpRefusal>;

export function changeAtDesk(
  desk: BranchDesk,
  request: VerifiedChange,
  deployment: Deployment,
): Promise<ChangeAnswer> {
  const act = () => predictAndChange(desk, request, deployment);
  const isPin = request.stepUp?.proof.method === "pin";
  return isPin ? desk.proofs.run(request.account, act) : act();
}

async function predictAndChange(
  desk: BranchDesk,
  request: VerifiedChange,
  deployment: Deployment,
): Promise<ChangeAnswer> {
  let checked: CheckedProof | undefined;
  for (let tries = 0; tries < PREDICTIONS_MAX; tries++) {
    const now = clockNow();
    const account = desk.account(request.account);
    if (account && request.stepUp)
      checked = await checkIfAsked(account, request, { checked, now }, deployment);
    const answer = await desk.inTurn((turn) => changeInTurn(turn, request, checked, now));
    if (answer !== PREDICT_AGAIN) return answer;
  }
  return err(refusal("storage_unavailable", { detail: "the account is very busy" }));
}

/** A proof that is refused unread, or isn't asked for any more, costs nothing. */
async function checkIfAsked(
  account: NonNullable<ReturnType<BranchDesk["account"]>>,
  request: VerifiedChange,
  { checked, now }: { checked: CheckedProof | undefined; now: number },
  deployment: Deployment,
): Promise<CheckedProof | undefined> {
  const { stepUp } = request;
  const expected = decideChange({ account, checked, settled: () => [] }, request, now);
  if (expected.kind !== "unchecked" || !stepUp) return checked;
  return checkProof(account.means, stepUp, deployment);
}

export function changeInTurn(
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
