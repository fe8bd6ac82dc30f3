/**
 * One measured step: what its requests took, and what it cost the contender in CPU and fsyncs, counted until the
 * contender has come to rest: work that it does after its answers is its work all the same.
 */

import type { Driven } from "../load/drive.ts";
import { type Contender, pidsOf } from "../trade/contender.ts";
import type { Step } from "../trade/trades.ts";
import { countFsyncs, type FsyncCount } from "./fsyncs.ts";
import { CpuMeter, foreignCores, machineTime } from "./machine.ts";
import { percentile } from "./statistics.ts";

/** Less than this in one look is rest. */
const REST_MS_OF_CPU = 2;
const LOOK_MS = 60;
const REST_WITHIN_MS = 15_000;

export interface ProcessCost {
  readonly cpuMicros: number;
  readonly fsyncs?: number;
}

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
  /** by each of the contender's processes: what a request cost it */
  readonly processes?: Readonly<Record<string, ProcessCost>>;
  /** until everything that follows was done, from the first request */
  readonly restedAfterMs: number;
  /** CPUs that other programs of the machine had */
  readonly foreignCores: number;
  readonly errors: Driven["errors"];
}

/** @param atLeastMs so long after its last answer the contender still begins what belongs to the step */
export async function measureStep(
  at: Contender,
  step: Step<unknown>,
  atLeastMs = 0,
): Promise<Measured> {
  const meters = await startMeters(at);
  const [machine, own, load] = [machineTime(), new CpuMeter(() => pidsOf(at)), ownCpu()];
  const began = performance.now();
  const driven = await step.run();
  const [busy, loadBusy] = [own.spent(), ownCpu() - load];
  await untilRest(own, REST_WITHIN_MS, atLeastMs);
  const restedAfterMs = performance.now() - began;
  const spent = own.spent();
  const foreign = foreignCores(machine, machineTime(), spent + ownCpu() - load, restedAfterMs);
  const requests = driven.latenciesMs.length;
  const processes = await endMeters(meters, requests);
  step.close();
  const fsyncs = Object.values(processes).map((process) => process.fsyncs ?? Number.NaN);
  const counted = fsyncs.reduce((sum, each) => sum + each, 0);
  return {
    requests,
    perSecond: (requests * 1_000) / driven.tookMs,
    p50Ms: percentile(driven.latenciesMs, 0.5),
    p99Ms: percentile(driven.latenciesMs, 0.99),
    cpuMicros: (spent * 1_000) / requests,
    cores: busy / driven.tookMs,
    loadCores: loadBusy / driven.tookMs,
    ...(Number.isNaN(counted) ? {} : { fsyncs: counted }),
    processes,
    restedAfterMs,
    foreignCores: foreign,
    errors: driven.errors,
  };
}

interface Meters {
  readonly name: string;
  readonly cpu: CpuMeter;
  readonly fsyncs: FsyncCount;
}

/** Of each process by itself. */
function startMeters(at: Contender): Promise<Meters[]> {
  const processes = Object.entries(at.processes());
  return Promise.all(
    processes.map(async ([name, pids]) => {
      const fsyncs = await countFsyncs(pids);
      return { name, cpu: new CpuMeter(() => at.processes()[name] ?? []), fsyncs };
    }),
  );
}

async function endMeters(
  meters: readonly Meters[],
  requests: number,
): Promise<Record<string, ProcessCost>> {
  const ended = meters.map(async ({ name, cpu, fsyncs }) => {
    const spent = cpu.spent();
    const cpuMicros = (spent * 1_000) / requests;
    // perf counts nothing of a process that never ran.
    const counted = (await fsyncs.end()) ?? (spent === 0 ? 0 : undefined);
    return [
      name,
      counted === undefined ? { cpuMicros } : { cpuMicros, fsyncs: counted / requests },
    ];
  });
  return Object.fromEntries(await Promise.all(ended));
}

/** @param atLeastMs what comes by itself may be later than a look */
export async function untilRest(
  cpu: CpuMeter,
  withinMs = REST_WITHIN_MS,
  atLeastMs = 0,
): Promise<void> {
  const until = Date.now() + withinMs;
  if (atLeastMs > 0) await new Promise((resolve) => setTimeout(resolve, atLeastMs));
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
