/** How a recorded order stands in its table, and how it is read back. No statement is here, and no rule but [LE3]. */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { Row } from "../../../objects/database.ts";
import type { Certificates } from "../receipt/certificates.ts";
import { cellOfReceipt, type ReceiptFacts, receiptOf } from "../receipt/receipt-cell.ts";
import { type Cell, cellOfPostings, postingsOf } from "../rows.ts";
import type { DoneOrder, RecordedOrder } from "./recorded-order.ts";

/** What of an order's row its receipt is made of. */
export interface OrderReceiptRow extends Row {
  trade: TradeId;
  id: string;
  kind: RecordedOrder["kind"];
  attempt: number;
  register: RegisterId;
  amount: number;
  currency: Currency;
  /** NULL of a hold that ended by itself */
  receipt: string | null;
  at: number;
}

export interface OrderRow extends OrderReceiptRow {
  account: AccountId;
  released: number;
  fee: number;
  total: number;
  ended: number;
  signed: Hash | null;
  postings: string;
  paid_at: number;
}

/** The one way to read an order's receipt. @returns undefined where there is none */
export function receiptOfOrder(
  row: OrderReceiptRow,
  certificates: Certificates,
): SignedReceipt | undefined {
  const { kind, receipt, at } = row;
  if (kind === "expired" || receipt === null) return undefined;
  return receiptOf(receipt, factsOf({ ...row, kind, at }), certificates);
}

export function orderOf(row: OrderRow, certificates: Certificates): RecordedOrder {
  const { trade, id, kind, attempt, account, register, amount, currency, released, fee, total } =
    row;
  const recorded = {
    ...{ trade, id, attempt, account, register, amount, currency, released, total, at: row.at },
    postings: postingsOf(currency, row.postings),
    paidAt: row.paid_at,
  };
  const { signed: order } = row;
  const receipt = receiptOfOrder(row, certificates);
  if (kind === "expired" || order === null || !receipt) return { kind: "expired", ...recorded };
  return { kind, ...recorded, fee, order, ended: row.ended === 1, receipt };
}

/** In the order of the table. */
export function cellsOfOrder(one: RecordedOrder, certificates: Certificates): Cell[] {
  const { trade, id, kind, attempt, account, register, amount, currency, released, total } = one;
  const expired = kind === "expired";
  const receipt = expired ? null : cellOfReceipt(one.receipt, factsOf(one), certificates);
  return [
    ...[trade, id, kind, attempt, account, register, amount, currency, released],
    ...[expired ? 0 : one.fee, total, expired || one.ended ? 1 : 0, expired ? null : one.order],
    ...[cellOfPostings(one), receipt, one.paidAt, one.at],
  ];
}

type Done = Pick<
  DoneOrder,
  "trade" | "id" | "attempt" | "register" | "amount" | "currency" | "kind" | "at"
>;

function factsOf({ trade, attempt, register, amount, currency, kind, id, at }: Done): ReceiptFacts {
  const facts = { trade, attempt, register, amount, currency, outcome: kind, time: at };
  // A trade has one void at most: it has no id.
  return kind === "voided" ? facts : { ...facts, order: id };
}
