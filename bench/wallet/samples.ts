/** Samples of a run by figure, and what comes of them. Pure. */

import { spreadOf } from "../measure/statistics.ts";
import { TIMINGS, type TimingName, type Timings } from "./report/result.ts";

export type Samples = ReadonlyMap<TimingName, readonly number[]>;
export type Timed = Partial<Readonly<Record<TimingName, number>>>;

export class Sampler {
  readonly #samples = new Map<TimingName, number[]>();

  add(timed: Timed): void {
    for (const [name, ms] of Object.entries(timed) as [TimingName, number][]) {
      // A window that noted no paint of its own has measured nothing.
      if (!Number.isFinite(ms)) continue;
      const all = this.#samples.get(name) ?? [];
      all.push(ms);
      this.#samples.set(name, all);
    }
  }

  /** @throws Error where a figure has no sample at all */
  timings(): Timings {
    const names = Object.keys(TIMINGS) as TimingName[];
    const each = names.map((name) => {
      const samples = this.#samples.get(name) ?? [];
      if (samples.length === 0) throw new Error(`nothing was measured of "${TIMINGS[name]}"`);
      return [name, { ...spreadOf(samples), n: samples.length }];
    });
    return Object.fromEntries(each) as Timings;
  }
}
