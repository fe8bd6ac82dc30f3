/** Growth as a table, judged bars and a picture, pure: each set against the empty one of the same round. */

import { ratioOfRounds, type Spread, spreadOf } from "../measure/statistics.ts";
import { type Judged, judged } from "../report/figures.ts";
import { barPicture } from "../report/pictures.ts";
import type { Picture } from "../report/saved.ts";
import { number, shown, tableOf } from "../report/table.ts";
import type { GrowthPart } from "./part-figures.ts";

export interface GrownSet {
  readonly name: string;
  /** one per round, in their order */
  readonly parts: readonly GrowthPart[];
  /** bytes: of the branch's file, and of all objects' files */
  readonly branchBytes: number;
  readonly allBytes: number;
  /** against the empty set: confirms a second, 32 at once */
  readonly atLeast?: number;
}

const FIGURES = {
  confirms: ({ many }: GrowthPart) => many.confirm.perSecond,
  claims: ({ many }: GrowthPart) => many.claim.perSecond,
  creates: ({ many }: GrowthPart) => many.create.perSecond,
  serial: ({ serial }: GrowthPart) => serial.confirm.p50Ms,
} as const;

const MIB = 2 ** 20;

export function growthTable(sets: readonly GrownSet[]): string {
  const [empty] = sets;
  const rows = sets.map((set) => {
    const to = (figure: keyof typeof FIGURES) => `${shown(ratioTo(set, empty, figure), 2)} ×`;
    return [
      set.name,
      shown(spreadOf(set.parts.map(FIGURES.confirms))),
      ...[to("confirms"), to("claims"), to("creates")],
      shown(spreadOf(set.parts.map(FIGURES.serial)), 2),
      to("serial"),
      number(spreadOf(set.parts.map(({ startCpuMs }) => startCpuMs)).median / 1_000, 1),
      ...[number(set.branchBytes / MIB), number(set.allBytes / MIB)],
    ];
  });
  const head = ["confirms/s, 32 at once", "to empty", "claims/s: to empty", "creates/s: to empty"];
  const more = ["serial p50 ms", "to empty", "carrier's start: CPU s", "branch MiB", "all MiB"];
  return tableOf(["stored before", ...head, ...more], rows);
}

export function judgeGrowth(sets: readonly GrownSet[]): Judged[] {
  const [empty] = sets;
  return sets.flatMap((set) => {
    const spread = ratioTo(set, empty, "confirms");
    if (set.atLeast === undefined || !spread) return [];
    const says = `confirms/s with ${set.name} / empty`;
    return [judged({ says, is: "at least", bar: set.atLeast }, "×", spread)];
  });
}

export function growthPicture(sets: readonly GrownSet[]): Picture {
  const [empty] = sets;
  const bars = sets.flatMap((set) => {
    const spread = ratioTo(set, empty, "confirms");
    return spread ? [{ name: set.name, spread }] : [];
  });
  const title = "Confirms per second with so much stored, to nothing stored";
  return { name: "growth", title, svg: barPicture({ title, bars, digits: 2 }) };
}

function ratioTo(
  set: GrownSet,
  empty: GrownSet | undefined,
  figure: keyof typeof FIGURES,
): Spread | undefined {
  const of = FIGURES[figure];
  return ratioOfRounds(set.parts.map(of), (empty?.parts ?? []).map(of));
}
