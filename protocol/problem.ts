/**
 * Problems: the closed set of codes, each with its HTTP status, kind and whether the same request may be
 * sent again. One table, so that a code can't mean two things. The wire form is RFC 9457. Rules [PR1] to [PR4].
 *
 * Kinds (design §2): `outcome` is recorded and permanent for the attempt; `not_yet` decided nothing and
 * the same request may go on; `not_a_request` wrote nothing and never will.
 */

import * as v from "valibot";
import { textUpTo } from "./bounds.ts";

export type ProblemKind = "outcome" | "not_yet" | "not_a_request";

interface ProblemRow {
  readonly status: number;
  readonly kind: ProblemKind;
  readonly title: string;
}

const request = (status: number, title: string) =>
  ({ status, kind: "not_a_request", title }) as const;
const notYet = (status: number, title: string) => ({ status, kind: "not_yet", title }) as const;
const outcome = (title: string) => ({ status: 402, kind: "outcome", title }) as const;

export const PROBLEMS = {
  // reading the request
  malformed_json: request(400, "The body isn't JSON"),
  invalid_request: request(400, "The request doesn't fit the schema"),
  body_too_large: request(413, "The body is too large"),
  unsupported_media_type: request(415, "The body must be application/json"),
  route_not_found: request(404, "There is nothing here"),
  method_not_allowed: request(405, "That method isn't for this address"),
  unknown_version: request(400, "There is no such version of the API"),
  upgrade_required: request(426, "This address is for WebSockets"),
  too_many_sockets: request(429, "Too many open sockets"),
  rate_limited: notYet(429, "Too many requests; the same one may be sent again a little later"),
  wrong_context: request(403, "This address isn't for the page or frame that asked"),
  // who asks
  unauthorized: request(401, "The API key isn't valid"),
  key_not_allowed: request(403, "The API key may not do this"),
  credential_invalid: request(401, "The terminal's credential isn't valid"),
  credential_expired: request(401, "The terminal's credential has run out"),
  unknown_terminal: request(403, "This terminal isn't known"),
  terminal_revoked: request(403, "This terminal was revoked"),
  operator_unauthorized: request(401, "The operator key isn't valid"),
  stale_request: request(401, "The request's time is too far from the server's"),
  signature_missing: request(401, "The request isn't signed"),
  signature_malformed: request(401, "The request's signature isn't of the agreed form"),
  content_digest_mismatch: request(400, "Content-Digest isn't that of the body"),
  opening_code_invalid: request(403, "The opening code isn't valid any more, or never was"),
  // the terminals of an account
  terminal_bound: request(409, "This terminal belongs to another account"),
  too_many_terminals: request(409, "The account has too many terminals"),
  last_terminal: request(
    409,
    "The account's last terminal can't be revoked without a recovery key",
  ),
  recovery_key_outdated: request(409, "A newer recovery key is set"),
  link_not_found: request(404, "Nobody asks to be linked with this code, or not any more"),
  too_many_links: request(429, "Too many link codes were looked up"),
  // idempotency
  idempotency_key_missing: request(400, "Idempotency-Key is missing"),
  idempotency_key_reused: request(422, "The idempotency key was used with another body"),
  terms_key_mismatch: request(400, "The terms were signed for another idempotency key"),
  // signed objects
  bad_signature: request(400, "A signature doesn't hold"),
  wrong_type: request(400, "A signed object is of another type"),
  wrong_issuer: request(400, "A signed object is from another party"),
  wrong_audience: request(400, "A signed object is for another party"),
  wrong_mode: request(400, "A test object in live mode, or the other way round"),
  register_uncertified: request(403, "The register isn't certified by the carrier"),
  certificate_expired: request(403, "The register's certificate isn't valid at this time"),
  wrong_register: request(403, "The object belongs to another register"),
  register_unknown: request(404, "This register isn't known"),
  register_exists: request(409, "The register exists with another certificate"),
  origin_unproven: request(403, "An origin doesn't name the register's key"),
  register_key_outdated: request(409, "A register key with this number, or a later one, is set"),
  key_not_found: request(404, "There is no such API key"),
  too_many_keys: request(409, "The register has too many API keys"),
  webhook_not_found: request(404, "There is no such webhook endpoint"),
  too_many_webhooks: request(409, "The register has too many webhook endpoints"),
  webhook_url_refused: request(400, "The webhook's address isn't one that may be called"),
  order_not_found: request(404, "There is no such capture or refund"),
  event_not_found: request(404, "There is no such event"),
  // price lists, and what is bought from them
  price_list_not_found: request(404, "There is no such price list"),
  price_list_withdrawn: request(409, "The register has withdrawn this price list"),
  price_list_outdated: request(409, "A price list with this serial, or a later one, is published"),
  price_list_mismatch: request(400, "This isn't what the register's price list says"),
  too_many_price_lists: request(409, "The register has too many price lists"),
  item_not_found: request(404, "The price list has no such item"),
  item_not_sold: request(409, "The item isn't sold at this time"),
  quantity_out_of_range: request(400, "The price list doesn't sell this many at once"),
  wrong_origin: request(403, "The page isn't one of the register's proven origins"),
  // trades
  trade_not_found: request(404, "There is no such trade"),
  deadline_out_of_range: request(400, "The trade's deadline is past or too far away"),
  offer_mismatch: request(409, "The offer isn't the one of this trade"),
  amount_mismatch: request(409, "The amount confirmed isn't the amount offered"),
  claimed_by_another: request(409, "Another payer is paying this trade"),
  attempts_exhausted: request(409, "This trade has had too many attempts"),
  trade_settled: request(409, "The trade is settled"),
  trade_cancelled: request(409, "The shop cancelled the trade"),
  trade_declined: request(409, "The shopper declined the trade"),
  trade_expired: request(409, "The trade has expired"),
  trade_voided: request(409, "The trade's hold was given up"),
  trade_not_paid: request(409, "The trade isn't paid, so there is nothing to take or give back"),
  hold_missing: request(409, "The trade was paid at once: it has no hold"),
  hold_ended: request(409, "The trade's hold has ended"),
  over_hold: request(409, "More than what is left of the hold"),
  over_captured: request(409, "More than what is left to refund"),
  too_many_orders: request(409, "The trade has had too many captures or refunds"),
  order_mismatch: request(409, "The order isn't for this trade"),
  order_key_mismatch: request(400, "The order was signed for another idempotency key"),
  exists_with_different_order: request(409, "Another order was made under this id"),
  grant_invalid: request(400, "The grant isn't one of ours"),
  ticket_invalid: request(400, "The ticket isn't one of ours"),
  wrong_account: request(403, "The account isn't the one of the grant"),
  exists_with_different_confirmation: request(409, "This attempt was confirmed with other bytes"),
  step_up_mismatch: request(400, "The step-up is for something else"),
  too_many_passkeys: request(409, "The account has as many passkeys as it can have"),
  encryption_key_missing: request(409, "The register's certificate names no encryption key"),
  disclosure_mismatch: request(409, "The disclosure isn't the one that was confirmed"),
  dispute_not_found: request(404, "The trade has no dispute"),
  dispute_exists: request(409, "The trade has had its dispute"),
  dispute_too_late: request(409, "The payment is too long ago for a dispute"),
  dispute_closed: request(409, "The dispute is decided, or over"),
  dispute_not_escalated: request(409, "The dispute isn't the operator's to decide yet"),
  dispute_amount_mismatch: request(409, "The refund isn't what the dispute still asks for"),
  too_many_messages: request(409, "The dispute has had too many messages"),
  receipt_not_found: request(404, "There is no such receipt"),
  // the operator's commands
  account_not_found: request(404, "There is no such account"),
  account_not_empty: request(409, "The account still holds money"),
  balance_too_large: request(409, "More than an account can hold"),
  over_balance: request(409, "More than the account holds"),
  suspense_not_found: request(404, "Nothing of this refund is in suspense"),
  status_conflict: request(409, "The account's status doesn't allow this"),
  // payouts
  payout_not_found: request(404, "There is no such payout"),
  payout_account_missing: request(409, "The register has no payout account"),
  payout_account_outdated: request(
    409,
    "A payout account with this number, or a later one, is set",
  ),
  payout_not_sent: request(409, "The bank was not told of this payout"),
  payout_empty: request(409, "There is nothing to pay out"),
  payout_unfunded: request(409, "The carrier's books don't hold this much for the register"),
  payout_mismatch: request(409, "The payout was ordered otherwise"),
  payout_debtor_missing: request(409, "The carrier has no account to pay from"),
  // decided nothing, go on
  payout_under_way: notYet(409, "A payout of this currency is under way"),
  step_up_required: notYet(403, "One click isn't enough for this payment"),
  wrong_pin: notYet(403, "The PIN is wrong"),
  pin_blocked: notYet(403, "There were too many wrong PINs"),
  passkey_refused: notYet(403, "The passkey's proof doesn't hold"),
  refund_unfunded: notYet(409, "The register's balance doesn't cover this refund yet"),
  receipt_root_pending: notYet(404, "The day's receipts are not yet committed to"),
  register_suspended: notYet(403, "The register begins no trades until the carrier lets it"),
  second_operator_needed: notYet(403, "Another operator has to ask for the same"),
  till_frozen: notYet(503, "This till begins no trades until its count is put right"),
  too_many_claims: notYet(429, "Too many of the shop's trades are being paid by this payer"),
  disclosure_early: notYet(409, "The payment isn't known here yet; send the same again"),
  trade_ending: notYet(409, "The trade is ending; ask again for how"),
  carrier_unavailable: notYet(503, "The carrier didn't answer; nothing was decided here"),
  not_ready: notYet(503, "The server lacks something that it needs"),
  storage_unavailable: notYet(503, "Storage didn't answer; send the same request again"),
  internal_error: notYet(
    500,
    "Something broke; ask for the outcome, or send the same request again",
  ),
  // recorded outcomes of an attempt
  insufficient_funds: outcome("Not enough money in the account"),
  account_frozen: outcome("The account is frozen"),
  account_closed: outcome("The account takes no more payments"),
  currency_not_held: outcome("The account holds no such currency"),
  over_payment_limit: outcome("More than the account may spend in one payment"),
  over_day_limit: outcome("More than the account may still spend this day"),
  over_week_limit: outcome("More than the account may still spend this week"),
  over_month_limit: outcome("More than the account may still spend this month"),
  over_register_budget: outcome("More than the account may still spend at this register"),
  too_many_holds: outcome("The account has too many holds"),
  too_late: outcome("The confirmation came after the deadline"),
  attempt_void: outcome("This attempt was ended before it was confirmed"),
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEMS;
export const ProblemCode = v.picklist(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]);

