/** Whether something grows, pure: the line that most pairs of samples agree on. */

export interface Sample {
  /** ms since the first one */
  readonly at: number;
  readonly value: number;
}

/**
 * Theil and Sen's slope: the median of the slopes of all pairs, so that a few samples out of line don't turn it.
 * @returns the value's change per ms; 0 for fewer than two samples
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((one, index) =>
    samples
      .slice(index + 1)
      .filter(({ at }) => at !== one.at)
      .map((other) => (other.value - one.value) / (other.at - one.at)),
  );
  const sorted = slopes.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
  return ((sorted[middle] ?? 0) + (sorted[middle - 1] ?? 0)) / 2;
}

/** Those of the second half of the time that they cover. */
export function lastHalf(samples: readonly Sample[]): Sample[] {
  const end = samples.at(-1)?.at ?? 0;
  const begin = samples[0]?.at ?? 0;
  return samples.filter(({ at }) => at >= (begin + end) / 2);
}

const MARKS = "▁▂▃▄▅▆▇█";

/** Values as one line of text, from 0 to the greatest. @param width characters at most */
export function sparkline(values: readonly number[], width = 60): string {
  const each = Math.max(1, Math.ceil(values.length / width));
  const groups = Array.from({ length: Math.ceil(values.length / each) }, (_, group) =>
    values.slice(group * each, (group + 1) * each),
  );
  const most = Math.max(...values, Number.MIN_VALUE);
  return groups
    .map((group) => MARKS[Math.round((Math.max(...group) / most) * (MARKS.length - 1))])
    .join("");
}
