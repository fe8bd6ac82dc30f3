/**
 * The till's half of reconciliation: what it has counted by hour, the same counted afresh from its rows, and
 * the freeze. The count stands in the till's own row and in the table of hours; the two add up [LE61].
 */

import { type Counted, countOf, type IdRange } from "../../../../protocol/count/bisection.ts";
import {
  digestOf,
  type HourDigests,
  type HourKey,
  hourOf,
  type Movement,
  minus,
  movementOf,
  NOTHING,
  parseHourKey,
  plus,
  sumOf,
} from "../../../../protocol/count/set-hash.ts";
import { tillIdRange } from "../../../../protocol/ids.ts";
import type { CountQuestion } from "../../../carrier-server/carrier.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { TillDesk } from "../desk.ts";
import type { OrderRecord } from "../order/order-record.ts";
import type { TillStore } from "../store.ts";
import type { TradeRecord } from "../trade-record.ts";

export class TillCount {
  readonly #desk: TillDesk;
  readonly #store: TillStore;

  constructor(desk: TillDesk, store: TillStore) {
    this.#desk = desk;
    this.#store = store;
  }

  /** Of these hours, and of those in the till's row: the latest, whether or not anyone knows of them. */
  digests(keys: readonly HourKey[]): HourDigests {
    if (!this.#desk.config) return {};
    const { hours } = this.#desk.sums;
    const all = [...new Set([...keys, ...Object.keys(hours)])];
    const total = (key: HourKey) => plus(this.#store.hours.read(key), hours[key] ?? NOTHING);
    return Object.fromEntries(all.map((key) => [key, total(key)]));
  }

  count({ from, end, hour, until }: CountQuestion): Counted {
    if (!this.#desk.config) return countOf([]);
    return countOf(this.#movements({ from, end }, hour).filter(({ at }) => at <= until));
  }

  /** @returns since when; null for a till that was never set up, which begins nothing anyway */
  freeze(): number | null {
    return this.#desk.config ? this.#desk.freeze(clockNow()) : null;
  }

  /** [LE64] What was mended counts from now on. */
  thaw(keys: readonly HourKey[]): void {
    if (!this.#desk.config) return;
    for (const key of keys) this.#recount(key);
    this.#desk.thaw();
  }

  #recount(key: HourKey): void {
    const { register, till, hour } = parseHourKey(key);
    const movements = this.#movements(tillIdRange(register, till), hour);
    const inRow = this.#desk.sums.hours[key] ?? NOTHING;
    this.#store.hours.write(key, minus(sumOf(movements.map(digestOf)), inRow));
  }

  #movements(range: IdRange, hour: number): Movement[] {
    const sold = this.#store.sales(range).flatMap(movementsOf);
    const ordered = this.#store.orders.done(range).flatMap(movementsOfOrder);
    return [...sold, ...ordered].filter(({ at }) => hourOf(at) === hour);
  }
}

/** As with trades: the amount is the one that the till counted with. */
function movementsOfOrder(order: OrderRecord): Movement[] {
  if (order.kind === "void" || order.state.status !== "done") return [];
  const movement = movementOf(order.state.receipt.payload);
  const { amount, currency } = order.order.payload;
  return movement ? [{ ...movement, amount, currency }] : [];
}

/** The amount is the one of the terms, which the till added to its balance; the rest is the receipt's. */
function movementsOf({ trade, asked }: TradeRecord): Movement[] {
  if (trade.state !== "settled" || !asked) return [];
  const movement = movementOf(trade.receipt.payload);
  const { amount, currency } = asked.terms.payload;
  return movement ? [{ ...movement, amount, currency }] : [];
}