export { RefusedOutcomeCode } from "./refused-outcomes.ts";

/** A refusal inside the system: a code and what it was about. Becomes a Problem at the edge. */
export interface Refusal {
  readonly code: ProblemCode;
  /** the field or header that is wrong, as a JSON pointer or a header's name */
  readonly param?: string;
  /** one sentence for a developer; never personal data, never a secret */
  readonly detail?: string;
  /** of stale_request: the server's time, ms since the epoch */
  readonly time?: number;
  /** of rate_limited: what the answer's headers say of the limit */
  readonly limit?: { readonly name: string; readonly quota: number; readonly seconds: number };
}

export function refusal(code: ProblemCode, more: Omit<Refusal, "code"> = {}): Refusal {
  return { code, ...more };
}

/** The same request may be sent again, unchanged, and may then be answered differently [PR3]. */
export function isRetryable(code: ProblemCode): boolean {
  return PROBLEMS[code].kind === "not_yet";
}

/** RFC 9457 problem details with our members [PR1]. */
export const Problem = v.object({
  type: textUpTo(200),
  title: textUpTo(200),
  status: v.number(),
  detail: v.exactOptional(textUpTo(2_000)),
  code: ProblemCode,
  kind: v.picklist(["outcome", "not_yet", "not_a_request"]),
  param: v.exactOptional(textUpTo(2_000)),
  time: v.exactOptional(v.number()),
  request_id: textUpTo(64),
  retryable: v.boolean(),
  /** a page for people: why it happens, and what to do; absent from servers older than these pages */
  doc_url: v.exactOptional(textUpTo(300)),
});
export type Problem = v.InferOutput<typeof Problem>;

/** Where the page of a code is, at either server's origin [AP5]. */
export function problemPath(code: ProblemCode): string {
  return `/problems/${code}`;
}

/**
 * @param requestId what the answer's `Request-Id` header says
 * @param origin of who answers; none where the answer has no address, as on a socket: then relative to ours
 */
export function problemOf(refused: Refusal, requestId: string, origin = ""): Problem {
  const { status, kind, title } = PROBLEMS[refused.code];
  return {
    type: problemPath(refused.code),
    title,
    status,
    ...(refused.detail === undefined ? {} : { detail: refused.detail }),
    code: refused.code,
    kind,
    ...(refused.param === undefined ? {} : { param: refused.param }),
    ...(refused.time === undefined ? {} : { time: refused.time }),
    request_id: requestId,
    retryable: isRetryable(refused.code),
    doc_url: `${origin}${problemPath(refused.code)}`,
  };
}
