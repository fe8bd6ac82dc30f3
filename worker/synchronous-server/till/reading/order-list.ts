/** A till's part of a register's list of captures or refunds, and one of them by its id. Reads only [AR7]. */

import type { Mode, TradeId } from "../../../../protocol/ids.ts";
import { LIST_SCAN_MAX } from "../../../../protocol/limits.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { CaptureView, RefundView } from "../../../../protocol/trade/order-messages.ts";
import { orderPlaceIn, orderPlaceOf } from "../../../../protocol/trade/order-place.ts";
import { mergedPages, type Page, type Part, type Placed } from "../../reading/pages.ts";
import { captureViewOf, type OrderOf, refundViewOf } from "../order/order-record.ts";
import type { OrderStore } from "../order/order-store.ts";
import type { Listable, OrderRows } from "./order-rows.ts";

export interface OrderFilters {
  readonly statuses?: readonly string[];
  readonly currency?: Currency;
  readonly trade?: TradeId;
}

export interface OrdersQuestion {
  readonly kind: Listable;
  readonly page: Page;
  readonly filters: OrderFilters;
  /** with their receipts */
  readonly receipts: boolean;
}

export interface ListedOrder extends Placed {
  readonly view: CaptureView | RefundView;
}

interface Sources {
  readonly mode: Mode;
  readonly rows: OrderRows;
  readonly orders: OrderStore;
}

type Order = OrderOf<Listable>;

const CHUNK = 100;

export function listOrders(
  sources: Sources,
  { kind, page, filters, receipts }: OrdersQuestion,
): Part<ListedOrder> {
  const { trade } = filters;
  const part = trade
    ? { entries: (sources.orders.list(trade, kind) as Order[]).filter(within(page)) }
    : scanned(sources, kind, page, filters);
  const entries = part.entries
    .filter((order) => matches(order, filters))
    .map((order) => listed(order, receipts));
  return mergedPages([{ ...part, entries }], page.limit);
}

function within({ from, before }: Page) {
  return (order: Order) => orderPlaceOf(order) >= from && orderPlaceOf(order) < before;
}

/** As far as a till looks for one page. */
function scanned(
  { rows, mode }: Sources,
  kind: Listable,
  page: Page,
  filters: OrderFilters,
): { readonly entries: readonly Order[]; readonly horizon?: string } {
  const front = `${kind === "capture" ? "cap" : "rfd"}_${mode}_`;
  const entries: Order[] = [];
  for (let before = page.before, found = 0; ; ) {
    const places = [page.from, before].map((place) => orderPlaceIn(place, front));
    const rowsOf = rows.between(kind, places, CHUNK);
    entries.push(...rowsOf);
    found += rowsOf.filter((order) => matches(order, filters)).length;
    const last = rowsOf.at(-1);
    if (!last || rowsOf.length < CHUNK) return { entries };
    before = orderPlaceOf(last);
    if (found > page.limit || entries.length >= LIST_SCAN_MAX) return { entries, horizon: before };
  }
}

function matches({ state, order }: Order, { statuses, currency }: OrderFilters): boolean {
  const fits = statuses?.includes(state.status) ?? true;
  return fits && (currency ?? order.payload.currency) === order.payload.currency;
}

function listed(order: Order, withReceipt: boolean): ListedOrder {
  const { receipt, ...view } = orderViewOf(order);
  const shown = withReceipt && receipt ? { ...view, receipt } : view;
  return { place: orderPlaceOf(order), view: shown as ListedOrder["view"] };
}

export function orderViewOf(order: Order): CaptureView | RefundView {
  return order.kind === "capture" ? captureViewOf(order) : refundViewOf(order);
}
