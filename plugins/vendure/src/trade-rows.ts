/**
 * The rows of the orders' trades: read, made, and changed from one state to the next. A change that asks for a state is
 * one conditional UPDATE, whose row stays locked until the transaction ends: of many at once one makes it.
 */

import { Inject, Injectable } from "@nestjs/common";
import { type Order, type RequestContext, TransactionalConnection } from "@vendure/core";
import { In, IsNull, LessThanOrEqual, type Repository } from "typeorm";
import { WarifuTrade, type WarifuTradeState } from "./warifu-trade.entity.ts";

export type NewTrade = Pick<
  WarifuTrade,
  | "key"
  | "orderId"
  | "orderCode"
  | "channelId"
  | "method"
  | "amount"
  | "orderAmount"
  | "currency"
  | "capture"
  | "deadline"
  | "nextAskAt"
>;

type Change = Partial<
  Pick<WarifuTrade, "slot" | "trade" | "state" | "reason" | "nextAskAt" | "refunded">
>;

/** A round of the poller asks about no more. */
const ASKED_AT_ONCE_MAX = 20;

@Injectable()
export class TradeRows {
  @Inject(TransactionalConnection) private readonly connection: TransactionalConnection;

  async byTrade(trade: string, ctx?: RequestContext): Promise<WarifuTrade | undefined> {
    return (await this.rows(ctx).findOne({ where: { trade } })) ?? undefined;
  }

  /** The one that this order may be paid by. */
  async inSlot(orderId: string): Promise<WarifuTrade | undefined> {
    return (await this.rows().findOne({ where: { slot: orderId } })) ?? undefined;
  }

  liveOf(order: Order): Promise<WarifuTrade[]> {
    return this.rows().find({ where: { orderId: `${order.id}`, state: "live" } });
  }

  paidOf(order: Order): Promise<WarifuTrade[]> {
    return this.rows().find({ where: { orderId: `${order.id}`, state: "paid" } });
  }

  /** @returns the order's: this one, or the one that another call made meanwhile */
  async make(trade: NewTrade): Promise<WarifuTrade> {
    const row = new WarifuTrade({ ...trade, slot: trade.orderId, state: "live" });
    try {
      return await this.rows().save(row);
    } catch (error) {
      const other = await this.inSlot(trade.orderId);
      if (other) return other;
      throw error;
    }
  }

  /** Locks the row until the transaction ends, then reads it. */
  async lock(ctx: RequestContext, trade: string): Promise<WarifuTrade | undefined> {
    await this.rows(ctx).update({ trade }, { trade });
    return this.byTrade(trade, ctx);
  }

  /** @returns whether this call made the change: false where the row is in none of the states */
  async move(
    { key }: Pick<WarifuTrade, "key">,
    from: readonly WarifuTradeState[],
    change: Change,
    ctx?: RequestContext,
  ): Promise<boolean> {
    const { affected } = await this.rows(ctx).update({ key, state: In(from) }, change);
    return affected === 1;
  }

  async set({ key }: Pick<WarifuTrade, "key">, change: Change): Promise<void> {
    await this.rows().update({ key }, change);
  }

  /** The next refund's number, and what was refunded before it. Locks the row until the transaction ends. */
  async countRefund(
    ctx: RequestContext,
    trade: string,
    amount: number,
  ): Promise<{ row: WarifuTrade; number: number; before: number } | undefined> {
    const rows = this.rows(ctx);
    await rows.increment({ trade }, "refunds", 1);
    const row = await this.byTrade(trade, ctx);
    if (!row) return undefined;
    const before = row.refunded;
    await rows.update({ trade }, { refunded: before + amount });
    return { row, number: row.refunds, before };
  }

  /** It gave nothing back. */
  async uncountRefund(ctx: RequestContext, trade: string, amount: number): Promise<void> {
    await this.rows(ctx).decrement({ trade }, "refunded", amount);
  }

  /** Something of it isn't over yet. */
  async askAgain(ctx: RequestContext, trade: string): Promise<void> {
    await this.rows(ctx).update({ trade }, { nextAskAt: Date.now() });
  }

  /** Those that it is time to ask about. */
  due(now: number): Promise<WarifuTrade[]> {
    return this.rows().find({
      where: { nextAskAt: LessThanOrEqual(now) },
      order: { nextAskAt: "ASC" },
      take: ASKED_AT_ONCE_MAX,
    });
  }

  /** @returns whether it is this process that asks, of several that poll */
  async lease({ key, nextAskAt }: WarifuTrade, next: number | null): Promise<boolean> {
    const { affected } = await this.rows().update(
      { key, nextAskAt: nextAskAt ?? IsNull() },
      { nextAskAt: next },
    );
    return affected === 1;
  }

  private rows(ctx?: RequestContext): Repository<WarifuTrade> {
    return ctx === undefined
      ? this.connection.rawConnection.getRepository(WarifuTrade)
      : this.connection.getRepository(ctx, WarifuTrade);
  }
}
