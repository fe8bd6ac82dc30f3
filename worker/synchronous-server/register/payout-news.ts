/**
 * What payouts have that is new for the Courier, and how the register hears of a payout's end by itself: only the
 * carrier knows that the bank was told, so it is asked when somebody looks, and ever more rarely by the alarm [EV7].
 */

import { assert } from "../../../protocol/assert.ts";
import type { RegisterId } from "../../../protocol/ids.ts";
import { PAID_LOOK_FIRST_MS, PAID_LOOK_MAX_MS } from "../../../protocol/limits.ts";
import { clockNow } from "../../objects/clock.ts";
import { objectNamed } from "../../objects/placed.ts";
import { Herald } from "../courier/herald.ts";
import type { EventsQuestion, SourceEvents } from "../courier/sources.ts";
import type { SynchronousEnv } from "../env.ts";
import type { RegisterAlarm } from "./alarm.ts";
import type { RegisterPayoutStore } from "./payout-store.ts";
import type { PayoutRecord } from "./records.ts";

interface Parts {
  readonly alarm: RegisterAlarm;
  readonly env: Pick<SynchronousEnv, "COURIER">;
  readonly register: () => RegisterId | undefined;
}

/** Who polls every second asks the carrier no more often than this. */
const LOOKS_APART_MS = 60_000;

export class PayoutEvents {
  readonly #alarm: RegisterAlarm;
  readonly #store: RegisterPayoutStore;
  readonly #look: (ordered: readonly PayoutRecord[]) => Promise<void>;
  readonly #herald: Herald;
  /** number of the last event that was noted */
  #noted = 0;
  /** ms since the epoch */
  #looked = 0;

  constructor(
    { alarm, env, register }: Parts,
    store: RegisterPayoutStore,
    look: (ordered: readonly PayoutRecord[]) => Promise<void>,
  ) {
    this.#alarm = alarm;
    this.#store = store;
    this.#look = look;
    this.#herald = new Herald({
      tell: () => {
        const id = register();
        assert(id, "[EV2] payouts are of a register");
        return objectNamed(env.COURIER, id).news({ register: id, source: "register" });
      },
      arm: (moment) => void this.#alarm.arm(moment),
      wait: (ms) => scheduler.wait(ms),
      hasEvents: () => store.events.last() > 0,
    });
  }

  /** After anything that may have changed a payout. */
  note(): void {
    const last = this.#store.events.last();
    if (last === this.#noted) return;
    this.#noted = last;
    this.#herald.note();
    if (this.#store.ordered().length > 0) void this.#alarm.arm(clockNow() + PAID_LOOK_FIRST_MS);
  }

  async read(question: EventsQuestion): Promise<SourceEvents> {
    this.#herald.heard(question.listening);
    if (clockNow() >= this.#looked + LOOKS_APART_MS) await this.#lookNow();
    return this.#store.events.read(question);
  }

  /** By the alarm. */
  async work(): Promise<void> {
    const before = this.#store.ordered();
    const due = (one: PayoutRecord) => Math.max(one.updated, this.#looked) + apart(one, clockNow());
    if (before.some((one) => due(one) <= clockNow())) await this.#lookNow();
    const waiting = this.#store.ordered();
    if (waiting.length > 0) await this.#alarm.arm(Math.min(...waiting.map(due)));
    await this.#herald.work();
  }

  async #lookNow(): Promise<void> {
    const ordered = this.#store.ordered();
    if (ordered.length === 0) return;
    this.#looked = clockNow();
    await this.#look(ordered);
  }
}

/** How long after the last look it is looked for again: a twelfth of what it has taken so far, within bounds. ms */
function apart({ updated }: PayoutRecord, now: number): number {
  return Math.min(Math.max((now - updated) / 12, PAID_LOOK_FIRST_MS), PAID_LOOK_MAX_MS);
}
