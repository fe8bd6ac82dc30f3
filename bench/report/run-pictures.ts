/** The pictures of a run, pure. */

import { type Figure, spreadAt } from "./figures.ts";
import { barPicture } from "./pictures.ts";
import type { Run } from "./report.ts";
import type { Picture } from "./saved.ts";

const PICTURES: readonly {
  file: string;
  title: string;
  figure: Figure;
  connections: number;
  digits: number;
}[] = [
  {
    file: "throughput",
    title: "Confirms per second, 32 at once",
    figure: "perSecond",
    connections: 32,
    digits: 0,
  },
  {
    file: "latency",
    title: "Confirm to receipt, one at a time: p50 in ms",
    figure: "p50Ms",
    connections: 1,
    digits: 2,
  },
  {
    file: "tail",
    title: "Confirm to receipt, 32 at once: p99 in ms",
    figure: "p99Ms",
    connections: 32,
    digits: 1,
  },
  {
    file: "cpu",
    title: "CPU per settlement, 32 at once: microseconds",
    figure: "cpuMicros",
    connections: 32,
    digits: 0,
  },
];

export function picturesOf({ entries, rounds }: Pick<Run, "entries" | "rounds">): Picture[] {
  return PICTURES.map(({ file: name, title, figure, connections, digits }) => {
    const bars = entries.flatMap((entry) => {
      const at = { entry: entry.name, step: "confirm", connections } as const;
      const spread = spreadAt(rounds, at, figure);
      return spread ? [{ name: entry.name, spread }] : [];
    });
    return { name, title, svg: barPicture({ title, bars, digits }) };
  });
}
