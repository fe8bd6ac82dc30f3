/**
 * What the machine did, by /proc: CPU time of processes, and how much of the machine others had. A round in which
 * others took it says nothing of the contenders, so it is marked and repeated.
 */

import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ, which Linux fixes for what it shows to users */
const TICK_MS = 10;

export interface MachineTime {
  /** all CPUs, ms since the machine's start */
  readonly busyMs: number;
  readonly wholeMs: number;
}

/** @param stat the text of /proc/stat */
export function machineTime(stat = readFileSync("/proc/stat", "utf8")): MachineTime {
  const [line = ""] = stat.split("\n");
  // Guests are counted in user time already; steal is another machine's, but our loss.
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const busy = user + nice + system + irq + soft + steal;
  return { busyMs: busy * TICK_MS, wholeMs: (busy + idle + wait) * TICK_MS };
}

/**
 * CPU ms of some processes since a moment, all their threads. Whoever came since counts whole; of whoever has ended
 * since (a database's own helpers), the end isn't known and nothing is taken off.
 */
export class CpuMeter {
  readonly #pids: () => readonly number[];
  readonly #before: ReadonlyMap<number, number>;

  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
    this.#before = new Map(pids().map((pid) => [pid, cpuOfProcess(pid)]));
  }

  /** ms */
  spent(): number {
    const each = this.#pids().map((pid) => cpuOfProcess(pid) - (this.#before.get(pid) ?? 0));
    return each.reduce((sum, ms) => sum + Math.max(0, ms), 0);
  }
}

function cpuOfProcess(pid: number): number {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const runtimes = tasks.map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]),
    );
    return runtimes.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
  } catch {
    return 0;
  }
}

/** CPU ms of a process and all that descend from it, those that have ended since with them. */
export function cpuOfTree(pid: number): number {
  return withDescendants(pid).reduce((sum, one) => {
    try {
      return sum + cpuInStat(readFileSync(`/proc/${one}/stat`, "utf8"));
    } catch {
      return sum;
    }
  }, 0);
}

/** @param stat the text of /proc/PID/stat @returns ms: its own, and its ended children's, which their parent inherits */
export function cpuInStat(stat: string): number {
  // The name in parentheses may have blanks in it; after it, utime is the 12th field, then stime, cutime and cstime.
  const fields = stat.split(") ").at(-1)?.split(" ") ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
}

/** A process and all that descend from it. */
export function withDescendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (let next: number[] = [pid]; next.length > 0; ) {
    found.push(...next);
    next = next.flatMap((one) => children.get(one) ?? []);
  }
  return found;
}

function parentOf(pid: string): number | undefined {
  try {
    // The name in parentheses may have blanks in it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return Number(fields?.[1]);
  } catch {
    return undefined;
  }
}

/** Above this many cores of other processes a round says nothing. */
export const FOREIGN_CORES_MAX = 0.35;

/** @param ownMs CPU of the contender, the load and the bench itself @returns cores that others had */
export function foreignCores(
  before: MachineTime,
  after: MachineTime,
  ownMs: number,
  tookMs: number,
): number {
  if (tookMs <= 0) return 0;
  return Math.max(0, (after.busyMs - before.busyMs - ownMs) / tookMs);
}

export function isTaken(foreign: number): boolean {
  return foreign > FOREIGN_CORES_MAX;
}
