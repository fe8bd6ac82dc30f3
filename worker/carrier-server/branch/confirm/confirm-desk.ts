/**
 * A confirm at the branch's desk: predicted, its proof checked and its receipt signed before the turn, then decided
 * in it. All that awaits is here, so that nothing does where LE4 decides.
 */

import { refusal } from "../../../../protocol/problem.ts";
import { err } from "../../../../protocol/result.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Deployment } from "../../deployment.ts";
import type { BranchDesk } from "../desk.ts";
import { signReceipt } from "../receipts.ts";
import { checkProof } from "../step-up/check-proof.ts";
import type { CheckedProof } from "../step-up/judge-proof.ts";
import { answerWithoutRecord, confirmInTurn, PREDICT_AGAIN, refuseInTurn } from "./confirm-turn.ts";
import { type Decision, decideConfirm } from "./decide-confirm.ts";
import { asNamed } from "./named-failure.ts";
import type { ConfirmAnswer } from "./recorded-outcome.ts";
import { confirmBegins } from "./under-way.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

/** A verdict changes under a request only when others spend the same account first, and then it is a refusal, which stays. */
export const PREDICTIONS_MAX = 5;

/** What a confirm was found to come to, before the turn. */
interface Expected {
  readonly expected: Exclude<Decision, { kind: "unchecked" }>;
  readonly checked: CheckedProof | undefined;
  /** ms since the epoch */
  readonly now: number;
  /** told before it waits for a commit */
  readonly submitted: (() => void) | undefined;
}

export function confirmAtDesk(
  desk: BranchDesk,
  request: VerifiedConfirm,
  deployment: Deployment,
): Promise<ConfirmAnswer> {
  const { named } = request;
  const decide = () => predictAndConfirm(desk, request, deployment);
  const act = named ? () => asNamed(named, decide) : decide;
  // A PIN takes longer than anybody's commit would wait for it, and what a name asks for may.
  if (request.stepUp?.proof.method === "pin") return desk.proofs.run(request.account, act);
  if (named) return act();
  const submitted = confirmBegins();
  return predictAndConfirm(desk, request, deployment, submitted).finally(submitted);
}

async function predictAndConfirm(
  desk: BranchDesk,
  request: VerifiedConfirm,
  deployment: Deployment,
  submitted?: () => void,
): Promise<ConfirmAnswer> {
  let checked: CheckedProof | undefined;
  for (let tries = 0; tries < PREDICTIONS_MAX; tries++) {
    const now = clockNow();
    const known = desk.outcomes(request.trade);
    const account = desk.account(request.account);
    const expected = decideConfirm({ account, known, checked }, request, now);
    if (expected.kind === "unchecked") {
      const { stepUp } = request;
      checked = stepUp && (await checkProof(expected.account.means, stepUp, deployment));
      continue;
    }
    const found = { expected, checked, now, submitted };
    const answer = await asExpected(desk, request, found, deployment);
    if (answer !== PREDICT_AGAIN) return answer;
  }
  return err(refusal("storage_unavailable", { detail: "the account is very busy" }));
}

async function asExpected(
  desk: BranchDesk,
  request: VerifiedConfirm,
  { expected, checked, now, submitted }: Expected,
  deployment: Deployment,
): Promise<ConfirmAnswer | typeof PREDICT_AGAIN> {
  if (expected.kind !== "decided") submitted?.();
  if (expected.kind === "rejected" && expected.account)
    return desk.inTurn((turn) => refuseInTurn(turn, request, { checked, now }));
  if (expected.kind !== "decided") return answerWithoutRecord(expected);
  const { verdict } = expected;
  const receipt = await signReceipt(request, verdict, now, deployment);
  const prediction = { checked, now, verdict, receipt };
  submitted?.();
  return desk.inTurn((turn) => confirmInTurn(turn, request, prediction));
}
