/** Durations as they are typed: `90s`, `30m`, `36h`, `3d`, and several in a row: `1d12h`. */

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 60 * 60_000,
  d: 24 * 60 * 60_000,
};

/** @returns ms @throws Error that says the form */
export function durationNamed(text: string): number {
  if (!/^(\d{1,5}[smhd])+$/.test(text))
    throw new Error(`a time is like 30m, 36h or 3d, not ${text}`);
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0),
    0,
  );
}
