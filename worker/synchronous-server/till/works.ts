/**
 * What works inside a till, put together: its desk, and what asks and follows up on what the desk has stored.
 * All share the object's one alarm. Decides nothing.
 */

import { assert } from "../../../protocol/assert.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import type { Result } from "../../../protocol/result.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import type { Carrier } from "../../carrier-server/carrier.ts";
import type { Database } from "../../objects/database.ts";
import { Herald } from "../courier/herald.ts";
import {
  type EventsQuestion,
  noEvents,
  type SourceEvents,
  type SourceName,
  type Told,
} from "../courier/sources.ts";
import * as acts from "./acts.ts";
import type { TillConfig } from "./config.ts";
import { TillCount } from "./count/count.ts";
import { countTrade } from "./count-trade.ts";
import { TillDesk } from "./desk.ts";
import { DisputeDesk } from "./dispute/disputes.ts";
import { EndingInquiry } from "./ending-inquiry.ts";
import { readEvents } from "./events/read-events.ts";
import { HoldInquiry } from "./order/hold-inquiry.ts";
import { takeAnswer } from "./order/order-answers.ts";
import { OrderInquiry } from "./order/order-inquiry.ts";
import { TillOrders } from "./order/orders.ts";
import { type AskRegister, RefundFunds } from "./order/refund-funds.ts";
import { TillStore } from "./store.ts";
import { TillAlarm } from "./timing/alarm.ts";
import { DueTimes } from "./timing/due-times.ts";
import { TillSchedule } from "./timing/schedule.ts";
import { type Beside, shopViewOf, type TradeRecord, tradeViewOf } from "./trade-record.ts";
import { TillWatch } from "./watch.ts";

export interface TillSurroundings {
  readonly database: Database;
  readonly storage: DurableObjectStorage;
  readonly carrier: Carrier;
  readonly trust: () => Promise<Trust>;
  /** a flush failed: the object must not go on */
  readonly abort: () => void;
  readonly tellPages: (before: TradeRecord | undefined, after: TradeRecord) => void;
  readonly borrow: (register: string, ...of: Parameters<AskRegister>) => ReturnType<AskRegister>;
  readonly tellCourier: (source: SourceName) => Promise<Told>;
}

export class TillWorks {
  readonly store: TillStore;
  readonly desk: TillDesk;
  readonly watch: TillWatch;
  readonly orders: TillOrders;
  readonly count: TillCount;
  readonly disputes: DisputeDesk;
  readonly #alarm: TillAlarm;
  readonly #funds: RefundFunds;
  readonly #herald: Herald;

  constructor(around: TillSurroundings) {
    const { database, storage, carrier, abort, tellPages, borrow } = around;
    const store = new TillStore(database);
    this.store = store;
    this.#alarm = new TillAlarm(storage);
    const schedule = new TillSchedule(this.#alarm);
    const written = {
      flushing: (now: number) => this.watch.keepInSight(now),
      trade: (before: TradeRecord | undefined, after: TradeRecord, now: number) => {
        schedule.note(after, now);
        tellPages(before, after);
        countTrade(before, after);
      },
      order: (...order: Parameters<TillOrders["noted"]>) => this.orders.noted(...order),
      loan: (...loan: Parameters<RefundFunds["noted"]>) => this.#funds.noted(...loan),
      dispute: (...dispute: Parameters<DisputeDesk["noted"]>) => this.disputes.noted(...dispute),
      events: () => this.#herald.note(),
    };
    const desk = new TillDesk(database, store, written, abort);
    this.desk = desk;
    this.count = new TillCount(desk, store);
    this.watch = new TillWatch(desk, store, schedule, {
      endings: new EndingInquiry(carrier, (id, attempt, outcome) =>
        desk.decide((turn, now) => acts.takeOutcome(turn, id, attempt, outcome, now)),
      ),
      holds: new HoldInquiry(carrier, (id, attempt, captured) =>
        desk.decide((turn, now) => acts.takeHoldEnd(turn, id, attempt, captured, now)),
      ),
    });
    this.#funds = new RefundFunds(desk, store.loans, new DueTimes(this.#alarm), (question) => {
      assert(desk.config, "[TR23] a till that borrows has a register");
      return borrow(desk.config.register, question);
    });
    this.orders = new TillOrders(desk, {
      store: store.orders,
      due: new DueTimes(this.#alarm),
      inquiry: new OrderInquiry(carrier, (order, answer) =>
        desk.decide((turn, now) => takeAnswer(turn, order, answer, now)),
      ),
      funds: this.#funds,
      holdEnded: (trade) => this.watch.holdEnded(trade),
      view: (record) => tradeViewOf(record, this.#beside(record.id)),
    });
    this.disputes = new DisputeDesk(desk, store.disputes, {
      due: new DueTimes(this.#alarm),
      isPlaced: (trade, key) => store.orders.read(trade, "refund", key) !== undefined,
      refund: async (order) => this.orders.place(order, await around.trust()),
    });
    this.#herald = new Herald({
      tell: () => {
        assert(desk.config, "[EV2] a till with events has a register");
        return around.tellCourier(sourceOf(desk.config));
      },
      arm: (moment) => this.#alarm.arm(moment),
      wait: (ms) => scheduler.wait(ms),
      hasEvents: () => !!desk.config && (desk.sums.lastSale > 0 || store.events.last() > 0),
    });
  }

  /** [EV3] For the Courier. A till that was never set up has none. */
  events(question: EventsQuestion): SourceEvents {
    this.#herald.heard(question.listening);
    if (!this.desk.config) return noEvents(question);
    return readEvents(this.store, this.desk.sums.lastSale, question);
  }

  /** As its shop sees it. */
  view(record: TradeRecord | undefined): Result<TradeView, Refusal> {
    return shopViewOf(record, record ? this.#beside(record.id) : {});
  }

  #beside(id: TradeId): Beside {
    const { disclosures, metadata } = this.store;
    return { disclosure: disclosures.read(id), metadata: metadata.of(id) };
  }

  /** After a cold start. */
  wake(): void {
    if (!this.desk.config) return;
    this.watch.wake();
    this.orders.wake();
    this.#funds.wake();
    this.disputes.wake();
  }

  async alarm(): Promise<void> {
    this.#alarm.fired();
    const works = [this.watch, this.orders, this.#funds, this.disputes, this.#herald];
    await Promise.all(works.map((one) => one.work()));
  }
}

function sourceOf({ register, till }: TillConfig): SourceName {
  return { register, source: till };
}
