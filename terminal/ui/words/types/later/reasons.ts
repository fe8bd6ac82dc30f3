/** The texts of why there was no payment: total, so that no reason is left without words. */

/** Why there was no payment. Several problem codes may be one reason to a shopper. */
export type Reason =
  | "insufficient_funds"
  | "account_frozen"
  | "account_closed"
  | "currency_not_held"
  | "over_payment_limit"
  | "over_day_limit"
  | "over_week_limit"
  | "over_month_limit"
  | "over_register_budget"
  | "too_many_holds"
  | "too_late"
  | "attempt_void"
  | "step_up_required"
  | "claimed_by_another"
  | "trade_cancelled"
  | "trade_declined"
  | "trade_settled"
  | "trade_voided"
  | "attempts_exhausted"
  | "declined_here"
  | "wrong_origin"
  | "wrong_register"
  | "register_uncertified"
  | "certificate_expired"
  | "wrong_mode"
  | "not_genuine"
  | "trade_not_found"
  | "no_trade"
  | "no_answer"
  | "unknown_terminal"
  | "terminal_revoked"
  | "wrong_clock"
  | "trouble";

/** What happened, and one thing to do. Whether money moved is said apart. */
export interface ReasonWords {
  readonly what: string;
  readonly next: string;
}

export interface ReasonsRoom {
  readonly reasons: Readonly<Record<Reason, ReasonWords>>;
}
