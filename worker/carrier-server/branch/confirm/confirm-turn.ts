/**
 * Confirm and outcome inside a turn: decide again on what is true now, and record it. The verdict was
 * predicted before the turn, since its receipt had to be signed; another verdict is answered "predict
 * again", and nothing is recorded under a receipt that says something else.
 */

import { assert } from "../../../../protocol/assert.ts";
import type { AccountId, TradeId } from "../../../../protocol/ids.ts";
import { type FeeSchedule, feeOf } from "../../../../protocol/money/fees.ts";
import { err } from "../../../../protocol/result.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { AttemptOutcome } from "../../../../protocol/trade/trade.ts";
import { topUpFor } from "../account/top-up-instruction.ts";
import { type Account, post, settlement } from "../ledger.ts";
import { authorize } from "../order/hold.ts";
import { outboxKey } from "../outbox.ts";
import type { CheckedProof } from "../step-up/judge-proof.ts";
import { usedAt } from "../terminal/device-keys.ts";
import type { Turn } from "../turn.ts";
import { type Decision, decideConfirm, sameVerdict, type Verdict } from "./decide-confirm.ts";
import { attemptOutcome, type ConfirmAnswer, confirmAnswer } from "./recorded-outcome.ts";
import { countSpent } from "./spending.ts";
import { afterPayment } from "./step-up.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

export const PREDICT_AGAIN = "predict_again";

export interface Prediction {
  /** of the request's proof, if it has one */
  readonly checked?: CheckedProof | undefined;
  /** ms since the epoch: the time in the receipt, and the one the turn decides by */
  readonly now: number;
  readonly verdict: Verdict;
  readonly receipt: SignedReceipt;
}

/** The answer of a decision that records no outcome. */
export function answerWithoutRecord(
  decision: Extract<Decision, { kind: "recorded" | "rejected" }>,
): ConfirmAnswer {
  return decision.kind === "recorded" ? confirmAnswer(decision.recorded) : err(decision.refusal);
}

export function confirmInTurn(
  turn: Turn,
  request: VerifiedConfirm,
  { checked, now, verdict, receipt }: Prediction,
): ConfirmAnswer | typeof PREDICT_AGAIN {
  const decision = decideInTurn(turn, request, checked, now);
  if (decision.kind === "unchecked") return PREDICT_AGAIN;
  if (decision.kind !== "decided") return rejectInTurn(turn, decision);
  if (!sameVerdict(decision.verdict, verdict)) return PREDICT_AGAIN;
  // The verdict of now, not the predicted one: what is left may have changed since.
  return record(turn, request, decision.account, { now, verdict: decision.verdict, receipt });
}

function decideInTurn(
  turn: Turn,
  request: VerifiedConfirm,
  checked: CheckedProof | undefined,
  now: number,
): Decision {
  const account = turn.account(request.account);
  return decideConfirm({ account, known: turn.outcomes(request.trade), checked }, request, now);
}

function rejectInTurn(
  turn: Turn,
  decision: Extract<Decision, { kind: "recorded" | "rejected" }>,
): ConfirmAnswer {
  // [SU13] A wrong PIN is counted where LE4 decides.
  if (decision.kind === "rejected" && decision.account) turn.changeAccount(decision.account);
  return answerWithoutRecord(decision);
}

/** A confirm that no receipt was signed for: a proof that is expected not to hold. */
export function refuseInTurn(
  turn: Turn,
  request: VerifiedConfirm,
  { checked, now }: Pick<Prediction, "checked" | "now">,
): ConfirmAnswer | typeof PREDICT_AGAIN {
  const decision = decideInTurn(turn, request, checked, now);
  if (decision.kind === "unchecked" || decision.kind === "decided") return PREDICT_AGAIN;
  return rejectInTurn(turn, decision);
}

function record(
  turn: Turn,
  request: VerifiedConfirm,
  account: Account,
  { now, verdict, receipt }: Prediction,
): ConfirmAnswer {
  const { trade, attempt, confirmation, register, amount, currency, fees } = request;
  const decided = {
    ...{ trade, attempt, account: account.id, confirmation, register, amount, currency, receipt },
    decidedAt: now,
  };
  if (verdict.kind === "refused") {
    const refused = { ...decided, ...verdict };
    turn.record(refused);
    return confirmAnswer(refused);
  }
  assert(fees !== "unreadable", "[LE43] nothing is paid by a fee that isn't known");
  const paying = payingAccount(turn, request, account, now);
  const charged = fees === undefined ? {} : { fees };
  const { kind } = verdict;
  const { transfer, account: after } =
    kind === "authorized" ? authorized(paying, request, now) : settled(paying, request, fees);
  turn.changeAccount(after);
  const paid = { ...decided, ...charged, kind, postings: transfer.postings };
  turn.record(paid);
  return confirmAnswer(paid);
}

function settled(account: Account, request: VerifiedConfirm, fees: FeeSchedule | undefined) {
  const { amount, currency, settlementAccount } = request;
  const fee = feeOf(fees, amount);
  const transfer = settlement(account.id, settlementAccount, amount, currency, fee);
  return { transfer, account: post(account, transfer) };
}

/** Its fee is charged by its captures. */
function authorized(account: Account, request: VerifiedConfirm, now: number) {
  const { trade, attempt, register, currency, amount, holdUntil: until } = request;
  assert(until !== undefined, "[LE20] an authorization says when it ends");
  const hold = { trade, attempt, register, currency, amount, captured: 0, at: now, until };
  return authorize(account, hold);
}

/** The account just before the money leaves it: topped up if the payment calls for it, and with its counters. */
function payingAccount(
  turn: Turn,
  request: VerifiedConfirm,
  account: Account,
  now: number,
): Account {
  const { register, amount, currency, stepUp } = request;
  const topUp = topUpFor(account, request, outboxKey(request), now);
  if (topUp) turn.addTransfer(topUp.transfer);
  const spent = countSpent(account, { register, amount, currency, at: now });
  const stepUps = afterPayment(account.stepUps, request, stepUp !== undefined);
  const devices = usedAt(account.devices, request.device, now);
  return { ...(topUp?.account ?? account), spent, stepUps, devices };
}

/** [LE7] Absent means void, if the till asks for it: a confirm that comes later meets the tombstone, never a clock. */
export function outcomeInTurn(
  turn: Turn,
  question: {
    readonly account: AccountId;
    readonly trade: TradeId;
    readonly attempt: number;
    readonly voidIfAbsent: boolean;
  },
  now: number,
): AttemptOutcome | null {
  const { account, trade, attempt } = question;
  const recorded = turn.outcomes(trade).find((one) => one.attempt === attempt);
  if (recorded) return attemptOutcome(recorded);
  if (!question.voidIfAbsent) return null;
  turn.record({ kind: "void", trade, attempt, account, decidedAt: now });
  return { kind: "void" };
}
