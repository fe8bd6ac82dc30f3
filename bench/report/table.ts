/** Tables as text, pure. */

import { type Spread, spreadOf } from "../measure/statistics.ts";
import type { Round, StepName } from "../rounds.ts";
import { type At, type Figure, type Judged, spreadAt, wholeOf } from "./figures.ts";

/** Columns as wide as they need; the first one to the left, numbers to the right. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** `1,234 [1,100..1,300]`, or the one value that there is */
export function shown(spread: Spread | undefined, digits = 0): string {
  if (!spread) return "–";
  const { median, min, max } = spread;
  if (min === max) return number(median, digits);
  return `${number(median, digits)} [${number(min, digits)}..${number(max, digits)}]`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const COLUMNS: readonly { title: string; figure: Figure; digits: number }[] = [
  { title: "requests/s", figure: "perSecond", digits: 0 },
  { title: "p50 ms", figure: "p50Ms", digits: 2 },
  { title: "p99 ms", figure: "p99Ms", digits: 1 },
  { title: "CPU µs", figure: "cpuMicros", digits: 0 },
  { title: "fsyncs", figure: "fsyncs", digits: 2 },
  { title: "cores", figure: "cores", digits: 2 },
  { title: "load's cores", figure: "loadCores", digits: 2 },
];

/** One step at all concurrencies, entry by entry. */
export function stepTable(
  rounds: readonly Round[],
  step: StepName,
  entries: readonly string[],
  connections: readonly number[],
): string {
  const rows = connections.flatMap((count) =>
    entries.map((entry) => {
      const at: At = { entry, step, connections: count };
      const cells = COLUMNS.map(({ figure, digits }) =>
        shown(spreadAt(rounds, at, figure), digits),
      );
      return [`${entry}, ${count} at once`, ...cells];
    }),
  );
  return tableOf([step, ...COLUMNS.map(({ title }) => title)], rows);
}

/** Whole trades, and confirms at a fixed rate: from when each was due, so that a stall counts for all who wait. */
export function moreTable(rounds: readonly Round[], entries: readonly string[]): string {
  const rows = entries.map((entry) => {
    const open = rounds.flatMap((round) =>
      round.flatMap((part) => (part.entry === entry && part.open ? [part.open] : [])),
    );
    const of = (figure: "p50Ms" | "p99Ms") =>
      shown(open.length === 0 ? undefined : spreadOf(open.map((one) => one[figure])), 2);
    const whole = wholeOf(rounds, entry).filter((value) => value !== undefined);
    const rate = shown(whole.length === 0 ? undefined : spreadOf(whole));
    const reached = shown(
      open.length === 0 ? undefined : spreadOf(open.map(({ perSecond }) => perSecond)),
    );
    return [entry, rate, reached, of("p50Ms"), of("p99Ms")];
  });
  const title = "whole trades, until the page knows; confirms at a fixed rate";
  return tableOf([title, "trades/s", "fixed rate: reached/s", "p50 ms", "p99 ms"], rows);
}

export function barTable(judged: readonly Judged[]): string {
  const rows = judged.map(({ says, spread, unit, is, bar, met }) => [
    says,
    `${shown(spread, 2)}${unit === "" ? "" : ` ${unit}`}`,
    `${is} ${bar}`,
    met ? "met" : "NOT MET",
  ]);
  return tableOf(["ratios inside each round", "median [min..max]", "bar", ""], rows);
}

/** What a request costs each of a contender's processes, step by step. */
export function processTable(
  rounds: readonly Round[],
  entries: readonly string[],
  connections: number,
): string {
  const steps: readonly StepName[] = ["create", "claim", "confirm"];
  const rows = entries.flatMap((entry) => {
    const parts = rounds.flatMap((round) => round.filter((part) => part.entry === entry));
    const [first] = parts;
    return Object.keys(first?.steps.confirm.processes ?? {}).map((process) => [
      `${entry}: ${process}`,
      ...steps.flatMap((step) => {
        const at: At = { entry, step, connections };
        const cpu = spreadAt(rounds, at, "cpuMicros", process);
        const fsyncs = spreadAt(rounds, at, "fsyncs", process);
        return [cpu && number(cpu.median), fsyncs && number(fsyncs.median, 2)].map(
          (cell) => cell ?? "–",
        );
      }),
    ]);
  });
  const head = steps.flatMap((step) => [`${step}: CPU µs`, "fsyncs"]);
  return tableOf([`by process, ${connections} at once: medians`, ...head], rows);
}
