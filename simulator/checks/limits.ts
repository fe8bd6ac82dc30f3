/**
 * Limits that nobody changed: no settled payment was more than one payment may be, and no day saw more than a day
 * may. Payments within a second of midnight are left out: SPEC lets them count in either day.
 */

import type { StoredOutcome } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

const DAY_MS = 24 * 60 * 60_000;
const MIDNIGHT_MS = 1_000;

export function checkLimits(world: StoredWorld, outcomes: readonly StoredOutcome[]): void {
  const { witness } = world;
  const days = new Map<string, number>();
  for (const { account, kind, currency, amount, receipt } of outcomes) {
    const limits = witness.limits.get(account);
    if (!limits || kind !== "settled" || currency !== "JPY") continue;
    const over = () => `${account} paid ${amount}, at most ${limits.payment} at once`;
    witness.expect("limits hold", amount <= limits.payment, over);
    const { time } = JSON.parse(receipt ?? "null").payload as { time: number };
    const day = Math.floor(time / DAY_MS);
    const fromMidnight = Math.min(time - day * DAY_MS, (day + 1) * DAY_MS - time);
    if (fromMidnight <= MIDNIGHT_MS) continue;
    const spent = (days.get(`${account} ${day}`) ?? 0) + amount;
    days.set(`${account} ${day}`, spent);
    const overDay = () => `${account} paid ${spent} in a day, at most ${limits.day}`;
    witness.expect("limits hold", spent <= limits.day, overDay);
  }
}
