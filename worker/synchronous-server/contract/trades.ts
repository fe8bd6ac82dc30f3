/** The trades of a register, as the register server sees them: create, read, cancel, and what follows a payment. */

import { CancelTrade, CreateTrade, TradeView } from "../../../protocol/messages.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import { ChangeMetadata } from "../../../protocol/trade/metadata.ts";
import {
  CaptureList,
  CaptureTrade,
  CaptureView,
  RefundList,
  RefundTrade,
  RefundView,
  VoidTrade,
} from "../../../protocol/trade/order-messages.ts";
import {
  AllCaptures,
  AllRefunds,
  TradeList,
  TradeReceipt,
} from "../../../protocol/trade/trade-list.ts";
import type { AnswerOf, Operation } from "../../http/contract/operation.ts";
import { ORDERS_QUERY, TRADE_QUERY, TRADES_QUERY } from "./list-queries.ts";
import {
  CANCELLED_EXAMPLE,
  CAPTURE_EXAMPLE,
  NEXT_EXAMPLE,
  OPEN_TRADE_EXAMPLE,
  PENDING_CAPTURE,
  PENDING_REFUND,
  REFUND_EXAMPLE,
  TRADE_EXAMPLE,
} from "./read-examples.ts";

const TAG = { tag: "Trades", asker: "register" } as const;

const SIGNED = [
  "bad_signature",
  "wrong_type",
  "wrong_issuer",
  "wrong_audience",
  "wrong_register",
] as const satisfies readonly ProblemCode[];

const ORDERED = [
  ...SIGNED,
  "trade_not_found",
  "trade_not_paid",
  "order_key_mismatch",
  "order_mismatch",
  "exists_with_different_order",
  "too_many_orders",
  "till_frozen",
] as const satisfies readonly ProblemCode[];

const OVER_HOLD = [
  "hold_missing",
  "hold_ended",
  "over_hold",
] as const satisfies readonly ProblemCode[];

const trade = (description: string, example: unknown = TRADE_EXAMPLE): AnswerOf => ({
  ...{ description, schema: TradeView, example },
});

export const TRADES: readonly Operation[] = [
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades", id: "createTrade" },
    summary: "Create a trade from terms that the register's key signed",
    keyed: true,
    body: CreateTrade,
    answers: {
      200: trade("The trade that this key made before", OPEN_TRADE_EXAMPLE),
      201: trade("The new trade, open", OPEN_TRADE_EXAMPLE),
    },
    problems: [
      ...SIGNED,
      "terms_key_mismatch",
      "deadline_out_of_range",
      "register_uncertified",
      "certificate_expired",
      "encryption_key_missing",
      "till_frozen",
    ],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/trades", id: "listTrades" },
    summary: "The register's trades over all its tills, the newest first; open ones too",
    query: TRADES_QUERY,
    answers: {
      200: {
        ...{ description: "A page of trades", schema: TradeList },
        example: { trades: [TRADE_EXAMPLE], next: NEXT_EXAMPLE },
      },
    },
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/trades/{trade}", id: "getTrade" },
    summary:
      "Read a trade, with its receipt once it has an outcome, and what the payer gave, encrypted",
    query: TRADE_QUERY,
    answers: { 200: trade("The trade as it stands") },
    problems: ["trade_not_found"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades/{trade}/metadata", id: "changeMetadata" },
    summary:
      "Note something on a trade, for the shop alone: what is named gets this text, or goes with `null`. Not for personal data",
    ...{ keyed: true, body: ChangeMetadata },
    example: { metadata: { order: "P-1001", campaign: null } },
    answers: { 200: trade("The trade, with its metadata from now on") },
    problems: ["trade_not_found", "trade_cancelled"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades/{trade}/cancel", id: "cancelTrade" },
    summary:
      "Cancel a trade that isn't paid; one that is being paid ends as its payer's account decides",
    keyed: true,
    body: CancelTrade,
    answers: {
      200: trade("Cancelled, or `open` while the branch has yet to say how", CANCELLED_EXAMPLE),
    },
    problems: ["trade_not_found", "trade_settled", "trade_declined", "trade_expired"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades/{trade}/captures", id: "captureTrade" },
    summary: "Take all or part of what is held",
    keyed: true,
    body: CaptureTrade,
    answers: {
      200: {
        description: "This capture was made before",
        schema: CaptureView,
        example: CAPTURE_EXAMPLE,
      },
      201: { description: "Captured", schema: CaptureView, example: CAPTURE_EXAMPLE },
      202: {
        ...{ description: "Stored; the branch has yet to answer", schema: CaptureView },
        example: PENDING_CAPTURE,
      },
    },
    problems: [...ORDERED, ...OVER_HOLD],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/trades/{trade}/captures", id: "listCaptures" },
    summary: "The captures of a trade",
    answers: { 200: { description: "The oldest first", schema: CaptureList } },
    problems: ["trade_not_found"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades/{trade}/void", id: "voidTrade" },
    summary: "Give up what is left of a hold",
    keyed: true,
    body: VoidTrade,
    answers: {
      200: trade("The hold is over"),
      202: trade("Stored; the branch has yet to answer"),
    },
    problems: [...ORDERED, "hold_missing", "hold_ended"],
  },
  {
    ...TAG,
    ...{ method: "post", path: "/v1/trades/{trade}/refunds", id: "refundTrade" },
    summary: "Give back all or part of what was taken, to a payer whom the shop can't name",
    keyed: true,
    body: RefundTrade,
    answers: {
      200: {
        description: "This refund was made before",
        schema: RefundView,
        example: REFUND_EXAMPLE,
      },
      201: { description: "Refunded", schema: RefundView, example: REFUND_EXAMPLE },
      202: {
        ...{ description: "Stored; the branch has yet to answer", schema: RefundView },
        example: PENDING_REFUND,
      },
    },
    problems: [...ORDERED, "over_captured", "refund_unfunded"],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/trades/{trade}/refunds", id: "listRefunds" },
    summary: "The refunds of a trade",
    answers: { 200: { description: "The oldest first", schema: RefundList } },
    problems: ["trade_not_found"],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/trades/{trade}/receipt", id: "getReceipt" },
    summary: "A trade's receipt, with the proof that it is among its day's once there is one",
    answers: { 200: { description: "The receipt", schema: TradeReceipt } },
    problems: ["trade_not_found", "trade_cancelled", "receipt_not_found"],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/captures", id: "listAllCaptures" },
    summary: "The register's captures, whichever trades they are of, the newest first",
    query: ORDERS_QUERY,
    answers: {
      200: {
        ...{ description: "A page of captures", schema: AllCaptures },
        example: { captures: [CAPTURE_EXAMPLE] },
      },
    },
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/captures/{capture}", id: "getCapture" },
    summary: "One capture by its id",
    answers: {
      200: { description: "As it stands", schema: CaptureView, example: CAPTURE_EXAMPLE },
    },
    problems: ["order_not_found"],
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/refunds", id: "listAllRefunds" },
    summary: "The register's refunds, whichever trades they are of, the newest first",
    query: ORDERS_QUERY,
    answers: {
      200: {
        ...{ description: "A page of refunds", schema: AllRefunds },
        example: { refunds: [REFUND_EXAMPLE] },
      },
    },
  },
  {
    ...TAG,
    ...{ method: "get", path: "/v1/refunds/{refund}", id: "getRefund" },
    summary: "One refund by its id",
    answers: {
      200: { description: "As it stands", schema: RefundView, example: REFUND_EXAMPLE },
    },
    problems: ["order_not_found"],
  },
];
