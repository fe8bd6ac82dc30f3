/** Linux's perf, watching processes while something runs; V8 tells it the names of what it compiled. */

import { spawn, spawnSync } from "node:child_process";

/** For both servers: without these perf sees addresses where our code runs. */
export const NAMING_FLAGS = ["--perf-basic-prof", "--interpreted-frames-native-stack"] as const;
const SAMPLES_PER_SECOND = 1_999;
/** Until perf has found the processes' threads. */
const ATTACH_MS = 500;

export interface CpuWatch {
  end(): Promise<void>;
}

/** @param path where the samples go @throws Error where there is no perf */
export async function watchCpu(pids: readonly number[], path: string): Promise<CpuWatch> {
  const args = ["record", "-q", "--call-graph", "fp", "-F", String(SAMPLES_PER_SECOND), "-o", path];
  const perf = spawn("perf", [...args, "-p", pids.join(",")], { stdio: "ignore" });
  const failed = new Promise<never>((_, reject) => perf.once("error", reject));
  await Promise.race([new Promise((resolve) => setTimeout(resolve, ATTACH_MS)), failed]);
  return {
    end: async () => {
      const closed = new Promise((resolve) => perf.once("close", resolve));
      perf.kill("SIGINT");
      await closed;
    },
  };
}

/** @returns perf's report of one process, by function */
export function reportOf(pid: number, path: string): string {
  const args = ["report", "-i", path, "--pid", String(pid), "--stdio", "--no-children"];
  const by = ["-g", "none", "--sort", "dso,symbol", "--percent-limit", "0"];
  return spawnSync("perf", [...args, ...by], { encoding: "utf8", maxBuffer: 2 ** 28 }).stdout;
}

/** @returns every sample, with the functions that had called each other */
export function stacksIn(path: string): string {
  const args = ["script", "-i", path, "-F", "pid,ip,sym"];
  return spawnSync("perf", args, { encoding: "utf8", maxBuffer: 2 ** 30 }).stdout;
}
