/** The whole report of a run: its tables as text and all of it as JSON. Says whether the run can be believed at all. */

import { costTable, countTable, judgeCost } from "../cost/cost-table.ts";
import type { CountedLoad } from "../cost/counts.ts";
import type { Limit } from "../limits/limits.ts";
import { spreadOf } from "../measure/statistics.ts";
import type { Entry, Round, Size } from "../rounds.ts";
import type { Books } from "../trade/contender.ts";
import { BARS } from "./bars.ts";
import { errorsIn, judge, markedParts } from "./figures.ts";
import { type Machine, machineText } from "./machine-text.ts";
import { barTable, moreTable, number, processTable, shown, stepTable, tableOf } from "./table.ts";

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
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** no request failed, and every book balances */
  readonly sound: boolean;
}

export function report(run: Run): Reported {
  const { rounds, limits, books, entries, sizes } = run;
  const names = entries.map(({ name }) => name);
  const connections = sizes.map((size) => size.connections);
  const steps = (["create", "claim", "confirm"] as const).map((step) =>
    stepTable(rounds, step, names, connections),
  );
  const { cost = [] } = run;
  const judged = [...judge(rounds, limits, BARS), ...judgeCost(cost)];
  const errors = errorsIn(rounds);
  const balanced = books.every(isBalanced);
  const failed = Object.entries(errors).map(([said, count]) => `${count} × ${said}`);
  const marked = markedParts(rounds);
  const text = [
    machineText(run.machine),
    limitTable(limits),
    ...steps,
    ...[1, 32]
      .filter((count) => connections.includes(count))
      .map((count) => processTable(rounds, names, count)),
    moreTable(rounds, names),
    ...(cost.length === 0 ? [] : [costTable(cost), countTable(cost)]),
    barTable(judged),
    bookTable(books),
    `Requests that failed: ${failed.length === 0 ? "none" : failed.join("; ")}.`,
    `Parts kept although others took the machine: ${marked} of ${rounds.flat().length}.`,
  ].join("\n\n");
  const json = { machine: run.machine, cost, limits, rounds, books, judged, errors, marked };
  return { text, json, sound: failed.length === 0 && balanced };
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
