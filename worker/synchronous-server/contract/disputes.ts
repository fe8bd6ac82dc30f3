/** Disputes: what a payer says about what he paid, and what the shop answers; neither learns who the other is. */

import {
  AcceptDispute,
  AnswerDispute,
  ContestDispute,
  DisputeList,
  DisputeView,
  ReadDispute,
  SayInDispute,
} from "../../../protocol/dispute/dispute-messages.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import type { AnswerOf, Operation } from "../../http/contract/operation.ts";
import { DISPUTE } from "./event-examples.ts";
import { DISPUTES_QUERY } from "./list-queries.ts";

const PAYER = { tag: "Paying", asker: "terminal", signed: true, method: "post" } as const;
const SHOP = { tag: "Disputes", asker: "register" } as const;
const ONE = "/v1/disputes/{trade}";

const dispute = (description: string): AnswerOf => ({
  ...{ description, schema: DisputeView, example: DISPUTE },
});

const SAID = [
  "trade_not_found",
  "dispute_not_found",
  "dispute_closed",
  "too_many_messages",
] as const satisfies readonly ProblemCode[];

export const DISPUTES: readonly Operation[] = [
  {
    ...PAYER,
    ...{ path: "/v1/trades/{trade}/dispute", id: "sayInDispute" },
    summary: "Open a dispute about what this payer paid, write in it, or withdraw it",
    body: SayInDispute,
    answers: { 200: dispute("The dispute as it is now") },
    problems: [
      ...SAID,
      ...(["trade_not_paid", "offer_mismatch", "over_captured"] as const),
      ...(["dispute_exists", "dispute_too_late", "idempotency_key_reused"] as const),
      "encryption_key_missing",
      ...(["wrong_issuer", "wrong_audience", "wrong_mode", "bad_signature"] as const),
    ],
  },
  {
    ...PAYER,
    ...{ path: "/v1/trades/{trade}/dispute/read", id: "readOwnDispute" },
    summary: "The dispute about what this payer paid, as the shop sees it too",
    body: ReadDispute,
    answers: { 200: dispute("The dispute as it stands") },
    problems: ["trade_not_found", "trade_not_paid", "dispute_not_found"],
  },
  {
    ...SHOP,
    ...{ method: "get", path: "/v1/disputes", id: "listDisputes" },
    summary: "The disputes about a register's trades, without what was said in them",
    query: DISPUTES_QUERY,
    answers: { 200: { description: "A page of disputes", schema: DisputeList } },
  },
  {
    ...SHOP,
    ...{ method: "get", path: ONE, id: "getDispute" },
    summary: "A trade's dispute, with what both sides wrote, encrypted between the two",
    answers: { 200: dispute("The dispute as it stands") },
    problems: ["trade_not_found", "dispute_not_found"],
  },
  {
    ...SHOP,
    ...{ method: "post", path: `${ONE}/messages`, id: "answerDispute" },
    summary: "Write to the payer, encrypted under the key that came with his words",
    ...{ keyed: true, body: AnswerDispute },
    answers: { 200: dispute("With the message") },
    problems: SAID,
  },
  {
    ...SHOP,
    ...{ method: "post", path: `${ONE}/contest`, id: "contestDispute" },
    summary: "Say no: if the two don't agree, the operator decides",
    ...{ keyed: true, body: ContestDispute },
    answers: { 200: dispute("Contested") },
    problems: SAID,
  },
  {
    ...SHOP,
    ...{ method: "post", path: `${ONE}/accept`, id: "acceptDispute" },
    summary: "Refund what the dispute still asks for; the refund's receipt closes it",
    ...{ keyed: true, body: AcceptDispute },
    answers: {
      200: dispute("Refunded"),
      202: dispute("The refund is stored; the branch has yet to answer"),
    },
    problems: [
      ...(["trade_not_found", "trade_not_paid", "dispute_not_found", "dispute_closed"] as const),
      ...(["dispute_amount_mismatch", "bad_signature", "wrong_type", "wrong_issuer"] as const),
      ...(["wrong_audience", "wrong_register", "order_key_mismatch", "order_mismatch"] as const),
      ...(["exists_with_different_order", "too_many_orders", "till_frozen"] as const),
      ...(["over_captured", "refund_unfunded"] as const),
    ],
  },
];
