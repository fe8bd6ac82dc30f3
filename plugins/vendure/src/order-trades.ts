/**
 * The trade that an order is paid by. The same unpaid order gets the same trade, whatever page, tab or retry asks for it,
 * until that has ended without a payment or the order's amount is another: then the former is ended, and it gets another.
 * The row is stored before each step, so a crash in between repeats the step instead of making a second trade.
 */

import { Inject, Injectable } from "@nestjs/common";
import {
  Logger,
  type Order,
  OrderService,
  PaymentMethodService,
  type RequestContext,
  totalCoveredByPayments,
  UserInputError,
} from "@vendure/core";
import { itemsOf } from "./items.ts";
import { minorUnits } from "./money.ts";
import { MoneyScale } from "./money-scale.ts";
import { HANDLER_CODE, LOG, WARIFU, WARIFU_OPTIONS, type WarifuPluginOptions } from "./options.ts";
import { type Warifu, WarifuError } from "./sdk.ts";
import { TradeFollower } from "./trade-follower.ts";
import { type NewTrade, TradeRows } from "./trade-rows.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

/** A new trade, and one or two that turned out to be over. */
const ROUNDS_MAX = 3;
const LIFETIME_MS = 30 * 60_000;
const FIRST_ASK_MS = 2_000;

/** Its id never left the shop, so nobody can pay it: its deadline is past, or the order's lines were renamed since. */
const OVER: Readonly<Record<string, string>> = {
  deadline_out_of_range: "expired",
  idempotency_key_reused: "changed",
};

@Injectable()
export class OrderTrades {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(WARIFU_OPTIONS) private readonly options: WarifuPluginOptions;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(TradeFollower) private readonly follower: TradeFollower;
  @Inject(OrderService) private readonly orders: OrderService;
  @Inject(PaymentMethodService) private readonly methods: PaymentMethodService;
  @Inject(MoneyScale) private readonly scale: MoneyScale;

  /** @returns the row, with its trade's id. @throws UserInputError, WarifuError */
  async tradeFor(ctx: RequestContext, orderId: Order["id"]): Promise<WarifuTrade> {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const order = await this.payableOrder(ctx, orderId);
      const asked = await this.asked(ctx, order);
      const row = (await this.rows.inSlot(asked.orderId)) ?? (await this.rows.make(asked));
      if (!isSame(row, asked)) await this.leave(row);
      else if (await this.isOpen(order, row)) return row;
    }
    throw new UserInputError("the order's former payment is still ending: try again");
  }

  /** Ends what an order might still be paid by: it went back to the basket, or was cancelled. Never throws. */
  async endAll(order: Order): Promise<void> {
    for (const row of await this.rows.liveOf(order)) {
      await this.leave(row).catch((error: unknown) => {
        Logger.warn(`the trade ${row.trade} isn't ended yet: ${String(error)}`, LOG);
      });
    }
  }

  private async payableOrder(ctx: RequestContext, id: Order["id"]): Promise<Order> {
    const order = await this.orders.findOne(ctx, id, [
      "lines",
      "lines.productVariant",
      "shippingLines",
      "shippingLines.shippingMethod",
      "surcharges",
      "payments",
      "payments.refunds",
    ]);
    if (order?.state === "ArrangingPayment" || order?.state === "ArrangingAdditionalPayment")
      return order;
    throw new UserInputError("the order isn't waiting for a payment: first ArrangingPayment");
  }

  private async asked(ctx: RequestContext, order: Order): Promise<NewTrade> {
    const { currencyCode: currency } = order;
    const { code: method, capture } = await this.methodFor(ctx, order);
    const orderAmount = order.totalWithTax - totalCoveredByPayments(order);
    const now = Date.now();
    return {
      key: this.warifu.newIdempotencyKey(),
      orderId: `${order.id}`,
      orderCode: order.code,
      channelId: `${ctx.channelId}`,
      method,
      capture,
      orderAmount,
      amount: minorUnits(orderAmount, currency, this.scale.precision),
      currency,
      deadline: now + (this.options.tradeLifetimeMs ?? LIFETIME_MS),
      nextAskAt: now + FIRST_ASK_MS,
    };
  }

  private async methodFor(
    ctx: RequestContext,
    order: Order,
  ): Promise<{ code: string; capture: "now" | "later" }> {
    const { items } = await this.methods.findAll(ctx, { filter: { enabled: { eq: true } } });
    const eligible = await this.methods.getEligiblePaymentMethods(ctx, order);
    const method = items.find(
      ({ code, handler }) =>
        handler.code === HANDLER_CODE &&
        eligible.some((one) => one.code === code && one.isEligible),
    );
    if (!method) throw new UserInputError("no payment method of this order is Warifu's");
    const capture = method.handler.args.find(({ name }) => name === "capture")?.value;
    return { code: method.code, capture: capture === "later" ? "later" : "now" };
  }

  /** Makes the trade where it isn't yet. @returns whether it can be paid; else it is over, and its row says so */
  private async isOpen(order: Order, row: WarifuTrade): Promise<boolean> {
    if (row.trade !== null && (await this.follower.follow(row)) === "open") return true;
    if (row.trade !== null) return false;
    try {
      row.trade = await this.create(order, row);
    } catch (error) {
      const over = error instanceof WarifuError && OVER[error.code];
      if (!over) throw error;
      await this.follower.end(row, over);
      return false;
    }
    await this.rows.set(row, { trade: row.trade, nextAskAt: Date.now() + FIRST_ASK_MS });
    return true;
  }

  private async create(order: Order, row: WarifuTrade): Promise<string> {
    const { key: idempotencyKey, amount, currency, capture, deadline } = row;
    const request = { amount, currency, reference: order.code, deadline, capture };
    const items = itemsOf(order, { amount, currency, precision: this.scale.precision });
    const create = async (shown: typeof items) =>
      (await this.warifu.createTrade({ ...request, items: shown }, { idempotencyKey })).id;
    try {
      return await create(items);
    } catch (error) {
      // A product's name that no terminal would show: refused before anything was sent.
      const unshown = error instanceof WarifuError && error.code === "invalid_request";
      if (!unshown || items.length === 0) throw error;
      return create([]);
    }
  }

  /** The order needs another trade, or none. What was paid all the same is finalized. */
  private async leave(row: WarifuTrade): Promise<void> {
    if (row.trade === null) return this.follower.end(row, "cancelled");
    // Another may be made already; this one is asked after until it ended.
    await this.rows.move(row, ["live"], { slot: null });
    try {
      const view = await this.warifu.cancelTrade(row.trade, {
        idempotencyKey: `${row.key}-cancel`,
      });
      await this.follower.take(row, view);
    } catch (error) {
      if (!(error instanceof WarifuError) || error.code !== "trade_settled") throw error;
      await this.follower.follow(row);
    }
  }
}

function isSame(row: WarifuTrade, asked: NewTrade): boolean {
  const { orderAmount, currency, capture, method } = row;
  return (
    orderAmount === asked.orderAmount &&
    currency === asked.currency &&
    capture === asked.capture &&
    method === asked.method
  );
}
