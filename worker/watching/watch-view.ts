/** What a Watch shows of its server: the last hour's numbers, minute by minute and together, alerts and objectives. Pure. */

import type { WatchedServer } from "../../protocol/operator/watching.ts";
import type { AlertState } from "./evaluate.ts";
import { objectiveViews } from "./objectives.ts";
import {
  addReports,
  type HistogramName,
  MINUTE_MS,
  type Minute,
  NOTHING_REPORTED,
  quantile,
  type Report,
  sizeOf,
} from "./report.ts";
import type { Role } from "./role.ts";
import { RULES } from "./rules.ts";

const MINUTES_SHOWN = 60;
/** Above every bucket: shown as this, since JSON has no infinity. */
const ABOVE_MS = 600_000;

export interface Known {
  readonly role: Role;
  readonly born: number | null;
  readonly minutes: readonly Minute[];
  readonly alerts: readonly AlertState[];
  /** of 30 days */
  readonly month: Report;
}

/** @param now ms since the epoch */
export function watchView(
  { role, born, minutes, alerts, month }: Known,
  now: number,
): WatchedServer {
  const after = Math.floor(now / MINUTE_MS) - MINUTES_SHOWN;
  const shown = minutes.filter(({ minute }) => minute > after);
  const hour = shown.map(({ report }) => report).reduce(addReports, NOTHING_REPORTED);
  return {
    ...{ role, at: now, since: born },
    alerts: alerts.filter(({ mendedAt }) => mendedAt === undefined).map(alertView),
    objectives: objectiveViews(month),
    counters: Object.entries(hour.counters).flatMap(([name, labels]) =>
      Object.entries(labels).map(([label, count]) => ({ name, label, count })),
    ),
    // The highest of an hour would say of what was mended that it isn't.
    gauges: latestGauges(shown),
    spreads: Object.keys(hour.histograms).map((name) => spreadOf(name as HistogramName, hour)),
    minutes: shown.map(minuteView),
  };
}

function alertView({ name, since, firing }: AlertState) {
  const { page, says } = RULES.find((rule) => rule.name === name) ?? { page: "", says: "" };
  return { name, page, says, since, firing };
}

function latestGauges(minutes: readonly Minute[]) {
  const latest = Object.assign({}, ...minutes.map(({ report }) => report.gauges));
  return Object.entries<number>(latest).map(([name, value]) => ({ name, value }));
}

function spreadOf(name: HistogramName, { histograms }: Report) {
  const histogram = histograms[name] ?? { counts: [], sum: 0 };
  const at = (share: number) => Math.min(quantile(name, histogram, share) ?? 0, ABOVE_MS);
  return { name, count: sizeOf(histogram), p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function minuteView({ minute, report }: Minute) {
  const requests = Object.entries(report.counters.requests ?? {});
  const sum = (list: readonly [string, number][]) => list.reduce((all, [, n]) => all + n, 0);
  const p99 = quantile("confirm_ms", report.histograms.confirm_ms, 0.99);
  return {
    at: minute * MINUTE_MS,
    requests: sum(requests),
    failed: sum(requests.filter(([label]) => label.endsWith("/failed"))),
    settled: report.counters.trades?.settled ?? 0,
    confirm_p99: p99 === undefined ? null : Math.min(p99, ABOVE_MS),
  };
}
