/** What one turn changes of metadata: read through it, written with it. */

import type { TradeId } from "../../../../protocol/ids.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { MetadataStore, Noted } from "./metadata-store.ts";

export class StagedMetadata {
  readonly #store: MetadataStore;
  readonly #noted = new Map<TradeId, Noted>();
  readonly #uses = new Map<string, { trade: TradeId; key: string; asked: Hash }>();

  constructor(store: MetadataStore) {
    this.#store = store;
  }

  read(trade: TradeId): Noted | undefined {
    return this.#noted.get(trade) ?? this.#store.read(trade);
  }

  stage(trade: TradeId, noted: Noted): void {
    this.#noted.set(trade, noted);
  }

  useOf(trade: TradeId, key: string): Hash | undefined {
    return this.#uses.get(`${trade} ${key}`)?.asked ?? this.#store.useOf(trade, key);
  }

  stageUse(trade: TradeId, key: string, asked: Hash): void {
    this.#uses.set(`${trade} ${key}`, { trade, key, asked });
  }

  get hasWrites(): boolean {
    return this.#noted.size > 0 || this.#uses.size > 0;
  }

  /** Inside one transaction. */
  write(): void {
    for (const [trade, { entries, given }] of this.#noted)
      this.#store.write(trade, { entries, given: given ?? null });
    for (const { trade, key, asked } of this.#uses.values()) this.#store.addUse(trade, key, asked);
  }
}
