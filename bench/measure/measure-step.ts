/**
 * One measured step: what its requests took, and what it cost the contender in CPU and fsyncs, counted until the
 * contender has come to rest: work that it does after its answers is its work all the same.
 */

import type { Driven } from "../load/drive.ts";
import type { Contender } from "../trade/contender.ts";
import type { Step } from "../trade/trades.ts";
import { countFsyncs } from "./fsyncs.ts";
import { CpuMeter, foreignCores, machineTime } from "./machine.ts";
import { percentile } from "./statistics.ts";

/** Less than this in one look is rest. */
const REST_MS_OF_CPU = 2;
const LOOK_MS = 60;
const REST_WITHIN_MS = 15_000;

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** of all the contender's processes, until it came to rest */
  readonly cpuMicros: number;
  /** how many CPUs the contender and the load had while requests were sent */
  readonly cores: number;
  readonly loadCores: number;
  readonly fsyncs?: number;
  /** until everything that follows was done, from the first request */
  readonly restedAfterMs: number;
  /** CPUs that other programs of the machine had */
  readonly foreignCores: number;
  readonly errors: Driven["errors"];
}

export async function measureStep(at: Contender, step: Step<unknown>): Promise<Measured> {
  const fsyncs = await countFsyncs(at.pids());
  const [machine, own, load] = [machineTime(), new CpuMeter(() => at.pids()), ownCpu()];
  const began = performance.now();
  const driven = await step.run();
  const [busy, loadBusy] = [own.spent(), ownCpu() - load];
  await untilRest(own);
  const restedAfterMs = performance.now() - began;
  const spent = own.spent();
  const foreign = foreignCores(machine, machineTime(), spent + ownCpu() - load, restedAfterMs);
  const counted = await fsyncs.end();
  step.close();
  const requests = driven.latenciesMs.length;
  return {
    requests,
    perSecond: (requests * 1_000) / driven.tookMs,
    p50Ms: percentile(driven.latenciesMs, 0.5),
    p99Ms: percentile(driven.latenciesMs, 0.99),
    cpuMicros: (spent * 1_000) / requests,
    cores: busy / driven.tookMs,
    loadCores: loadBusy / driven.tookMs,
    ...(counted === undefined ? {} : { fsyncs: counted / requests }),
    restedAfterMs,
    foreignCores: foreign,
    errors: driven.errors,
  };
}

async function untilRest(cpu: CpuMeter): Promise<void> {
  const until = Date.now() + REST_WITHIN_MS;
  for (let before = cpu.spent(); Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = cpu.spent();
    if (now - before < REST_MS_OF_CPU) return;
    before = now;
  }
}

/** ms of this process */
function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
