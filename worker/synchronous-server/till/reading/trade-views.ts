/**
 * Trades as lists show them: without what is long, a receipt's signatures, and with what was asked for besides [AR4],
 * [AR11]. Reads only.
 */

import type { TradeView } from "../../../../protocol/messages.ts";
import type { TradeExpansion } from "../../../../protocol/trade/trade-list.ts";
import { captureListOf, refundListOf } from "../order/order-record.ts";
import type { TillStore } from "../store.ts";
import { type AskedRecord, tradeViewOf } from "../trade-record.ts";

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
