/**
 * Payouts that a register doesn't ask for: at the schedule's moment every currency it has money in is paid out,
 * each once for that moment [LE56]. One that is still under way is left: what came since goes with the next.
 */

import type { PayoutSchedule } from "../../../protocol/payouts.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import type { RegisterAlarm } from "./alarm.ts";
import type { RegisterFunds, Tills } from "./funds.ts";
import { nextRun, scheduledKey } from "./payout-schedule.ts";
import type { RegisterPayoutStore } from "./payout-store.ts";
import type { RegisterPayouts } from "./payouts.ts";

interface Parts {
  readonly database: Database;
  readonly store: RegisterPayoutStore;
  readonly funds: RegisterFunds;
  readonly alarm: RegisterAlarm;
  readonly payouts: RegisterPayouts;
}

export const NO_SCHEDULE: PayoutSchedule = { every: "off", minimums: [] };

export class ScheduledPayouts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  read(): PayoutSchedule {
    return this.#parts.store.schedule()?.schedule ?? NO_SCHEDULE;
  }

  async set(schedule: PayoutSchedule): Promise<PayoutSchedule> {
    this.#write(schedule);
    await this.#arm();
    return schedule;
  }

  #write(schedule: PayoutSchedule): void {
    const { store, database } = this.#parts;
    const next = nextRun(schedule.every, clockNow()) ?? null;
    database.transaction(() => store.writeSchedule(schedule, next));
  }

  /** By the alarm, whichever moment it came for. @throws when a till doesn't answer: it is tried again */
  async run(tills: Tills): Promise<void> {
    const { store, funds, payouts } = this.#parts;
    const known = store.schedule();
    if (!known || known.next === null) return;
    const { schedule, next } = known;
    if (clockNow() < next) return this.#arm();
    for (const [currency, amount] of await funds.available(tills)) {
      const least = schedule.minimums.find((one) => one.currency === currency)?.amount ?? 1;
      if (amount < least) continue;
      const idempotencyKey = scheduledKey(next, currency);
      const asked = await payouts.request(tills, { currency, idempotencyKey, minimum: least });
      if (!asked.ok && !isRetryable(asked.error.code) && asked.error.code !== "payout_empty")
        throw new Error(asked.error.code);
    }
    this.#write(schedule);
    await this.#arm();
  }

  async #arm(): Promise<void> {
    const next = this.#parts.store.schedule()?.next;
    if (next !== null && next !== undefined) await this.#parts.alarm.arm(next);
  }
}
