/**
 * Decides a verified confirm: a pure function of the account, what is recorded of the trade, and the time.
 * SPEC's "Order of checks of a confirm", 9 to 16, is this function from top to bottom. It writes nothing;
 * who calls it in the turn records the verdict [LE4].
 */

import { CONFIRM_GRACE_MS } from "../../../protocol/limits.ts";
import { periodRefusal } from "../../../protocol/offer.ts";
import { type Refusal, type RefusedOutcomeCode, refusal } from "../../../protocol/problem.ts";
import { type Account, canPay, hasActiveKey, holdsCurrency } from "./ledger.ts";
import type { RecordedOutcome } from "./recorded-outcome.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

/** What will be recorded for the attempt. */
export type Verdict =
  | { readonly kind: "settled" }
  | { readonly kind: "refused"; readonly code: RefusedOutcomeCode };

export type Decision =
  /** the attempt was decided before: answer that, write nothing */
  | { readonly kind: "recorded"; readonly recorded: RecordedOutcome }
  /** not a request: answer that, write nothing */
  | { readonly kind: "rejected"; readonly refusal: Refusal }
  /** record it and answer it */
  | { readonly kind: "decided"; readonly verdict: Verdict; readonly account: Account };

export interface Facts {
  readonly account: Account | undefined;
  /** every outcome of the trade that this branch recorded, whatever attempt and account */
  readonly known: readonly RecordedOutcome[];
}

/** @param now ms since the epoch */
export function decideConfirm(
  { account, known }: Facts,
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
  // The till opens no attempt after a settled one: a caller that asks has lost its mind, not its answer.
  if (known.some(({ kind }) => kind === "settled"))
    return rejected("exists_with_different_confirmation");
  if (!account || !hasActiveKey(account, request.device)) return rejected("wrong_account");
  const outOfPeriod = periodRefusal(request.period, now);
  if (outOfPeriod) return rejected(outOfPeriod);
  return { kind: "decided", verdict: verdictOf(account, request, now), account };
}

function verdictOf(account: Account, request: VerifiedConfirm, now: number): Verdict {
  const { amount, currency, deadline } = request;
  if (now > deadline + CONFIRM_GRACE_MS) return { kind: "refused", code: "too_late" };
  if (account.status !== "active") return { kind: "refused", code: "account_frozen" };
  if (!holdsCurrency(account, currency)) return { kind: "refused", code: "currency_not_held" };
  if (!canPay(account, amount, currency)) return { kind: "refused", code: "insufficient_funds" };
  return { kind: "settled" };
}

function rejected(code: Refusal["code"]): Decision {
  return { kind: "rejected", refusal: refusal(code) };
}

export function sameVerdict(a: Verdict, b: Verdict): boolean {
  if (a.kind === "refused") return b.kind === "refused" && a.code === b.code;
  return b.kind === "settled";
}
