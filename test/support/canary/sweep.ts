/**
 * A capture is swept: every canary, in everything that was heard where the canary doesn't belong. What a finding says
 * is enough to find the leak, and never repeats what leaked.
 */

import type { Canary, Kind } from "./canary.ts";
import type { Capture, Caught } from "./capture.ts";
import { inflate } from "./inflate.ts";
import { learnedFrom } from "./learn.ts";
import { CanarySearch } from "./search.ts";

export interface Swept {
  readonly findings: readonly string[];
  /** how many canaries of each kind are looked for: none of a kind would mean that nothing was */
  readonly canaries: Readonly<Partial<Record<Kind, number>>>;
  /** what was swept in all, this time and before */
  readonly pieces: number;
  readonly bytes: number;
  readonly ms: number;
}

const SHOWN_MAX = 20;

export class Sweep {
  readonly capture: Capture;
  readonly #search = new CanarySearch([], inflate);
  readonly #known = new Map<string, Canary>();
  #done = 0;
  #bytes = 0;
  #ms = 0;

  constructor(capture: Capture) {
    this.capture = capture;
    capture.listen((caught) => this.learn(caught));
  }

  /** Takes the canaries that this is known to hold, without sweeping it. */
  learn(caught: Pick<Caught, "place" | "bytes">): void {
    for (const one of learnedFrom(caught)) this.plant(one);
  }

  plant(canary: Canary): void {
    if (this.#known.has(canary.value)) return;
    this.#known.set(canary.value, canary);
    this.#search.add(canary);
  }

  get planted(): readonly Canary[] {
    return [...this.#known.values()];
  }

  /**
   * What was heard since the last call. Nothing is swept twice: what is planted, or learned, was made up before it
   * could be heard.
   */
  fresh(): Swept {
    const since = performance.now();
    const pieces = this.capture.caught.slice(this.#done);
    this.#done = this.capture.caught.length;
    const findings = [...new Set(pieces.flatMap((piece) => this.#findings(piece)))];
    this.#bytes += pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
    this.#ms += performance.now() - since;
    const canaries: Partial<Record<Kind, number>> = {};
    for (const { kind } of this.#known.values()) canaries[kind] = (canaries[kind] ?? 0) + 1;
    return { findings, canaries, pieces: this.#done, bytes: this.#bytes, ms: this.#ms };
  }

  /** One for each canary, however often and in whatever forms it stands there. */
  #findings({ place, where, bytes }: Caught): string[] {
    const found = new Map<Canary, string>();
    for (const { canary, form, at } of this.#search.find(bytes)) {
      if (canary.home.includes(place) || found.has(canary)) continue;
      const hidden = where.replaceAll(canary.value, "…");
      const what = `${canary.kind} (${canary.planted})`;
      found.set(canary, `${what} in ${place}: ${hidden}, as ${form}, at ${at}`);
    }
    return [...found.values()];
  }
}

/** @throws Error that says where each was found */
export function assertNothingFound({ findings }: Swept): void {
  if (findings.length === 0) return;
  const shown = findings.slice(0, SHOWN_MAX);
  const more = findings.length > SHOWN_MAX ? [`… and ${findings.length - SHOWN_MAX} more`] : [];
  throw new Error([`canaries were found (${findings.length}):`, ...shown, ...more].join("\n  "));
}
