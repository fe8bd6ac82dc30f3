/**
 * What this isolate has counted since it last told: in memory, so that counting costs a payment nothing but an addition.
 * What an isolate that ends has not told is lost, some seconds of numbers. Labels come from closed sets: codes, states,
 * names of our own; never from a request.
 */

import {
  addReports,
  bucketOf,
  COUNTERS,
  type CounterName,
  type GaugeName,
  HISTOGRAMS,
  type HistogramName,
  MINUTE_MS,
  NOTHING_REPORTED,
  type Report,
} from "./report.ts";

class Buckets {
  readonly counts: number[];
  sum = 0;
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  add(value: number): void {
    const bucket = bucketOf(this.#bounds, value);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }
}

const counters = Object.fromEntries(
  COUNTERS.map((name) => [name, new Map<string, number>()]),
) as unknown as Record<CounterName, Map<string, number>>;
const gauges = new Map<GaugeName, { readonly value: number; readonly at: number }>();
const histograms = new Map<HistogramName, Buckets>();
/** what could not be told */
let kept = NOTHING_REPORTED;
let hasNews = false;

/** @param label of a closed set: a code, a state, a name of ours */
export function count(name: CounterName, label: string): void {
  const labels = counters[name];
  labels.set(label, (labels.get(label) ?? 0) + 1);
  hasNews = true;
}

export function observe(name: HistogramName, value: number): void {
  let buckets = histograms.get(name);
  if (!buckets) {
    buckets = new Buckets(HISTOGRAMS[name]);
    histograms.set(name, buckets);
  }
  buckets.add(value);
  hasNews = true;
}

/** The highest of the last minute: what stood before that may have ended. @param now ms since the epoch */
export function gauge(name: GaugeName, value: number, now: number): void {
  const known = gauges.get(name);
  const stands = known && now - known.at < MINUTE_MS && known.value > value;
  gauges.set(name, stands ? known : { value, at: now });
  hasNews = true;
}

export function hasReport(): boolean {
  return hasNews;
}

/** What was counted since the last report; from here on it begins anew. @param now ms since the epoch */
export function takeReport(now: number): Report {
  const counted = Object.entries(counters).filter(([, labels]) => labels.size > 0);
  const report = addReports(kept, {
    counters: Object.fromEntries(
      counted.map(([name, labels]) => [name, Object.fromEntries(labels)]),
    ),
    gauges: Object.fromEntries(
      [...gauges]
        .filter(([, { at }]) => now - at < MINUTE_MS)
        .map(([name, { value }]) => [name, value]),
    ),
    histograms: Object.fromEntries(
      [...histograms].map(([name, { counts, sum }]) => [name, { counts, sum }]),
    ),
  });
  for (const labels of Object.values(counters)) labels.clear();
  gauges.clear();
  histograms.clear();
  kept = NOTHING_REPORTED;
  hasNews = false;
  return report;
}

/** A report that nobody took goes with the next one. */
export function keepReport(report: Report): void {
  kept = addReports(kept, report);
  hasNews = true;
}
