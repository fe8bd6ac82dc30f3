/**
 * An object that can be woken: its alarm comes at once. What its alarm does is due by the clock or not done, and an alarm
 * that comes too early does no harm; so all that a test's clock has made due is done, by the way that it always takes.
 * Only a door that lets the clock be moved calls it [TT6].
 */

import { DurableObject } from "cloudflare:workers";
import { alarmAt, clockNow } from "./clock.ts";

export abstract class WokenObject<Env> extends DurableObject<Env> {
  /** Returns before the alarm has come. */
  async wake(): Promise<void> {
    await this.ctx.storage.setAlarm(alarmAt(clockNow()));
  }
}
