/**
 * The till's orders: a thin shell over order-acts.ts. An order is stored, then asked of the branch, then
 * answered; one that got no answer is answered as pending, and asked again until there is one [TR19].
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { TradeView } from "../../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { Trust } from "../../../../protocol/trade/offer.ts";
import type { CaptureView, RefundView } from "../../../../protocol/trade/order-messages.ts";
import { captureIdOf, refundIdOf } from "../../../../protocol/trade/orders.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { TillDesk } from "../desk.ts";
import type { DueTimes } from "../timing/due-times.ts";
import { type AskedRecord, isAsked } from "../trade-record.ts";
import { type Placed, placeOrder } from "./order-acts.ts";
import type { OrderInquiry } from "./order-inquiry.ts";
import {
  captureViewOf,
  isPending,
  nameOf,
  type Ordered,
  type OrderKind,
  type OrderName,
  type OrderRecord,
  refundViewOf,
  type SignedOrder,
} from "./order-record.ts";
import { orderRefusal, signerOf } from "./order-signer.ts";
import type { OrderStore } from "./order-store.ts";
import type { RefundFunds } from "./refund-funds.ts";

export interface OrderQuestion {
  /** hash of the API key */
  readonly apiKey: Hash;
  readonly order: SignedOrder;
}

export interface OrderReply {
  readonly view: CaptureView | RefundView | TradeView;
  /** the branch has yet to answer */
  readonly pending: boolean;
  readonly replayed: boolean;
}

/** What works for the orders. */
export interface OrderWorks {
  readonly store: OrderStore;
  readonly due: DueTimes<OrderName>;
  readonly inquiry: OrderInquiry;
  readonly funds: RefundFunds;
  /** a trade as its shop sees it */
  readonly view: (record: AskedRecord) => TradeView;
  /** the branch said that the hold is over */
  readonly holdEnded: (trade: TradeId) => Promise<void>;
}

const ORDERS_AT_ONCE_MAX = 100;
/** Others may take what was lent before it is used. */
const FRESH_LOANS_MAX = 3;

export class TillOrders {
  readonly #desk: TillDesk;
  readonly #works: OrderWorks;

  constructor(desk: TillDesk, works: OrderWorks) {
    this.#desk = desk;
    this.#works = works;
  }

  async place(
    { apiKey, order }: OrderQuestion,
    trust: Trust,
  ): Promise<Result<OrderReply, Refusal>> {
    const isRefund = order.payload.typ === "warifu/refund/1";
    const authorised = this.#desk.authorise(apiKey, isRefund ? "refund" : "capture");
    if (!authorised.ok) return authorised;
    const record = this.#paid(order.payload.trade);
    if (!record.ok) return record;
    const offered = record.value.asked.certificate;
    const signed = await orderRefusal(this.#desk, order, offered, trust, clockNow());
    if (!signed.ok) return signed;
    const placed = await this.#placeFunded(await identified(order));
    if (!placed.ok) return placed;
    return this.#reply(placed.value);
  }

  list(apiKey: Hash, trade: TradeId, kind: OrderKind): Result<OrderRecord[], Refusal> {
    const authorised = this.#desk.authorise(apiKey, "read");
    if (!authorised.ok) return authorised;
    if (!this.#desk.read(trade)) return err(refusal("trade_not_found"));
    return ok(this.#works.store.list(trade, kind));
  }

  /** After a cold start: a till that was stopped between an order and its answer asks again. */
  wake(): void {
    const pending = this.#works.store.pending();
    this.#works.due.load(pending.map((order) => [nameOf(order), clockNow()]));
  }

  noted(order: OrderRecord, now: number): void {
    if (isPending(order)) this.#works.due.retryLater(nameOf(order), now);
    else this.#works.due.forget(nameOf(order));
  }

  /** What is due, by the alarm. */
  async work(): Promise<void> {
    const { due } = this.#works;
    try {
      const names = due.dueAt(clockNow(), ORDERS_AT_ONCE_MAX);
      await Promise.all(names.map((name) => this.#again(name)));
    } finally {
      due.rearm();
    }
  }

  async #again(name: OrderName): Promise<void> {
    const [trade, kind, key] = name.split(" ") as [TradeId, OrderKind, string];
    const order = this.#works.store.read(trade, kind, key);
    if (!order || !isPending(order)) this.#works.due.forget(name);
    else if (!(await this.#ask(order))) this.#works.due.retryLater(name, clockNow());
  }

  #paid(trade: TradeId): Result<AskedRecord, Refusal> {
    const record = this.#desk.read(trade);
    if (isAsked(record)) return ok(record);
    return err(refusal(record ? "trade_not_paid" : "trade_not_found"));
  }

  /** A refund that the till can't pay borrows from its register first [TR23]. */
  async #placeFunded(ordered: Ordered): Promise<Result<Placed, Refusal>> {
    const { trade, key } = ordered.order.payload;
    // [LE64] Who has ordered hears what became of it; nothing new is begun.
    if (this.#desk.isFrozen && !this.#works.store.read(trade, ordered.kind, key))
      return err(refusal("till_frozen"));
    for (let [loans, fresh] = [0, 0]; ; loans++) {
      const placed = await this.#desk.decide((turn, now) => placeOrder(turn, ordered, now));
      if (placed.ok || placed.error.missing === undefined) return placed;
      const unfunded = err(refusal("refund_unfunded"));
      if (ordered.kind !== "refund" || fresh === FRESH_LOANS_MAX) return unfunded;
      const { currency } = ordered.order.payload;
      // Keys have no blanks: no order has the id of a loan.
      const id = await refundIdOf(trade, `${key} ${loans}`);
      const loan = { id, currency, amount: placed.error.missing };
      const lent = await this.#works.funds.borrow(loan);
      if (!lent) return unfunded;
      if (lent === "now") fresh++;
    }
  }

  async #reply({ order, replayed }: Placed): Promise<Result<OrderReply, Refusal>> {
    const after = isPending(order) ? ((await this.#ask(order)) ?? order) : order;
    if (after.state.status === "refused") return err(refusal(after.state.code));
    return ok({ view: this.#viewOf(after), pending: isPending(after), replayed });
  }

  async #ask(order: OrderRecord): Promise<OrderRecord | undefined> {
    const { trade } = order.order.payload;
    const record = this.#paid(trade);
    if (!record.ok) return undefined;
    const { certificate } = record.value.asked;
    const certified = await signerOf(this.#desk, order.order, certificate);
    const after = await this.#works.inquiry.ask(order, record.value, certified);
    if (after?.state.status === "refused" && after.state.code === "hold_ended")
      await this.#works.holdEnded(trade);
    return after;
  }

  #viewOf(order: OrderRecord): OrderReply["view"] {
    if (order.kind === "capture") return captureViewOf(order);
    if (order.kind === "refund") return refundViewOf(order);
    const record = this.#desk.read(order.order.payload.trade);
    return this.#works.view(record as AskedRecord);
  }
}

async function identified(order: SignedOrder): Promise<Ordered> {
  const { trade, key, typ } = order.payload;
  if (typ === "warifu/capture/1")
    return { kind: "capture", id: await captureIdOf(trade, key), order } as Ordered;
  if (typ === "warifu/refund/1")
    return { kind: "refund", id: await refundIdOf(trade, key), order } as Ordered;
  return { kind: "void", order } as Ordered;
}
