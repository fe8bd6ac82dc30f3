/**
 * The till's orders as rows: one per order, found by trade, kind and key, so that a repeat is one look-up.
 * Those without an answer stand in an index of their own, for a till that wakes up.
 */

import type { IdRange } from "../../../../protocol/count/bisection.ts";
import type { TradeId } from "../../../../protocol/ids.ts";
import type { Database, Row } from "../../../objects/database.ts";
import { assertSoundOrder, isPending, type OrderKind, type OrderRecord } from "./order-record.ts";

export const ORDERS_MIGRATION = `
  CREATE TABLE orders (
    trade TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    pending INTEGER,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    id TEXT,
    signed TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (trade, kind, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX pending_orders ON orders (created) WHERE pending IS NOT NULL;`;

export interface OrderRow extends Row {
  kind: string;
  created: number;
  updated: number;
  id: string | null;
  signed: string;
  state: string;
}

export class OrderStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(trade: TradeId, kind: OrderKind, key: string): OrderRecord | undefined {
    const [row] = this.#database.exec<OrderRow>(
      "SELECT * FROM orders WHERE trade = ? AND kind = ? AND key = ?",
      trade,
      kind,
      key,
    );
    return row && orderRecordOf(row);
  }

  /** In the order of their making. */
  list(trade: TradeId, kind: OrderKind): OrderRecord[] {
    return this.#database
      .exec<OrderRow>(
        "SELECT * FROM orders WHERE trade = ? AND kind = ? ORDER BY created, key",
        trade,
        kind,
      )
      .map(orderRecordOf);
  }

  /** Captures and refunds that the branch has done, of trades with these ids. */
  done({ from, end }: IdRange): OrderRecord[] {
    return this.#database
      .exec<OrderRow>(
        "SELECT * FROM orders WHERE trade >= ? AND trade < ? AND kind <> 'void' AND pending IS NULL",
        from,
        end,
      )
      .map(orderRecordOf)
      .filter(({ state }) => state.status === "done");
  }

  pending(): OrderRecord[] {
    return this.#database
      .exec<OrderRow>("SELECT * FROM orders WHERE pending IS NOT NULL ORDER BY created")
      .map(orderRecordOf);
  }

  write(order: OrderRecord): void {
    assertSoundOrder(order);
    const { trade, key } = order.order.payload;
    this.#database.exec(
      `INSERT INTO orders (trade, kind, key, pending, created, updated, id, signed, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (trade, kind, key) DO UPDATE SET
         pending = excluded.pending, updated = excluded.updated, state = excluded.state`,
      trade,
      order.kind,
      key,
      isPending(order) ? 1 : null,
      order.created,
      order.updated,
      order.kind === "void" ? null : order.id,
      JSON.stringify(order.order),
      JSON.stringify(order.state),
    );
  }
}

export function orderRecordOf({
  kind,
  id,
  signed,
  state,
  created,
  updated,
}: OrderRow): OrderRecord {
  const identified = id === null ? {} : { id };
  const order = { kind, ...identified, order: JSON.parse(signed), state: JSON.parse(state) };
  const record = { ...order, created, updated } as OrderRecord;
  assertSoundOrder(record);
  return record;
}
