/**
 * Tells this Worker's Watch what the isolate has counted: after an answer, or at an alarm that comes anyway, so that
 * nobody waits for it; every ten seconds at most.
 */

import { log, said } from "./log.ts";
import { hasReport, keepReport, takeReport } from "./metrics.ts";
import type { Report } from "./report.ts";
import type { Role } from "./role.ts";
import type { WatchedEnv } from "./watched-env.ts";

const TELL_EVERY_MS = 10_000;

let toldAt = Number.NEGATIVE_INFINITY;

type Waiting = Pick<ExecutionContext, "waitUntil">;

/** @param now ms since the epoch */
export function tellWatch(env: WatchedEnv, role: Role, ctx: Waiting, now: number): void {
  // A test's clock may have been set back.
  const isSoon = now >= toldAt && now - toldAt < TELL_EVERY_MS;
  if (isSoon || !env.WATCH || !hasReport()) return;
  toldAt = now;
  ctx.waitUntil(tell(env.WATCH, role, takeReport(now)));
}

/** At once, and waited for: for who asks how things stand. @param now ms since the epoch */
export async function tellWatchNow(env: WatchedEnv, role: Role, now: number): Promise<void> {
  if (env.WATCH && hasReport()) await tell(env.WATCH, role, takeReport(now));
}

async function tell(
  watch: NonNullable<WatchedEnv["WATCH"]>,
  role: Role,
  report: Report,
): Promise<void> {
  try {
    await watch.getByName(role).report(role, report);
  } catch (error) {
    keepReport(report);
    log("metrics_not_taken", said(error));
  }
}
