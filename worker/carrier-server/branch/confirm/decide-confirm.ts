/**
 * Decides a verified confirm: a pure function of the account, what is recorded of the trade, and the time.
 * SPEC's "Order of checks of a confirm", 9 to 23, is this function from top to bottom. It writes nothing;
 * who calls it in the turn records the verdict [LE4].
 */

import { CONFIRM_GRACE_MS, HOLDS_MAX } from "../../../../protocol/limits.ts";
import type { Left } from "../../../../protocol/messages.ts";
import { type Refusal, type RefusedOutcomeCode, refusal } from "../../../../protocol/problem.ts";
import { AWAY_MS } from "../../../../protocol/test-failures.ts";
import { periodRefusal } from "../../../../protocol/trade/offer.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import { fundsFor } from "../account/top-up-instruction.ts";
import { type Account, holdsCurrency } from "../ledger.ts";
import { type CheckedProof, judgeProof } from "../step-up/judge-proof.ts";
import { methodsOf } from "../step-up/means.ts";
import { deviceRefusal } from "../terminal/device-keys.ts";
import { isPaid, type RecordedOutcome } from "./recorded-outcome.ts";
import { overLimit } from "./spending.ts";
import { stepUpNeeded } from "./step-up.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

/** What will be recorded for the attempt. */
export type Verdict =
  | { readonly kind: "settled" | "authorized" }
  | {
      readonly kind: "refused";
      readonly code: RefusedOutcomeCode;
      /** of the limit that refused, or of the funds */
      readonly left?: Left;
    };

export type Decision =
  /** the attempt was decided before: answer that, write nothing */
  | { readonly kind: "recorded"; readonly recorded: RecordedOutcome }
  /** not a request, or not yet: answer that, and write nothing but the account, with a wrong PIN counted */
  | {
      readonly kind: "rejected";
      readonly refusal: Refusal | StepUpRefusal;
      readonly account?: Account;
    }
  /** the proof that came with it is to be checked first, against what this account has */
  | { readonly kind: "unchecked"; readonly account: Account }
  /** record it and answer it */
  | { readonly kind: "decided"; readonly verdict: Verdict; readonly account: Account };

export interface Facts {
  readonly account: Account | undefined;
  /** every outcome of the trade that this branch recorded, whatever attempt and account */
  readonly known: readonly RecordedOutcome[];
  /** of the request's proof, if it has one */
  readonly checked?: CheckedProof | undefined;
}

/** @param now ms since the epoch */
export function decideConfirm(
  { account, known, checked }: Facts,
  request: VerifiedConfirm,
  now: number,
): Decision {
  const recorded = known.find(({ attempt }) => attempt === request.attempt);
  if (recorded) {
    const sameBytes = recorded.kind === "void" || recorded.confirmation === request.confirmation;
    return sameBytes
      ? { kind: "recorded", recorded }
      : rejected("exists_with_different_confirmation");
  }
  // The till opens no attempt after a paid one: a caller that asks has lost its mind, not its answer.
  if (known.some(isPaid)) return rejected("exists_with_different_confirmation");
  const stranger = deviceRefusal(account, request.device, "wrong_account");
  if (stranger) return { kind: "rejected", refusal: stranger };
  if (!account) return rejected("wrong_account");
  const outOfPeriod = periodRefusal(request.period, now);
  if (outOfPeriod) return rejected(outOfPeriod);
  // The operator has dropped a key too early: a fee that isn't known is not no fee.
  if (request.fees === "unreadable") return rejected("storage_unavailable");
  // [TT4] The carrier is away, and nothing is decided.
  if (request.named?.kind === "away" && now < request.named.since + AWAY_MS)
    return rejected("carrier_unavailable");
  const verdict = verdictOf(account, request, now);
  // Last: nobody is asked to prove himself for a payment that is refused anyway [LE79].
  if (verdict.kind === "refused") return { kind: "decided", verdict, account };
  return decideStepUp(account, request, checked, now) ?? { kind: "decided", verdict, account };
}

/** [TT4] */
const ALWAYS = { reason: "amount", left: 0 } as const;

/** @returns undefined where one click is enough */
function decideStepUp(
  account: Account,
  request: VerifiedConfirm,
  checked: CheckedProof | undefined,
  now: number,
): Decision | undefined {
  const { stepUp, currency, holdUntil } = request;
  if (!stepUp) {
    const needed =
      request.named?.kind === "step_up" ? ALWAYS : stepUpNeeded(account.stepUps, request);
    if (!needed) return undefined;
    const { reason } = needed;
    const left = { amount: needed.left, currency };
    const methods = methodsOf(account.means);
    const required = { ...refusal("step_up_required"), reason, left, methods };
    return { kind: "rejected", refusal: required };
  }
  const judged = judgeProof(account.means, stepUp, checked, now);
  if (judged.kind === "unchecked") return { kind: "unchecked", account };
  const { means } = judged;
  const after = means ? { account: { ...account, means } } : {};
  if (judged.kind === "refused") return { kind: "rejected", refusal: judged.refusal, ...after };
  const kind = holdUntil === undefined ? "settled" : "authorized";
  return { kind: "decided", verdict: { kind }, account, ...after };
}

function verdictOf(account: Account, request: VerifiedConfirm, now: number): Verdict {
  const { amount, currency, deadline, holdUntil } = request;
  if (now > deadline + CONFIRM_GRACE_MS) return refused("too_late");
  if (holdUntil !== undefined && now >= holdUntil) return refused("too_late");
  if (request.named?.kind === "refused") return refused(request.named.code);
  if (account.status === "frozen") return refused("account_frozen");
  if (account.status !== "active") return refused("account_closed");
  if (!holdsCurrency(account, currency)) return refused("currency_not_held");
  const over = overLimit(account, request, now);
  if (over) return { ...refused(over.code), left: { amount: over.left, currency } };
  const funds = fundsFor(account, request, now);
  if (amount > funds)
    return { ...refused("insufficient_funds"), left: { amount: funds, currency } };
  if (holdUntil === undefined) return { kind: "settled" };
  if (account.holds.length >= HOLDS_MAX) return refused("too_many_holds");
  return { kind: "authorized" };
}

function refused(code: RefusedOutcomeCode) {
  return { kind: "refused", code } as const;
}

function rejected(code: Refusal["code"]): Decision {
  return { kind: "rejected", refusal: refusal(code) };
}

/** Whether one receipt fits both: what is left isn't in it. */
export function sameVerdict(a: Verdict, b: Verdict): boolean {
  if (a.kind === "refused") return b.kind === "refused" && a.code === b.code;
  return a.kind === b.kind;
}
