/**
 * What may need a proof, at the branch's desk: the proof is checked before the turn, against what the account has
 * then, and judged in it. Where that has changed meanwhile it is checked again.
 */

import type { AccountId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, type Result } from "../../../../protocol/result.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import type { Deployment } from "../../deployment.ts";
import { PREDICTIONS_MAX } from "../confirm/confirm-desk.ts";
import { PREDICT_AGAIN } from "../confirm/confirm-turn.ts";
import type { BranchDesk } from "../desk.ts";
import type { Account } from "../ledger.ts";
import type { Turn } from "../turn.ts";
import { checkProof } from "./check-proof.ts";
import type { CheckedProof, GivenProof } from "./judge-proof.ts";

export type ProvenAnswer<T> = Result<T, Refusal | StepUpRefusal>;

/** @param now ms since the epoch */
export interface Proving<T> {
  readonly account: AccountId;
  readonly stepUp?: GivenProof;
  /** a proof that is refused unread, or isn't asked for any more, costs nothing */
  isUnchecked(account: Account, checked: CheckedProof | undefined, now: number): boolean;
  inTurn(
    turn: Turn,
    checked: CheckedProof | undefined,
    now: number,
  ): ProvenAnswer<T> | typeof PREDICT_AGAIN;
}

export function proveAtDesk<T>(
  desk: BranchDesk,
  proving: Proving<T>,
  deployment: Deployment,
): Promise<ProvenAnswer<T>> {
  const act = () => predictAndProve(desk, proving, deployment);
  const isPin = proving.stepUp?.proof.method === "pin";
  return isPin ? desk.proofs.run(proving.account, act) : act();
}

async function predictAndProve<T>(
  desk: BranchDesk,
  proving: Proving<T>,
  deployment: Deployment,
): Promise<ProvenAnswer<T>> {
  const { stepUp } = proving;
  let checked: CheckedProof | undefined;
  for (let tries = 0; tries < PREDICTIONS_MAX; tries++) {
    const now = clockNow();
    const account = stepUp && desk.account(proving.account);
    if (account && proving.isUnchecked(account, checked, now))
      checked = await checkProof(account.means, stepUp, deployment);
    const answer = await desk.inTurn((turn) => proving.inTurn(turn, checked, now));
    if (answer !== PREDICT_AGAIN) return answer;
  }
  return err(refusal("storage_unavailable", { detail: "the account is very busy" }));
}
