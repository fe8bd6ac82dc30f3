/** The whole report of a run: its tables as text and all of it as JSON. Says whether the run can be believed at all. */

import { costTable, countTable, judgeCost } from "../cost/cost-table.ts";
import type { CountedLoad } from "../cost/counts.ts";
import type { Limit } from "../limits/limits.ts";
import { spreadOf } from "../measure/statistics.ts";
import type { Entry, Round, Size } from "../rounds.ts";
import type { Books } from "../trade/contender.ts";
import { BARS } from "./bars.ts";
import { errorsIn, judge, markedParts } from "./figures.ts";
import type { Machine } from "./machine-text.ts";
import { picturesOf } from "./run-pictures.ts";
import type { Saved, Section } from "./saved.ts";
import { moreTable, number, processTable, shown, stepTable, tableOf } from "./table.ts";

export interface Run {
  readonly rounds: readonly Round[];
  readonly limits: readonly (readonly Limit[])[];
  readonly books: readonly (Books & { readonly name: string })[];
  readonly entries: readonly Entry[];
  readonly sizes: readonly Size[];
  readonly machine: Machine;
  /** what our servers would be billed for */
  readonly cost?: readonly CountedLoad[];
}

export interface Reported {
  readonly saved: Saved;
  /** no request failed, and every book balances */
  readonly sound: boolean;
}

const STEPS = ["create", "claim", "confirm"] as const;

export function report(run: Run): Reported {
  const { rounds, limits, books, cost = [], machine, sizes } = run;
  const errors = errorsIn(rounds);
  const saved: Saved = {
    ...{ kind: "bench", machine, sections: sectionsOf(run) },
    took: `${rounds.length} rounds of ${Math.max(...sizes.map(({ trades }) => trades), 0)} trades`,
    judged: [...judge(rounds, limits, BARS), ...judgeCost(cost)],
    pictures: picturesOf(run),
    figures: { cost, limits, rounds, books, errors, marked: markedParts(rounds) },
  };
  return { saved, sound: Object.keys(errors).length === 0 && books.every(isBalanced) };
}

function sectionsOf(run: Run): Section[] {
  const { rounds, limits, books, entries, sizes, cost = [] } = run;
  const names = entries.map(({ name }) => name);
  const connections = sizes.map((size) => size.connections);
  const failed = Object.entries(errorsIn(rounds)).map(([said, count]) => `${count} × ${said}`);
  const byProcess = [1, 32]
    .filter((count) => connections.includes(count))
    .map((count) => processTable(rounds, names, count));
  const ends = [
    bookTable(books),
    `Requests that failed: ${failed.length === 0 ? "none" : failed.join("; ")}.`,
    `Parts kept although others took the machine: ${markedParts(rounds)} of ${rounds.flat().length}.`,
  ];
  return [
    { title: "Limits", text: limitTable(limits) },
    ...STEPS.toReversed().map((step) => ({
      title: `${step[0]?.toUpperCase()}${step.slice(1)}`,
      text: stepTable(rounds, step, names, connections),
    })),
    { title: "Where the CPU and the fsyncs go", text: byProcess.join("\n\n") },
    { title: "Whole trades, and a fixed rate", text: moreTable(rounds, names) },
    ...(cost.length === 0
      ? []
      : [{ title: "What it costs", text: `${costTable(cost)}\n\n${countTable(cost)}` }]),
    { title: "Whether it can be believed", text: ends.join("\n\n") },
  ];
}

/** What was settled is what was credited, and every entry has its other side. */
function isBalanced({ settled, credited, sumOfPostings }: Books): boolean {
  return settled === credited && sumOfPostings === 0;
}

function limitTable(limits: readonly (readonly Limit[])[]): string {
  const [first = []] = limits;
  const rows = first.map(({ name }) => {
    const own = limits.flatMap((round) => round.filter((limit) => limit.name === name));
    const p50s = own.flatMap(({ p50Ms }) => (p50Ms === undefined ? [] : [p50Ms]));
    const p50 = p50s.length === 0 ? "–" : shown(spreadOf(p50s), 3);
    return [name, shown(spreadOf(own.map(({ rate }) => rate))), p50];
  });
  return tableOf(["limits of this machine", "per second", "p50 ms"], rows);
}

function bookTable(books: Run["books"]): string {
  const rows = books.map((book) => {
    const { name, settled, credited, sumOfPostings, shopBalance } = book;
    const numbers = [settled, credited, sumOfPostings, shopBalance].map((value) => number(value));
    return [name, ...numbers, isBalanced(book) ? "balanced" : "NOT BALANCED"];
  });
  return tableOf(["books at the end", "settled", "credited", "Σ postings", "shops have", ""], rows);
}
