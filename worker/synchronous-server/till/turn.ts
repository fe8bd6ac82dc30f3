/**
 * One turn of the till: what is decided together and written in one transaction. A decision reads through
 * the turn (what was decided before it, then what was answered but not yet flushed, then the rows) and
 * stages its result last, after every check; one that throws has staged nothing and fails alone.
 */

import { assert } from "../../../protocol/assert.ts";
import { movementOf } from "../../../protocol/count/set-hash.ts";
import type { RefundId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Booking } from "./bookings.ts";
import {
  type TillSums,
  withBooking,
  withMovement,
  withoutOldHours,
  withoutOldSales,
  withSale,
} from "./count/sums.ts";
import { StagedDisputes } from "./dispute/staged-disputes.ts";
import { eventsOf, type TradeChange } from "./events/events-of.ts";
import type { KnownTrades } from "./known-trades.ts";
import { StagedMetadata } from "./metadata/staged-metadata.ts";
import type { AskedLoan } from "./order/loans.ts";
import { nameOf, type Ordered, type OrderName, type OrderRecord } from "./order/order-record.ts";
import type { TillStore } from "./store.ts";
import { isStraggler } from "./timing/live-window.ts";
import { isAsked, type TradeRecord } from "./trade-record.ts";

/** What is known of trades before the turn. */
export interface TradesBefore {
  /** those that were answered before their rows were flushed: they are flushed with this turn */
  readonly early: ReadonlyMap<TradeId, TradeRecord>;
  /** those that have rows */
  readonly known: Pick<KnownTrades, "read">;
}

export class TillTurn {
  readonly disputes: StagedDisputes;
  readonly #store: TillStore;
  readonly #early: TradesBefore["early"];
  readonly #known: TradesBefore["known"];
  readonly #staged = new Map<TradeId, TradeRecord>();
  /** the rows that were read in this turn */
  readonly #rows = new Map<TradeId, TradeRecord>();
  readonly #bookings: Booking[] = [];
  /** references that were asked for and got nothing */
  readonly #nothing = new Set<string>();
  readonly #orders = new Map<OrderName, OrderRecord>();
  readonly #loans = new Map<RefundId, { loan: AskedLoan; is: "asked" | "ended" }>();
  #sums: TillSums;
  #metadata: StagedMetadata | undefined;
  #summed = false;
  #hasEvents = false;

  constructor(store: TillStore, { early, known }: TradesBefore, sums: TillSums) {
    this.disputes = new StagedDisputes(store.disputes);
    this.#store = store;
    this.#early = early;
    this.#known = known;
    this.#sums = sums;
  }

  get sums(): TillSums {
    return this.#sums;
  }

  read(id: TradeId): TradeRecord | undefined {
    const known = this.#staged.get(id) ?? this.#early.get(id) ?? this.#rows.get(id);
    if (known) return known;
    const row = this.#known.read(id);
    if (row) this.#rows.set(id, row);
    return row;
  }

  stage(record: TradeRecord): void {
    this.#staged.set(record.id, record);
  }

  /** Stages a settled trade: it takes the till's next number, and the balance what the fee left [LE10]. */
  stageSale(record: TradeRecord, net: number, currency: Currency): void {
    assert(record.sale === undefined, "[TR9] a trade is sold once");
    assert("receipt" in record.trade, "[LE9] a sale has its receipt");
    this.#sums = withSale(this.#sums, { trade: record.id, net, currency });
    this.count(record.trade.receipt);
    this.#staged.set(record.id, { ...record, sale: this.#sums.lastSale });
  }

  /** A sale without a row of its own among the trades: its booking says what it brought. @returns its number [LE10] */
  numberSale(): number {
    this.#sums = { ...this.#sums, lastSale: this.#sums.lastSale + 1 };
    this.#summed = true;
    return this.#sums.lastSale;
  }

  readOrder(ordered: Ordered): OrderRecord | undefined {
    const { trade, key } = ordered.order.payload;
    return this.#orders.get(nameOf(ordered)) ?? this.#store.orders.read(trade, ordered.kind, key);
  }

