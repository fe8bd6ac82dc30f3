/**
 * Each order's trades, as rows: the key before the trade is asked for, the trade's id before it leaves the
 * shop. After a crash at any point the row says what to do next.
 */

import { inTransaction } from "./database.ts";
import type { Order } from "./orders.ts";
import type { Shop } from "./shop.ts";

export interface OrderTrade {
  /** the idempotency key the trade is made under */
  readonly key: string;
  readonly order: string;
  /** ms since the epoch; stored, so that a repeat signs the same terms */
  readonly deadline: number;
  /** null: asked for, and not yet known whether made */
  readonly trade: string | null;
  readonly state: "live" | "settled" | "ended";
}

const TRADE_LIFETIME_MS = 30 * 60_000;
/** The poller asks about a young trade this often, and about an old one less. */
const ASK_YOUNG_MS = 2_000;
const ASK_OLD_MS = 30_000;
const YOUNG_MS = 5 * 60_000;
const ASKED_AT_ONCE_MAX = 20;

/** The order's live trade, or the row for a new one. */
export function liveTradeOf({ db, warifu, now }: Shop, { id }: Order): OrderTrade {
  return inTransaction(db, () => {
    const live = db
      .prepare("SELECT * FROM order_trades WHERE order_id = ? AND state = 'live'")
      .get(id);
    if (live) return tradeOf(live);
    const key = warifu.newIdempotencyKey();
    const row = db
      .prepare(
        `INSERT INTO order_trades (key, order_id, deadline, created_at, state)
         VALUES (?, ?, ?, ?, 'live') RETURNING *`,
      )
      .get(key, id, now() + TRADE_LIFETIME_MS, now());
    return tradeOf(row ?? {});
  });
}

export function knownTradeOf({ db }: Shop, { id }: Order): string | null {
  const sql = "SELECT trade FROM order_trades WHERE order_id = ? AND state = 'live'";
  const trade = db.prepare(sql).get(id)?.trade;
  return typeof trade === "string" ? trade : null;
}

/** Before the id leaves the shop. */
export function storeTrade({ db }: Shop, key: string, trade: string): void {
  db.prepare("UPDATE order_trades SET trade = ? WHERE key = ?").run(trade, key);
}

/** No money moved, and none will: the order may have another trade. */
export function endTrade({ db }: Shop, key: string): void {
  db.prepare("UPDATE order_trades SET state = 'ended' WHERE key = ? AND state = 'live'").run(key);
}

export function findByTrade({ db }: Shop, trade: string): OrderTrade | undefined {
  const row = db.prepare("SELECT * FROM order_trades WHERE trade = ?").get(trade);
  return row && tradeOf(row);
}

/** The live trades it is time to ask about, those that waited longest first. Marks them as asked. */
export function tradesToAsk({ db, now }: Shop): OrderTrade[] {
  const time = now();
  return db
    .prepare(
      `UPDATE order_trades SET asked_at = ?1 WHERE key IN (
         SELECT key FROM order_trades
         WHERE state = 'live' AND trade IS NOT NULL
           AND asked_at <= ?1 - CASE WHEN ?1 - created_at < ${YOUNG_MS} THEN ${ASK_YOUNG_MS} ELSE ${ASK_OLD_MS} END
         ORDER BY asked_at LIMIT ${ASKED_AT_ONCE_MAX}
       ) RETURNING *`,
    )
    .all(time)
    .map(tradeOf);
}

function tradeOf(row: Record<string, unknown>): OrderTrade {
  return {
    key: String(row.key),
    order: String(row.order_id),
    deadline: Number(row.deadline),
    trade: typeof row.trade === "string" ? row.trade : null,
    state: row.state as OrderTrade["state"],
  };
}
