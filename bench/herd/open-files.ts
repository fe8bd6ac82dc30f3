/**
 * How many open pages and terminals a machine's limit of open files admits. A terminal's money socket is a connection to
 * the synchronous server and one more to the carrier, a page's is one, and workerd holds two descriptors of each.
 */

import { readFileSync } from "node:fs";

/** descriptors at the synchronous server, of a page and its terminal */
const EACH = 6;
/** for the files of objects that are awake, and what stands anyway */
const APART = 3_500;

/** @param limit of open files, for one process; none: as many as wished */
export function pairsThatFit(wished: number, limit: number | undefined): number {
  if (limit === undefined) return wished;
  return Math.max(1, Math.min(wished, Math.floor((limit - APART) / EACH)));
}

/** of a process that is started now, where the machine says it */
export function openFilesLimit(): number | undefined {
  try {
    const [, hard] = /^Max open files\s+\d+\s+(\d+)/m.exec(limits()) ?? [];
    return hard === undefined ? undefined : Number(hard);
  } catch {
    return undefined;
  }
}

function limits(): string {
  return readFileSync("/proc/self/limits", "utf8");
}
