/**
 * What happens to orders without us: one that goes back to the basket or is cancelled must not be paid by the trade it
 * had, and the money held for a cancelled one is given back.
 */

import { Inject, Injectable, type OnApplicationBootstrap } from "@nestjs/common";
import {
  EventBus,
  isGraphQlErrorResult,
  Logger,
  type Order,
  OrderService,
  OrderStateTransitionEvent,
} from "@vendure/core";
import { LOG } from "./options.ts";
import { OrderTrades } from "./order-trades.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";

@Injectable()
export class OrderWatch implements OnApplicationBootstrap {
  @Inject(EventBus) private readonly events: EventBus;
  @Inject(OrderTrades) private readonly trades: OrderTrades;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(OrderService) private readonly orders: OrderService;
  @Inject(Transactions) private readonly transactions: Transactions;

  onApplicationBootstrap(): void {
    this.events.ofType(OrderStateTransitionEvent).subscribe(({ toState, order }) => {
      if (toState !== "AddingItems" && toState !== "Cancelled") return;
      this.leave(order, toState === "Cancelled").catch((error: unknown) => {
        Logger.error(`order ${order.code}: ${String(error)}`, LOG);
      });
    });
  }

  private async leave(order: Order, cancelled: boolean): Promise<void> {
    await this.trades.endAll(order);
    if (!cancelled) return;
    for (const row of await this.rows.paidOf(order)) {
      await this.transactions.of(row, async (ctx) => {
        await this.rows.lock(ctx, row.trade ?? "");
        const payments = await this.orders.getOrderPayments(ctx, order.id);
        const held = payments.find(
          ({ transactionId, state }) => transactionId === row.trade && state === "Authorized",
        );
        const result = held && (await this.orders.cancelPayment(ctx, held.id));
        if (isGraphQlErrorResult(result))
          Logger.warn(`order ${order.code}: ${result.message}`, LOG);
      });
    }
  }
}
