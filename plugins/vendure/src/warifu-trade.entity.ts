/**
 * A trade of an order, as a row: its key is stored before the trade is asked for, and its id before that leaves the shop.
 * After a crash at any point the row says what to do next, and its change of state is what makes a payment happen once.
 */

import { type DeepPartial, VendureEntity } from "@vendure/core";
import { Column, Entity, Index } from "typeorm";

/**
 * live: may be paid, or was without our knowing. paid: it is a payment of the order. surplus: it was paid and the order
 * can't take it, so the money goes back; returned: it went back. ended: no money moved, and none will.
 */
export type WarifuTradeState = "live" | "paid" | "surplus" | "returned" | "ended";

/** Whole numbers beyond 32 bits, which drivers hand out as texts. */
const BIG = {
  type: "bigint",
  transformer: {
    to: (value: number | null | undefined) => value,
    from: (value: string | number | null) => (value === null ? null : Number(value)),
  },
} as const;

@Entity("warifu_trade")
export class WarifuTrade extends VendureEntity {
  constructor(input?: DeepPartial<WarifuTrade>) {
    super(input);
  }

  /** the idempotency key the trade is made under, and the stem of all later ones */
  @Index({ unique: true })
  @Column({ type: "varchar", length: 64 })
  key: string;

  /** the order's id while the trade is the one that it may be paid by: at most one */
  @Index({ unique: true })
  @Column({ type: "varchar", length: 64, nullable: true })
  slot: string | null;

  @Index()
  @Column({ type: "varchar", length: 64 })
  orderId: string;

  @Column({ type: "varchar", length: 64 })
  orderCode: string;

  @Column({ type: "varchar", length: 64 })
  channelId: string;

  /** code of the payment method */
  @Column({ type: "varchar", length: 255 })
  method: string;

  /** minor units by ISO 4217 */
  @Column(BIG)
  amount: number;

  /** the same as Vendure counts it */
  @Column(BIG)
  orderAmount: number;

  @Column({ type: "varchar", length: 3 })
  currency: string;

  @Column({ type: "varchar", length: 8 })
  capture: "now" | "later";

  /** ms since the epoch; stored, so that a repeat signs the same terms */
  @Column(BIG)
  deadline: number;

  /** the trade's id; null: asked for, and not yet known whether made */
  @Index({ unique: true })
  @Column({ type: "varchar", length: 160, nullable: true })
  trade: string | null;

  @Column({ type: "varchar", length: 16 })
  state: WarifuTradeState;

  /** how it ended, or why the order couldn't take it */
  @Column({ type: "varchar", length: 64, nullable: true })
  reason: string | null;

  /** refunds asked for, whatever became of them: the next one's number */
  @Column({ type: "int", default: 0 })
  refunds: number;

  /** their sum as Vendure counts it, those that were refused apart */
  @Column({ ...BIG, default: 0 })
  refunded: number;

  /** when the poller asks next, ms since the epoch; null: nothing can happen any more */
  @Index()
  @Column({ ...BIG, nullable: true })
  nextAskAt: number | null;
}
