/**
 * A recorded outcome of an attempt: what the branch stores for ever, and what it answers from it. The
 * receipt is kept as it was signed, so that the answer is the same bytes for ever [LE5].
 */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import type { Confirmed, Left } from "../../../../protocol/messages.ts";
import { type FeeSchedule, feeOf } from "../../../../protocol/money/fees.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { type Refusal, type RefusedOutcomeCode, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { AttemptOutcome } from "../../../../protocol/trade/trade.ts";
import type { RefusedAttempt, StepUpRefusal } from "../../carrier.ts";
import type { Posting } from "../ledger.ts";

interface Attempted {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly account: AccountId;
  /** ms since the epoch */
  readonly decidedAt: number;
}

interface Decided extends Attempted {
  /** hash of the signed confirmation: the same bytes get the same answer */
  readonly confirmation: Hash;
  readonly register: RegisterId;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  readonly receipt: SignedReceipt;
}

/** Money has moved, or is held. */
interface Paid extends Decided {
  readonly postings: readonly Posting[];
  /** by which the fee was charged, or is by each capture, and what is refunded later gives it back [LE43] */
  readonly fees?: FeeSchedule;
}

export type SettledOutcome = Paid & { readonly kind: "settled" };
export type AuthorizedOutcome = Paid & { readonly kind: "authorized" };
export type PaidOutcome = SettledOutcome | AuthorizedOutcome;
export type RefusedOutcome = Decided & {
  readonly kind: "refused";
  readonly code: RefusedOutcomeCode;
  /** stored, so that a repeat says what the first answer said, whatever was spent since [LE13] */
  readonly left?: Left;
};
export type VoidOutcome = Attempted & { readonly kind: "void" };
export type RecordedOutcome = PaidOutcome | RefusedOutcome | VoidOutcome;

export type ConfirmAnswer = Result<Confirmed, Refusal | RefusedAttempt | StepUpRefusal>;

/** What a confirm of this attempt is answered. */
export function confirmAnswer(recorded: RecordedOutcome): ConfirmAnswer {
  const { attempt } = recorded;
  if (isPaid(recorded)) {
    const { kind, receipt } = recorded;
    return ok({ outcome: kind, attempt, receipt });
  }
  if (recorded.kind === "refused") {
    const { code, receipt, left } = recorded;
    return err({ ...refusal(code), attempt, receipt, ...(left ? { left } : {}) });
  }
  return err({ ...refusal("attempt_void"), attempt });
}

/** What the till is told of this attempt: the shop's fee [LE44], never what is left of a limit [LE13]. */
export function attemptOutcome(recorded: RecordedOutcome): AttemptOutcome {
  if (recorded.kind === "settled") {
    const { receipt, fees, amount } = recorded;
    const fee = feeOf(fees, amount).amount;
    return { kind: "settled", receipt, ...(fee === 0 ? {} : { fee }) };
  }
  if (recorded.kind === "authorized") return { kind: "authorized", receipt: recorded.receipt };
  if (recorded.kind === "refused") return { kind: "refused", code: recorded.code };
  return { kind: "void" };
}

export function isPaid(recorded: RecordedOutcome): recorded is PaidOutcome {
  return recorded.kind === "settled" || recorded.kind === "authorized";
}
