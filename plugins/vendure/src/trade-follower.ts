/**
 * What Warifu says of a trade, taken over into its order: for the webhook and the poller, which bring news in any order
 * and any number of times. They ask the trade itself, so the latest word is what counts.
 */

import { Inject, Injectable } from "@nestjs/common";
import {
  isGraphQlErrorResult,
  Logger,
  OrderService,
  Payment,
  type RequestContext,
  TransactionalConnection,
} from "@vendure/core";
import { Finalizer } from "./finalizer.ts";
import { LOG, WARIFU } from "./options.ts";
import { DECLINED } from "./payment-handler.ts";
import { Refunds } from "./refunds.ts";
import { type TradeView, type Warifu, WarifuError } from "./sdk.ts";
import { Surplus } from "./surplus.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

/** A create may have been lost; a claim makes it again, until its deadline and a little after. */
const LOST_AFTER_MS = 10 * 60_000;

@Injectable()
export class TradeFollower {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(Finalizer) private readonly finalizer: Finalizer;
  @Inject(Surplus) private readonly surplus: Surplus;
  @Inject(Refunds) private readonly refunds: Refunds;
  @Inject(OrderService) private readonly orders: OrderService;
  @Inject(Transactions) private readonly transactions: Transactions;
  @Inject(TransactionalConnection) private readonly connection: TransactionalConnection;

  /** Asks, and takes the answer. @returns `open` while it can be paid @throws WarifuError where there is no answer */
  async follow(row: WarifuTrade): Promise<"open" | "over"> {
    if (row.trade === null) {
      if (row.deadline + LOST_AFTER_MS > Date.now()) return "open";
      await this.end(row, "expired");
      return "over";
    }
    try {
      return await this.take(row, await this.warifu.getTrade(row.trade));
    } catch (error) {
      const lost = error instanceof WarifuError && error.code === "trade_not_found";
      if (!lost) throw error;
      if (row.deadline + LOST_AFTER_MS > Date.now()) return "open";
      await this.end(row, "expired");
      return "over";
    }
  }

  /** @param view an answer about this row's trade */
  async take(row: WarifuTrade, view: TradeView): Promise<"open" | "over"> {
    if (view.status === "open") return "open";
    if (row.state === "surplus") await this.surplus.giveBack(view.id);
    else if (row.state === "paid") await this.takeMoney(row, view);
    else if (row.state !== "returned") await this.takeOutcome(row, view);
    return "over";
  }

  /** No money moved, and none will: the order may have another trade. */
  async end(row: WarifuTrade, reason: string): Promise<void> {
    await this.transactions.of(row, async (ctx) => {
      const change = { state: "ended", reason, slot: null, nextAskAt: null } as const;
      const first = await this.rows.move(row, ["live"], change, ctx);
      if (!first) await this.rows.move(row, ["ended"], { nextAskAt: null }, ctx);
      if (first && reason === "declined") await this.showDeclined(ctx, row);
    });
  }

  private async takeOutcome(row: WarifuTrade, view: TradeView): Promise<void> {
    // A hold that ended before the shop heard of it is nothing the order could be paid by.
    if (view.receipt === undefined || view.status === "voided") return this.end(row, view.status);
    const done = await this.finalizer.finalize(view.receipt);
    if (done.state === "refused")
      Logger.error(`the receipt of ${view.id} doesn't hold: ${done.code}`, LOG);
  }

  /** The admin sees that the shopper was asked. An order that waits for no payment any more shows nothing. */
  private async showDeclined(ctx: RequestContext, row: WarifuTrade): Promise<void> {
    const order = await this.orders.findOne(ctx, row.orderId);
    if (order?.state !== "ArrangingPayment") return;
    const metadata = { [DECLINED]: true };
    await this.orders.addPaymentToOrder(ctx, order.id, { method: row.method, metadata });
  }

  /** Of a payment that stands: a hold that ended, a capture whose answer was lost, refunds that were pending. */
  private async takeMoney(row: WarifuTrade, view: TradeView): Promise<void> {
    const payment = await this.paymentOf(row);
    if (!payment) return;
    if (payment.state === "Authorized") {
      const whole = view.captured === row.amount;
      if (view.status === "voided") await this.change(row, "cancelPayment", payment);
      else if (view.status === "completed" && whole)
        await this.change(row, "settlePayment", payment);
    }
    const held = view.status === "authorized";
    if (!(await this.refunds.follow(row, payment)) && !held)
      await this.rows.set(row, { nextAskAt: null });
  }

  private async change(
    row: WarifuTrade,
    how: "cancelPayment" | "settlePayment",
    { id }: Payment,
  ): Promise<void> {
    await this.transactions.of(row, async (ctx) => {
      await this.rows.lock(ctx, row.trade ?? "");
      const { state } = await this.connection.getEntityOrThrow(ctx, Payment, id);
      if (state !== "Authorized") return;
      const result = await this.orders[how](ctx, id);
      if (isGraphQlErrorResult(result))
        Logger.warn(`${how} of ${row.trade}: ${result.message}`, LOG);
    });
  }

  private async paymentOf({ trade }: WarifuTrade): Promise<Payment | undefined> {
    const found = await this.connection.rawConnection
      .getRepository(Payment)
      .find({ where: { transactionId: trade ?? "" } });
    return found.find(({ state }) => state !== "Declined" && state !== "Error");
  }
}
