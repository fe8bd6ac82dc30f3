/** A register's fee schedules, one per currency: setting one leaves the others as they are [LE45]. Pure. */

import { FEE_SCHEDULES_MAX } from "../../../protocol/limits.ts";
import type { FeeSchedule, FeeSchedules } from "../../../protocol/money/fees.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";

/** @returns the schedules sorted by currency; one that charges nothing takes its currency's away */
export function withSchedule(
  schedules: FeeSchedules,
  schedule: FeeSchedule,
): Result<FeeSchedules, Refusal> {
  const others = schedules.filter(({ currency }) => currency !== schedule.currency);
  const charges = schedule.fixed > 0 || schedule.rate_ppm > 0;
  const all = charges ? [...others, schedule] : others;
  if (all.length > FEE_SCHEDULES_MAX)
    return err(refusal("invalid_request", { detail: `at most ${FEE_SCHEDULES_MAX} currencies` }));
  return ok(all.sort((a, b) => (a.currency < b.currency ? -1 : 1)));
}
