/**
 * What a till is asked and only reads: one trade, its orders, pages of trades, the journal, by who holds its register's
 * API key; a trade's receipts, by who knows the trade. Each is one hop and of one moment; nothing is written.
 */

import { type CaptureId, modeOf, type RefundId, type TradeId } from "../../../../protocol/ids.ts";
import type { TradeView } from "../../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type {
  CaptureList,
  CaptureView,
  RefundList,
  RefundView,
} from "../../../../protocol/trade/order-messages.ts";
import type { TradeExpansion } from "../../../../protocol/trade/trade-list.ts";
import type { TradeReceipts } from "../../../../protocol/trade/trade-receipts.ts";
import type { Database } from "../../../objects/database.ts";
import { WokenObject } from "../../../objects/woken-object.ts";
import type { SynchronousEnv } from "../../env.ts";
import type { Part } from "../../reading/pages.ts";
import type { DisputePage } from "../dispute/dispute-store.ts";
import type { TillDisputes } from "../dispute/disputes.ts";
import { type JournalPlace, readJournal, type TillJournal } from "../journal.ts";
import { captureListOf, refundListOf } from "../order/order-record.ts";
import { isAsked } from "../trade-record.ts";
import type { TillWorks } from "../works.ts";
import { type ListedOrder, listOrders, type OrdersQuestion, orderViewOf } from "./order-list.ts";
import type { Listable } from "./order-rows.ts";
import { type TillMoney, tillMoney } from "./till-money.ts";
import { type ListedTrade, listTrades, type TradesQuestion } from "./trade-list.ts";
import { listedView, ordersOf, receiptsOf } from "./trade-views.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export abstract class ReadableTill extends WokenObject<SynchronousEnv> {
  abstract readonly database: Database;
  protected abstract readonly works: TillWorks;

  async get(apiKey: Hash, id: TradeId, expand: readonly TradeExpansion[] = []): Answer<TradeView> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const view = this.works.view(this.works.watch.look(id));
    if (!view.ok || expand.length === 0) return view;
    return ok({ ...view.value, ...ordersOf(this.works.store, id, expand) });
  }

  /** [AR11] Those of these trades that it knows. */
  async views(apiKey: Hash, ids: readonly TradeId[]): Answer<TradeView[]> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const { watch, desk, store } = this.works;
    const known = ids.flatMap((id) => desk.read(id) ?? []).map((record) => watch.peek(record));
    return ok(known.filter(isAsked).map((record) => listedView(store, record, [])));
  }

  /** [AR2] Its part of a page. */
  async trades(apiKey: Hash, question: TradesQuestion): Answer<Part<ListedTrade>> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const { watch, desk, store } = this.works;
    const now = watch.peek.bind(watch);
    const sources = { config: authorised.value, store, early: desk.early, now };
    return ok(listTrades(sources, question));
  }

  /** [AR7] Its part of a page of captures or refunds. */
  async orders(apiKey: Hash, question: OrdersQuestion): Answer<Part<ListedOrder>> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const { orders, orderRows: rows } = this.works.store;
    const mode = modeOf(authorised.value.register);
    return ok(listOrders({ mode, rows, orders }, question));
  }

  /** [AR7] null where it isn't this till's. */
  async orderOf(
    apiKey: Hash,
    kind: Listable,
    id: CaptureId | RefundId,
  ): Answer<CaptureView | RefundView | null> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const order = this.works.store.orderRows.read(kind, id);
    return ok(order ? orderViewOf(order) : null);
  }

  /** [AR8] */
  async money(apiKey: Hash): Answer<TillMoney> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const { desk, store, watch } = this.works;
    return ok(tillMoney(this.database, desk.sums, store.orders.pending(), watch.live));
  }

  async captures(apiKey: Hash, id: TradeId): Answer<CaptureList> {
    this.database.meter.hop();
    const found = this.works.orders.list(apiKey, id, "capture");
    return found.ok ? ok(captureListOf(found.value)) : found;
  }

  async refunds(apiKey: Hash, id: TradeId): Answer<RefundList> {
    this.database.meter.hop();
    const found = this.works.orders.list(apiKey, id, "refund");
    return found.ok ? ok(refundListOf(found.value)) : found;
  }

  /** [MS13] Asked by who knows the trade's id: no key is needed. */
  async receipts(id: TradeId): Answer<TradeReceipts> {
    this.database.meter.hop();
    const record = this.works.watch.look(id);
    if (!record) return err(refusal("trade_not_found"));
    return ok({ trade: id, receipts: receiptsOf(this.works.store, record) });
  }

  /** Its part of a page, in order of their opening; for a shop, or for the carrier's operator [DP10]. */
  async disputes(by: Hash | "carrier", page: DisputePage): Answer<TillDisputes> {
    if (by !== "carrier") {
      const authorised = this.#reader(by);
      if (!authorised.ok) return authorised;
    }
    return ok(this.works.disputes.list(page));
  }

  /** [LE58] */
  async journal(apiKey: Hash, page: { after: JournalPlace; limit: number }): Answer<TillJournal> {
    const authorised = this.#reader(apiKey);
    if (!authorised.ok) return authorised;
    const { store, desk } = this.works;
    return ok(readJournal(store, authorised.value.till, desk.sums, page));
  }

  #reader(apiKey: Hash) {
    this.database.meter.hop();
    this.works.desk.writePutOff();
    return this.works.desk.authorise(apiKey, "read");
  }
}