  /** All orders of this kind and trade. */
  ordersLike({ kind, order }: Ordered): OrderRecord[] {
    const { trade } = order.payload;
    const found = new Map(this.#store.orders.list(trade, kind).map((one) => [nameOf(one), one]));
    for (const [name, staged] of this.#orders)
      if (staged.kind === kind && staged.order.payload.trade === trade) found.set(name, staged);
    return [...found.values()];
  }

  stageOrder(order: OrderRecord): void {
    this.#orders.set(nameOf(order), order);
  }

  /** A loan that was asked for and has no answer yet. */
  askedLoan(id: RefundId): AskedLoan | undefined {
    const staged = this.#loans.get(id);
    if (staged) return staged.is === "asked" ? staged.loan : undefined;
    return this.#store.loans.read(id);
  }

  stageLoan(loan: AskedLoan, is: "asked" | "ended"): void {
    this.#loans.set(loan.id, { loan, is });
  }

  /** [LE61] Counts the money that a receipt says has moved, in the hour of the receipt, with what is staged. */
  count({ payload }: SignedReceipt): void {
    const movement = movementOf(payload);
    assert(movement, "[LE61] what is counted has moved");
    this.#sums = withMovement(this.#sums, movement);
    this.#summed = true;
  }

  /** What was booked under this kind and reference, in this turn or before. */
  booking(kind: string, ref: string): Booking | undefined {
    const ofThisTurn = this.#bookings.find((one) => one.kind === kind && one.ref === ref);
    return ofThisTurn ?? this.#store.bookings.read(kind, ref);
  }

  /** Stages a change of the balance that is no sale; made once under its kind and reference: ask booking() first. */
  stageBooking(one: Booking): Booking {
    assert(!this.booking(one.kind, one.ref), "[LE53] a booking is made once");
    this.#sums = withBooking(this.#sums, one.amount, one.currency);
    this.#summed = true;
    this.#bookings.push(one);
    return one;
  }

  /** Made when it is asked for: most turns have nothing to do with it. */
  get metadata(): StagedMetadata {
    this.#metadata ??= new StagedMetadata(this.#store.metadata);
    return this.#metadata;
  }

  gaveNothing(ref: string): boolean {
    return this.#nothing.has(ref) || this.#store.bookings.gaveNothing(ref);
  }

  stageNothing(ref: string): void {
    this.#nothing.add(ref);
  }

  hasWrites(): boolean {
    const staged = [this.#staged, this.#early, this.#orders, this.#loans, this.#nothing];
    const noted = this.#metadata?.hasWrites === true || this.disputes.changes.length > 0;
    return noted || staged.some(({ size }) => size > 0) || this.#bookings.length > 0;
  }

  /** The orders and loans that are written. */
  get orders(): OrderRecord[] {
    return [...this.#orders.values()];
  }

  get loans() {
    return [...this.#loans.values()];
  }

  /** Inside one transaction. @returns the trades that were written, with how they were before */
  write(now: number): TradeChange[] {
    const records = new Map([...this.#early, ...this.#staged]);
    const written = [...records.values()].map((after) => {
      const row = this.#rows.get(after.id);
      if (isAsked(row)) this.#store.updateTrade(after);
      else this.#store.insertTrade(after);
      this.#listStraggler(row, after, now);
      return { before: row ?? this.#early.get(after.id), after };
    });
    this.#listEvents(written, now);
    this.#metadata?.write();
    for (const one of this.#bookings) this.#store.bookings.add(one);
    for (const ref of this.#nothing) this.#store.bookings.addNothing(ref);
    for (const order of this.#orders.values()) this.#store.orders.write(order);
    this.disputes.write();
    for (const { loan, is } of this.#loans.values()) this.#writeLoan(loan, is);
    if (this.#summed) this.#writeSums();
    return written;
  }

  /** Whether something happened that the shop is told of [EV2]. */
  get hasEvents(): boolean {
    return this.#hasEvents;
  }

  #listEvents(written: readonly TradeChange[], now: number): void {
    const read = ({ order }: OrderRecord) => this.read(order.payload.trade);
    const events = [...eventsOf(written, this.orders, read, now), ...this.disputes.news(now)];
    this.#store.events.add(events, this.#sums.lastSale);
    const isSold = ({ before, after }: TradeChange) => before?.sale !== after.sale;
    this.#hasEvents = events.length > 0 || written.some(isSold);
  }

  #writeLoan(loan: AskedLoan, is: "asked" | "ended"): void {
    if (is === "ended") this.#store.loans.remove(loan.id);
    else this.#store.loans.add(loan);
  }

  #writeSums(): void {
    const hours = withoutOldHours(this.#sums);
    const sales = withoutOldSales(hours.kept);
    this.#sums = sales.kept;
    this.#store.hours.add(hours.moved);
    this.#store.saleList.add(sales.moved);
    this.#store.writeSums(sales.kept);
  }

  /** Once: with its first row, and with a hold, which makes it live on. */
  #listStraggler(before: TradeRecord | undefined, after: TradeRecord, now: number): void {
    const isNew = !isAsked(before) || before.trade.state !== after.trade.state;
    const mayBe = !isAsked(before) || after.trade.state === "authorized";
    if (isNew && mayBe && isStraggler(after, now)) this.#store.addStraggler(after.id);
  }
}
