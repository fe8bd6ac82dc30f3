/**
 * Runs worlds, each in a thread of its own, and waits for their verdicts. A thread that crashes or never ends
 * is a verdict too.
 */

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorldResult } from "./play-world.ts";
import type { Order } from "./world-thread.ts";

const THREAD = fileURLToPath(new URL("./world-thread.ts", import.meta.url).href);
const HANGS_AFTER_MS = 120_000;

export type Verdict = Pick<WorldResult, "seed" | "trades" | "violations"> & Partial<WorldResult>;

export function runWorld(order: Order): Promise<Verdict> {
  const { seed, trades } = order;
  return new Promise((resolve) => {
    const thread = new Worker(THREAD, { workerData: order });
    const end = (verdict: Verdict) => {
      clearTimeout(timer);
      resolve(verdict);
      void thread.terminate();
    };
    const failed = (detail: string) => {
      const invariant = "the shells find no invariant broken" as const;
      end({ seed, trades, violations: [{ invariant, detail }] });
    };
    const timer = setTimeout(() => failed("the world doesn't end"), HANGS_AFTER_MS);
    thread.once("message", end);
    thread.once("error", (error: Error) => failed(`the world crashed: ${error.message}`));
  });
}

/** At most `width` at a time, results in the order of the work. */
export async function inParallel<T, R>(
  work: readonly T[],
  width: number,
  each: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async () => {
    for (let at = next++; at < work.length; at = next++) results[at] = await each(work[at] as T);
  };
  await Promise.all(Array.from({ length: width }, run));
  return results;
}
