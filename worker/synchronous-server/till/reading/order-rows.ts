/**
 * A till's captures and refunds by the time they were ordered, whichever trades they are of, and by their ids. One more
 * row for each of them: they aren't on the way of a payment.
 */

import { assert } from "../../../../protocol/assert.ts";
import type { CaptureId, RefundId } from "../../../../protocol/ids.ts";
import type { Database } from "../../../objects/database.ts";
import type { OrderOf } from "../order/order-record.ts";
import { type OrderRow, orderRecordOf } from "../order/order-store.ts";

export const ORDERS_BY_TIME_MIGRATION =
  "CREATE INDEX orders_by_time ON orders (kind, created, id) WHERE id IS NOT NULL;";

export type Listable = "capture" | "refund";

/** When it was ordered, and its id. */
export interface OrderPlace {
  readonly created: number;
  readonly id: string;
}

export class OrderRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** From one place on and before another, the newest first. */
  between<K extends Listable>(
    kind: K,
    [from, before]: readonly OrderPlace[],
    limit: number,
  ): OrderOf<K>[] {
    assert(from && before, "a range has two ends");
    return this.#database
      .exec<OrderRow>(
        `SELECT * FROM orders WHERE kind = ? AND id IS NOT NULL
           AND (created, id) >= (?, ?) AND (created, id) < (?, ?)
         ORDER BY created DESC, id DESC LIMIT ?`,
        ...[kind, from.created, from.id, before.created, before.id, limit],
      )
      .map((row) => orderRecordOf(row) as OrderOf<K>);
  }

  read<K extends Listable>(kind: K, id: CaptureId | RefundId): OrderOf<K> | undefined {
    const query = "SELECT * FROM orders WHERE kind = ? AND id = ?";
    const [row] = this.#database.exec<OrderRow>(query, kind, id);
    return row && (orderRecordOf(row) as OrderOf<K>);
  }
}
