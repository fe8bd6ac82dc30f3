/**
 * The score of a mutation run, pure: killed mutants of all that count, per file and in total, as Stryker
 * counts them. A timeout is a kill. One that no test reaches counts against us like one that survives.
 */

export interface Mutant {
  readonly fileName: string;
  readonly status: string;
}

export interface Score {
  readonly name: string;
  readonly killed: number;
  readonly survived: number;
  readonly unreached: number;
  /** switched off in the source, each with its reason beside it */
  readonly ignored: number;
  /** 0 to 100; 100 where there was nothing to kill */
  readonly percent: number;
}

export const TOTAL_LEAST = 85;
export const FILE_LEAST = 80;

const KILLED = ["Killed", "Timeout"];

export function scoreOf(name: string, mutants: readonly Mutant[]): Score {
  const count = (...statuses: string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const [killed, survived, unreached] = [count(...KILLED), count("Survived"), count("NoCoverage")];
  const all = killed + survived + unreached;
  const percent = all === 0 ? 100 : (100 * killed) / all;
  return { name, killed, survived, unreached, ignored: count("Ignored"), percent };
}

/** @returns the files' scores in their order, then the total */
export function scoresOf(files: readonly string[], mutants: readonly Mutant[]): Score[] {
  const own = files.map((file) =>
    scoreOf(
      file,
      mutants.filter(({ fileName }) => fileName === file),
    ),
  );
  return [...own, scoreOf("total", mutants)];
}

/** What is too low, one line each; nothing if the run is good. A file without a mutant is a mistake in the list. */
export function shortcomings(scores: readonly Score[]): string[] {
  return scores.flatMap((score) => {
    const { name, percent } = score;
    if (score.killed + score.survived + score.unreached === 0) return [`${name}: no mutants`];
    const least = name === "total" ? TOTAL_LEAST : FILE_LEAST;
    return percent < least ? [`${name}: ${shown(percent)} %, at least ${least} % wanted`] : [];
  });
}

/** A markdown table, so that a document can show what the command printed. */
export function table(scores: readonly Score[]): string {
  const rows = scores.map(({ name, killed, survived, unreached, ignored, percent }) => [
    ...[name, killed, survived, unreached, ignored, shown(percent)],
  ]);
  const head = ["file", "killed", "survived", "not reached", "switched off", "score %"];
  const line = ["---", ...Array<string>(head.length - 1).fill("---:")];
  return [head, line, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Rounded down: 84.99 is not 85. */
function shown(percent: number): string {
  return (Math.floor(percent * 10) / 10).toFixed(1);
}
