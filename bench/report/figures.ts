/** From rounds to figures, pure: medians with their spread, and ratios that are computed inside each round. */

import type { Limit } from "../limits/limits.ts";
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

/** One value per round, in the order of the rounds. @param process the part of one of the contender's processes */
export function valuesAt(
  rounds: readonly Round[],
  at: At,
  figure: Figure,
  process?: string,
): (number | undefined)[] {
  return rounds.map((round) => {
    const measured: Measured | undefined = partOf(round, at)?.steps[at.step];
    if (process === undefined) return measured?.[figure];
    const own = measured?.processes?.[process];
    return figure === "cpuMicros" || figure === "fsyncs" ? own?.[figure] : undefined;
  });
}

export function spreadAt(
  rounds: readonly Round[],
  at: At,
  figure: Figure,
  process?: string,
): Spread | undefined {
  const values = valuesAt(rounds, at, figure, process).filter((value) => value !== undefined);
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

export interface Judgeable {
  readonly says: string;
  readonly is: "at least" | "at most";
  readonly bar: number;
}

/** What is to be shown: against another entry, against a limit of the machine, or a figure as it is. */
export type Bar = Judgeable &
  (
    | { readonly ours: At; readonly theirs: string; readonly figure: Figure | "whole" }
    | { readonly ours: At; readonly limit: string; readonly figure: "p50Ms" }
    | { readonly ours: At; readonly figure: Figure; readonly process?: string }
  );

export interface Judged extends Judgeable {
  readonly unit: string;
  readonly spread: Spread;
  readonly met: boolean;
}

/** Only what could be measured: without PostgreSQL there is no ratio to its peers. */
export function judge(
  rounds: readonly Round[],
  limits: readonly (readonly Limit[])[],
  bars: readonly Bar[],
): Judged[] {
  return bars.flatMap((one) => {
    const spread = spreadOfBar(rounds, limits, one);
    if (!spread) return [];
    return [judged(one, "theirs" in one || "limit" in one ? "×" : "", spread)];
  });
}

/** By the median. @param unit of the figure; "×" for a ratio */
export function judged({ says, is, bar }: Judgeable, unit: string, spread: Spread): Judged {
  const met = is === "at least" ? spread.median >= bar : spread.median <= bar;
  return { says, is, bar, unit, spread, met };
}

function spreadOfBar(
  rounds: readonly Round[],
  limits: readonly (readonly Limit[])[],
  bar: Bar,
): Spread | undefined {
  const { ours } = bar;
  if ("limit" in bar) {
    const own = limits.map((round) => round.find(({ name }) => name === bar.limit)?.p50Ms);
    return ratioOfRounds(valuesAt(rounds, ours, bar.figure), own);
  }
  if (!("theirs" in bar)) return spreadAt(rounds, ours, bar.figure, bar.process);
  if (bar.figure === "whole")
    return ratioOfRounds(wholeOf(rounds, ours.entry), wholeOf(rounds, bar.theirs));
  return ratioAt(rounds, ours, bar.theirs, bar.figure);
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
