/**
 * The trades that a till has read or written last, as their rows are: a claim or a credit looks at its trade several
 * times. Only what is stored stands here, and whoever writes a row says so; a flush that fails aborts the object, and
 * this with it.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import type { TradeRecord } from "./trade-record.ts";

/** Some 3,000 bytes each, at every till that is awake. */
const KNOWN_MAX = 64;

export class KnownTrades {
  readonly #read: (id: TradeId) => TradeRecord | undefined;
  readonly #known = new Map<TradeId, TradeRecord>();

  /** @param read its row */
  constructor(read: (id: TradeId) => TradeRecord | undefined) {
    this.#read = read;
  }

  read(id: TradeId): TradeRecord | undefined {
    const known = this.#known.get(id);
    if (known) return known;
    const row = this.#read(id);
    if (row) this.stored(row);
    return row;
  }

  /** After its row was written. */
  stored(record: TradeRecord): void {
    // The one that was known for longest goes first.
    this.#known.delete(record.id);
    this.#known.set(record.id, record);
    if (this.#known.size <= KNOWN_MAX) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}
