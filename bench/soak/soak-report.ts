/** The soak as a table, a judged bar and pictures, pure. */

import { lastHalf, type Sample, slopeOf, sparkline } from "../measure/slope.ts";
import { spreadOf } from "../measure/statistics.ts";
import { type Judged, judged } from "../report/figures.ts";
import { linePicture } from "../report/line-picture.ts";
import type { Picture } from "../report/saved.ts";
import { number, tableOf } from "../report/table.ts";

const MIB = 2 ** 20;
const TEN_MINUTES_MS = 600_000;
/** Some of V8's own coming and going is left. */
const GROWTH_MAX_MIB = 16;

/** bytes after a full garbage collection, by process */
export type Memories = Readonly<Record<string, readonly Sample[]>>;

export const SOAK_RULE = `Rule: memory (resident, after a full garbage collection every ten seconds) of both servers
together; the slope of Theil and Sen through the second half of the samples, over ten minutes: at most ${GROWTH_MAX_MIB} MiB.`;

/** Of fewer nothing is said. */
const SAMPLES_LEAST = 5;

/** bytes that would come in ten minutes more, by the second half of the samples; no number where they are too few */
export function growthIn(samples: readonly Sample[]): number {
  const late = lastHalf(samples);
  return late.length < SAMPLES_LEAST ? Number.NaN : slopeOf(late) * TEN_MINUTES_MS;
}

export function together(memories: Memories): Sample[] {
  const [first = [], ...others] = Object.values(memories);
  return first.map(({ at, value }, index) => ({
    at,
    value: others.reduce((sum, samples) => sum + (samples[index]?.value ?? 0), value),
  }));
}

export function soakTable(memories: Memories): string {
  const rows = Object.entries({ ...memories, "both together": together(memories) }).map(
    ([name, samples]) => {
      const values = samples.map(({ value }) => value);
      const [first = Number.NaN] = values;
      const cells = [first, Math.max(...values), values.at(-1) ?? Number.NaN, growthIn(samples)];
      return [name, ...cells.map((bytes) => number(bytes / MIB, 1))];
    },
  );
  const head = ["first MiB", "most MiB", "last MiB", "growth in ten minutes MiB"];
  const pictures = Object.entries(memories).map(
    ([name, samples]) => `${sparkline(samples.map(({ value }) => value))}  ${name}`,
  );
  return `${tableOf(["memory", ...head], rows)}\n\n${pictures.join("\n")}`;
}

export function judgeSoak(memories: Memories): Judged {
  const growth = growthIn(together(memories)) / MIB;
  const bar = {
    says: "memory's growth in ten minutes",
    is: "at most",
    bar: GROWTH_MAX_MIB,
  } as const;
  return judged(bar, "MiB", spreadOf([growth]));
}

export function soakPicture(memories: Memories): Picture {
  const title = "Memory after a full garbage collection, MiB";
  const lines = Object.entries(memories).map(([name, samples]) => ({
    name,
    points: samples.map(({ at, value }) => ({ x: at / 60_000, y: value / MIB })),
  }));
  return { name: "soak", title, svg: linePicture({ title, lines, x: "minutes" }) };
}
