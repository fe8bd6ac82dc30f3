/**
 * Trades as lists show them: without what is long, a receipt's signatures, and with what was asked for besides [AR4],
 * [AR11]. Reads only.
 */

import type { TradeView } from "../../../../protocol/messages.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { TradeExpansion } from "../../../../protocol/trade/trade-list.ts";
import { captureListOf, refundListOf } from "../order/order-record.ts";
import type { TillStore } from "../store.ts";
import { type AskedRecord, receiptOf, type TradeRecord, tradeViewOf } from "../trade-record.ts";

type Store = Pick<TillStore, "metadata" | "orders">;

export function listedView(
  store: Store,
  record: AskedRecord,
  expand: readonly TradeExpansion[],
): TradeView {
  const { receipt, ...view } = tradeViewOf(record, { metadata: store.metadata.of(record.id) });
  const shown = receipt && expand.includes("receipt") ? { ...view, receipt } : view;
  return { ...shown, ...ordersOf(store, record.id, expand) };
}

/** [MS13] Of the payment or the hold, and of every order that is done, by their times. */
export function receiptsOf(
  { orders }: Pick<Store, "orders">,
  record: TradeRecord,
): SignedReceipt[] {
  const { receipt } = receiptOf(record);
  const kinds = ["capture", "void", "refund"] as const;
  const done = kinds
    .flatMap((kind) => orders.list(record.id, kind))
    .flatMap(({ state }) => (state.status === "done" ? [state.receipt] : []));
  return [...(receipt ? [receipt] : []), ...done].sort((a, b) => a.payload.time - b.payload.time);
}

/** The captures and refunds that are asked for. */
export function ordersOf(
  { orders }: Pick<Store, "orders">,
  id: AskedRecord["id"],
  expand: readonly TradeExpansion[],
): Pick<TradeView, "captures" | "refunds"> {
  return {
    ...(expand.includes("captures") ? captureListOf(orders.list(id, "capture")) : {}),
    ...(expand.includes("refunds") ? refundListOf(orders.list(id, "refund")) : {}),
  };
}
