/** What a user terminal asks: enrolment, credential and account; a trade's offer, claim, decline and confirmation. */

import { ChangeAccount } from "../../../protocol/account/account-change.ts";
import { Disclosed, DiscloseToShop } from "../../../protocol/disclosure/disclosure.ts";
import {
  AccountView,
  AskAsTerminal,
  ClaimTrade,
  Confirmed,
  ConfirmTrade,
  Credential,
  DeclineTrade,
  Enrolled,
  EnrolTerminal,
  Granted,
  OfferView,
  PageStatus,
  RenewCredential,
} from "../../../protocol/messages.ts";
import { PROBLEMS, type ProblemCode } from "../../../protocol/problem.ts";
import type { Operation } from "../../http/contract/operation.ts";

const TERMINALS = { tag: "Terminals", asker: "anyone", signed: true } as const;
const PAYING = { tag: "Paying", asker: "terminal", signed: true } as const;

/** Why an attempt is over: recorded, and answered the same for ever. */
const OUTCOMES = (Object.keys(PROBLEMS) as ProblemCode[]).filter(
  (code) => PROBLEMS[code].kind === "outcome",
);

export const TERMINAL_OPERATIONS: readonly Operation[] = [
  {
    ...TERMINALS,
    ...{ method: "post", path: "/v1/terminals", id: "enrolTerminal" },
    summary: "Enrol a device key, and open an account for it; the same key gets the same account",
    body: EnrolTerminal,
    answers: { 200: { description: "Enrolled", schema: Enrolled } },
    problems: ["wrong_type", "opening_code_invalid", "carrier_unavailable"],
  },
  {
    ...TERMINALS,
    ...{ method: "post", path: "/v1/terminals/credential", id: "renewCredential" },
    summary: "A fresh credential of minutes",
    body: RenewCredential,
    answers: { 200: { description: "The credential", schema: Credential } },
    problems: ["unknown_terminal", "carrier_unavailable"],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/account", id: "readAccount" },
    summary: "The balance, for a terminal of the account",
    body: AskAsTerminal,
    answers: { 200: { description: "The account", schema: AccountView } },
    problems: ["carrier_unavailable"],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/account/changes", id: "changeAccount" },
    summary: "Passkeys, PIN and one-click rules of the account, changed by its holder",
    body: ChangeAccount,
    answers: { 200: { description: "The account as it is now", schema: AccountView } },
    problems: [
      ...["stale_request", "unknown_terminal", "step_up_required", "step_up_mismatch"],
      ...["wrong_pin", "pin_blocked", "passkey_refused", "too_many_passkeys"],
      "carrier_unavailable",
    ] as ProblemCode[],
  },
  {
    ...PAYING,
    ...{ method: "get", path: "/v1/trades/{trade}/offer", id: "readOffer" },
    summary: "What is asked, by whom: reading binds nothing and shows nowhere",
    asker: "anyone",
    signed: false,
    answers: { 200: { description: "The offer, to be verified", schema: OfferView } },
    problems: ["trade_not_found", "wrong_mode"],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/trades/{trade}/claim", id: "claimTrade" },
    summary: "Take the trade for this payer for a minute",
    body: ClaimTrade,
    answers: { 200: { description: "The grant that a confirmation carries", schema: Granted } },
    problems: [
      "trade_not_found",
      "offer_mismatch",
      "claimed_by_another",
      "attempts_exhausted",
      "trade_settled",
      "trade_cancelled",
      "trade_declined",
      "trade_expired",
      "trade_ending",
      "till_frozen",
      "carrier_unavailable",
    ],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/trades/{trade}/decline", id: "declineTrade" },
    summary: "Say no: the shop hears of it, and not from whom",
    body: DeclineTrade,
    answers: { 200: { description: "The trade's public status", schema: PageStatus } },
    problems: ["trade_not_found", "trade_ending"],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/confirmations", id: "confirmTrade" },
    summary: "Confirm: the payer's account decides, once; the same bytes get the same answer",
    asker: "anyone",
    body: ConfirmTrade,
    answers: { 200: { description: "Settled, or held", schema: Confirmed } },
    problems: [
      "grant_invalid",
      "ticket_invalid",
      "offer_mismatch",
      "amount_mismatch",
      "disclosure_mismatch",
      "wrong_account",
      "register_uncertified",
      "certificate_expired",
      "exists_with_different_confirmation",
      "step_up_required",
      "step_up_mismatch",
      "wrong_pin",
      "pin_blocked",
      "passkey_refused",
      "carrier_unavailable",
      ...OUTCOMES,
    ],
  },
  {
    ...PAYING,
    ...{ method: "post", path: "/v1/trades/{trade}/disclosure", id: "discloseToShop" },
    summary: "Give the shop what it asked for, encrypted to its own key, after paying",
    body: DiscloseToShop,
    answers: { 200: { description: "It is with the trade", schema: Disclosed } },
    problems: [
      "trade_not_found",
      "disclosure_early",
      "disclosure_mismatch",
      "trade_cancelled",
      "trade_declined",
      "trade_expired",
      "trade_voided",
    ],
  },
];
