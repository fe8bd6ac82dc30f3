/** Problem codes as reasons a shopper understands: total, so that a new code can't be left without words. */

import type { ProblemCode } from "../../protocol/problem.ts";
import type { UnusableCode } from "../wallet/trade-record.ts";
import type { Reason } from "./words/types/later/reasons.ts";

/** Codes that mean the order isn't what the shop made. */
const NOT_GENUINE = new Set<ProblemCode>([
  "bad_signature",
  "wrong_type",
  "wrong_issuer",
  "wrong_audience",
  "offer_mismatch",
  "amount_mismatch",
  "price_list_mismatch",
  "quantity_out_of_range",
]);

/** Codes that are reasons of their own. */
const OWN_CODES = [
  "insufficient_funds",
  "account_frozen",
  "account_closed",
  "currency_not_held",
  "over_payment_limit",
  "over_day_limit",
  "over_week_limit",
  "over_month_limit",
  "over_register_budget",
  "too_many_holds",
  "too_late",
  "attempt_void",
  "step_up_required",
  "claimed_by_another",
  "trade_cancelled",
  "trade_declined",
  "trade_settled",
  "trade_voided",
  "attempts_exhausted",
  "wrong_origin",
  "wrong_register",
  "register_uncertified",
  "certificate_expired",
  "wrong_mode",
  "trade_not_found",
  "no_trade",
  "no_answer",
  "unknown_terminal",
  "terminal_revoked",
] as const satisfies (Reason & UnusableCode)[];
type Own = (typeof OWN_CODES)[number];
const OWN: ReadonlySet<string> = new Set(OWN_CODES);

export function reasonOf(code: UnusableCode): Reason {
  if (isOwn(code)) return code;
  if (code === "stale_request") return "wrong_clock";
  if (code === "wrong_account") return "unknown_terminal";
  return NOT_GENUINE.has(code) ? "not_genuine" : "trouble";
}

function isOwn(code: UnusableCode): code is Own {
  return OWN.has(code);
}
