/** The operator's audit log: every act, as schema and type of the same name [LE17]. Answers only; open, as in messages.ts. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { AccountId } from "../ids.ts";
import { IDEMPOTENCY_KEY_CHARS_MAX, PAGE_ENTRIES_MAX } from "../limits.ts";
import { Time } from "../signing/signed-objects.ts";
import {
  IssueCode,
  OpenAccount,
  ResolveSuspense,
  RevokeTerminals,
  SetCredit,
  SetInstruction,
  SetLimits,
  SetStatus,
  SetStepUp,
  TopUp,
  Withdraw,
} from "./operator.ts";

/** One act of the operator. `operator` is the start of the key's hash: which key it was, never the key. */
export const AuditEntry = v.object({
  number: v.number(),
  operator: textUpTo(60),
  act: v.picklist([
    ...["top_up", "withdraw", "set_status", "set_limits", "set_credit"],
    ...["set_instruction", "set_step_up", "open_account", "issue_code", "resolve_suspense"],
    "revoke_terminals",
  ] as const),
  account: AccountId,
  asked: v.union([
    TopUp,
    Withdraw,
    SetStatus,
    SetLimits,
    SetCredit,
    SetInstruction,
    SetStepUp,
    ResolveSuspense,
    OpenAccount,
    IssueCode,
    RevokeTerminals,
  ]),
  at: Time,
  idempotency_key: textUpTo(IDEMPOTENCY_KEY_CHARS_MAX),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;

/** One act of the operator that is about no account: a register's certificate or fees, a file for the bank. */
export const LoggedAct = v.object({
  operator: textUpTo(60),
  act: textUpTo(60),
  asked: v.unknown(),
  at: Time,
  idempotency_key: textUpTo(IDEMPOTENCY_KEY_CHARS_MAX),
});
export type LoggedAct = v.InferOutput<typeof LoggedAct>;

/** GET /v1/registers/:register/audit and /v1/payouts/audit: oldest first. */
export const ActLog = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, LoggedAct),
});
export type ActLog = v.InferOutput<typeof ActLog>;

/** GET /v1/branches/0/audit?limit=…&cursor=…: oldest first. */
export const AuditLog = v.object({
  entries: listUpTo(PAGE_ENTRIES_MAX, AuditEntry),
  next: v.exactOptional(textUpTo(60)),
});
export type AuditLog = v.InferOutput<typeof AuditLog>;
