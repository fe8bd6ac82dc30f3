/**
 * How many trades of this till one payer holds claimed at a time. Kept in memory, by payer tag: a claim lasts a
 * minute, and a till that starts anew has forgotten no more than that. It decides nothing about money; it keeps
 * one payer from holding a shop's trades without paying any. [PG15]
 */

import type { PayerTag, TradeId } from "../../../../protocol/ids.ts";
import { OPEN_CLAIMS_PER_PAYER_MAX } from "../../../../protocol/limits.ts";
import type { TradeRecord } from "../trade-record.ts";

export class OpenClaims {
  readonly #claims = new Map<PayerTag, Map<TradeId, number>>();

  /** @param read the till's own record: a claim that has ended since counts no more @param now ms since the epoch */
  hasRoom(
    payer: PayerTag,
    trade: TradeId,
    read: (id: TradeId) => TradeRecord | undefined,
    now: number,
  ): boolean {
    const claims = this.#claims.get(payer);
    if (!claims || claims.has(trade) || claims.size < OPEN_CLAIMS_PER_PAYER_MAX) return true;
    for (const [id, until] of claims)
      if (until <= now || !isHeld(read(id), payer)) claims.delete(id);
    if (claims.size === 0) this.#claims.delete(payer);
    return claims.size < OPEN_CLAIMS_PER_PAYER_MAX;
  }

  /** Claims that are remembered. */
  get size(): number {
    return [...this.#claims.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** @param until when the claim ends by itself, ms since the epoch @param now drops whoever has none any more */
  note(payer: PayerTag, trade: TradeId, until: number, now: number): void {
    for (const [other, claims] of this.#claims) {
      // The newest is the last: once that is over, all are.
      if (Math.max(...claims.values()) <= now) this.#claims.delete(other);
      else break;
    }
    const claims = this.#claims.get(payer) ?? new Map<TradeId, number>();
    // Who comes again and again would be remembered by every trade he had here.
    for (const [id, end] of claims) {
      if (end > now) break;
      claims.delete(id);
    }
    this.#claims.delete(payer);
    this.#claims.set(payer, claims.set(trade, until));
  }
}

function isHeld(record: TradeRecord | undefined, payer: PayerTag): boolean {
  const trade = record?.trade;
  return trade?.state === "claimed" && trade.claim.payer === payer;
}
