/** The carrier's own API, the operator's, as one description for its OpenAPI document. */

import { Health, Ready } from "../../../protocol/messages.ts";
import { Jwks } from "../../../protocol/signing/published-keys.ts";
import type { Described } from "../../http/contract/openapi.ts";
import { type Operation, withExamples } from "../../http/contract/operation.ts";
import { RECEIPTS } from "../../http/contract/receipts.ts";
import { ACCOUNTS } from "./accounts.ts";
import { BRANCH_OPERATIONS, PAYOUT_OPERATIONS, RECONCILIATION_OPERATIONS } from "./books.ts";
import { OPERATOR_DISPUTES } from "./disputes.ts";
import REQUESTS from "./examples/requests.json" with { type: "json" };
import { REGISTER_OPERATIONS } from "./registers.ts";
import { WATCHING_OPERATIONS } from "./watching.ts";

const ANYONE = { asker: "anyone", method: "get" } as const;

const PUBLIC: readonly Operation[] = [
  {
    ...ANYONE,
    ...{ tag: "Keys", path: "/.well-known/jwks.json", id: "readKeys" },
    summary: "The carrier's signing keys, each with the root's certificate",
    answers: { 200: { description: "A JSON Web Key Set (RFC 7517)", schema: Jwks } },
  },
  {
    ...ANYONE,
    ...{ tag: "Service", path: "/health", id: "readHealth" },
    summary: "Whether the server answers, and in which mode",
    answers: { 200: { description: "It does", schema: Health } },
    problems: ["not_ready"],
  },
  {
    ...ANYONE,
    ...{ tag: "Service", path: "/ready", id: "readReadiness" },
    summary: "Whether the server can do its work: its storage and the other server answer",
    answers: { 200: { description: "It can", schema: Ready } },
    problems: ["not_ready"],
  },
];

export const CARRIER_SERVER: Described = {
  title: "Warifu: the carrier server",
  description:
    "The operator's commands, under the operator's key: accounts, registers, payouts, reconciliation. The carrier alone " +
    "knows the account; every act is in an audit log. Every refusal is a problem (RFC 9457) with a stable code.",
  tags: {
    Accounts: "Open, top up, set limits, freeze, close, read",
    Registers: "Certificates and fees",
    Branches: "What stands in a branch",
    Payouts: "Files for the bank",
    Reconciliation: "Both sides' counts",
    Watching: "How both servers do",
    Receipts: "Proofs that a receipt is among its day's",
    Keys: "Signing keys",
    Service: "Whether the server answers",
  },
  operations: withExamples(
    [
      ...ACCOUNTS,
      ...REGISTER_OPERATIONS,
      ...OPERATOR_DISPUTES,
      ...BRANCH_OPERATIONS,
      ...PAYOUT_OPERATIONS,
      ...RECONCILIATION_OPERATIONS,
      ...WATCHING_OPERATIONS,
      ...PUBLIC,
      ...RECEIPTS,
    ],
    REQUESTS,
  ),
};
