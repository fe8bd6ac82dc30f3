/**
 * Held money: captured when the admin settles the payment, given back when he cancels it. What isn't done yet leaves
 * the payment as it is, so that he, or the poller, asks again: the key is the trade's, so it is the same order.
 */

import { Inject, Injectable } from "@nestjs/common";
import type {
  CancelPaymentErrorResult,
  CancelPaymentResult,
  Payment,
  RequestContext,
  SettlePaymentErrorResult,
  SettlePaymentResult,
} from "@vendure/core";
import { WARIFU } from "./options.ts";
import { Receipts } from "./receipts.ts";
import { type Warifu, WarifuError } from "./sdk.ts";
import { TradeRows } from "./trade-rows.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

type NotDone = { success: false; state: "Authorized"; errorMessage: string };

@Injectable()
export class HoldOrders {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(Receipts) private readonly receipts: Receipts;

  async capture(
    ctx: RequestContext,
    payment: Payment,
  ): Promise<SettlePaymentResult | SettlePaymentErrorResult> {
    return this.order(ctx, payment, async (row, trade) => {
      const { amount, currency } = row;
      const request = { amount, currency, last: true };
      const key = { idempotencyKey: `${row.key}-capture` };
      const { id, status, receipt, code } = await this.warifu.captureTrade(trade, request, key);
      if (status !== "done") return notDone(code ?? "the capture is under way: ask again");
      const expected = { outcome: "captured", amount, order: id } as const;
      const refusal = await this.receipts.refusalOfOrder(row, receipt, expected);
      if (refusal !== undefined) return notDone(refusal);
      const shown = { ...payment.metadata.public, outcome: "captured" };
      return { success: true, metadata: { public: shown, capture: { id, receipt } } };
    });
  }

  async release(
    ctx: RequestContext,
    payment: Payment,
  ): Promise<CancelPaymentResult | CancelPaymentErrorResult> {
    // Nothing was ever paid by it.
    if (payment.state === "Declined" || payment.state === "Error") return { success: true };
    return this.order(ctx, payment, async (row, trade) => {
      const status = await this.voided(row, trade);
      if (status === "authorized") return notDone("the hold is being given back: ask again");
      if (status !== "voided") return notDone(`the money isn't held: the trade is ${status}`);
      return {
        success: true,
        metadata: { public: { ...payment.metadata.public, outcome: status } },
      };
    });
  }

  private async voided(row: WarifuTrade, trade: string): Promise<string> {
    try {
      const { status } = await this.warifu.voidTrade(trade, { idempotencyKey: `${row.key}-void` });
      return status;
    } catch (error) {
      // It ended by itself: how, the trade says.
      if (!(error instanceof WarifuError) || error.code !== "hold_ended") throw error;
      return (await this.warifu.getTrade(trade)).status;
    }
  }

  private async order<T>(
    ctx: RequestContext,
    payment: Payment,
    work: (row: WarifuTrade, trade: string) => Promise<T | NotDone>,
  ): Promise<T | NotDone> {
    const trade = payment.transactionId ?? "";
    const row = await this.rows.byTrade(trade, ctx);
    if (!row) return notDone("there is no trade of this payment");
    try {
      return await work(row, trade);
    } catch (error) {
      if (error instanceof WarifuError) return notDone(error.code);
      throw error;
    }
  }
}

/** It stays held; a payment that isn't is refused by Vendure's own states then. */
function notDone(errorMessage: string): NotDone {
  return { success: false, state: "Authorized", errorMessage };
}
