/**
 * finalize: the only way an order becomes paid, for page, webhook and poller alike. Keyed by the receipt's trade and
 * verified against the row that the shop stored with its order; the payment is written with the row's change of state in
 * one transaction, so it is there once however many come at once, and nobody is answered 2xx before it is there.
 * Money that the order can't take isn't kept: the row says `surplus`, and it goes back to the payer (surplus.ts).
 */

import { Inject, Injectable } from "@nestjs/common";
import {
  isGraphQlErrorResult,
  Logger,
  OrderService,
  type RequestContext,
  totalCoveredByPayments,
} from "@vendure/core";
import { LOG } from "./options.ts";
import { Receipts, tradeNamedIn } from "./receipts.ts";
import { Surplus } from "./surplus.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

export type Finalized =
  /** `first`: this call made it so */
  | { readonly state: "paid"; readonly order: string; readonly first: boolean }
  /** the order couldn't take it: it goes back, or went */
  | { readonly state: "surplus"; readonly order: string }
  /** not this shop's receipt; `code` says why */
  | { readonly state: "refused"; readonly code: string };

@Injectable()
export class Finalizer {
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(Receipts) private readonly receipts: Receipts;
  @Inject(Transactions) private readonly transactions: Transactions;
  @Inject(OrderService) private readonly orders: OrderService;
  @Inject(Surplus) private readonly surplus: Surplus;

  /** @param receipt from anywhere, unchecked @throws what the shop's own code throws: nothing was written then */
  async finalize(receipt: unknown): Promise<Finalized> {
    const trade = tradeNamedIn(receipt);
    const row = trade === undefined ? undefined : await this.rows.byTrade(trade);
    if (trade === undefined || !row) return { state: "refused", code: "trade_not_ours" };
    const code = await this.receipts.refusalOf(row, receipt);
    if (code !== undefined) return { state: "refused", code };
    const done = await this.transactions.of(row, (ctx) => this.write(ctx, trade, receipt));
    if (done.state === "surplus") await this.surplus.giveBack(trade);
    return done;
  }

  /** In a transaction, after the proof. */
  private async write(ctx: RequestContext, trade: string, receipt: unknown): Promise<Finalized> {
    const row = await this.rows.lock(ctx, trade);
    if (!row) return { state: "refused", code: "trade_not_ours" };
    const order = row.orderCode;
    if (row.state === "paid") return { state: "paid", order, first: false };
    if (row.state === "surplus" || row.state === "returned") return { state: "surplus", order };
    const reason = await this.pay(ctx, row, receipt);
    if (reason === undefined) return { state: "paid", order, first: true };
    Logger.warn(`order ${order} can't take its payment (${reason}): it goes back`, LOG);
    await this.surplus.write(ctx, row, reason);
    return { state: "surplus", order };
  }

  /** @returns why the order can't take it; undefined once the payment is written */
  private async pay(
    ctx: RequestContext,
    row: WarifuTrade,
    receipt: unknown,
  ): Promise<string | undefined> {
    const order = await this.orders.findOne(ctx, row.orderId, [
      "lines",
      "shippingLines",
      "surcharges",
      "payments",
      "payments.refunds",
    ]);
    if (!order) return "order_gone";
    const outstanding = order.totalWithTax - totalCoveredByPayments(order);
    if (order.currencyCode !== row.currency || outstanding !== row.orderAmount)
      return "amount_changed";
    // The shopper went back to his basket and changed nothing that counts.
    if (order.state === "AddingItems") {
      const ready = await this.orders.transitionToState(ctx, order.id, "ArrangingPayment");
      if (isGraphQlErrorResult(ready)) return "order_not_ready";
    }
    const metadata = { receipt };
    const paid = await this.orders.addPaymentToOrder(ctx, order.id, {
      method: row.method,
      metadata,
    });
    return isGraphQlErrorResult(paid) ? paid.errorCode.toLowerCase() : undefined;
  }
}
