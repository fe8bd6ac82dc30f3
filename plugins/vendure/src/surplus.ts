/**
 * Money that came and can't be the order's: it was changed, cancelled or paid otherwise meanwhile. It is written down in
 * the transaction that found it so, told to the admin in the order's history, and goes back under one key, again and
 * again until it went.
 */

import { Inject, Injectable } from "@nestjs/common";
import { HistoryEntryType } from "@vendure/common/lib/generated-types";
import { HistoryService, Logger, type RequestContext } from "@vendure/core";
import { LOG, WARIFU } from "./options.ts";
import { type Warifu, WarifuError } from "./sdk.ts";
import { TradeRows } from "./trade-rows.ts";
import { Transactions } from "./transactions.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

@Injectable()
export class Surplus {
  @Inject(WARIFU) private readonly warifu: Warifu;
  @Inject(TradeRows) private readonly rows: TradeRows;
  @Inject(HistoryService) private readonly history: HistoryService;
  @Inject(Transactions) private readonly transactions: Transactions;

  /** In the transaction that found it so. */
  async write(ctx: RequestContext, row: WarifuTrade, reason: string): Promise<void> {
    const change = { state: "surplus", reason, slot: null, nextAskAt: Date.now() } as const;
    await this.rows.move(row, ["live", "ended"], change, ctx);
    if (reason !== "order_gone") await this.note(ctx, row, `${text(row)} goes back: ${reason}`);
  }

  /** Never throws: the poller tries again until it is done. */
  async giveBack(trade: string): Promise<void> {
    const row = await this.rows.byTrade(trade);
    if (row?.state !== "surplus") return;
    try {
      if (await this.given(row, trade)) await this.close(row);
    } catch (error) {
      if (!(error instanceof WarifuError)) throw error;
      // The hold ended by itself: the payer has it.
      if (error.code === "hold_ended") return this.close(row);
      Logger.warn(`${text(row)} of order ${row.orderCode} isn't back yet: ${error.code}`, LOG);
    }
  }

  /** @returns whether it is done: an answer that is pending isn't */
  private async given(row: WarifuTrade, trade: string): Promise<boolean> {
    const idempotencyKey = `${row.key}-back`;
    if (row.capture === "later") {
      const { status } = await this.warifu.voidTrade(trade, { idempotencyKey });
      return status === "voided";
    }
    const { amount, currency } = row;
    const request = { amount, currency };
    const { status, code } = await this.warifu.refundTrade(trade, request, { idempotencyKey });
    if (status === "refused")
      Logger.error(`${text(row)} of order ${row.orderCode} can't go back: ${code}`, LOG);
    return status === "done";
  }

  private async close(row: WarifuTrade): Promise<void> {
    await this.transactions.of(row, async (ctx) => {
      const change = { state: "returned", nextAskAt: null } as const;
      if (!(await this.rows.move(row, ["surplus"], change, ctx))) return;
      if (row.reason !== "order_gone") await this.note(ctx, row, `${text(row)} went back`);
    });
  }

  /** For the admin alone. */
  private async note(ctx: RequestContext, { orderId }: WarifuTrade, note: string): Promise<void> {
    const type = HistoryEntryType.ORDER_NOTE;
    const entry = { ctx, orderId, type, data: { note: `Warifu: ${note}` } } as const;
    await this.history.createHistoryEntryForOrder(entry, false);
  }
}

function text({ amount, currency, trade }: WarifuTrade): string {
  return `${amount} minor units of ${currency} (${trade})`;
}
