/** What was sampled while a step ran, as tables: what the time was for, and who asked for it. Pure but for reading samples. */

import type { Measured } from "../measure/measure-step.ts";
import type { Section } from "../report/saved.ts";
import { number, tableOf } from "../report/table.ts";
import { callShares, NOBODY } from "./call-shares.ts";
import { classesIn } from "./cpu-classes.ts";
import { reportOf, stacksIn } from "./watch-cpu.ts";

/** Functions of ours in a table: those that follow are of the noise's size. */
const CALLS_SHOWN = 16;

export interface Watched {
  /** `confirm, WebSocket` */
  readonly name: string;
  /** the file of samples */
  readonly samples: string;
  /** of both servers, by name */
  readonly processes: Readonly<Record<string, readonly number[]>>;
  readonly did: Measured;
}

/** A process without a thousandth of the CPU takes no part in the step. */
const LEAST_SHARE = 0.001;

export function sectionOf({ name, samples, processes, did }: Watched): Section {
  const script = stacksIn(samples);
  const parts = Object.entries(processes).flatMap(([process, [pid = 0]]) => {
    const cost = did.processes?.[process]?.cpuMicros ?? 0;
    if (cost < did.cpuMicros * LEAST_SHARE) return [];
    return [
      classTable(process, reportOf(pid, samples), cost),
      callTable(process, script, pid, cost),
    ];
  });
  const speed = `${name}: ${number(did.perSecond)}/s, p50 ${number(did.p50Ms, 2)} ms, ${number(did.cpuMicros)} µs of CPU, being watched`;
  return { title: `By profile: ${name}`, text: [speed, ...parts].join("\n\n") };
}

function classTable(process: string, report: string, cost: number): string {
  const rows = classesIn(report).map(({ name, share }) => [
    ...[name, `${number(share * 100)} %`, number(share * cost)],
  ]);
  return tableOf([`${process}: CPU for`, "of it", "µs each"], rows);
}

function callTable(process: string, script: string, pid: number, cost: number): string {
  const shares = callShares(script, pid);
  const shown = [...shares.slice(0, CALLS_SHOWN), ...shares.filter(({ name }) => name === NOBODY)];
  const rows = shown.map(({ name, share }) => [
    ...[name, `${number(share * 100, 1)} %`, number(share * cost)],
  ]);
  return tableOf([`${process}: function of ours, with all it calls`, "of it", "µs each"], rows);
}
