/** Memory of processes, and whether it grows: pure over samples. */

import { readFileSync } from "node:fs";

/** Of all these processes, what they have in memory. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce(
    (sum, pid) => sum + residentIn(readFileSync(`/proc/${pid}/status`, "utf8")),
    0,
  );
}

/** @param status the text of /proc/PID/status */
export function residentIn(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}

/**
 * How much the least of the last third is above the least of the middle third: garbage comes and goes, what is held
 * stays. The first third is growing up.
 */
export function growthOf(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return 0;
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  return Math.min(...last) - Math.min(...middle);
}
