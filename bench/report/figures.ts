/** From rounds to figures, pure: medians with their spread, and ratios that are computed inside each round. */

import type { Measured } from "../measure/measure-step.ts";
import { ratioOfRounds, type Spread, spreadOf } from "../measure/statistics.ts";
import type { Part, Round, StepName } from "../rounds.ts";

export type Figure =
  | "perSecond"
  | "p50Ms"
  | "p99Ms"
  | "cpuMicros"
  | "fsyncs"
  | "cores"
  | "loadCores";

export interface At {
  readonly entry: string;
  readonly step: StepName;
  readonly connections: number;
}

export function partOf(round: Round, { entry, connections }: At): Part | undefined {
  return round.find((part) => part.entry === entry && part.connections === connections);
}

/** One value per round, in the order of the rounds. */
export function valuesAt(rounds: readonly Round[], at: At, figure: Figure): (number | undefined)[] {
  return rounds.map((round) => {
    const measured: Measured | undefined = partOf(round, at)?.steps[at.step];
    return measured?.[figure];
  });
}

export function spreadAt(rounds: readonly Round[], at: At, figure: Figure): Spread | undefined {
  const values = valuesAt(rounds, at, figure).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : spreadOf(values);
}

/** Whole trades per second, one value per round. */
export function wholeOf(rounds: readonly Round[], entry: string): (number | undefined)[] {
  return rounds.map(
    (round) => round.find((part) => part.entry === entry && part.wholePerSecond)?.wholePerSecond,
  );
}

/** How ours compares to another entry, by rounds. */
export function ratioAt(
  rounds: readonly Round[],
  ours: At,
  theirs: string,
  figure: Figure,
): Spread | undefined {
  const other = { ...ours, entry: theirs };
  return ratioOfRounds(valuesAt(rounds, ours, figure), valuesAt(rounds, other, figure));
}

export interface Bar {
  readonly says: string;
  readonly ours: At;
  readonly theirs: string;
  readonly figure: Figure | "whole";
  readonly is: "at least" | "at most";
  readonly bar: number;
}

export interface Judged extends Bar {
  readonly ratio: Spread;
  readonly met: boolean;
}

/** Only what could be measured: without PostgreSQL there is no ratio to its peers. */
export function judge(rounds: readonly Round[], bars: readonly Bar[]): Judged[] {
  return bars.flatMap((bar) => {
    const { ours, theirs, figure } = bar;
    const ratio =
      figure === "whole"
        ? ratioOfRounds(wholeOf(rounds, ours.entry), wholeOf(rounds, theirs))
        : ratioAt(rounds, ours, theirs, figure);
    if (!ratio) return [];
    const met = bar.is === "at least" ? ratio.median >= bar.bar : ratio.median <= bar.bar;
    return [{ ...bar, ratio, met }];
  });
}

/** How many parts were kept although others took the machine. */
export function markedParts(rounds: readonly Round[]): number {
  return rounds.flat().filter(({ marked }) => marked).length;
}

/** Every request that failed, by what was said. */
export function errorsIn(rounds: readonly Round[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { entry, steps, open } of rounds.flat())
    for (const { errors } of [...Object.values(steps), ...(open ? [open] : [])])
      for (const [said, count] of Object.entries(errors))
        all[`${entry}: ${said}`] = (all[`${entry}: ${said}`] ?? 0) + count;
  return all;
}
