/** The operator's acts on one account, and what he reads of it. The account stands in a header, never in an address [ID5]. */

import { OpenedAccount } from "../../../protocol/account/opening.ts";
import { AccountId } from "../../../protocol/ids.ts";
import {
  ACCOUNT_HEADER,
  AccountEntries,
  AskAccount,
  IssueCode,
  OperatorAccount,
  ResolveSuspense,
  RevokeTerminals,
  SetCredit,
  SetInstruction,
  SetLimits,
  SetStatus,
  SetStepUp,
  Statement,
  TopUp,
  Withdraw,
} from "../../../protocol/operator/operator.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import type { Operation, Parameter } from "../../http/contract/operation.ts";
import { CURSOR, format, LANGUAGE, LIMIT } from "../../http/contract/paging.ts";

const TAG = { tag: "Accounts", asker: "operator" } as const;

const OF_ACCOUNT: Readonly<Record<string, Parameter>> = {
  [ACCOUNT_HEADER]: { schema: AccountId, description: "Which account", required: true },
};

const NAMED = ["invalid_request", "wrong_mode", "account_not_found"] as const;

/** An act on the account of the header: its answer is the account as it stands then. */
function act(
  path: string,
  id: string,
  summary: string,
  body: NonNullable<Operation["body"]>,
  problems: readonly ProblemCode[] = [],
): Operation {
  return {
    ...TAG,
    ...{ method: "post", path: `/v1/account/${path}`, id, summary, body },
    keyed: true,
    headers: OF_ACCOUNT,
    answers: { 200: { description: "The account from now on", schema: OperatorAccount } },
    problems: [...NAMED, ...problems],
  };
}

const opened = (description: string) => ({ 201: { description, schema: OpenedAccount } });

const OPENING: readonly Operation[] = [
  {
    ...TAG,
    ...{ method: "post", path: "/v1/accounts", id: "openAccount" },
    summary: "Open an account that a terminal joins with the code in the answer",
    keyed: true,
    body: AskAccount,
    answers: opened("The account and its opening code"),
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/account/opening-code", id: "issueOpeningCode" },
    summary: "Another opening code; the one before is void",
    keyed: true,
    headers: OF_ACCOUNT,
    body: IssueCode,
    answers: opened("The account and its new code"),
    problems: [...NAMED, "status_conflict"],
  },
];

const ACTS: readonly Operation[] = [
  act("top-ups", "topUp", "Pay money in", TopUp, ["status_conflict"]),
  act("withdrawals", "withdraw", "Pay money out to its owner", Withdraw, ["over_balance"]),
  act("status", "setStatus", "Freeze, thaw, close", SetStatus, [
    "status_conflict",
    "account_not_empty",
  ]),
  act("limits", "setLimits", "Limits per payment and time, budgets per register", SetLimits),
  act("credit", "setCredit", "How far a postpaid currency may go below zero", SetCredit),
  act(
    "top-up-instruction",
    "setTopUpInstruction",
    "A standing instruction to top up when the balance is low",
    SetInstruction,
  ),
  act("step-up", "setStepUp", "Which payments one click is enough for", SetStepUp),
  act(
    "terminal-revocations",
    "revokeTerminals",
    "Revoke all terminals of an account",
    RevokeTerminals,
  ),
  act("suspense", "resolveSuspense", "Decide where a refund in suspense goes", ResolveSuspense, [
    "suspense_not_found",
  ]),
];

const READS: readonly Operation[] = [
  {
    ...TAG,
    ...{ method: "get", path: "/v1/account", id: "readOperatorAccount" },
    summary: "Read an account: balances, what is held, limits, credit",
    headers: OF_ACCOUNT,
    answers: { 200: { description: "The account as it stands", schema: OperatorAccount } },
    problems: NAMED,
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/account/transfers", id: "listTransfers" },
    summary: "The account's transfers, the oldest first",
    headers: OF_ACCOUNT,
    query: { limit: LIMIT, cursor: CURSOR },
    answers: { 200: { description: "A page of transfers", schema: AccountEntries } },
    problems: NAMED,
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/account/export", id: "exportAccount" },
    summary: "The account's journal for hledger",
    headers: OF_ACCOUNT,
    query: { format: format("hledger") },
    answers: { 200: { description: "An hledger journal", content: ["text/plain"] } },
    problems: NAMED,
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/account/statements/{month}", id: "readStatement" },
    summary: "A month: opening, each transfer, closing",
    headers: OF_ACCOUNT,
    query: { format: format("json", "csv", "html"), lang: LANGUAGE },
    answers: {
      200: { description: "The statement", schema: Statement, content: ["text/csv", "text/html"] },
    },
    problems: NAMED,
  },
];

export const ACCOUNTS: readonly Operation[] = [...OPENING, ...ACTS, ...READS];
