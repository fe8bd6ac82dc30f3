/** The operator's view of branches, payouts and reconciliation. */

import * as v from "valibot";
import { AccountList } from "../../../protocol/account/opening.ts";
import {
  ReconciliationReport,
  ThawnTill,
  ThawTill,
} from "../../../protocol/count/reconciliation.ts";
import { PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import { ActLog, AuditLog } from "../../../protocol/operator/audit.ts";
import { SuspenseList } from "../../../protocol/operator/operator.ts";
import {
  BankPayout,
  MakePayoutFile,
  PayoutFile,
  PayoutsOverview,
  ReturnedPayout,
  ReturnPayout,
} from "../../../protocol/operator/payout-files.ts";
import type { Operation } from "../../http/contract/operation.ts";
import { CURSOR, format, LIMIT } from "../../http/contract/paging.ts";

const BRANCHES = { tag: "Branches", asker: "operator", method: "get" } as const;
const PAYOUTS = { tag: "Payouts", asker: "operator" } as const;
const RECONCILIATION = { tag: "Reconciliation", asker: "operator" } as const;

const EXPORT = {
  query: { format: format("hledger") },
  answers: { 200: { description: "An hledger journal", content: ["text/plain"] } },
} as const;

const log = { 200: { description: "The latest acts first", schema: ActLog } };
const file = (description: string) => ({ 200: { description, schema: PayoutFile } });

const PayoutFileContents = v.object({
  ...PayoutFile.entries,
  contents: v.pipe(v.array(BankPayout), v.maxLength(PAGE_ENTRIES_MAX)),
});

export const BRANCH_OPERATIONS: readonly Operation[] = [
  {
    ...BRANCHES,
    ...{ path: "/v1/branches/{branch}/accounts", id: "listAccounts" },
    summary: "The accounts of a branch, the oldest first",
    query: { limit: LIMIT, cursor: CURSOR },
    answers: { 200: { description: "A page of accounts", schema: AccountList } },
    problems: ["route_not_found"],
  },
  {
    ...BRANCHES,
    ...{ path: "/v1/branches/{branch}/audit", id: "readBranchAudit" },
    summary: "The operator's acts in a branch",
    query: { limit: LIMIT, cursor: CURSOR },
    answers: { 200: { description: "A page of acts", schema: AuditLog } },
    problems: ["route_not_found"],
  },
  {
    ...BRANCHES,
    ...{ path: "/v1/branches/{branch}/suspense", id: "listSuspense" },
    summary: "Refunds whose account is closed",
    query: { limit: LIMIT },
    answers: { 200: { description: "What waits for a decision", schema: SuspenseList } },
    problems: ["route_not_found"],
  },
  {
    ...BRANCHES,
    ...EXPORT,
    ...{ path: "/v1/branches/{branch}/export", id: "exportBranch" },
    summary: "A branch's journal for hledger",
    problems: ["route_not_found"],
  },
  {
    ...BRANCHES,
    ...EXPORT,
    ...{ path: "/v1/export", id: "exportCarrier" },
    summary: "The whole carrier's journal for hledger",
  },
];

export const PAYOUT_OPERATIONS: readonly Operation[] = [
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts", id: "readPayouts" },
    summary: "What waits for the bank, and the files",
    answers: { 200: { description: "By currency", schema: PayoutsOverview } },
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts/audit", id: "readPayoutAudit" },
    summary: "The operator's acts on payouts",
    answers: log,
  },
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payouts/files", id: "makePayoutFile" },
    summary: "Put all waiting payouts of a currency into a file for the bank",
    keyed: true,
    body: MakePayoutFile,
    answers: file("The file"),
    problems: ["payout_empty", "payout_debtor_missing"],
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts/files/{file}", id: "readPayoutFile" },
    summary: "A file as JSON, CSV or ISO 20022 pain.001",
    query: { format: format("json", "csv", "pain.001") },
    answers: {
      200: {
        description: "The file",
        schema: PayoutFileContents,
        content: ["text/csv", "application/xml"],
      },
    },
    problems: ["payout_not_found", "payout_debtor_missing"],
  },
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payouts/files/{file}/sent", id: "markPayoutFileSent" },
    summary: "Say that the bank has the file",
    keyed: true,
    body: v.strictObject({}),
    answers: file("The file, sent"),
    problems: ["payout_not_found"],
  },
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payouts/{payout}/return", id: "returnPayout" },
    summary: "Say that the bank sent a payout back",
    keyed: true,
    body: ReturnPayout,
    answers: { 200: { description: "The payout, returned", schema: ReturnedPayout } },
    problems: ["payout_not_found", "payout_not_sent", "register_unknown"],
  },
];

export const RECONCILIATION_OPERATIONS: readonly Operation[] = [
  {
    ...RECONCILIATION,
    ...{ method: "get", path: "/v1/reconciliation", id: "readReconciliation" },
    summary: "How both sides' counts stand now",
    answers: { 200: { description: "The difference, and where", schema: ReconciliationReport } },
  },
  {
    ...RECONCILIATION,
    ...{ method: "post", path: "/v1/reconciliation/thaws", id: "thawTill" },
    summary: "Let a frozen till go on",
    keyed: true,
    body: ThawTill,
    answers: { 200: { description: "Thawn", schema: ThawnTill } },
    problems: ["register_unknown", "status_conflict", "carrier_unavailable"],
  },
];
