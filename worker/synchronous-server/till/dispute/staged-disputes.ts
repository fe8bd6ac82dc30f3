/** The disputes of one turn of the till: read through what was decided before in it, written with all else of it. */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { SourceEvent } from "../../courier/sources.ts";
import {
  type DisputeChange,
  type DisputeRecord,
  disputeNewsOf,
  type EntryRecord,
  type Side,
} from "./dispute-record.ts";
import type { DisputeStore } from "./dispute-store.ts";

export class StagedDisputes {
  readonly #store: DisputeStore;
  /** in the order of their making; hardly any turn has one */
  #changes: readonly DisputeChange[] = [];

  constructor(store: DisputeStore) {
    this.#store = store;
  }

  get changes(): readonly DisputeChange[] {
    return this.#changes;
  }

  read(trade: TradeId): DisputeRecord | undefined {
    const staged = this.#changes.findLast(({ after }) => after.trade === trade);
    return staged?.after ?? this.#store.read(trade);
  }

  /** What was said under this key, in this turn or before. */
  entry(dispute: number, side: Side, key: string): EntryRecord | undefined {
    for (const { entry } of this.#changes)
      if (entry?.dispute === dispute && entry.from === side && entry.key === key) return entry;
    return this.#store.entry(dispute, side, key);
  }

  nextNumber(): number {
    const last = this.#changes.reduce((most, { after }) => Math.max(most, after.number), 0);
    return Math.max(last, this.#store.last()) + 1;
  }

  stage(change: DisputeChange): void {
    this.#changes = [...this.#changes, change];
  }

  /** Inside one transaction. */
  write(): void {
    for (const { after, entry } of this.#changes) {
      this.#store.write(after);
      if (entry) this.#store.addEntry(entry);
    }
  }

  /** @param now ms since the epoch */
  news(now: number): SourceEvent[] {
    return this.#changes.map((change) => disputeNewsOf(change, now));
  }
}
