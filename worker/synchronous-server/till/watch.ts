/**
 * What time does at a till: ticks of live trades, the questions how an ending trade ends, and what a trade
 * is at this moment for whoever reads it. Reading writes nothing [MS8]; a stale trade wakes the alarm, so
 * that even a lost alarm leaves nothing stuck that anyone looks at.
 */

import { type TradeId, tradeIdRangeStart } from "../../../protocol/ids.ts";
import { transition } from "../../../protocol/trade/trade.ts";
import { clockNow } from "../../objects/clock.ts";
import { tickTrade } from "./acts.ts";
import type { TillDesk } from "./desk.ts";
import type { EndingInquiry } from "./ending-inquiry.ts";
import type { HoldInquiry } from "./order/hold-inquiry.ts";
import type { TillStore } from "./store.ts";
import { liveSince, SIGHT_EVERY_MS, stragglersBefore } from "./timing/live-window.ts";
import type { TillSchedule } from "./timing/schedule.ts";
import { deadlineOf, nextTickOf, type TradeRecord } from "./trade-record.ts";

/** Trades that one alarm deals with; the rest are due at once again. */
const ALARM_TRADES_MAX = 200;

export class TillWatch {
  readonly #desk: TillDesk;
  readonly #store: TillStore;
  readonly #schedule: TillSchedule;
  readonly #endings: EndingInquiry;
  readonly #holds: HoldInquiry;
  /** ms since the epoch */
  #inSightUntil = 0;

  constructor(
    desk: TillDesk,
    store: TillStore,
    schedule: TillSchedule,
    inquiries: { readonly endings: EndingInquiry; readonly holds: HoldInquiry },
  ) {
    this.#desk = desk;
    this.#store = store;
    this.#schedule = schedule;
    this.#endings = inquiries.endings;
    this.#holds = inquiries.holds;
  }

  /** After a cold start. */
  wake(): void {
    const { config } = this.#desk;
    if (!config) return;
    this.#store.dropEndedStragglers();
    const now = clockNow();
    const live = this.#store.liveTrades(config, liveSince(this.#store.newestCreated() ?? now, now));
    this.#schedule.load(live.map(({ id, next }) => [id, next]));
    this.keepInSight(now);
  }

  /**
   * The next wake looks back from the newest trade: what it wouldn't see is listed, in the very transaction that
   * may write a newer one. So a trade whose end nobody could tell for days is asked about after any stop.
   */
  keepInSight(now: number): void {
    const { config } = this.#desk;
    if (!config || now < this.#inSightUntil) return;
    this.#inSightUntil = now + SIGHT_EVERY_MS;
    const oldest = tradeIdRangeStart(config.register, config.till, stragglersBefore(now));
    for (const id of this.#schedule.keys()) if (id < oldest) this.#store.addStraggler(id);
  }

  /** What is due, by the alarm. */
  async work(): Promise<void> {
    try {
      const due = this.#schedule.dueAt(clockNow(), ALARM_TRADES_MAX);
      await Promise.all(due.map((id) => this.#tick(id)));
    } finally {
      this.#schedule.rearm();
    }
  }

  /** What the trade is at this moment. */
  look(id: TradeId): TradeRecord | undefined {
    const record = this.#desk.read(id);
    const now = clockNow();
    const ticked = record && tickedAt(record, now);
    if (ticked !== record) this.#schedule.arm(now);
    return ticked;
  }

  /** The trades that time may change. */
  get live(): readonly TradeId[] {
    return [...this.#schedule.keys()];
  }

  /** The same of a record that was read: it wakes nothing. */
  peek(record: TradeRecord): TradeRecord {
    return tickedAt(record, clockNow());
  }

  /** Does first what the alarm has left undone: a claim that is over must not keep the next payer out. */
  async catchUp(id: TradeId): Promise<void> {
    const record = this.#desk.read(id);
    if (record && tickedAt(record, clockNow()) !== record) await this.#tick(id);
  }

  /** A trade that is ending, after the branch's answer, or as it is when there was none. */
  async ended(record: TradeRecord): Promise<TradeRecord> {
    if (record.trade.state !== "ending") return record;
    const after = await this.#endings.ask(record);
    if (!after) this.#schedule.retryLater(record.id, clockNow());
    return after ?? record;
  }

  /** The branch refused an order since its hold is over: when that was, its news or this question tells. */
  async holdEnded(id: TradeId): Promise<void> {
    const record = this.#desk.read(id);
    if (record) await this.#holds.ask(record);
  }

  async #tick(id: TradeId): Promise<void> {
    const record = await this.#desk.decide((turn, now) => tickTrade(turn, id, now));
    // Written trades have been noted; this one may have been written by another turn, or be gone.
    if (!record) this.#schedule.forget(id);
    else if (record.trade.state === "ending") await this.ended(record);
    else if (record.trade.state === "authorized") await this.#held(record);
    else this.#schedule.note(record, clockNow());
  }

  /** [TR18] A hold that should be over: ended here when the branch says so. */
  async #held(record: TradeRecord): Promise<void> {
    const isDue = (nextTickOf(record) ?? 0) <= clockNow();
    if (!isDue) this.#schedule.note(record, clockNow());
    else if (!(await this.#holds.ask(record))) this.#schedule.retryLater(record.id, clockNow());
  }
}

/** What time alone makes of a trade; the very same record when nothing. */
function tickedAt(record: TradeRecord, now: number): TradeRecord {
  const { trade } = transition(record.trade, { type: "tick" }, now, deadlineOf(record));
  return trade === record.trade ? record : { ...record, trade };
}
