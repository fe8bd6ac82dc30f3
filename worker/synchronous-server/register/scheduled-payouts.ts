/**
 * Payouts that a register doesn't ask for: at the schedule's moment every currency it has money in is paid out,
 * each once for that moment [LE56]. One that is still under way is left: what came since goes with the next.
 */

import { isRetryable, type Refusal, refusal } from "../../../protocol/problem.ts";
import type { PayoutSchedule } from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
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

export interface ScheduleSet {
  readonly schedule: PayoutSchedule;
  readonly replayed: boolean;
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

  /** Idempotent by its key, for ever: a repeat that comes late undoes no later one [MS3]. */
  async set(
    schedule: PayoutSchedule,
    idempotencyKey: string,
  ): Promise<Result<ScheduleSet, Refusal>> {
    const { store, database } = this.#parts;
    const known = store.scheduleOfKey(idempotencyKey);
    if (known) {
      // Both came out of one schema, with their members in its order.
      if (JSON.stringify(known) !== JSON.stringify(schedule))
        return err(refusal("idempotency_key_reused"));
      return ok({ schedule: known, replayed: true });
    }
    database.transaction(() => {
      store.addScheduleKey(idempotencyKey, schedule);
      store.writeSchedule(schedule, this.#nextOf(schedule));
    });
    await this.#arm();
    return ok({ schedule, replayed: false });
  }

  #nextOf({ every }: PayoutSchedule): number | null {
    return nextRun(every, clockNow()) ?? null;
  }

  /** It ran for this moment. One that was set meanwhile has a moment of its own, and stays. */
  #hasRun(moment: number): void {
    const { store, database } = this.#parts;
    const known = store.schedule();
    if (known?.next !== moment) return;
    const { schedule } = known;
    database.transaction(() => store.writeSchedule(schedule, this.#nextOf(schedule)));
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
    this.#hasRun(next);
    await this.#arm();
  }

  async #arm(): Promise<void> {
    const next = this.#parts.store.schedule()?.next;
    if (next !== null && next !== undefined) await this.#parts.alarm.arm(next);
  }
}
