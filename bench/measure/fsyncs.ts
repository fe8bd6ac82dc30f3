/**
 * Counts fsync and fdatasync of processes with Linux's perf, which costs them next to nothing; where there is no perf,
 * or it may not count, nothing is counted and the bench says so.
 */

import { spawn } from "node:child_process";

const EVENTS = ["syscalls:sys_enter_fsync", "syscalls:sys_enter_fdatasync"];
/** Until perf has found the processes' threads. */
const ATTACH_MS = 150;

export interface FsyncCount {
  /** @returns how many since the beginning; undefined where they can't be counted */
  end(): Promise<number | undefined>;
}

export async function countFsyncs(pids: readonly number[]): Promise<FsyncCount> {
  const args = ["stat", "-x", ",", "-e", EVENTS.join(","), "-p", pids.join(",")];
  const perf = spawn("perf", args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  perf.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = new Promise<void>((resolve) => {
    perf.once("error", () => resolve());
    perf.once("close", () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, ATTACH_MS));
  return {
    end: async () => {
      perf.kill("SIGINT");
      await closed;
      return fsyncsIn(said);
    },
  };
}

/** @param said what `perf stat -x ,` prints: a line per event, its count first */
export function fsyncsIn(said: string): number | undefined {
  const counts = said
    .split("\n")
    .map((line) => line.split(","))
    .filter((fields) => EVENTS.includes(fields[2] ?? ""))
    .map(([count]) => Number(count));
  if (counts.length !== EVENTS.length || counts.some(Number.isNaN)) return undefined;
  return counts.reduce((sum, count) => sum + count, 0);
}
