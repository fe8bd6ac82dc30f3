/**
 * A minute's report as data points of Workers Analytics Engine: one per counter's label, gauge and histogram, all under
 * the server's name. Pure but for the writing. At most 25 go with one call, which is what one invocation may write.
 */

import { type HistogramName, quantile, type Report, sizeOf } from "./report.ts";
import type { Role } from "./role.ts";

const POINTS_MAX = 25;

export interface Point {
  readonly metric: string;
  readonly label: string;
  readonly doubles: readonly number[];
}

/** The largest first, so that what doesn't fit is what hardly happened. */
export function pointsOf({ counters, gauges, histograms }: Report): Point[] {
  const measured = Object.entries(histograms).map(([metric, histogram]) => {
    const at = (share: number) =>
      Math.min(quantile(metric as HistogramName, histogram, share) ?? 0, 1e9);
    const doubles = [sizeOf(histogram), histogram.sum, at(0.5), at(0.95), at(0.99)];
    return { metric, label: "", doubles };
  });
  const gauged = Object.entries(gauges).map(([metric, value]) => ({
    ...{ metric, label: "", doubles: [value] },
  }));
  const counted = Object.entries(counters).flatMap(([metric, labels]) =>
    Object.entries(labels).map(([label, n]) => ({ metric, label, doubles: [n] })),
  );
  counted.sort((a, b) => (b.doubles[0] ?? 0) - (a.doubles[0] ?? 0));
  return [...measured, ...gauged, ...counted];
}

/** The platform's binding, as far as it is used here. */
export interface Dataset {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
}

/** @param minute of the epoch */
export function writePoints(dataset: Dataset, role: Role, minute: number, report: Report): void {
  for (const { metric, label, doubles } of pointsOf(report).slice(0, POINTS_MAX))
    dataset.writeDataPoint({
      indexes: [`${role}/${metric}`],
      blobs: [role, metric, label],
      doubles: [minute * 60, ...doubles],
    });
}
