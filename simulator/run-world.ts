/**
 * Runs worlds in threads and waits for their verdicts. A thread plays a few, one after the other, since loading
 * the shells and warming them up costs as much as a world; a world's trace doesn't depend on those before it. A
 * thread that crashes or never ends is a verdict of the world that it played, and the others are played in a new one.
 */

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorldResult } from "./play-world.ts";
import type { Order } from "./world-thread.ts";

const THREAD = fileURLToPath(new URL("./world-thread.ts", import.meta.url).href);
const HANGS_AFTER_MS = 120_000;
/** What a task allocates is garbage at its end: room for it saves a tenth of the time. */
const LIMITS = { maxYoungGenerationSizeMb: 64 };

export type Verdict = Pick<WorldResult, "seed" | "trades" | "violations"> & Partial<WorldResult>;

export async function runWorld(order: Order): Promise<Verdict> {
  const [verdict] = await runWorlds([order]);
  return verdict as Verdict;
}

/** @param orders of one mutant, or of none: it is planted when a thread begins */
export async function runWorlds(orders: readonly Order[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  while (verdicts.length < orders.length)
    verdicts.push(...(await runThread(orders.slice(verdicts.length))));
  return verdicts;
}

/** @returns as many as the thread came to, at least one */
function runThread(orders: readonly Order[]): Promise<Verdict[]> {
  return new Promise((resolve) => {
    const thread = new Worker(THREAD, { workerData: orders, resourceLimits: LIMITS });
    const verdicts: Verdict[] = [];
    const end = () => {
      clearTimeout(timer);
      resolve(verdicts);
      void thread.terminate();
    };
    const failed = (detail: string) => {
      const { seed, trades } = orders[verdicts.length] as Order;
      const invariant = "the shells find no invariant broken" as const;
      verdicts.push({ seed, trades, violations: [{ invariant, detail }] });
      end();
    };
    const hangs = () => failed("the world doesn't end");
    let timer = setTimeout(hangs, HANGS_AFTER_MS);
    thread.on("message", (verdict: Verdict) => {
      verdicts.push(verdict);
      clearTimeout(timer);
      timer = setTimeout(hangs, HANGS_AFTER_MS);
      if (verdicts.length === orders.length) end();
    });
    thread.once("error", (error: Error) => failed(`the world crashed: ${error.message}`));
  });
}
