/**
 * Refunds, whole and in parts. The n-th refund of a trade has the n-th key, counted in the transaction that records it:
 * if that fails after the money went, the admin's next try has the same key, and is the same refund. What is pending is
 * recorded as such, and settled or failed when the carrier has answered.
 */

import { Inject, Injectable } from "@nestjs/common";
import {
  type CreateRefundResult,
  Logger,
  OrderService,
  type Payment,
  Refund,
  type RequestContext,
  TransactionalConnection,
  UserInputError,
} from "@vendure/core";
import { refundUnits } from "./money.ts";
import { MoneyScale } from "./money-scale.ts";
import { LOG, WARIFU } from "./options.ts";
import { Receipts } from "./receipts.ts";
import { type RefundView, type Warifu, WarifuError } from "./sdk.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

@Injectable()
export class Refunds {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(Receipts) private readonly receipts: Receipts;
  @Inject(MoneyScale) private readonly scale: MoneyScale;
  @Inject(OrderService) private readonly orders: OrderService;
  @Inject(Transactions) private readonly transactions: Transactions;
  @Inject(TransactionalConnection) private readonly connection: TransactionalConnection;

  /** @throws UserInputError where nothing is known or decided yet: nothing is recorded, and the next try has this key */
  async create(ctx: RequestContext, amount: number, payment: Payment): Promise<CreateRefundResult> {
    const trade = payment.transactionId ?? "";
    return this.connection.withTransaction(ctx, async (inside) => {
      const counted = await this.rows.countRefund(inside, trade, amount);
      if (!counted) throw new UserInputError("there is no Warifu trade of this payment");
      const { row, number, before } = counted;
      const { currency, key } = row;
      const units = refundUnits({ before, amount }, currency, this.scale.precision);
      if (units === 0) throw new UserInputError("less than the currency's smallest unit");
      const result = await this.ask(row, units, `${key}-refund-${number}`);
      if (result.state === "Failed") await this.rows.uncountRefund(inside, trade, amount);
      else if (result.state === "Pending") await this.rows.askAgain(inside, trade);
      return result;
    });
  }

  private async ask(row: WarifuTrade, amount: number, key: string): Promise<CreateRefundResult> {
    const { trade, currency } = row;
    const options = { idempotencyKey: key };
    try {
      const refund = await this.warifu.refundTrade(trade ?? "", { amount, currency }, options);
      return await this.resultOf(row, refund);
    } catch (error) {
      if (!(error instanceof WarifuError)) throw error;
      if (error.code === "idempotency_key_reused")
        throw new UserInputError(
          "another refund of this trade was asked for: repeat that one first",
        );
      throw new UserInputError(`not refunded: ${error.code}`);
    }
  }

  private async resultOf(row: WarifuTrade, refund: RefundView): Promise<CreateRefundResult> {
    const { id: transactionId, status, amount, receipt, code } = refund;
    if (status === "pending") return { state: "Pending", transactionId, metadata: {} };
    if (status === "refused")
      return { state: "Failed", transactionId, metadata: { errorMessage: code } };
    const expected = { outcome: "refunded", amount, order: transactionId } as const;
    const refusal = await this.receipts.refusalOfOrder(row, receipt, expected);
    if (refusal === undefined) return { state: "Settled", transactionId, metadata: { receipt } };
    Logger.error(`the receipt of refund ${transactionId} doesn't hold: ${refusal}`, LOG);
    return { state: "Pending", transactionId, metadata: {} };
  }

  /** What became of those that were pending. @returns whether some still are */
  async follow(row: WarifuTrade, payment: Payment): Promise<boolean> {
    const recorded = await this.connection.rawConnection
      .getRepository(Refund)
      .find({ where: { payment: { id: payment.id }, state: "Pending" } });
    if (recorded.length === 0) return false;
    const views = await this.warifu.listRefunds(row.trade ?? "");
    let pending = false;
    for (const refund of recorded) {
      const view = views.find(({ id }) => id === refund.transactionId);
      const result = view && (await this.resultOf(row, view));
      if (result === undefined || result.state === "Pending") pending = true;
      else await this.record(row, refund, result);
    }
    return pending;
  }

  private async record(
    row: WarifuTrade,
    { id, total }: Refund,
    { state, transactionId }: CreateRefundResult,
  ): Promise<void> {
    await this.transactions.of(row, async (ctx) => {
      await this.rows.lock(ctx, row.trade ?? "");
      const now = await this.connection.getEntityOrThrow(ctx, Refund, id);
      if (now.state !== "Pending") return;
      if (state === "Settled" && transactionId !== undefined) {
        await this.orders.settleRefund(ctx, { id, transactionId });
        return;
      }
      await this.orders.transitionRefundToState(ctx, id, state, transactionId);
      await this.rows.uncountRefund(ctx, row.trade ?? "", total);
    });
  }
}
