/** Memory of processes, by /proc. */

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
