/** How a recorded order stands in its table, and how it is read back. No statement is here, and no rule but [LE3]. */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Row } from "../../../objects/database.ts";
import { type Cell, cellOfPostings, postingsOf } from "../rows.ts";
import type { RecordedOrder } from "./recorded-order.ts";

export interface OrderRow extends Row {
  trade: TradeId;
  id: string;
  kind: RecordedOrder["kind"];
  attempt: number;
  account: AccountId;
  register: RegisterId;
  amount: number;
  currency: Currency;
  released: number;
  fee: number;
  total: number;
  ended: number;
  signed: Hash | null;
  postings: string;
  receipt: string | null;
  paid_at: number;
  at: number;
}

export function orderOf(row: OrderRow): RecordedOrder {
  const { trade, id, kind, attempt, account, register, amount, currency, released, fee, total } =
    row;
  const recorded = {
    ...{ trade, id, attempt, account, register, amount, currency, released, total, at: row.at },
    postings: postingsOf(currency, row.postings),
    paidAt: row.paid_at,
  };
  const { signed: order, receipt } = row;
  if (kind === "expired" || order === null || receipt === null)
    return { kind: "expired", ...recorded };
  return { kind, ...recorded, fee, order, ended: row.ended === 1, receipt: JSON.parse(receipt) };
}

/** In the order of the table. */
export function cellsOfOrder(one: RecordedOrder): Cell[] {
  const { trade, id, kind, attempt, account, register, amount, currency, released, total } = one;
  const expired = kind === "expired";
  return [
    ...[trade, id, kind, attempt, account, register, amount, currency, released],
    ...[expired ? 0 : one.fee, total, expired || one.ended ? 1 : 0, expired ? null : one.order],
    ...[cellOfPostings(one), expired ? null : JSON.stringify(one.receipt), one.paidAt, one.at],
  ];
}
