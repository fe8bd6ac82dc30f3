/** What the wallet's own processes hold: Chromium keeps an extension in processes of its own, and names them so. */

import { readFileSync } from "node:fs";
import { withDescendants } from "../../measure/machine.ts";

/** @returns bytes that would be free if they ended: shared pages, the browser's own code, aren't counted */
export function walletMemory(browser: number): number {
  return withDescendants(browser)
    .filter(isOfAnExtension)
    .reduce((sum, pid) => sum + privateBytes(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")), 0);
}

function isOfAnExtension(pid: number): boolean {
  try {
    // Chromium writes its arguments there in one piece, with blanks between them.
    return /[\s\0]--extension-process[\s\0]/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}

/** @param rollup the text of /proc/PID/smaps_rollup */
export function privateBytes(rollup: string): number {
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)];
  return kilobytes.reduce((sum, [, count]) => sum + Number(count) * 1_024, 0);
}
