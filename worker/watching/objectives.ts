/**
 * What we promise ourselves (docs/slo.md), and how far it is kept: of all that counted in 30 days, the share that was
 * good, and how much of what may go wrong is left. Pure.
 */

import { countUpTo, type HistogramName, type Report, sizeOf } from "./report.ts";

interface Counted {
  readonly good: number;
  readonly total: number;
}

export interface Objective {
  readonly name: string;
  /** the share that has to be good */
  readonly target: number;
  readonly count: (report: Report) => Counted;
}

/** What is refused by the table of problems was answered; what ended in a 5xx was not. */
const answered = (operation: string) => (report: Report) => {
  const of = (result: string) => report.counters.requests?.[`${operation}/${result}`] ?? 0;
  const good = of("done") + of("refused");
  return { good, total: good + of("failed") };
};

const within = (name: HistogramName, bound: number) => (report: Report) => {
  const histogram = report.histograms[name];
  return {
    good: countUpTo(name, histogram, bound),
    total: histogram ? sizeOf(histogram) : 0,
  };
};

export const OBJECTIVES: readonly Objective[] = [
  { name: "create answered", target: 0.999, count: answered("create") },
  { name: "claim answered", target: 0.999, count: answered("claim") },
  { name: "confirm answered", target: 0.9995, count: answered("confirm") },
  { name: "confirm within 500 ms", target: 0.99, count: within("confirm_ms", 500) },
  { name: "credit within 10 s", target: 0.999, count: within("credit_ms", 10_000) },
  { name: "webhook sent within 60 s", target: 0.999, count: within("webhook_ms", 60_000) },
];

export interface ObjectiveView extends Counted {
  readonly name: string;
  readonly target: number;
  /** null of nothing */
  readonly share: number | null;
  /** of what may go wrong, what is left: 1 is all of it, below 0 the promise is broken */
  readonly budget_left: number | null;
}

/** @param report of 30 days */
export function objectiveViews(report: Report): ObjectiveView[] {
  return OBJECTIVES.map(({ name, target, count }) => {
    const { good, total } = count(report);
    if (total === 0) return { name, target, good, total, share: null, budget_left: null };
    const share = good / total;
    return { name, target, good, total, share, budget_left: 1 - (1 - share) / (1 - target) };
  });
}
