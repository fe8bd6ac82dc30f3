/**
 * What is counted, and a stretch of time's worth of it: counters by a label of a closed set, the highest value of each
 * gauge, histograms of fixed buckets. Pure: adding two together, and what a histogram says. Nothing in it is anybody's.
 */

export const COUNTERS = ["requests", "refusals", "trades", "said", "faults"] as const;
export type CounterName = (typeof COUNTERS)[number];

/** Of each the highest value of a minute counts. */
export const GAUGES = [
  // how long the oldest decided attempt of a branch has waited for its till, ms
  "outbox_age_ms",
  // hours of tills whose counts differ for longer than anything is on its way
  "difference",
  "frozen_tills",
  // 1: reconciliation has looked
  "reconciled",
  // 1: the other server answered
  "other_heard",
] as const;
export type GaugeName = (typeof GAUGES)[number];

/** Upper bounds of the buckets, ms; one more bucket holds what is above. */
const MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000,
];
/** of requests that were decided together */
const SIZES = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256];

export const HISTOGRAMS = {
  create_ms: MS,
  claim_ms: MS,
  confirm_ms: MS,
  // from the branch's decision until its till has it
  credit_ms: MS,
  // from an event until it is first sent
  webhook_ms: MS,
  flush_size: SIZES,
} as const;
export type HistogramName = keyof typeof HISTOGRAMS;

export interface Histogram {
  /** one more than there are bounds */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** by label */
type Counts = Readonly<Record<string, number>>;

export interface Report {
  readonly counters: Partial<Record<CounterName, Counts>>;
  readonly gauges: Partial<Record<GaugeName, number>>;
  readonly histograms: Partial<Record<HistogramName, Histogram>>;
}

/** What one minute of the epoch brought. */
export interface Minute {
  readonly minute: number;
  readonly report: Report;
}

export const MINUTE_MS = 60_000;

export const NOTHING_REPORTED: Report = { counters: {}, gauges: {}, histograms: {} };

/** @returns the bucket that a value belongs to */
export function bucketOf(bounds: readonly number[], value: number): number {
  let bucket = 0;
  while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
  return bucket;
}

export function addReports(a: Report, b: Report): Report {
  const added = (x: Counts, y: Counts) => joined<Counts, number>(x, y, (m, n) => m + n);
  const counters = joined<Report["counters"], Counts>(a.counters, b.counters, added);
  const gauges = joined(a.gauges, b.gauges, Math.max);
  return { counters, gauges, histograms: joined(a.histograms, b.histograms, addHistograms) };
}

function joined<T extends object, V>(a: T, b: T, both: (x: V, y: V) => V): T {
  const all = { ...a } as Record<string, V>;
  for (const [name, value] of Object.entries(b) as [string, V][]) {
    const known = all[name];
    all[name] = known === undefined ? value : both(known, value);
  }
  return all as T;
}

function addHistograms(a: Histogram, b: Histogram): Histogram {
  return { counts: a.counts.map((n, at) => n + (b.counts[at] ?? 0)), sum: a.sum + b.sum };
}

/** How many values it holds. */
export function sizeOf({ counts }: Histogram): number {
  return counts.reduce((sum, n) => sum + n, 0);
}

/**
 * @param share such as 0.99
 * @returns the upper bound of the bucket that this share of the values ends in; undefined of nothing, Infinity above all
 */
export function quantile(
  name: HistogramName,
  histogram: Histogram | undefined,
  share: number,
): number | undefined {
  if (!histogram || sizeOf(histogram) === 0) return undefined;
  const wanted = sizeOf(histogram) * share;
  let seen = 0;
  for (const [bucket, n] of histogram.counts.entries()) {
    seen += n;
    if (seen >= wanted) return HISTOGRAMS[name][bucket] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** @param bound one of its bounds @returns how many of its values are no greater */
export function countUpTo(
  name: HistogramName,
  histogram: Histogram | undefined,
  bound: number,
): number {
  if (!histogram) return 0;
  const within = HISTOGRAMS[name].filter((one) => one <= bound).length;
  return histogram.counts.slice(0, within).reduce((sum, n) => sum + n, 0);
}
