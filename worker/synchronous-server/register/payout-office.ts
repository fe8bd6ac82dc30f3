/**
 * All of a register's payouts, put together for the Register object: what its API asks and its alarm does. Shows
 * payouts as the register may see them, and asks the carrier which of them its bank was told of.
 */

import { modeOf, type PayoutId, type RegisterId } from "../../../protocol/ids.ts";
import { PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
} from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import type { EventsQuestion, SourceEvents } from "../courier/sources.ts";
import type { SynchronousEnv } from "../env.ts";
import { patiently } from "../till/timing/patience.ts";
import type { RegisterAlarm } from "./alarm.ts";
import { type RegisterFunds, type Tills, throwFirstOf } from "./funds.ts";
import type { FundsStore } from "./funds-store.ts";
import { type EntriesPage, payoutEntries } from "./payout-contents.ts";
import { PayoutEvents } from "./payout-news.ts";
import { type PayoutPage, RegisterPayoutStore } from "./payout-store.ts";
import { type PayoutQuestion, RegisterPayouts } from "./payouts.ts";
import type { PayoutRecord } from "./records.ts";
import type { RegisterBooks } from "./register-books.ts";
import { ScheduledPayouts, type ScheduleSet } from "./scheduled-payouts.ts";

interface Parts {
  readonly database: Database;
  readonly funds: RegisterFunds;
  readonly fundsStore: FundsStore;
  readonly alarm: RegisterAlarm;
  readonly env: Pick<SynchronousEnv, "TILL" | "CARRIER" | "COURIER">;
  readonly register: () => RegisterId | undefined;
}

export interface RequestedView {
  readonly view: PayoutView;
  readonly replayed: boolean;
}

export class PayoutOffice {
  readonly #parts: Parts;
  readonly #store: RegisterPayoutStore;
  readonly #payouts: RegisterPayouts;
  readonly #scheduled: ScheduledPayouts;
  readonly #events: PayoutEvents;

  constructor(parts: Parts) {
    this.#parts = parts;
    const store = new RegisterPayoutStore(parts.database);
    this.#store = store;
    this.#payouts = new RegisterPayouts({ ...parts, store, carrier: parts.env.CARRIER });
    this.#scheduled = new ScheduledPayouts({ ...parts, store, payouts: this.#payouts });
    this.#events = new PayoutEvents(parts, store, (ordered) => this.#lookForPaid(ordered));
  }

  /** [EV3] For the Courier. */
  events(question: EventsQuestion): Promise<SourceEvents> {
    return this.#events.read(question);
  }

  async request(tills: Tills, question: PayoutQuestion): Promise<Result<RequestedView, Refusal>> {
    const requested = await this.#payouts.request(tills, question);
    this.#events.note();
    if (!requested.ok) return requested;
    const { payout, replayed } = requested.value;
    return ok({ view: viewOf(tills, payout), replayed });
  }

  async list(tills: Tills, page: PayoutPage): Promise<PayoutList> {
    const { limit } = page;
    // What the bank was told of meanwhile is no longer `ordered`, whatever is asked for.
    const { statuses: _, ...ofAnyStatus } = page;
    await this.#lookForPaid(this.#store.list({ ...ofAnyStatus, limit: PAGE_ENTRIES_MAX }));
    const found = this.#store.list({ ...page, limit: limit + 1 });
    const payouts = found.slice(0, limit);
    const views = payouts.map((payout) => viewOf(tills, payout));
    const last = payouts.at(-1);
    if (found.length <= limit || !last) return { payouts: views };
    return { payouts: views, next: `${last.row}` };
  }

  async read(tills: Tills, id: PayoutId): Promise<Result<PayoutView, Refusal>> {
    const known = this.#store.read(id);
    if (known) await this.#lookForPaid([known]);
    const payout = this.#store.read(id);
    return payout ? ok(viewOf(tills, payout)) : err(refusal("payout_not_found"));
  }

  async named(tills: Tills, ids: readonly PayoutId[]): Promise<PayoutView[]> {
    const read = () => ids.flatMap((id) => this.#store.read(id) ?? []);
    await this.#lookForPaid(read());
    return read().map((payout) => viewOf(tills, payout));
  }

  async entries(
    { register }: Tills,
    id: PayoutId,
    page: EntriesPage,
  ): Promise<Result<PayoutEntries, Refusal>> {
    if (!this.#store.read(id)) return err(refusal("payout_not_found"));
    const { fundsStore, env } = this.#parts;
    return ok(await payoutEntries(env, register, fundsStore.partsOf(id), page));
  }

  /** [LE92] */
  returned(id: PayoutId, reason: string): Result<null, Refusal> {
    const returned = this.#payouts.returned(id, reason);
    this.#events.note();
    return returned;
  }

  /** In one go, so that what it says is of one moment. */
  books({ tills }: Tills): RegisterBooks {
    const { fundsStore } = this.#parts;
    const balances = fundsStore.balances().map(([currency, amount]) => ({ currency, amount }));
    return { tills: tills.length, ...fundsStore.all(), payouts: this.#store.all(), balances };
  }

  schedule(): PayoutSchedule {
    return this.#scheduled.read();
  }

  setSchedule(schedule: PayoutSchedule, key: string): Promise<Result<ScheduleSet, Refusal>> {
    return this.#scheduled.set(schedule, key);
  }

  /** By the alarm. @throws when something doesn't go on now */
  async goOn(tills: Tills): Promise<void> {
    const begun = await Promise.allSettled([this.#payouts.goOnAll(tills)]);
    // After them: what has ended by now is under way no more when the schedule asks for the next.
    const ran = await Promise.allSettled([this.#scheduled.run(tills)]);
    await this.#events.work();
    throwFirstOf([...begun, ...ran]);
  }

  /** Only the carrier knows; a question without an answer is asked again by whoever looks next. */
  async #lookForPaid(payouts: readonly PayoutRecord[]): Promise<void> {
    const ordered = payouts.filter(({ status }) => status === "ordered").map(({ id }) => id);
    if (ordered.length === 0) return;
    const { env, database } = this.#parts;
    await patiently(
      () => env.CARRIER.paidOut(ordered),
      async (paid) => {
        const now = clockNow();
        // Meanwhile the bank may have sent it back.
        const told = ordered.filter(
          (id) => paid.includes(id) && this.#store.read(id)?.status === "ordered",
        );
        database.transaction(() => {
          for (const id of told) this.#store.setStatus(id, "paid", null, now);
        });
        this.#events.note();
      },
    );
  }
}

function viewOf({ register }: Tills, payout: PayoutRecord): PayoutView {
  const { id, currency, number, status, amount, code, created, updated } = payout;
  return {
    ...{ id, object: "payout", mode: modeOf(id), register, currency, number, status },
    ...(amount === null ? {} : { amount }),
    ...(code === null ? {} : { code }),
    ...{ created, updated },
  };
}
